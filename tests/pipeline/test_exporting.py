"""Everything out: nothing that a dossier says is ever run or rendered by what opens the file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline import exporting
from tests.pipeline.home import Home
from tests.pipeline.jobs import EXAMPLE

HOSTILE = "proposal proposal\nNAME: =HYPERLINK(1)\nUNIT: @SUM\nREGION: <script>alert(1)</script>\n"


def export(home: Home, format_: exporting.Format) -> bytes:
    stream = io.BytesIO()
    exporting.write(home.engine, format_, None, stream)
    return stream.getvalue()


@pytest.fixture
def filled(home: Home, files: Path) -> Home:
    (files / "a.txt").write_text(HOSTILE)
    (files / "b.txt").write_text(EXAMPLE)
    home.ingest(files)
    return home


def test_jsonl_is_one_record_a_line(filled: Home) -> None:
    lines = export(filled, "jsonl").decode().splitlines()
    assert [json.loads(line) for line in lines] == filled.records()
    assert {json.loads(line)["schema"] for line in lines} == {"berkas.dossier/1"}


def test_no_cell_of_the_csv_begins_like_a_formula(filled: Home) -> None:
    rows = list(csv.reader(io.StringIO(export(filled, "csv").decode("utf-8-sig"))))
    assert len(rows) == 3
    cells = [cell for row in rows for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "  =1", "\n=1"])
def test_text_that_a_spreadsheet_would_compute_is_marked_as_text(text: str) -> None:
    assert exporting.harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["SAPA", "a=b", "", None, -3, 2.5])
def test_everything_else_stays_as_it_is(value: object) -> None:
    assert exporting.harmless(value) == value


def test_text_is_text_in_excel_too(filled: Home) -> None:
    sheet = load_workbook(io.BytesIO(export(filled, "xlsx"))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
    assert not any(cell.data_type == "f" for cell in cells)


def test_markup_of_a_dossier_is_text_on_the_page(filled: Home) -> None:
    page = export(filled, "html").decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_file_appears_whole_or_not_at_all(filled: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.jsonl"
    assert exporting.write(filled.engine, "jsonl", out, io.BytesIO()) == 2
    whole = out.read_bytes()

    def broken(*_: object) -> object:
        yield b"half"
        raise OSError("disk full")

    monkeypatch.setattr(exporting, "_pieces", broken)
    with pytest.raises(OSError, match="disk full"):
        exporting.write(filled.engine, "jsonl", out, io.BytesIO())
    assert out.read_bytes() == whole
