"""A manifest says which file belongs to which innovation; it is believed, cited, and opens nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import CommandError
from pipeline.manifest import tidy
from pipeline.overview import batch_files
from tests.pipeline.home import Home
from tests.pipeline.jobs import EXAMPLE

SAPA = EXAMPLE
LAPOR = EXAMPLE.replace("SAPA", "LAPOR").replace("Sistem Antar Pasien", "Layanan Aduan")
DECREE = "evidence sk_kepala_daerah\nEVIDENCE: regulasi sk_kepala_daerah 1 buah\n"
PHOTO = "other lainnya\nTITLE: Foto kegiatan\n"


def folder(tmp_path: Path, manifest: str, **files: str) -> Path:
    given = tmp_path / "kiriman"
    given.mkdir(exist_ok=True)
    (given / "manifest.csv").write_text(manifest)
    for name, text in files.items():
        (given / f"{name}.txt").write_text(text)
    return given


def dossiers(home: Home) -> dict[str, set[str]]:
    return {one["dossier"]["title"]: {file["name"] for file in one["files"]} for one in home.records()}


def problems(home: Home, batch: str) -> dict[str, list[str]]:
    return {Path(row["path"]).name: [one["code"] for one in row["problems"]] for row in batch_files(home.engine, batch)}


def test_the_files_that_a_manifest_names_for_one_innovation_are_one_dossier(home: Home, tmp_path: Path) -> None:
    """Without it, two proposals in a folder would part, and the decree would stand alone."""
    rows = "berkas;unit;inovasi\na.txt;Puskesmas Mekar;SAPA\nsk.txt;Puskesmas Mekar;SAPA\nb.txt;;LAPOR\n"
    home.ingest(folder(tmp_path, rows, a=SAPA, b=LAPOR, sk=DECREE))
    assert dossiers(home) == {"SAPA": {"a.txt", "sk.txt", "manifest.csv"}, "LAPOR": {"b.txt", "manifest.csv"}}


def test_innovation_and_unit_of_a_manifest_are_cited_from_its_cells(home: Home, tmp_path: Path) -> None:
    home.ingest(folder(tmp_path, "File,Unit,Innovation\nfoto.txt,RSUD Harapan,JEMPOL\n", foto=PHOTO))
    (record,) = home.records()
    (innovation,) = record["innovations"]
    assert (innovation["name"], innovation["unit"]) == ("JEMPOL", "RSUD Harapan")
    cite = innovation["cites"]["name"]
    assert (cite["file"], cite["path"], cite["quote"]) == ("manifest.csv", "table[1]/row[2]/cell[3]", "JEMPOL")


def test_a_proposal_that_names_itself_otherwise_is_one_innovation_with_a_flag(home: Home, tmp_path: Path) -> None:
    home.ingest(folder(tmp_path, "berkas,inovasi\na.txt,JEMPOL\n", a=SAPA))
    (innovation,) = home.records()[0]["innovations"]
    assert (innovation["name"], innovation["expansion"]) == ("JEMPOL", "Sistem Antar Pasien")
    (flag,) = innovation["flags"]
    assert (flag["code"], [one["value"] for one in flag["values"]]) == ("several-names", ["SAPA", "JEMPOL"])


def test_the_long_form_in_a_manifest_is_the_same_innovation(home: Home, tmp_path: Path) -> None:
    home.ingest(folder(tmp_path, "berkas,inovasi\na.txt,Sistem Antar Pasien\n", a=SAPA))
    (innovation,) = home.records()[0]["innovations"]
    assert innovation["flags"] == []


def test_innovations_of_one_name_in_two_units_are_two_dossiers(home: Home, tmp_path: Path) -> None:
    rows = "berkas,unit,inovasi\na.txt,RSUD Harapan,SAPA\nb.txt,Puskesmas Mekar,SAPA\n"
    home.ingest(folder(tmp_path, rows, a=PHOTO + "x: 1\n", b=PHOTO))
    assert sorted(one["innovations"][0]["unit"] for one in home.records()) == ["Puskesmas Mekar", "RSUD Harapan"]


def test_a_decree_named_for_two_innovations_goes_into_both(home: Home, tmp_path: Path) -> None:
    rows = "berkas,inovasi\na.txt,SAPA\nb.txt,LAPOR\nsk.txt,SAPA\nsk.txt,LAPOR\n"
    home.ingest(folder(tmp_path, rows, a=SAPA, b=LAPOR, sk=DECREE))
    assert dossiers(home) == {
        "SAPA": {"a.txt", "sk.txt", "manifest.csv"},
        "LAPOR": {"b.txt", "sk.txt", "manifest.csv"},
    }
    assert [[one["name"] for one in record["innovations"]] for record in home.records()] in (
        [["SAPA"], ["LAPOR"]],
        [["LAPOR"], ["SAPA"]],
    )


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "C:\\rahasia.txt", "..\\a.txt", "tidak-ada.txt"])
def test_a_path_that_fits_no_file_given_is_reported_and_opens_nothing(home: Home, tmp_path: Path, path: str) -> None:
    report = home.ingest(folder(tmp_path, f"berkas,inovasi\n{path},SAPA\na.txt,SAPA\n", a=SAPA))
    assert problems(home, report.batch) == {"manifest.csv": ["manifest-file-unknown"], "a.txt": []}


def test_a_file_that_no_row_names_is_reported_and_grouped_as_ever(home: Home, tmp_path: Path) -> None:
    report = home.ingest(folder(tmp_path, "berkas,inovasi\na.txt,SAPA\n", a=SAPA, b=LAPOR))
    assert problems(home, report.batch)["b.txt"] == ["manifest-not-named"]
    assert dossiers(home)["LAPOR"] == {"b.txt"}


def test_the_manifest_nearest_to_a_file_says_that_it_does_not_name_it(home: Home, tmp_path: Path) -> None:
    given = folder(tmp_path, "berkas,inovasi\ndalam/b.txt,LAPOR\na.txt,SAPA\n", a=SAPA)
    inner = given / "dalam"
    inner.mkdir()
    (inner / "manifest.csv").write_text("berkas,inovasi\nsk.txt,LAPOR\n")
    for name, text in (("b", LAPOR), ("sk", DECREE), ("foto", PHOTO)):
        (inner / f"{name}.txt").write_text(text)
    rows = batch_files(home.engine, home.ingest(given).batch)
    notes = {Path(row["path"]).name: [one["message"] for one in row["problems"]] for row in rows}
    assert notes["b.txt"] == []
    assert [str(inner / "manifest.csv") in note for note in notes["foto.txt"]] == [True]


def test_a_name_that_two_files_bear_means_the_one_nearest_to_the_manifest(home: Home, tmp_path: Path) -> None:
    given = folder(tmp_path, "berkas,inovasi\na.txt,SAPA\n", a=SAPA)
    (given / "lain").mkdir()
    (given / "lain" / "a.txt").write_text(LAPOR)
    report = home.ingest(given)
    assert problems(home, report.batch)["manifest.csv"] == []
    assert dossiers(home)["SAPA"] == {"a.txt", "manifest.csv"}


def test_a_name_that_two_files_bear_equally_is_not_guessed(home: Home, tmp_path: Path) -> None:
    given = folder(tmp_path, "berkas,inovasi\na.txt,SAPA\n")
    for name, text in (("satu", SAPA), ("dua", LAPOR)):
        (given / name).mkdir()
        (given / name / "a.txt").write_text(text)
    report = home.ingest(given)
    assert problems(home, report.batch)["manifest.csv"] == ["manifest-file-ambiguous"]


def test_a_row_without_an_innovation_is_reported(home: Home, tmp_path: Path) -> None:
    report = home.ingest(folder(tmp_path, "berkas,inovasi\na.txt,\n", a=SAPA))
    assert "manifest-row-incomplete" in problems(home, report.batch)["manifest.csv"]


def test_a_manifest_given_by_itself_speaks_of_all_that_is_given_with_it(home: Home, tmp_path: Path) -> None:
    given = folder(tmp_path, "berkas,inovasi\nkiriman/sk.txt,SAPA\na.txt,SAPA\n", a=SAPA, sk=DECREE)
    manifest = (given / "manifest.csv").rename(tmp_path / "rekap.csv")
    home.ingest(given / "a.txt", given / "sk.txt", manifest=manifest)
    assert dossiers(home) == {"SAPA": {"a.txt", "kiriman/sk.txt", "rekap.csv"}}


def test_a_table_without_the_heads_is_refused_as_a_manifest(home: Home, tmp_path: Path) -> None:
    (tmp_path / "rekap.csv").write_text("no,nama\n1,SAPA\n")
    with pytest.raises(CommandError, match="manifest-heads"):
        home.ingest(folder(tmp_path, "", a=SAPA), manifest=tmp_path / "rekap.csv")


def test_a_manifest_that_comes_later_takes_the_grouping_over(home: Home, tmp_path: Path) -> None:
    given = folder(tmp_path, "", a=SAPA, sk=DECREE, foto=PHOTO)
    (given / "manifest.csv").unlink()
    home.ingest(given)
    assert dossiers(home) == {"SAPA": {"a.txt", "sk.txt", "foto.txt"}}
    home.ingest(folder(tmp_path, "berkas,inovasi\na.txt,SAPA\nsk.txt,SAPA\nfoto.txt,JEMPOL\n"))
    assert dossiers(home) == {"SAPA": {"a.txt", "sk.txt", "manifest.csv"}, "JEMPOL": {"foto.txt", "manifest.csv"}}


def test_the_same_folder_twice_changes_nothing(home: Home, tmp_path: Path) -> None:
    given = folder(tmp_path, "berkas,inovasi\na.txt,SAPA\nsk.txt,SAPA\n", a=SAPA, sk=DECREE)
    home.ingest(given)
    before: Any = home.content()
    report = home.ingest(given)
    assert (home.content(), report.unchanged, report.stored) == (before, 3, 0)


@pytest.mark.parametrize(
    ("written", "compared"),
    [("Usulan\\SAPA  2026.PDF", "usulan/sapa 2026.pdf"), ("./a//b.pdf", "a/b.pdf"), ("a/../b.pdf", None), ("", None)],
)
def test_paths_are_compared_without_case_blanks_and_slashes_of_one_kind(written: str, compared: str | None) -> None:
    assert tidy(written) == compared
