"""Scans: read page by page, only where a page's own text says nothing, and never silently."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.readers import pdf as pdf_reader
from extract.readers.locate import locate
from extract.readers.ocr import engine, fit
from extract.readers.pdf import read_pdf
from extract.readers.pdfium import open_pdf
from extract.readers.read import read
from extract.view import reading_view
from models.document import ParsedDocument, Span
from tests.extract.readers.papers import HEIGHT, WIDTH, drawn, flowed

needs_ocr = pytest.mark.skipif(engine() is None, reason="no OCR engine is installed")
PROSE = "Inovasi ini lahir dari keluhan warga yang harus datang berulang kali ke kantor kecamatan di Kota Contoh."


def scanned(data: bytes, turn: int = 0, page: int = 0) -> Image.Image:
    """A page of a PDF as a scanner sees it, lying `turn` quarters counter-clockwise."""
    with open_pdf(data) as document:
        picture = document.page(page).picture(*fit(WIDTH, HEIGHT))
    return picture.rotate(90 * turn, expand=True)


def as_page(picture: Image.Image) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize((picture.width * 72 / 300, picture.height * 72 / 300))
        canvas.drawImage(ImageReader(picture), 0, 0, picture.width * 72 / 300, picture.height * 72 / 300)

    return drawn(draw)


def words(parsed: ParsedDocument) -> list[str]:
    return reading_view(parsed).text.split()


@needs_ocr
def test_a_scan_is_read_and_every_block_says_so() -> None:
    parsed = read_pdf(as_page(scanned(flowed(PROSE))), "a.pdf", "0" * 64)
    assert words(parsed) == PROSE.split()
    assert {block.origin for block in parsed.blocks} == {"ocr"}
    assert [page.state for page in parsed.pages] == ["ocr"]
    assert [problem.code for problem in parsed.problems] == ["page-ocr"]


@needs_ocr
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_page_that_lies_on_its_side_is_turned(turn: int) -> None:
    parsed = read_pdf(as_page(scanned(flowed(*[PROSE] * 6), turn)), "a.pdf", "0" * 64)
    assert words(parsed) == PROSE.split() * 6


@needs_ocr
def test_a_line_of_a_scan_has_its_box_on_the_page_as_displayed() -> None:
    page = scanned(drawn(lambda canvas: canvas.drawString(100, 500, PROSE[:70])))
    x0, top, _, bottom = read_pdf(as_page(page), "a.pdf", "0" * 64).lines[0].box
    assert (x0, bottom) == pytest.approx((100, HEIGHT - 500), abs=4)
    assert top < bottom


@needs_ocr
def test_only_pages_without_text_are_recognised() -> None:
    def scan(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(scanned(flowed(PROSE))), 0, 0, WIDTH, HEIGHT)

    parsed = read_pdf(drawn(lambda canvas: canvas.drawString(72, 700, PROSE[:60]), scan), "a.pdf", "0" * 64)
    assert [page.state for page in parsed.pages] == ["text", "ocr"]
    assert all(line.source >= 0 for line in parsed.lines if line.page == 1)
    assert not any(line.source >= 0 for line in parsed.lines if line.page == 2)


@needs_ocr
def test_a_photo_is_read_like_a_scan() -> None:
    out = io.BytesIO()
    scanned(flowed(PROSE)).save(out, "JPEG", dpi=(300, 300))
    parsed = read(out.getvalue(), "foto.pdf")
    assert parsed.media_type == "image/jpeg"
    assert words(parsed) == PROSE.split()


@needs_ocr
def test_cited_words_of_a_scan_have_a_place_within_their_line() -> None:
    data = as_page(scanned(flowed(PROSE)))
    parsed = read_pdf(data, "a.pdf", "0" * 64)
    start = parsed.text.index("keluhan")
    box = locate(data, parsed, [Span(start, start + 7)])[0][0].box
    line = parsed.lines[0].box
    assert box and line[0] < box[0] < box[2] < line[2]


@needs_ocr
def test_ocr_can_be_left_out() -> None:
    parsed = read_pdf(as_page(scanned(flowed(PROSE))), "a.pdf", "0" * 64, "never")
    assert [page.state for page in parsed.pages] == ["unreadable"]


def test_without_an_engine_a_scan_stays_unread_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "engine", lambda: None)
    parsed = read_pdf(as_page(scanned(flowed(PROSE))), "a.pdf", "0" * 64)
    assert [page.state for page in parsed.pages] == ["unreadable"]
    assert [problem.code for problem in parsed.problems] == ["pdf-page-scan", "ocr-missing", "pdf-no-text"]


def test_a_huge_page_is_rendered_smaller() -> None:
    across, down = fit(14_400, 14_400)
    assert across * down <= 25_000_000
