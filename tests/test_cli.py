"""The commands on real files, as the contract says: documents on stdout, exit codes, nothing lost."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from cli import cli

PROPOSAL = (
    "LAPORAN INOVASI DAERAH",
    "PEMERINTAH KABUPATEN BANTAENG",
    "1.1 Nama Inovasi: SAPA BUNDA (Sahabat Pasien Bunda dan Balita)",
    "1.2 Dibuat Oleh: Puskesmas Mekar Jaya Kabupaten Bantaeng",
    "1.3 Tahapan Inovasi: Penerapan",
    "1.4 Inisiator Inovasi Daerah: OPD",
    "1.7 Urusan Inovasi: Kesehatan",
)
NEWS = (
    "Bupati Bantaeng menyerahkan penghargaan kepada tiga inovator terbaik, antara lain Puskesmas Lembah Sari dengan",
    "inovasi KELOR EMAS (kelola olahan rumahan untuk emak sehat) dan Dinas Pertanian dengan inovasi TANI CERMAT",
    "(tata niaga cerdas masyarakat tani).",
)
HOLDER = """
import pathlib, sys, store.lock
with store.lock.home_lock(pathlib.Path(sys.argv[1])):
    print(flush=True)
    sys.stdin.read()
"""


def run(*arguments: str | Path, expect: int = 0) -> Result:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="berkas")
    assert result.exit_code == expect, result.output
    return result


def answer(*arguments: str | Path, expect: int = 0) -> Any:
    """The one JSON document on standard output."""
    return json.loads(run(*arguments, "--json", expect=expect).stdout)


def pdf(path: Path, *lines: str) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for number, line in enumerate(lines):
        canvas.drawString(60, 780 - 18 * number, line)
    canvas.save()
    return path


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A proposal in PDF, a list in Word, and a file that is neither."""
    folder = tmp_path_factory.mktemp("given")
    pdf(folder / "usulan.pdf", *PROPOSAL)
    document = Document()
    document.add_paragraph("Tiga Inovator Terbaik Kabupaten Bantaeng Terima Penghargaan")
    document.add_paragraph(" ".join(NEWS))
    document.save(str(folder / "berita.docx"))
    (folder / "rusak.pdf").write_bytes(b"%PDF-1.7\nbukan PDF")
    return folder


