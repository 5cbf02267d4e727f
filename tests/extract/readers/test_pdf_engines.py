"""Two engines: the second is asked where the first fails or is silent, and what they disagree on is said."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from extract.readers import pdf as pdf_reader
from extract.readers.pdf import compared, read_pdf
from extract.readers.pdf_page import PageContent, read_page
from extract.readers.pdf_second import ENGINE, Second
from extract.readers.pdfium import Document, PdfiumError, open_pdf
from extract.view import reading_view
from models.document import ParsedDocument
from tests.extract.readers.papers import flowed, written

PAGE = ("Nama Inovasi: SAPA", "Sistem Antar Pasien yang dijalankan oleh Puskesmas Mekar di Kota Contoh")
DATA = flowed(*PAGE)
WORDS = ("Desa", "Lurah", "Camat", "Kota", "Dinas", "Badan", "Kantor")


def codes(parsed: ParsedDocument) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.page) for problem in parsed.problems]


def test_a_file_that_the_first_engine_cannot_open_is_read_by_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes) -> Any:
        raise PdfiumError("the file is broken")

    monkeypatch.setattr(pdf_reader, "open_pdf", fail)
    parsed = read_pdf(DATA, "a.pdf", "0" * 64)
    assert reading_view(parsed).text.split() == " ".join(PAGE).split()
    assert (codes(parsed), parsed.engine) == ([("pdf-second-engine", None)], ENGINE)


def test_a_page_that_the_first_engine_cannot_open_is_read_by_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Document.page

    def page(self: Document, index: int) -> Any:
        if index == 1:
            raise PdfiumError("the page is broken")
        return whole(self, index)

    monkeypatch.setattr(Document, "page", page)
    story = [f"{first} {second}: {PAGE[1]}" for first, second in product(WORDS, WORDS)]
    parsed = read_pdf(flowed(*story), "a.pdf", "0" * 64)
    assert codes(parsed) == [("pdf-second-engine", 2)]
    assert reading_view(parsed).text.split() == " ".join(story).split()


def test_a_silent_page_is_asked_of_the_second_engine() -> None:
    page = compared(PageContent(1, 595, 842, silent=True), Second(DATA), None)
    assert (page.state, page.second, page.counts) == ("text", ENGINE, None)


def test_where_both_read_the_longer_text_is_taken_and_both_amounts_are_kept() -> None:
    with open_pdf(written([(72, 100, "SAPA")])) as document:
        first = read_page(document.page(0), 1)
    page = compared(replace(first, silent=True), Second(DATA), None)
    assert (page.second, page.counts) == (ENGINE, (4, page.letters))
    kept = compared(replace(page, silent=True, second=""), Second(written([(72, 100, "SAPA")])), None)
    assert (kept.second, kept.counts) == ("", (page.letters, 4))


def test_a_page_that_neither_engine_reads_stays_as_it_is() -> None:
    silent = PageContent(1, 595, 842, silent=True)
    assert compared(silent, Second(b"%PDF-1.4 nothing"), None) == silent


def test_a_page_that_speaks_is_not_asked_about_again() -> None:
    second = Second(DATA)
    with open_pdf(DATA) as document:
        compared(read_page(document.page(0), 1), second, None)
    assert second._pages is None


def test_the_boxes_of_the_second_engine_hold_the_words() -> None:
    found = Second(written([(100, 200, "Puskesmas Mekar")])).page(1)
    assert found is not None
    (strip,) = found.strips
    assert strip.text == "Puskesmas Mekar"
    assert strip.box[:2] == pytest.approx((100, 191), abs=3)


def test_columns_of_the_second_engine_stay_apart() -> None:
    found = Second(written([(72, 100, "kiri"), (400, 100, "kanan")])).page(1)
    assert found is not None
    assert [strip.text for strip in found.strips] == ["kiri", "kanan"]
