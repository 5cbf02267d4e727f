"""Manifests in CSV and XLSX: known by their heads, read cell by cell; any other sheet is refused."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from extract.document import extract
from extract.readers import sniff
from extract.readers.read import read
from models.problem import DossierError
from tests.extract.readers.papers import patched


def workbook(*rows: list[Any], merged: str = "") -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    book.save(out)
    return out.getvalue()


def entries(data: bytes) -> list[tuple[str, str | None, str | None]]:
    found = extract(read(data, "rekap")).manifest
    return [
        (one.file.value, one.innovation and one.innovation.value, one.unit and one.unit.value)  # type: ignore[misc]
        for one in found
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"file,unit,innovation\na.pdf,RSUD,SAPA\n",
        b"Nama Berkas;Perangkat Daerah;Nama Inovasi\r\na.pdf;RSUD;SAPA\r\n",
        b"sep=;\nNo;Inovasi;Berkas;OPD\n1;SAPA;a.pdf;RSUD\n",
        "REKAP 2026\n\nINOVASI\tUNIT\tBERKAS\nSAPA\tRSUD\ta.pdf\n".encode("utf-16"),
        b'\xef\xbb\xbf"berkas","inovasi","unit"\n"a.pdf","SAPA","RSUD"',
        workbook(["Rekap"], [None, "Berkas", "Unit Kerja", "Inovasi"], [1, "a.pdf", "RSUD", "SAPA"]),
    ],
    ids=["english", "semicolons", "excel's own line", "a title above, UTF-16", "a byte order mark", "workbook"],
)
def test_the_heads_of_a_manifest_are_found(data: bytes) -> None:
    assert entries(data) == [("a.pdf", "SAPA", "RSUD")]


def test_a_merged_cell_counts_for_each_of_its_rows() -> None:
    data = workbook(["berkas", "inovasi"], ["a.pdf", "SAPA"], ["b.pdf"], ["c.pdf", "LAPOR"], merged="B2:B3")
    assert entries(data) == [("a.pdf", "SAPA", None), ("b.pdf", "SAPA", None), ("c.pdf", "LAPOR", None)]


def test_a_cell_is_quoted_as_it_stands_in_its_row_and_column() -> None:
    parsed = read(workbook(["berkas", "inovasi"], ["a.pdf", 112.0]), "rekap.xlsx")
    (innovation,) = [block for block in parsed.blocks if block.path == "table[1]/row[2]/cell[2]"]
    assert parsed.quote(innovation.span) == "112"


@pytest.mark.parametrize("text", [b"no,nama inovasi\n1,SAPA\n", b"Berkas inovasi, unit, dan foto.\n"])
def test_any_other_text_with_commas_is_text(text: bytes) -> None:
    assert sniff.media_type(text) == sniff.TEXT


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (workbook(["uraian", "anggaran"], ["honor", 5]), "xlsx-no-manifest"),
        (patched(workbook(["berkas", "inovasi"]), lambda n, c: b"<x" if "sheet1" in n else c), "xlsx-broken"),
        (patched(workbook(["berkas", "inovasi"]), lambda n, c: b" " * (1 << 26) if "sheet1" in n else c), "zip-bomb"),
        (workbook(["berkas", "inovasi"], ["a.pdf", "SAPA"], merged="B2:B30000"), "zip-bomb"),
        (b"berkas,inovasi\n" + b"a.pdf,SAPA\n" * 20_001, "manifest-too-long"),
    ],
    ids=["a budget", "a torn sheet", "a sheet of blanks", "a cell merged without end", "too many rows"],
)
def test_a_workbook_that_is_no_manifest_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(DossierError) as refused:
        read(data, "rekap.xlsx")
    assert refused.value.problem.code == code


def test_an_entity_in_a_workbook_is_not_followed() -> None:
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

    def change(name: str, content: bytes) -> bytes:
        return (
            evil + content.replace(b"SAPA", b"&e;") if name.endswith(("sheet1.xml", "sharedStrings.xml")) else content
        )

    try:
        text = read(patched(workbook(["berkas", "inovasi"], ["a.pdf", "SAPA"]), change), "rekap.xlsx").text
    except DossierError as refused:
        assert refused.problem.code == "xlsx-broken"
    else:
        assert "root:" not in text