@pytest.fixture(scope="module")
def home(given: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is given was taken in and scored."""
    home = tmp_path_factory.mktemp("berkas") / "home"
    run("ingest", given, "--home", home, expect=3)
    run("score", "--home", home)
    return home


def test_ingest_accounts_for_every_file_and_says_with_its_exit_code_that_one_was_set_aside(
    given: Path, tmp_path: Path
) -> None:
    found = answer("ingest", given, "--home", tmp_path / "home", expect=3)
    assert {"batch", "seconds", "pages", "stored", "unchanged", "set_aside", "files"} <= found.keys()
    assert (found["stored"], found["unchanged"], found["set_aside"]) == (2, 0, 1)
    by_name = {Path(file["path"]).name: file for file in found["files"]}
    assert {name: file["outcome"] for name, file in by_name.items()} == {
        "usulan.pdf": "stored", "berita.docx": "stored", "rusak.pdf": "set_aside",
    }  # fmt: skip
    keys = {"path", "sha256", "outcome", "dossier", "pages", "origin", "problems"}
    assert all(keys <= file.keys() for file in found["files"])
    (problem,) = by_name["rusak.pdf"]["problems"]
    assert problem["code"] == "pdf-broken"
    assert problem.keys() == {"code", "message", "remedy", "page"}


def test_ingest_again_says_unchanged(given: Path, home: Path) -> None:
    found = answer("ingest", given / "usulan.pdf", given / "berita.docx", "--home", home)
    assert {file["outcome"] for file in found["files"]} == {"unchanged"}


def test_a_dry_run_plans_and_stores_nothing(given: Path, tmp_path: Path) -> None:
    found = answer("ingest", given, "--dry-run", "--home", tmp_path / "home", expect=3)
    assert sorted(Path(file["path"]).name for one in found["dossiers"] for file in one["files"]) == [
        "berita.docx", "usulan.pdf",
    ]  # fmt: skip
    assert not (tmp_path / "home").exists()


def test_status_names_what_was_set_aside_with_its_remedy(home: Path) -> None:
    found = answer("status", "--home", home)
    (aside,) = found["set_aside"]
    assert Path(aside["path"]).name == "rusak.pdf"
    assert aside["problems"][0]["remedy"]


def test_status_retry_takes_up_what_was_set_aside_and_the_original_is_enough(given: Path, tmp_path: Path) -> None:
    home, broken = tmp_path / "home", tmp_path / "rusak.pdf"
    broken.write_bytes((given / "rusak.pdf").read_bytes())
    run("ingest", broken, "--home", home, expect=3)
    broken.unlink()
    found = answer("status", "--retry", "--home", home, expect=3)
    assert [file["problems"][0]["code"] for file in found["files"]] == ["pdf-broken"]


def test_list_and_show_lead_to_the_quote_and_its_place(home: Path) -> None:
    listed = answer("list", "--home", home)["dossiers"]
    dossier = next(one for one in listed if one["kind"] == "proposal")
    found = answer("show", dossier["id"][:8], "--home", home)
    (innovation,) = found["innovations"]
    cite = innovation["cites"]["name"]
    assert (innovation["name"], cite["quote"], cite["file"], cite["page"]) == (
        "SAPA BUNDA", "SAPA BUNDA", "usulan.pdf", 1,
    )  # fmt: skip
    (box,) = cite["boxes"]
    assert all(0 <= edge <= 1 for edge in box)
    assert box[0] < box[2]
    assert box[1] < box[3]


def test_a_value_from_word_has_a_path_instead_of_a_page(home: Path) -> None:
    listed = answer("list", "--home", home)["dossiers"]
    word = next(one for one in listed if "KELOR EMAS" in {innovation["name"] for innovation in one["innovations"]})
    cite = answer("show", word["id"], "--home", home)["innovations"][0]["cites"]["name"]
    assert (cite["page"], cite["boxes"]) == (None, [])
    assert cite["path"]


def test_export_gives_the_record_of_the_contract(home: Path) -> None:
    lines = run("export", "--format", "jsonl", "--home", home).stdout.splitlines()
    records = [json.loads(line) for line in lines]
    lists = {"acronyms", "people", "units", "regulations", "money", "dates", "changes", "links", "evidence"}
    innovation = {
        "id", "name", "expansion", "unit", "region", "year", "initiator", "stage", "kind", "form", "trial_date",
        "launch_date", "sector", "alignment", "cites",
    }  # fmt: skip
    cite = {"file", "page", "start", "end", "quote", "boxes", "path", "rule", "confidence", "status", "reviewed"}
    for record in records:
        assert {"schema", "dossier", "files", "innovations"} | lists <= record.keys()
        assert {"id", "kind", "title", "region", "unit", "year", "season"} <= record["dossier"].keys()
        assert all(
            {"name", "sha256", "media_type", "role", "pages", "origin", "problems"} <= file.keys()
            for file in record["files"]
        )
        for one in record["innovations"]:
            assert innovation <= one.keys()
            assert {"slug", "confidence", "abstained", "alternatives"} <= one["sector"].keys()
            assert all(cite <= each.keys() for each in one["cites"].values())
        assert all(cite <= each["cite"].keys() for key in lists for each in record[key])
    assert {one["name"] for record in records for one in record["innovations"]} == {
        "SAPA BUNDA", "KELOR EMAS", "TANI CERMAT",
    }  # fmt: skip


def test_export_with_json_is_one_document_of_the_same_records(home: Path) -> None:
    lines = run("export", "--home", home).stdout.splitlines()
    assert answer("export", "--home", home)["dossiers"] == [json.loads(line) for line in lines]


def test_export_writes_a_file_and_says_so(home: Path, tmp_path: Path) -> None:
    for format_ in ("jsonl", "csv", "xlsx", "html"):
        out = tmp_path / f"out.{format_}"
        assert answer("export", "--format", format_, "--out", out, "--home", home)["file"] == str(out)
        assert out.stat().st_size > 0


def test_rank_has_every_key_of_the_contract(home: Path) -> None:
    found = answer("rank", "--home", home)
    assert (found["rubric"], found["by"], found["max_score"]) == ("iid-sid-2026", "innovation", 111)
    keys = {
        "rank", "tied", "interval", "id", "name", "unit", "region", "sector", "score", "met", "not_met",
        "cannot_judge", "predicate", "dossier",
    }  # fmt: skip
    assert len(found["rows"]) == 3
    assert all(keys <= row.keys() for row in found["rows"])


@pytest.mark.parametrize("by", ["unit", "region", "sector"])
def test_rank_by_group(home: Path, by: str) -> None:
    assert answer("rank", "--by", by, "--home", home)["by"] == by


def test_rank_of_one_sector_ranks_within_it(home: Path) -> None:
    rows = answer("rank", "--sector", "kesehatan", "--home", home)["rows"]
    assert {row["sector"] for row in rows} <= {"kesehatan"}
    assert rows[0]["rank"] == 1


def test_rescore_compares_with_an_earlier_run(home: Path) -> None:
    old = answer("score", "--home", home)["run"]
    found = answer(
        "rescore", "--rubric", "iid-sid-2026", "--set", "regulasi.weight=9", "--compare", old, "--home", home
    )
    assert {"moves", "entered_top", "left_top", "rows"} <= found.keys()
    assert found["rubric"] != "iid-sid-2026"
    assert found["official"] is False


def test_a_second_rubric_works_by_its_file_alone(home: Path) -> None:
    scored = answer("score", "--rubric", "iid-sid-2024", "--home", home)
    assert answer("rank", "--run", scored["run"], "--home", home)["rubric"] == "iid-sid-2024"


def test_explain_judges_all_twenty_indicators_with_reasons(home: Path) -> None:
    run_id = answer("score", "--home", home)["run"]
    found = answer("explain", "SAPA BUNDA", "--run", run_id, "--home", home)
    assert len(found["indicators"]) == 20
    assert {one["outcome"] for one in found["indicators"]} <= {"met", "not_met", "cannot_judge"}
    assert all(one["detail"] for one in found["indicators"])


def test_evaluate_measures_every_field_of_gold(home: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps({"usulan": {"innovations": [{"name": "SAPA BUNDA", "unit": "Puskesmas Mekar Jaya"}]}}))
    found = answer("evaluate", gold, "--home", home)["fields"]["innovations"]
    assert {"precision", "recall", "f1", "support"} <= found.keys()
    assert found["f1"] == 1.0


def test_rubrics_are_listed_shown_and_checked_with_line_numbers(tmp_path: Path) -> None:
    ids = {one["id"]: one for one in answer("rubric", "list")["rubrics"]}
    assert {"iid-sid-2024", "iid-sid-2026"} <= ids.keys()
    assert len(answer("rubric", "show", "iid-sid-2026")["indicators"]) == 20
    bad = tmp_path / "lomba.yaml"
    bad.write_text("id: lomba\nid: lomba\n")
    found = answer("rubric", "check", bad, expect=2)
    assert [one["line"] for one in found["problems"]] == [2]


def test_a_rubric_that_is_not_official_is_marked_wherever_it_shows(home: Path) -> None:
    rubric = "rumah-inovasi-lomba"
    assert "TIDAK RESMI" in run("score", "--rubric", rubric, "--home", home).stdout
    assert "UNOFFICIAL" in run("rubric", "show", rubric, "--lang", "en").stdout
    run("score", "--home", home)


def test_train_and_doctor_and_db_say_what_they_found(home: Path, tmp_path: Path) -> None:
    trained = answer("train", "--home", home)
    assert trained["accepted"] is True
    assert trained["before"]["top1"] == trained["after"]["top1"]
    checks = {one["check"]: one["state"] for one in answer("doctor", "--home", home)["checks"]}
    assert {checks[name] for name in ("database", "tables", "integrity", "originals")} == {"good"}
    assert answer("db", "upgrade", "--home", home)["revision"]
    copy = tmp_path / "copy.sqlite"
    assert answer("db", "backup", "--out", copy, "--home", home)["file"] == str(copy)
    assert answer("list", "--db", f"sqlite:///{copy}", "--home", home) == answer("list", "--home", home)


@pytest.mark.parametrize(("lang", "words"), [("id", "berkas, utuh, mutakhir"), ("en", "files, whole, up to date")])
def test_doctor_speaks_the_language_asked_for(home: Path, lang: str, words: str) -> None:
    said = run("doctor", "--home", home, "--lang", lang).stdout
    assert [word for word in words.split(", ") if word not in said] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("show", "tidak-ada"), 5),
        (("explain", "tidak-ada"), 5),
        (("rank", "--run", "ffffffff"), 5),
        (("score", "--rubric", "tidak-ada"), 5),
        (("ingest", "/tidak/ada"), 2),
        (("rank", "--by", "warna"), 2),
        (("rescore", "--rubric", "iid-sid-2026", "--set", "sdm=banyak"), 2),
        (("list", "--db", "bukan-alamat"), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_goes_wrong_has_its_exit_code(home: Path, arguments: tuple[str, ...], code: int) -> None:
    run(*arguments, "--home", home, expect=code)


def test_a_home_in_use_is_locked(home: Path, given: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        run("ingest", given, "--home", home, expect=6)
        assert answer("score", "--home", home, expect=6)["error"]["code"] == "locked"
        assert answer("list", "--home", home)["dossiers"]
        process.communicate()


def test_options_may_stand_before_the_command_too(home: Path) -> None:
    assert json.loads(run("--home", home, "--json", "list").stdout)["dossiers"]


def test_english_is_there_for_who_asks(home: Path) -> None:
    assert "cannot be judged" in run("rank", "--home", home, "--lang", "en").stdout


def test_problems_and_reasons_are_in_english_for_who_asks(home: Path) -> None:
    assert "the PDF is broken" in run("status", "--home", home, "--lang", "en").stdout
    run_id = answer("score", "--home", home)["run"]
    explained = run("explain", "SAPA BUNDA", "--run", run_id, "--home", home, "--lang", "en").stdout
    assert "No evidence was found" in explained
    assert explained.index("No evidence was found") < explained.index("sector:"), "the points come first"


def test_classify_lists_what_it_would_change(home: Path) -> None:
    planned = answer("classify", "--dry-run", "--level", "1", "--home", home)
    assert planned["dry_run"] is True
    assert planned["innovations"] == 3
    assert all(one["after"]["abstained"] for one in planned["changes"])
    assert answer("classify", "--dry-run", "--home", home)["changes"] == []


def test_show_and_explain_give_the_sectors_reasons_and_the_claim_beside_it(home: Path) -> None:
    shown = answer("show", "SAPA BUNDA", "--home", home)["innovations"][0]
    assert shown["sector_claimed"] == {"text": "Kesehatan", "slugs": ["kesehatan"], "agrees": True}
    assert shown["sector_tag"]["model"]["labels"] > 0
    assert any(one["cite"] and one["cite"]["file"] == "usulan.pdf" for one in shown["sector_reasons"])
    explained = answer("explain", "SAPA BUNDA", "--home", home)["sector"]
    assert (explained["slug"], explained["claimed"]) == ("kesehatan", shown["sector_claimed"])
    assert "dossier sendiri menyebut “Kesehatan”: sama" in run("show", "SAPA BUNDA", "--home", home).stdout


def test_without_a_terminal_there_is_no_colour_and_no_bar(given: Path, tmp_path: Path) -> None:
    result = run("ingest", given, "--home", tmp_path / "home", expect=3)
    assert "\x1b" not in result.stdout + result.stderr


def test_help_loads_nothing_heavy() -> None:
    heavy = "spacy", "sklearn", "sqlalchemy", "sqlmodel", "rich", "numpy"
    code = f"import sys, cli; print([name for name in {heavy} if name in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert result.stdout.strip() == "[]"


def test_a_mistyped_home_is_not_an_empty_collection(tmp_path: Path) -> None:
    run("list", "--home", tmp_path / "salah", expect=5)
    assert not (tmp_path / "salah").exists()


def test_a_file_that_cannot_be_written_is_no_defect_of_ours(home: Path, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    run("export", "--out", tmp_path / "berkas" / "x.csv", "--format", "csv", "--home", home, expect=2)


def test_a_database_that_is_none_is_told_and_diagnosed(tmp_path: Path) -> None:
    (tmp_path / "berkas.sqlite").write_text("bukan basis data " * 20)
    run("list", "--home", tmp_path, expect=2)
    checks = answer("doctor", "--home", tmp_path, expect=1)["checks"]
    assert [check["state"] for check in checks if check["check"] == "database"] == ["bad"]


def test_a_path_that_is_not_there_does_not_stop_the_others(tmp_path: Path) -> None:
    pdf(tmp_path / "usulan.pdf", *PROPOSAL)
    found = answer("ingest", tmp_path / "usulan.pdf", tmp_path / "salah.pdf", "--home", tmp_path / "home", expect=3)
    outcomes = {Path(file["path"]).name: (file["outcome"], file["problems"]) for file in found["files"]}
    assert outcomes["usulan.pdf"] == ("stored", [])
    assert (outcomes["salah.pdf"][0], outcomes["salah.pdf"][1][0]["code"]) == ("set_aside", "path-missing")


def test_where_no_path_is_there_nothing_is_made(tmp_path: Path) -> None:
    found = answer("ingest", tmp_path / "salah.pdf", "--home", tmp_path / "home", expect=2)
    assert found["error"]["code"] == "no-such-path"
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("call", [["ingest"], ["rank", "--top", "nol"], ["tidak-ada"], ["list", "--apa"]])
def test_a_wrong_call_is_one_json_document_too(call: list[str]) -> None:
    found = answer(*call, expect=2)
    assert (found["error"]["code"], bool(found["error"]["message"])) == ("usage", True)


def test_a_sector_that_there_is_not_is_not_found_and_the_others_are_named(tmp_path: Path) -> None:
    pdf(tmp_path / "usulan.pdf", *PROPOSAL)
    home = ("--home", tmp_path / "home")
    run("ingest", tmp_path / "usulan.pdf", *home)
    run("score", *home)
    found = answer("rank", "--sector", "kesehatn", *home, expect=5)
    assert found["error"]["code"] == "no-sector"
    assert "kesehatan" in found["error"]["message"]


def test_the_outcomes_of_a_batch_are_a_table_and_every_note_has_a_next_step(tmp_path: Path) -> None:
    pdf(tmp_path / "usulan.pdf", *PROPOSAL)
    (tmp_path / "kosong.pdf").write_bytes(b"")
    shown = run("ingest", tmp_path, "--home", tmp_path / "home", expect=3).output
    assert re.search(r"^ *disimpan +1 +1 +0", shown, re.MULTILINE)
    assert re.search(r"^ *disisihkan +1 +0 +0", shown, re.MULTILINE)
    assert re.search(r"^ *jumlah +2 +1 +0", shown, re.MULTILINE)
    assert "kosong.pdf: berkas kosong" in shown


def test_a_manifest_groups_what_it_names_and_the_plan_says_so(tmp_path: Path) -> None:
    pdf(tmp_path / "a.pdf", *PROPOSAL)
    pdf(tmp_path / "b.pdf", "Foto kegiatan di balai desa")
    (tmp_path / "manifest.csv").write_text("Berkas;Inovasi\na.pdf;SAPA BUNDA\nb.pdf;SAPA BUNDA\n")
    plan = answer("ingest", tmp_path, "--dry-run", "--home", tmp_path / "home")
    (dossier,) = plan["dossiers"]
    assert [Path(file["path"]).name for file in dossier["files"]] == ["a.pdf", "b.pdf"]
    assert dossier["manifest"] == [
        {"field": "name", "value": "SAPA BUNDA", "file": "manifest.csv", "path": "table[1]/row[2]/cell[2]"}
    ]
    shown = run("ingest", tmp_path, "--dry-run", "--home", tmp_path / "home").output
    assert "menurut manifes: SAPA BUNDA  <- manifest.csv, table[1]/row[2]/cell[2]" in shown
