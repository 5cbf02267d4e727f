"""Taking files in: nothing lost, nothing twice, the order makes no difference, people outrank the program."""

from __future__ import annotations

import itertools
import zipfile
from pathlib import Path

import pytest

from pipeline.settings import Settings
from store.originals import original_path
from tests.pipeline.home import Home
from tests.pipeline.jobs import EXAMPLE

DECREE = "evidence sk_kepala_daerah\nEVIDENCE: regulasi sk_kepala_daerah\nEVIDENCE: sdm sk_kepala_daerah 12 orang\n"
LISTING = """\
listing daftar_pemenang
NAME: SAPA
UNIT: Puskesmas Mekar
NAME: SAPA
UNIT: Puskesmas Layu
NAME: KILAT
"""


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def test_a_proposal_becomes_a_dossier_with_its_innovation(home: Home, files: Path) -> None:
    home.ingest(write(files, usulan=EXAMPLE) / "usulan.txt")
    (record,) = home.records()
    (innovation,) = record["innovations"]
    assert (record["dossier"]["kind"], record["dossier"]["region"]) == ("proposal", "Kabupaten Contoh")
    assert (innovation["name"], innovation["expansion"]) == ("SAPA", "Sistem Antar Pasien")
    assert innovation["cites"]["name"]["quote"] == "SAPA"
    assert innovation["sector"]["slug"] == "kesehatan"


def test_every_quote_is_the_slice_of_its_files_text(home: Home, files: Path) -> None:
    write(files, usulan=EXAMPLE, sk=DECREE)
    home.ingest(files)
    text = {"usulan.txt": EXAMPLE, "sk.txt": DECREE}
    (record,) = home.records()
    cites = [*record["innovations"][0]["cites"].values(), *(one["cite"] for one in record["evidence"])]
    assert all(text[cite["file"]][cite["start"] : cite["end"]] == cite["quote"] for cite in cites)


def test_the_same_content_again_changes_nothing(home: Home, files: Path) -> None:
    write(files, usulan=EXAMPLE, sk=DECREE)
    home.ingest(files)
    before = home.content()
    report = home.ingest(files)
    assert home.outcomes(report) == {"usulan.txt": "unchanged", "sk.txt": "unchanged"}
    assert home.content() == before


def test_a_file_that_cannot_be_read_is_set_aside_and_the_rest_goes_on(home: Home, files: Path) -> None:
    write(files, usulan=EXAMPLE, asing="??", rusak="proposal proposal\nNAME: CRASH\n")
    report = home.ingest(*sorted(files.iterdir()))
    assert home.outcomes(report) == {"usulan.txt": "stored", "asing.txt": "set_aside", "rusak.txt": "set_aside"}
    assert (report.stored, report.set_aside) == (1, 2)


def test_what_was_set_aside_for_its_content_stays_so(home: Home, files: Path) -> None:
    write(files, asing="??")
    home.ingest(files / "asing.txt")
    assert home.outcomes(home.ingest(files / "asing.txt")) == {"asing.txt": "set_aside"}


def test_every_file_given_is_accounted_for_once(home: Home, files: Path) -> None:
    write(files, a=EXAMPLE, b=EXAMPLE, c="??")
    (files / "tautan.txt").symlink_to("/etc/hostname")
    with zipfile.ZipFile(files / "d.zip", "w") as archive:
        archive.writestr("isi/e.txt", DECREE)
    report = home.ingest(files, files / "a.txt")
    assert home.outcomes(report) == {
        "a.txt": "stored", "b.txt": "unchanged", "c.txt": "set_aside", "tautan.txt": "set_aside", "e.txt": "stored",
    }  # fmt: skip


def test_the_original_is_kept_as_it_came(home: Home, files: Path) -> None:
    write(files, usulan=EXAMPLE)
    home.ingest(files)
    (file,) = home.records()[0]["files"]
    assert original_path(home.settings.home, file["sha256"]).read_text() == EXAMPLE


