"""A text layer that makes no words is no text: such a page is read like a scan."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extract.readers.junk import is_junk
from extract.readers.ocr import engine
from extract.readers.pdf import read_pdf
from extract.view import reading_view
from tests.extract.readers.papers import drawn

needs_ocr = pytest.mark.skipif(engine() is None, reason="no OCR engine is installed")
LINES = (
    "Inovasi ini lahir dari keluhan warga yang harus datang",
    "berulang kali ke kantor kecamatan di Kota Contoh untuk",
    "mengurus satu surat pengantar, padahal syaratnya hanya",
    "kartu keluarga dan kartu tanda penduduk yang sudah ada.",
)


def printed(meant: Callable[[int], int]) -> bytes:
    """A page whose font says of each character that it stands for what `meant` makes of it; it looks as ever."""
    pdfmetrics.registerFont(TTFont("Vera", Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0, invariant=1)
    canvas.setFont("Vera", 12)
    for number, line in enumerate(LINES):
        canvas.drawString(72, 700 - 20 * number, line)
    canvas.save()
    before, map_, after = re.split(rb"(begincmap.*?endcmap)", out.getvalue(), flags=re.DOTALL)
    return before + re.sub(rb"<00(\w\w)>", lambda code: b"<%04X>" % meant(int(code[1], 16)), map_) + after


def glued() -> bytes:
    """A page with its words set so tight that no reader sees a blank."""

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(LINES):
            place = 72.0
            for word in line.split():
                canvas.drawString(place, 700 - 20 * number, word)
                place += pdfmetrics.stringWidth(word, "Helvetica", 11)

    return drawn(draw)


@pytest.mark.parametrize(
    "text",
    [
        "".join(chr(0xE000 + ord(char)) for char in " ".join(LINES)),
        "".join(chr(1 + ord(char) % 7) for char in " ".join(LINES)),
        "(cid:12)(cid:40)" * 10,
        " ".join("".join(chr(ord(char) - 29) if char.isalpha() else char for char in line) for line in LINES),
        "".join(LINES).replace(" ", ""),
    ],
    ids=["private characters", "control codes", "no map at all", "glyph numbers", "glued words"],
)
def test_a_layer_that_makes_no_words_is_junk(text: str) -> None:
    assert is_junk(text)


@pytest.mark.parametrize(
    "text",
    [
        " ".join(LINES),
        "\r\n".join(LINES),
        "1.250.000 2.400.000 3.600.000 " * 20,
        "SKPD DPMPTSP BKPSDM DPRD BPKAD RSUD DLHK PNS THL NIP SK OPD UPTD BPBD KB PPKS DPPKB TP PKK KPU BPS KTP KK "
        * 3,
        "https://drive.google.com/file/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789aBcDeFgHiJkL/view " * 3,
        "\uf0b7 Tersedia\r\n\uf0b7 Tidak tersedia\r\n" * 5,
    ],
    ids=["prose", "lines", "figures", "acronyms", "addresses", "Word's bullets"],
)
def test_a_layer_of_words_figures_and_acronyms_is_none(text: str) -> None:
    assert not is_junk(text)


@needs_ocr
@pytest.mark.parametrize(
    "meant",
    [lambda code: 0xE000 + code, lambda code: 1 + code % 7, lambda code: code - 29 if chr(code).isalpha() else code],
    ids=["private characters", "control codes", "glyph numbers"],
)
def test_a_page_with_a_junk_layer_is_read_by_its_looks(meant: Callable[[int], int]) -> None:
    parsed = read_pdf(printed(meant), "a.pdf", "0" * 64)
    assert reading_view(parsed).text.split() == " ".join(LINES).split()
    assert [page.state for page in parsed.pages] == ["ocr"]


def test_a_page_with_a_good_layer_is_read_by_it() -> None:
    parsed = read_pdf(printed(lambda code: code), "a.pdf", "0" * 64)
    assert (reading_view(parsed).text.split(), parsed.pages[0].state) == (" ".join(LINES).split(), "text")


def test_a_page_of_glued_words_is_junk() -> None:
    parsed = read_pdf(glued(), "a.pdf", "0" * 64, "never")
    assert [problem.code for problem in parsed.problems] == ["pdf-page-junk", "pdf-no-text"]
