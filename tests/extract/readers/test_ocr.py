"""Scans: read page by page, only where a page's own text says nothing, and never silently."""

from __future__ import annotations

import importlib
import io
import math
import socket

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.tables import Table

from extract.readers import pdf as pdf_reader
from extract.readers.locate import locate
from extract.readers.ocr import ENGINES, engine, engine_of, fit, recognise
from extract.readers.pdf import read_pdf
from extract.readers.pdfium import open_pdf
from extract.readers.read import read
from extract.view import reading_view
from models.document import Box, ParsedDocument, Span
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


def over_a_picture(picture: Image.Image, *lines: str) -> bytes:
    """A page that a picture covers, with a text layer at its foot."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
        canvas.setFont("Helvetica", 8)
        for number, line in enumerate(lines):
            canvas.drawString(40, 20 + 10 * number, line)

    return drawn(draw)


FOOT = "Dipindai dengan pemindai kantor 24/11/2025 halaman 3 dari 12"


@needs_ocr
def test_a_scan_with_a_scanners_foot_is_read_by_ocr() -> None:
    parsed = read_pdf(over_a_picture(scanned(flowed(*[PROSE] * 6)), FOOT), "a.pdf", "0" * 64)
    assert " ".join(words(parsed)).count("keluhan warga") == 6
    assert [page.state for page in parsed.pages] == ["ocr"]


@needs_ocr
def test_a_photo_with_a_caption_keeps_its_own_text() -> None:
    shade = np.tile(np.linspace(90, 220, 800, dtype=np.uint8), (1000, 1))
    parsed = read_pdf(over_a_picture(Image.fromarray(shade), "Foto kegiatan sosialisasi di desa"), "a.pdf", "0" * 64)
    assert (words(parsed)[:2], parsed.pages[0].state) == (["Foto", "kegiatan"], "text")


@needs_ocr
def test_a_page_of_text_over_a_background_picture_is_read_by_its_text() -> None:
    shade = Image.new("L", (800, 1000), 245)
    parsed = read_pdf(over_a_picture(shade, *[PROSE] * 6), "a.pdf", "0" * 64)
    assert (parsed.pages[0].state, len(words(parsed))) == ("text", 6 * len(PROSE.split()))


def test_a_scan_with_a_foot_is_unread_without_ocr_and_keeps_the_foot() -> None:
    parsed = read_pdf(over_a_picture(scanned(flowed(PROSE)), FOOT), "a.pdf", "0" * 64, "never")
    assert (parsed.pages[0].state, parsed.text) == ("unreadable", FOOT)
    assert [problem.code for problem in parsed.problems] == ["pdf-page-picture"]


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


@needs_ocr
def test_the_cells_of_a_scanned_table_are_cells() -> None:
    rows = [["No", "Uraian", "Jumlah"], ["1", "Pelatihan kader posyandu", "45 orang"], ["2", "Rapat desa", "12 orang"]]
    table = Table(rows, colWidths=[40, 260, 120], style=[("GRID", (0, 0), (-1, -1), 0.7, "black")])
    parsed = read_pdf(as_page(scanned(flowed(PROSE, table, PROSE))), "a.pdf", "0" * 64)
    cells = {(block.cell.row, block.cell.column): parsed.quote(block.span) for block in parsed.blocks if block.cell}
    assert cells == {(row, column): text for row, line in enumerate(rows, 1) for column, text in enumerate(line, 1)}


@needs_ocr
@pytest.mark.parametrize("angle", [-2.5, 1.2])
def test_a_slanting_scan_is_read_and_its_words_are_where_they_stand(angle: float) -> None:
    straight = read_pdf(as_page(scanned(flowed(*[PROSE] * 5))), "a.pdf", "0" * 64)
    picture = scanned(flowed(*[PROSE] * 5)).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    parsed = read_pdf(as_page(picture), "a.pdf", "0" * 64)
    assert words(parsed) == PROSE.split() * 5
    radians = math.radians(-angle)
    for upright, found in zip(straight.lines[0].words, parsed.lines[0].words, strict=True):
        x, y = middle(upright.box, -WIDTH / 2, -HEIGHT / 2)
        turned = (x * math.cos(radians) - y * math.sin(radians), x * math.sin(radians) + y * math.cos(radians))
        assert middle(found.box, -WIDTH / 2, -HEIGHT / 2) == pytest.approx(turned, abs=2.5)


def middle(box: Box, dx: float, dy: float) -> tuple[float, float]:
    return (box[0] + box[2]) / 2 + dx, (box[1] + box[3]) / 2 + dy


@needs_ocr
def test_a_scan_in_the_shadow_is_read() -> None:
    grey = np.asarray(scanned(flowed(*[PROSE] * 5)))
    shadowed = Image.fromarray((grey * np.linspace(1.0, 0.55, grey.shape[1])[None, :]).astype(np.uint8))
    assert words(read_pdf(as_page(shadowed), "a.pdf", "0" * 64)) == PROSE.split() * 5


@needs_ocr
def test_a_scan_of_an_empty_sheet_is_empty_not_unread() -> None:
    parsed = read_pdf(as_page(Image.new("L", (2480, 3508), 244)), "a.pdf", "0" * 64)
    assert [page.state for page in parsed.pages] == ["empty"]


@needs_ocr
def test_a_picture_without_writing_stays_unread_and_says_so() -> None:
    grey = np.random.default_rng(3).integers(60, 190, (60, 80), dtype=np.uint8)
    parsed = read_pdf(as_page(Image.fromarray(grey).resize((2480, 3508))), "a.pdf", "0" * 64)
    assert [page.state for page in parsed.pages] == ["unreadable"]
    assert "ocr-nothing" in {problem.code for problem in parsed.problems}


@needs_ocr
def test_each_picture_of_a_tiff_is_a_page() -> None:
    out = io.BytesIO()
    first, second = (scanned(flowed(text)) for text in (PROSE, PROSE[:53]))
    first.save(out, "TIFF", save_all=True, append_images=[second], dpi=(300, 300), compression="tiff_lzw")
    parsed = read(out.getvalue(), "scan.tif")
    assert [page.state for page in parsed.pages] == ["ocr", "ocr"]
    assert [parsed.text.count("keluhan warga")] == [2]


@needs_ocr
def test_text_that_nobody_sees_stays_marked_when_the_page_is_a_scan() -> None:
    picture = scanned(flowed(PROSE))

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
        canvas.drawString(WIDTH + 50, 400, "Juara satu")

    parsed = read_pdf(drawn(draw), "a.pdf", "0" * 64)
    assert [parsed.quote(block.span) for block in parsed.blocks if block.flow == "hidden"] == ["Juara satu"]
    assert words(parsed) == PROSE.split()


@needs_ocr
def test_all_pages_are_read_by_ocr_when_asked_to() -> None:
    parsed = read_pdf(flowed(PROSE), "a.pdf", "0" * 64, "always")
    assert words(parsed) == PROSE.split()
    assert {block.origin for block in parsed.blocks} == {"ocr"}


@pytest.mark.slow
@pytest.mark.parametrize("module", ENGINES)
def test_every_engine_reads_words_with_their_boxes(module: str) -> None:
    used = engine_of(module)
    if used is None:
        pytest.skip(f"the engine of {module} is not installed with its data")
    found = recognise(used, scanned(flowed(*[PROSE] * 3)), WIDTH, HEIGHT)
    assert found is not None
    assert found.text.split() == PROSE.split() * 3
    for strip in found.strips:
        assert len(strip.words) == len(strip.text.split(" "))
        lefts = [word.box[0] for word in strip.words]
        assert lefts == sorted(lefts)


@pytest.mark.slow
def test_no_engine_opens_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for module in ENGINES:
        importlib.import_module(f"extract.readers.{module}").make_engine()