def test_evidence_of_the_folder_speaks_for_its_innovation(home: Home, files: Path) -> None:
    write(files, usulan=EXAMPLE, sk=DECREE)
    home.ingest(files)
    (record,) = home.records()
    (innovation,) = record["innovations"]
    assert {(one["indicator"], one["level"]) for one in record["evidence"] if not one["claimed"]} == {
        ("regulasi", 1), ("sdm", 2),
    }  # fmt: skip
    assert all(one["innovations"] == [innovation["id"]] for one in record["evidence"])


def test_evidence_of_several_innovations_goes_to_those_it_names(home: Home, files: Path) -> None:
    write(
        files, a="proposal proposal\nNAME: SAPA\nNAME: KILAT\n", sk=DECREE + "TITLE: Penetapan SAPA sebagai inovasi\n"
    )
    home.ingest(files)
    (record,) = home.records()
    names = {one["id"]: one["name"] for one in record["innovations"]}
    assert {names[id_] for one in record["evidence"] for id_ in one["innovations"]} == {"SAPA"}


def test_an_innovation_counts_once_and_a_contradiction_is_said(home: Home, files: Path) -> None:
    write(files, a=EXAMPLE, b=EXAMPLE.replace("Sistem Antar", "Sahabat"), sk=DECREE)
    home.ingest(files)
    (record,) = home.records()
    (innovation,) = record["innovations"]
    (flag,) = innovation["flags"]
    assert flag["code"] == "two-expansions"
    assert {one["value"] for one in flag["values"]} == {"Sistem Antar Pasien", "Sahabat Pasien"}


def test_two_names_in_one_proposal_are_a_question_for_the_reviewer(home: Home, files: Path) -> None:
    home.ingest(write(files, a="proposal proposal\nNAME: SAPA\nNAME: KILAT\n") / "a.txt")
    assert [flag["code"] for flag in home.records()[0]["dossier"]["flags"]] == ["several-names"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(EXAMPLE + "TITLE: Laporan Inovasi\n", "SAPA", id="a proposal by its innovation"),
        pytest.param(DECREE + "TITLE: Keputusan Bupati\n", "Keputusan Bupati", id="a decree by its heading"),
        pytest.param(DECREE + "TITLE: PEMERINTAH KOTA CONTOH\n", "PEMERINTAH KOTA CONTOH", id="a letterhead for want"),
    ],
)
def test_a_dossier_is_called_what_a_person_would_call_it(home: Home, files: Path, text: str, title: str) -> None:
    home.ingest(write(files, a=text) / "a.txt")
    assert home.records()[0]["dossier"]["title"] == title


def test_a_heading_goes_before_a_letterhead(home: Home, files: Path) -> None:
    write(files, a=DECREE + "TITLE: PEMERINTAH KOTA CONTOH\n", b=DECREE + "TITLE: Laporan Kegiatan\n")
    home.ingest(files, grouping="folder")
    assert home.records()[0]["dossier"]["title"] == "Laporan Kegiatan"


def test_units_of_a_list_may_share_a_name(home: Home, files: Path) -> None:
    home.ingest(write(files, a=LISTING) / "a.txt")
    (record,) = home.records()
    assert record["dossier"]["kind"] == "listing"
    assert [(one["name"], one["unit"]) for one in record["innovations"]] == [
        ("SAPA", "Puskesmas Mekar"), ("SAPA", "Puskesmas Layu"), ("KILAT", None),
    ]  # fmt: skip


def test_the_same_files_make_the_same_content_whatever_the_order_and_the_number_of_workers(tmp_path: Path) -> None:
    folder = write(tmp_path / "x", usulan=EXAMPLE, sk=DECREE)
    write(tmp_path / "y", daftar=LISTING, lain="other lainnya\nTITLE: Foto\n")
    given = [folder, tmp_path / "y", folder / "sk.txt", tmp_path / "y" / "lain.txt"]
    contents = []
    for number, order in enumerate(itertools.islice(itertools.permutations(given), 0, 24, 5)):
        home = Home(Settings(home=tmp_path / f"home{number}", workers=1 + number % 2))
        for path in order:
            home.ingest(path)
        contents.append(home.content())
    assert all(content == contents[0] for content in contents)


