"""PDF files: one text in reading order, each line with its own box, each block what a reader would call one."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Spacer
from reportlab.platypus.tables import Table

from extract.readers.clean import clean
from extract.readers.locate import locate
from extract.readers.pdf import read_pdf
from extract.readers.pdfium import open_pdf
from extract.view import reading_view
from models.document import Box, ParsedDocument, Span
from models.problem import DossierError
from tests.extract.readers.papers import HEIGHT, WIDTH, drawn, flowed, written

GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
PROSE = (
    "Inovasi ini lahir dari keluhan warga yang harus datang berulang kali ke kantor kecamatan. Petugas mencatat setiap "
    "permohonan dalam satu buku, lalu mengirimkannya kepada dinas pada hari yang sama. "
)


def read(data: bytes) -> ParsedDocument:
    return read_pdf(data, "a.pdf", "0" * 64)


def said(parsed: ParsedDocument, flow: str = "body") -> list[str]:
    return [parsed.quote(block.span) for block in parsed.blocks if block.flow == flow]


def paragraphs(parsed: ParsedDocument) -> list[str]:
    return reading_view(parsed).text.split("\n")


def cells(parsed: ParsedDocument) -> list[tuple[int, int, int, str]]:
    return [(b.cell.table, b.cell.row, b.cell.column, parsed.quote(b.span)) for b in parsed.blocks if b.cell]


def place(data: bytes, parsed: ParsedDocument, words: str) -> Box:
    start = parsed.text.index(words)
    box = locate(data, parsed, [Span(start, start + len(words))])[0][0].box
    assert box
    return box


def test_a_wrapped_paragraph_is_one_block() -> None:
    assert paragraphs(read(flowed(PROSE * 3, PROSE * 2))) == [(PROSE * 3).strip(), (PROSE * 2).strip()]


def test_a_paragraph_that_runs_over_a_page_is_one_block() -> None:
    data = flowed(Spacer(1, 620), PROSE * 6)
    parsed = read(data)
    assert paragraphs(parsed) == [(PROSE * 6).strip()]
    assert {line.page for line in parsed.lines} == {1, 2}


def test_a_running_head_does_not_stand_between_the_two_halves() -> None:
    def head(canvas: Canvas, document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, HEIGHT - 30, "Proposal Inovasi Kota Contoh")
        canvas.drawString(300, 30, f"Halaman {document.page}")

    parsed = read(flowed(Spacer(1, 620), PROSE * 6, on_page=head))
    assert " ".join(said(parsed)[0].split()) == (PROSE * 6).strip()
    head_and_foot = ["Proposal Inovasi Kota Contoh", "Halaman 1", "Proposal Inovasi Kota Contoh", "Halaman 2"]
    assert said(parsed, "running") == head_and_foot


def test_form_lines_stay_apart() -> None:
    lines = ["Nama Inovasi : SIPANDU", "Unit Kerja : Dinas Sosial", "Tahun : 2023"]
    parsed = read(written([(72, 100 + 14 * n, text) for n, text in enumerate(lines)]))
    assert said(parsed) == lines


def test_a_label_far_from_its_value_is_one_line() -> None:
    parsed = read(
        written([(72, 100, "Nama Inovasi"), (200, 100, ": SIPANDU"), (72, 114, "Tahun"), (200, 114, ": 2023")])
    )
    assert [" ".join(text.split()) for text in said(parsed)] == ["Nama Inovasi : SIPANDU", "Tahun : 2023"]


def test_list_items_stay_apart() -> None:
    items = [f"{number}. Butir nomor {number} dari daftar ini." for number in range(1, 6)]
    parsed = read(written([(72, 100 + 14 * n, text) for n, text in enumerate(items)]))
    assert said(parsed) == items


def test_a_large_line_is_a_heading() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 16)
        canvas.drawString(72, HEIGHT - 100, "Judul Besar")
        canvas.setFont("Helvetica", 11)
        for n in range(5):
            canvas.drawString(72, HEIGHT - 130 - 14 * n, "Kalimat biasa yang cukup panjang untuk satu baris penuh.")

    assert [block.kind for block in read(drawn(draw)).blocks][:2] == ["heading", "paragraph"]


def test_cells_of_a_ruled_table_have_row_and_column() -> None:
    table = Table([["No", "Nama"], ["1", "SIPANDU"]], style=GRID)
    assert cells(read(flowed("Sebelum.", table, "Sesudah."))) == [
        (1, 1, 1, "No"),
        (1, 1, 2, "Nama"),
        (1, 2, 1, "1"),
        (1, 2, 2, "SIPANDU"),
    ]


def test_a_table_stands_between_the_paragraphs_around_it() -> None:
    table = Table([["No", "Nama"], ["1", "SIPANDU"]], style=GRID)
    assert said(read(flowed("Sebelum.", table, "Sesudah.")))[0::5] == ["Sebelum.", "Sesudah."]


def test_a_merged_cell_spans_its_rows_and_columns() -> None:
    style = [*GRID, ("SPAN", (0, 0), (1, 0)), ("SPAN", (2, 0), (2, 1))]
    parsed = read(flowed(Table([["lebar", "", "tinggi"], ["a", "b", ""]], style=style)))
    spans = {parsed.quote(b.span): (b.cell.row_span, b.cell.column_span) for b in parsed.blocks if b.cell}
    assert spans == {"lebar": (1, 2), "tinggi": (2, 1), "a": (1, 1), "b": (1, 1)}


def test_a_table_cut_by_a_page_goes_on_counting_its_rows() -> None:
    rows = [[str(number), f"inovasi {number}"] for number in range(1, 61)]
    parsed = read(flowed(Table(rows, style=GRID, colWidths=[40, 200])))
    assert [(table, row) for table, row, column, _ in cells(parsed) if column == 1] == [(1, n) for n in range(1, 61)]


def test_pdfplumber_finds_the_same_cells() -> None:
    rows = [
        ["No", "Nama Inovasi", "Perangkat Daerah"],
        ["1", "SIPANDU", "Dinas Sosial"],
        ["2", "KOPI TB", "Dinas Kesehatan"],
    ]
    data = flowed(PROSE, Table(rows, style=GRID), PROSE)
    with pdfplumber.open(io.BytesIO(data)) as document:
        expected = document.pages[0].extract_table()
    found = cells(read(data))
    assert expected == [[text for _, row, _, text in found if row == number] for number in (1, 2, 3)]


def test_a_head_that_is_printed_again_overleaf_is_no_row() -> None:
    rows = [["No", "Nama"], *([str(number), f"inovasi {number}"] for number in range(1, 61))]
    parsed = read(flowed(Table(rows, style=GRID, colWidths=[40, 200], repeatRows=1)))
    assert [row for _, row, column, _ in cells(parsed) if column == 1] == list(range(1, 62))
    assert said(parsed, "running") == ["No", "Nama"]


def grid(canvas: Canvas, xs: list[float], ys: list[float]) -> None:
    for x in xs:
        canvas.line(x, HEIGHT - ys[0], x, HEIGHT - ys[-1])
    for y in ys:
        canvas.line(xs[0], HEIGHT - y, xs[-1], HEIGHT - y)


def test_a_row_that_a_page_break_cut_is_one_row() -> None:
    def first(canvas: Canvas) -> None:
        grid(canvas, [72, 110, 300], [700, 730, 760])
        for x, top, text in (
            (80, 720, "1"),
            (120, 720, "SIPANDU"),
            (80, 750, "2"),
            (120, 750, "Kotak Pengingat Minum"),
        ):
            canvas.drawString(x, HEIGHT - top, text)

    def second(canvas: Canvas) -> None:
        grid(canvas, [72, 110, 300], [72, 102, 132])
        for x, top, text in ((120, 92, "Obat TBC"), (80, 122, "3"), (120, 122, "Ceting")):
            canvas.drawString(x, HEIGHT - top, text)

    found = [(row, text) for _, row, column, text in cells(read(drawn(first, second))) if column == 2]
    assert found == [(1, "SIPANDU"), (2, "Kotak Pengingat Minum\nObat TBC"), (3, "Ceting")]


RULELESS = [
    ["No", "Nama Inovasi", "Perangkat Daerah"],
    ["1", "SIPANDU", "Dinas Sosial"],
    ["2", "KOPI TB", "Dinas Kesehatan"],
]


def test_a_table_without_rulings_has_cells_too() -> None:
    parsed = read(flowed(PROSE * 2, Table(RULELESS), PROSE * 2))
    expected = [(1, i, j, text) for i, row in enumerate(RULELESS, 1) for j, text in enumerate(row, 1)]
    assert cells(parsed) == expected


def test_a_wrapped_cell_of_a_table_without_rulings_is_one_block() -> None:
    rows = [*RULELESS, ["3", "Kotak Pengingat\nMinum Obat", "Dinas Kesehatan"], ["4", "Ceting", "Dinas Pangan"]]
    found = [text for _, _, column, text in cells(read(flowed(Table(rows)))) if column == 2]
    assert found == ["Nama Inovasi", "SIPANDU", "KOPI TB", "Kotak Pengingat\nMinum Obat", "Ceting"]


def test_two_signatures_side_by_side_do_not_mix() -> None:
    pairs = [("Mengetahui,", "Contoh, 12 Juli 2024"), ("Kepala Dinas", "Ketua Tim"), ("Ani Lestari", "Budi Santosa")]
    lines = [(x, 100 + 16 * n, text) for n, pair in enumerate(pairs) for x, text in zip((72, 350), pair, strict=True)]
    assert [text for pair in pairs for text in pair] == said(read(written(lines)))


def columns(gap: float, interleaved: bool) -> bytes:
    left = [f"kiri baris nomor {n} dari kolom pertama" for n in range(12)]
    right = [f"kanan baris nomor {n} dari kolom kedua" for n in range(12)]
    pairs = [(72.0, 100 + 14.0 * n, text) for n, text in enumerate(left)]
    pairs += [(72 + 200 + gap, 100 + 14.0 * n, text) for n, text in enumerate(right)]
    return written(sorted(pairs, key=lambda pair: pair[1]) if interleaved else pairs, 10)


@pytest.mark.parametrize("interleaved", [False, True], ids=["drawn by columns", "drawn row by row"])
def test_two_columns_are_read_one_after_the_other(interleaved: bool) -> None:
    words = read(columns(40, interleaved)).text.split()
    assert words.index("kanan") > max(index for index, word in enumerate(words) if word == "kiri")


def test_text_that_nobody_can_see_is_kept_but_marked() -> None:
    def draw(canvas: Canvas) -> None:
        for n in range(4):
            canvas.drawString(72, HEIGHT - 100 - 14 * n, "Kalimat yang terlihat jelas oleh pembaca.")
        canvas.setFillColor(colors.white)
        canvas.drawString(72, HEIGHT - 200, "nilai sempurna")
        canvas.setFillColor(colors.black)
        canvas.drawString(WIDTH + 50, HEIGHT - 220, "di luar halaman")
        text = canvas.beginText(72, HEIGHT - 240)
        text.setTextRenderMode(3)
        text.textLine("tembus pandang")
        canvas.drawText(text)

    parsed = read(drawn(draw))
    assert sorted(said(parsed, "hidden")) == ["di luar halaman", "nilai sempurna", "tembus pandang"]
    assert "sempurna" not in reading_view(parsed).text
    assert [problem.code for problem in parsed.problems] == ["pdf-hidden-text"]


def test_white_words_within_a_line_are_cut_out_of_it() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, HEIGHT - 100)
        for colour, words in (
            (colors.black, "Inovasi ini "),
            (colors.white, "terbaik "),
            (colors.black, "di kota kami."),
        ):
            text.setFillColor(colour)
            text.textOut(words)
        canvas.drawText(text)

    parsed = read(drawn(draw))
    assert " ".join(reading_view(parsed).text.split()) == "Inovasi ini di kota kami."
    assert said(parsed, "hidden") == ["terbaik"]


def test_white_letters_on_a_dark_ground_can_be_seen() -> None:
    style = [*GRID, ("BACKGROUND", (0, 0), (-1, 0), colors.navy), ("TEXTCOLOR", (0, 0), (-1, 0), colors.white)]
    parsed = read(flowed(Table([["Nama", "Tahun"], ["SIPANDU", "2023"]], style=style)))
    assert [text for *_, text in cells(parsed)] == ["Nama", "Tahun", "SIPANDU", "2023"]


def test_a_link_says_what_it_is_attached_to() -> None:
    parsed = read(flowed('Lihat <a href="https://youtu.be/abc">video kami</a> di sana.'))
    assert [(parsed.quote(link.span), link.url) for link in parsed.links] == [("video kami", "https://youtu.be/abc")]


def test_a_page_with_only_a_picture_is_unreadable_not_empty() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, WIDTH, HEIGHT)

    data = drawn(draw, lambda canvas: canvas.drawString(72, 700, "Halaman yang dapat dibaca oleh siapa pun."))
    parsed = read_pdf(data, "a.pdf", "0" * 64, "never")
    assert [page.state for page in parsed.pages] == ["unreadable", "text"]
    assert [(problem.code, problem.page) for problem in parsed.problems] == [("pdf-page-scan", 1)]


def test_a_file_without_a_readable_page_is_kept_with_its_reason() -> None:
    parsed = read(drawn(lambda canvas: None))
    assert parsed.text == ""
    assert [page.state for page in parsed.pages] == ["empty"]
    assert [problem.code for problem in parsed.problems] == ["pdf-no-text"]


def test_what_was_typed_into_a_form_stands_beside_its_label() -> None:
    def draw(canvas: Canvas) -> None:
        for n, (label, value) in enumerate([("Nama Inovasi :", "SIPANDU"), ("Perangkat Daerah :", "Dinas Sosial")]):
            canvas.drawString(72, 700 - 30 * n, label)
            canvas.acroForm.textfield(name=label, value=value, x=200, y=695 - 30 * n, width=200, height=20)
        canvas.drawString(72, 640, "Digital")
        canvas.acroForm.checkbox(name="digital", checked=True, x=200, y=635, size=18)

    assert paragraphs(read(drawn(draw))) == ["Nama Inovasi : SIPANDU", "Perangkat Daerah : Dinas Sosial", "Digital ☒"]


def test_a_typed_value_has_its_place_on_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Nama Inovasi :")
        canvas.acroForm.textfield(name="nama", value="SIPANDU", x=200, y=695, width=200, height=20)

    data = drawn(draw)
    x0, top, x1, bottom = place(data, read(data), "SIPANDU")
    assert (x0, HEIGHT - bottom) == pytest.approx((200, 695), abs=2)
    assert x0 < x1 and top < bottom


def test_free_text_laid_over_a_page_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Nama Inovasi :")
        canvas.freeTextAnnotation("SIPANDU", "/Helv 12 Tf", (200, 690, 400, 715))

    assert "SIPANDU" in read(drawn(draw)).text


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_text_is_read_line_by_line(angle: int) -> None:
    lines = ["Peta jalan inovasi daerah", "tahun 2021 sampai 2026", "Kota Contoh Raya"]

    def draw(canvas: Canvas) -> None:
        for n in range(6):
            canvas.drawString(72, HEIGHT - 100 - 14 * n, "Kalimat biasa yang berdiri tegak di halaman ini.")
        canvas.translate(300, 400)
        canvas.rotate(angle)
        for n, line in enumerate(lines):
            canvas.drawString(0, -14 * n, line)

    assert said(read(drawn(draw)))[-1].split("\n") == lines


@pytest.mark.parametrize(("angle", "x", "y"), [(90, 300, 60), (270, 300, 780)])
def test_a_table_laid_across_an_upright_page_keeps_its_rows(angle: int, x: float, y: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(x, y)
        canvas.rotate(angle)
        table = Table([["No", "Nama Inovasi"], ["1", "SIPANDU"]], style=GRID)
        table.wrapOn(canvas, 400, 400)
        table.drawOn(canvas, 100, -120)

    expected = [(1, 1, 1, "No"), (1, 1, 2, "Nama Inovasi"), (1, 2, 1, "1"), (1, 2, 2, "SIPANDU")]
    assert cells(read(drawn(draw))) == expected


def test_a_watermark_across_the_page_is_a_block_of_its_own() -> None:
    def draw(canvas: Canvas) -> None:
        for n in range(6):
            canvas.drawString(72, HEIGHT - 400 - 14 * n, "Kalimat biasa yang berdiri tegak di halaman ini.")
        canvas.translate(150, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "SALINAN")

    assert "SALINAN" in said(read(drawn(draw)))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_box_is_where_the_page_shows_the_words(rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(100, 700, "SIPANDU")

    data = drawn(draw)
    x0, top, x1, bottom = place(data, read(data), "SIPANDU")
    shown = {  # the corner where the text starts, seen on the page as it is displayed
        0: (x0, HEIGHT - bottom),
        90: (top, x0),
        180: (WIDTH - x1, top),
        270: (HEIGHT - bottom, WIDTH - x1),
    }[rotation]
    assert shown == pytest.approx((100, 700), abs=2)


def test_a_crop_box_moves_the_origin() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((50, 60, WIDTH, HEIGHT - 40))
        canvas.drawString(100, HEIGHT - 100, "SIPANDU")

    data = drawn(draw)
    x0, _, _, bottom = place(data, read(data), "SIPANDU")
    assert (x0, bottom) == pytest.approx((50, 60), abs=2)


def test_a_box_holds_the_cited_words_and_no_others() -> None:
    data = written([(72, 100, "Dinas Sosial dengan inovasi SIPANDU tahun 2023")])
    parsed = read(data)
    name, before, after = (place(data, parsed, words) for words in ("SIPANDU", "inovasi", "tahun"))
    assert before[2] < name[0] < name[2] < after[0]


def test_a_span_over_a_line_end_has_a_box_on_each_line() -> None:
    data = written([(72, 100, "Kalimat pertama yang berhenti pada kata Organisasi"), (72, 114, "perangkat daerah")])
    parsed = read(data)
    start = parsed.text.index("Organisasi")
    boxes = [found.box for found in locate(data, parsed, [Span(start, start + 20)])[0]]
    assert len(boxes) == 2
    assert boxes[0] and boxes[1] and boxes[0][3] < boxes[1][3]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"%PDF-1.4\n%%EOF", "pdf-broken", id="nothing in it"),
        pytest.param(written([(72, 72, "isi")])[:300], "pdf-broken", id="cut off"),
    ],
)
def test_a_file_that_no_engine_opens_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DossierError) as error:
        read(data)
    assert error.value.problem.code == code


def test_a_locked_file_says_so() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("rahasia", canPrint=0))
    canvas.drawString(72, 700, "isi")
    canvas.save()
    with pytest.raises(DossierError) as error:
        read(out.getvalue())
    assert error.value.problem.code == "pdf-encrypted"


def test_a_title_and_its_number_on_two_lines_of_one_cell_are_one_block() -> None:
    table = Table([["Regulasi", "Keputusan Wali Kota Contoh\nNomor 188 Tahun 2023"]], style=GRID, colWidths=[80, 150])
    assert len([text for _, _, column, text in cells(read(flowed(table))) if column == 2]) == 1


WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzé-.(),0123456789", min_size=1, max_size=12), min_size=1, max_size=60
)


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_lines_and_blocks_ascend_without_overlap_and_lines_are_their_characters(words: list[str]) -> None:
    data = written([(72 + 150 * (n % 3), 60 + 16 * (n // 3), word) for n, word in enumerate(words)])
    parsed = read(data)
    for spans in ([line.span for line in parsed.lines], [block.span for block in parsed.blocks]):
        assert all(a.end <= b.start for a, b in pairwise(spans))
    with open_pdf(data) as document:
        for line in parsed.lines:
            page = document.page(line.page - 1)
            printed = page.text[line.source : line.source + line.span.end - line.span.start]
            assert parsed.quote(line.span) == clean(printed)


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_no_visible_character_is_lost_or_doubled(words: list[str]) -> None:
    parsed = read(written([(72 + 150 * (n % 3), 60 + 16 * (n // 3), word) for n, word in enumerate(words)]))
    assert sorted(parsed.text.replace("\n", " ").replace(" ", "")) == sorted("".join(words))
