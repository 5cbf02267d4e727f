"""Word files: everything a reader of the document sees, once, in order, with the path it stands at."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_BREAK

from extract.readers.docx import read_docx
from models.document import Block, ParsedDocument
from models.problem import DossierError
from tests.extract.readers.papers import patched, with_body, word


def read(data: bytes) -> ParsedDocument:
    return read_docx(data, "a.docx", "0" * 64)


def said(parsed: ParsedDocument, flow: str = "body") -> list[str]:
    return [parsed.quote(block.span) for block in parsed.blocks if block.flow == flow]


def p(*runs: str) -> str:
    """A paragraph of plain runs."""
    return "<w:p>" + "".join(f"<w:r><w:t xml:space='preserve'>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def block(parsed: ParsedDocument, text: str) -> Block:
    return next(b for b in parsed.blocks if parsed.quote(b.span) == text)


def test_paragraphs_and_tables_stand_in_document_order() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("sebelum")
        document.add_table(1, 2).cell(0, 1).text = "sel"
        document.add_paragraph("sesudah")

    assert said(read(word(fill))) == ["sebelum", "sel", "sesudah"]


def test_a_path_counts_paragraphs_rows_and_cells_from_one() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("satu")
        document.add_paragraph("dua")
        document.add_table(3, 2).cell(2, 1).text = "sel"

    parsed = read(word(fill))
    assert block(parsed, "dua").path == "p[2]"
    assert block(parsed, "sel").path == "table[1]/row[3]/cell[2]/p[1]"


def test_every_block_is_a_slice_of_the_one_text() -> None:
    parsed = read(with_body(p("satu ", "dua") + p("tiga")))
    assert parsed.text == "satu dua\ntiga"
    assert [(b.span.start, b.span.end) for b in parsed.blocks] == [(0, 8), (9, 13)]


def test_a_merged_cell_is_read_once_and_knows_its_size() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(1, 1)).text = "lebar"
        table.cell(2, 2).text = "kecil"

    parsed = read(word(fill))
    wide = block(parsed, "lebar").cell
    assert said(parsed) == ["lebar", "kecil"]
    assert wide and (wide.row, wide.column, wide.row_span, wide.column_span) == (1, 1, 2, 2)
    small = block(parsed, "kecil").cell
    assert small and (small.row, small.column) == (3, 3)


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    def fill(document: Any) -> None:
        outer = document.add_table(1, 2)
        outer.cell(0, 0).text = "luar"
        inner = outer.cell(0, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "kiri", "kanan"

    parsed = read(word(fill))
    cells = [b.cell for b in parsed.blocks]
    assert said(parsed) == ["luar", "kiri", "kanan"]
    assert [cell.table for cell in cells if cell] == [1, 2, 2]


def test_a_single_cell_is_a_frame_and_its_text_flows() -> None:
    parsed = read(word(lambda document: setattr(document.add_table(1, 1).cell(0, 0), "text", "dibingkai")))
    assert [(b.kind, b.cell) for b in parsed.blocks] == [("paragraph", None)]


def test_a_heading_is_known_by_its_style() -> None:
    parsed = read(word(lambda document: document.add_heading("Latar Belakang", 2)))
    assert parsed.blocks[0].kind == "heading"


def test_insertions_are_read_and_deletions_are_not() -> None:
    parsed = read(
        with_body(
            "<w:p><w:r><w:t>lama </w:t></w:r><w:ins><w:r><w:t>baru</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>hapus</w:delText></w:r></w:del></w:p>"
        )
    )
    assert parsed.text == "lama baru"


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    parsed = read(
        with_body(
            "<w:p><w:r><w:t>induk</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
            f"<wps:txbx><w:txbxContent>{p('kotak')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{p('kotak')}</w:txbxContent></v:textbox></w:pict>"
            f"</mc:Fallback></mc:AlternateContent></w:r></w:p>{p('berikut')}"
        )
    )
    assert [(parsed.quote(b.span), b.path) for b in parsed.blocks] == [
        ("induk", "p[1]"),
        ("kotak", "p[1]/textbox[1]/p[1]"),
        ("berikut", "p[2]"),
    ]


def test_content_controls_are_seen_through() -> None:
    parsed = read(with_body(f"<w:sdt><w:sdtContent>{p('isian')}</w:sdtContent></w:sdt>{p('lalu')}"))
    assert [(parsed.quote(b.span), b.path) for b in parsed.blocks] == [("isian", "p[1]"), ("lalu", "p[2]")]


def test_hidden_text_is_kept_but_marked() -> None:
    parsed = read(
        with_body("<w:p><w:r><w:t>tampak</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>siluman</w:t></w:r></w:p>")
    )
    assert said(parsed) == ["tampak"]
    assert said(parsed, "hidden") == ["siluman"]


@pytest.mark.parametrize(
    ("ground", "flow"),
    [("", "hidden"), ("<w:shd w:val='clear' w:fill='1F4E79'/>", "body"), ("<w:highlight w:val='black'/>", "body")],
)
def test_white_letters_are_hidden_only_on_white(ground: str, flow: str) -> None:
    white = f"<w:p><w:r><w:rPr><w:color w:val='FFFFFF'/>{ground}</w:rPr><w:t>putih</w:t></w:r></w:p>"
    assert said(read(with_body(white)), flow) == ["putih"]


def test_list_numbers_stand_in_the_text_as_printed() -> None:
    def fill(document: Any) -> None:
        for item in ("satu", "dua"):
            document.add_paragraph(item, style="List Number")
        document.add_paragraph("titik", style="List Bullet")

    assert said(read(word(fill))) == ["1. satu", "2. dua", "• titik"]


def test_a_header_is_running_and_a_footnote_is_a_note() -> None:
    def fill(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "kepala"
        document.sections[0].footer.paragraphs[0].text = "kaki"
        document.add_paragraph("isi")

    parsed = read(word(fill))
    assert (said(parsed), said(parsed, "running")) == (["isi"], ["kepala", "kaki"])
    assert [b.path for b in parsed.blocks] == ["p[1]", "header[1]/p[1]", "footer[1]/p[1]"]


def test_a_hyperlink_leads_where_its_relation_says() -> None:
    relation = (
        b"<Relationship Id='rId77' Target='https://youtu.be/abc' TargetMode='External' Type='http://schemas.openxmlformats"
        b".org/officeDocument/2006/relationships/hyperlink'/></Relationships>"
    )
    data = with_body(
        "<w:p><w:r><w:t>lihat </w:t></w:r><w:hyperlink r:id='rId77'><w:r><w:t>video</w:t></w:r></w:hyperlink></w:p>"
    )
    data = patched(
        data, lambda n, c: c.replace(b"</Relationships>", relation) if n.endswith("document.xml.rels") else c
    )
    parsed = read(data)
    assert [(parsed.quote(link.span), link.url) for link in parsed.links] == [("video", "https://youtu.be/abc")]


def test_a_field_code_link_is_a_link_too() -> None:
    parsed = read(
        with_body(
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"https://a.example\"</w:instrText>"
            "</w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>situs</w:t></w:r>"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t> kami</w:t></w:r></w:p>"
        )
    )
    assert parsed.text == "situs kami"
    assert [(parsed.quote(link.span), link.url) for link in parsed.links] == [("situs", "https://a.example")]


def test_a_manual_line_break_parts_form_lines_but_not_a_title() -> None:
    def fill(document: Any) -> None:
        for lines in (("PERATURAN WALI KOTA", "NOMOR 3"), ("Nama Inovasi : Sipandu", "Unit : Dinas Sosial")):
            run = document.add_paragraph().add_run(lines[0])
            run.add_break(WD_BREAK.LINE)
            run.add_text(lines[1])

    assert said(read(word(fill))) == ["PERATURAN WALI KOTA\nNOMOR 3", "Nama Inovasi : Sipandu", "Unit : Dinas Sosial"]


def test_a_strict_file_reads_like_any_other() -> None:
    def strict(name: str, content: bytes) -> bytes:
        for part in (b"wordprocessingml/2006/main", b"officeDocument/2006/", b"drawingml/2006/"):
            plain = part.replace(b"2006/", b"").replace(b"officeDocument/", b"officeDocument/")
            content = content.replace(
                b"http://schemas.openxmlformats.org/" + part, b"http://purl.oclc.org/ooxml/" + plain
            )
        return content

    assert read(patched(word(lambda document: document.add_paragraph("ketat")), strict)).text == "ketat"


def test_a_relation_that_leads_nowhere_does_not_stop_the_reading() -> None:
    data = patched(word(lambda d: d.add_paragraph("isi")), lambda n, c: None if n == "word/styles.xml" else c)
    assert read(data).text == "isi"


def test_a_torn_part_is_named_and_the_rest_is_read() -> None:
    data = patched(with_body(p("selamat")), lambda n, c: c[:-25] if n == "word/document.xml" else c)
    parsed = read(data)
    assert parsed.text == "selamat"
    assert [problem.code for problem in parsed.problems] == ["docx-part-broken"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"PK\x03\x04" + b"x" * 50, "docx-broken", id="no directory"),
        pytest.param(
            patched(word(lambda d: None), lambda n, c: None if "document" in n else c), "docx-broken", id="no body"
        ),
        pytest.param(word(lambda d: None), "text-empty", id="nothing written in it"),
    ],
)
def test_a_file_without_a_readable_body_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DossierError) as error:
        read(data)
    assert error.value.problem.code == code


def test_a_grid_span_of_half_a_billion_costs_nothing() -> None:
    cell = f"<w:tc><w:tcPr><w:gridSpan w:val='500000000'/></w:tcPr>{p('lebar')}</w:tc>"
    parsed = read(with_body(f"<w:tbl><w:tr>{cell}<w:tc>{p('dua')}</w:tc></w:tr></w:tbl>"))
    assert [b.cell.column_span for b in parsed.blocks if b.cell] == [63, 1]


def test_python_docx_agrees_on_an_ordinary_file() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Judul", 1)
        for number in range(20):
            document.add_paragraph(f"Paragraf {number} tentang inovasi pelayanan.")

    data = word(fill)

    expected = [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs if paragraph.text]
    assert said(read(data)) == expected