def test_evidence_given_again_by_itself_is_no_second_dossier(home: Home, files: Path) -> None:
    write(files, usulan=EXAMPLE, sk=DECREE)
    home.ingest(files / "sk.txt")
    home.ingest(files)
    home.ingest(files / "sk.txt")
    assert [record["dossier"]["kind"] for record in home.records()] == ["proposal"]


def test_evidence_that_comes_later_joins_its_dossier(home: Home, files: Path) -> None:
    home.ingest(write(files, usulan=EXAMPLE))
    (before,) = home.records()
    home.ingest(write(files, sk=DECREE))
    (after,) = home.records()
    assert after["dossier"]["id"] == before["dossier"]["id"]
    assert [file["name"] for file in after["files"]] == ["sk.txt", "usulan.txt"]


def test_one_content_under_two_names_is_one_file(home: Home, files: Path) -> None:
    write(files, usulan=EXAMPLE, salinan=EXAMPLE, sk=DECREE)
    home.ingest(files)
    assert [file["name"] for file in home.records()[0]["files"]] == ["salinan.txt", "sk.txt"]


def test_an_unreadable_file_of_a_dossier_stays_in_sight(home: Home, files: Path) -> None:
    write(files, usulan=EXAMPLE, sk=DECREE, pindai="??")
    home.ingest(files)
    (record,) = home.records()
    assert {file["name"]: file["state"] for file in record["files"]}["pindai.txt"] == "set_aside"


@pytest.mark.parametrize("verdict", ["confirmed", "corrected", "absent"])
def test_what_a_person_settled_outlives_a_new_reading(home: Home, files: Path, verdict: str) -> None:
    home.ingest(write(files, usulan=EXAMPLE))
    (innovation,) = home.records()[0]["innovations"]
    home.decide(innovation["id"], "unit", verdict, "Puskesmas Baru" if verdict == "corrected" else None)
    expected = {"confirmed": "Puskesmas Mekar", "corrected": "Puskesmas Baru", "absent": None}[verdict]
    home.ingest(write(files, sk=DECREE))
    (innovation,) = home.records()[0]["innovations"]
    assert innovation["unit"] == expected
    assert innovation["cites"]["unit"]["reviewed"] == verdict


def test_a_sector_that_a_person_set_is_the_sector(home: Home, files: Path) -> None:
    home.ingest(write(files, usulan=EXAMPLE))
    (innovation,) = home.records()[0]["innovations"]
    home.decide(innovation["id"], "sector", "corrected", "sosial")
    (innovation,) = home.records()[0]["innovations"]
    assert (innovation["sector"]["slug"], innovation["sector"]["abstained"]) == ("sosial", False)


def test_evidence_that_a_person_struck_out_is_gone(home: Home, files: Path) -> None:
    write(files, usulan=EXAMPLE, sk=DECREE)
    home.ingest(files)
    struck = next(one for one in home.records()[0]["evidence"] if one["indicator"] == "regulasi")
    home.decide(struck["id"], "value", "absent")
    assert struck["id"] not in {one["id"] for one in home.records()[0]["evidence"]}


def test_a_name_that_is_no_innovation_is_out_of_everything(home: Home, files: Path) -> None:
    home.ingest(write(files, a=LISTING) / "a.txt")
    last = home.records()[0]["innovations"][-1]
    home.decide(last["id"], "name", "absent")
    assert len(home.records()[0]["innovations"]) == 2


def test_the_home_itself_is_never_taken_in(home: Home, files: Path) -> None:
    inside = Home(Settings(home=files / "berkas-data"))
    write(files, usulan=EXAMPLE)
    inside.ingest(files)
    assert inside.outcomes(inside.ingest(files)) == {"usulan.txt": "unchanged"}


def test_another_choice_of_ocr_reads_a_file_anew(home: Home, files: Path) -> None:
    write(files, usulan=EXAMPLE)
    home.ingest(files)
    assert home.outcomes(home.ingest(files, ocr="never")) == {"usulan.txt": "stored"}
    assert home.outcomes(home.ingest(files, ocr="never")) == {"usulan.txt": "unchanged"}
