"""The same text in two files is said of both at once, and counts once."""

from __future__ import annotations

from pathlib import Path

from pipeline.overview import batch_files
from store.originals import original_path
from tests.pipeline.home import Home
from tests.pipeline.jobs import EXAMPLE

LONG = EXAMPLE + "TITLE: " + "Laporan pelaksanaan inovasi di seluruh desa dan kelurahan. " * 5


def said(home: Home, batch: str) -> dict[str, list[str]]:
    return {
        Path(row["path"]).name: [one["message"] for one in row["problems"]] for row in batch_files(home.engine, batch)
    }


def test_both_files_name_each_other(home: Home, files: Path) -> None:
    (files / "a.txt").write_text(LONG)
    (files / "b.txt").write_text(LONG.replace("seluruh desa", "seluruh  desa"))
    report = home.ingest(files / "a.txt", files / "b.txt")
    assert said(home, report.batch) == {
        "a.txt": [f"teksnya sama dengan {files / 'b.txt'}"],
        "b.txt": [f"teksnya sama dengan {files / 'a.txt'}"],
    }


def test_a_text_of_an_earlier_batch_is_known_again(home: Home, files: Path) -> None:
    (files / "a.txt").write_text(LONG)
    home.ingest(files / "a.txt")
    (files / "b.txt").write_text(LONG + " ")
    assert said(home, home.ingest(files / "b.txt").batch) == {"b.txt": [f"teksnya sama dengan {files / 'a.txt'}"]}


def test_evidence_that_stands_in_both_files_counts_once(home: Home, files: Path) -> None:
    (files / "a.txt").write_text(LONG)
    (files / "b.txt").write_text(LONG + " ")
    home.ingest(files, grouping="folder")
    (record,) = home.records()
    assert len(record["evidence"]) == 1
    assert [[one["code"] for one in file["problems"]] for file in record["files"]] == [["same-text"], ["same-text"]]


def test_the_same_bytes_under_two_names_are_one_blob_with_two_names(home: Home, files: Path) -> None:
    for name in ("a.txt", "salinan a.txt"):
        (files / name).write_text(LONG)
    report = home.ingest(files, grouping="folder")
    rows = batch_files(home.engine, report.batch)
    assert [(row["outcome"], row["problems"]) for row in rows] == [("stored", []), ("unchanged", [])]
    (sha256,) = {row["sha256"] for row in rows}
    kept = [path for path in (home.settings.home / "originals").rglob("*") if path.is_file()]
    assert kept == [original_path(home.settings.home, sha256)]
    assert {row[2] for row in home.content()["dossier_file"]} == {"a.txt", "salinan a.txt"}
