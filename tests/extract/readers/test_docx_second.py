"""The second Word reader: what python-docx shows, in the order of the document."""

from __future__ import annotations

import io

import pytest
from docx import Document

from extract.readers.docx_second import ENGINE, read_second
from extract.readers.read import read
from models.problem import DossierError


def word_file() -> bytes:
    document = Document()
    document.add_heading("Usulan Inovasi", 1)
    document.add_paragraph("Antrean turun.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Nama Inovasi", "SAPA"
    document.add_paragraph("Sekian.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_paragraphs_and_cells_come_in_the_order_of_the_document() -> None:
    parsed = read_second(word_file(), "a.docx", "0" * 64)
    assert [(block.kind, block.path, parsed.quote(block.span)) for block in parsed.blocks] == [
        ("heading", "p[1]", "Usulan Inovasi"),
        ("paragraph", "p[2]", "Antrean turun."),
        ("cell", "table[1]/row[1]/cell[1]", "Nama Inovasi"),
        ("cell", "table[1]/row[1]/cell[2]", "SAPA"),
        ("paragraph", "p[3]", "Sekian."),
    ]


def test_the_reader_and_what_it_misses_are_named() -> None:
    parsed = read_second(word_file(), "a.docx", "0" * 64)
    assert parsed.engine == ENGINE
    assert [problem.code for problem in parsed.problems] == ["docx-second-engine"]


def test_both_readers_agree_on_the_words_of_an_ordinary_file() -> None:
    data = word_file()
    assert read_second(data, "a.docx", "0" * 64).text == read(data, "a.docx").text


def test_a_file_that_neither_opens_is_broken() -> None:
    with pytest.raises(DossierError) as refused:
        read(word_file()[:900] + b"\x00" * 400, "a.docx")
    assert refused.value.problem.code.startswith(("docx-", "zip-"))
