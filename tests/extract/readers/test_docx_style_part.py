"""A style sheet of which only the styles asked for are parsed says the same as one that is parsed from end to end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.readers.docx import read_docx
from models.document import ParsedDocument
from tests.extract.readers.papers import patched, with_body

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Biasa"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Induk"><w:name w:val="Judul Utama"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Anak"><w:name w:val="lain"/><w:basedOn w:val="Induk"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Gaib"><w:name w:val="gaib"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
SHEET = f'<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="{SPACE}">{STYLES}</w:styles>'


def paragraph(style: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


BODY = paragraph("Anak", "judul") + paragraph("Gaib", "gaib") + paragraph("Entah", "isi")
EXPECTED = [("judul", "heading", "body"), ("gaib", "paragraph", "hidden"), ("isi", "paragraph", "body")]


def read(sheet: bytes, body: str = BODY) -> ParsedDocument:
    data = patched(with_body(body), lambda name, content: sheet if name == "word/styles.xml" else content)
    return read_docx(data, "a.docx", "0" * 64)


def blocks(parsed: ParsedDocument) -> list[tuple[str, str, str]]:
    return [(parsed.quote(block.span), block.kind, block.flow) for block in parsed.blocks]


@pytest.mark.parametrize(
    "rewrite",
    [
        pytest.param(lambda sheet: sheet, id="as Word writes it"),
        pytest.param(lambda sheet: sheet + "\n", id="with a line feed at the end"),
        pytest.param(lambda sheet: sheet.replace('"', "'"), id="in single quotes"),
        pytest.param(lambda sheet: sheet.replace("w:", "x:").replace("xmlns:w", "xmlns:x"), id="under another prefix"),
        pytest.param(lambda sheet: sheet.replace("<w:style ", "<w:style\n"), id="with line feeds in its tags"),
        pytest.param(lambda sheet: sheet.replace("></w:styles>", "><!-- <w:style --></w:styles>"), id="with a comment"),
        pytest.param(
            lambda sheet: sheet.replace(
                "<w:style ", '<!-- <w:style w:styleId="Anak" w:type="paragraph"></w:style> --><w:style ', 1
            ),
            id="with a style commented out",
        ),
        pytest.param(
            lambda sheet: sheet.replace(STYLES, STYLES + '<w:style w:type="table" w:styleId="Kosong"/>'),
            id="with a style that says nothing",
        ),
    ],
)
def test_a_sheet_says_the_same_however_it_is_written(rewrite: Callable[[str], str]) -> None:
    assert blocks(read(rewrite(SHEET).encode())) == EXPECTED


def test_a_sheet_in_another_encoding_is_read() -> None:
    assert blocks(read(SHEET.replace("UTF-8", "UTF-16").encode("utf-16"))) == EXPECTED


def test_a_default_style_counts_where_a_paragraph_names_none() -> None:
    hidden = SHEET.replace('<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:rPr><w:vanish/></w:rPr>')
    assert blocks(read(hidden.encode(), "<w:p><w:r><w:t>isi</w:t></w:r></w:p>")) == [("isi", "paragraph", "hidden")]


def test_a_torn_sheet_is_named_and_what_is_left_of_it_counts() -> None:
    parsed = read(SHEET[: SHEET.index("</w:styles>")].encode())
    assert blocks(parsed) == EXPECTED
    assert [problem.code for problem in parsed.problems] == ["docx-part-broken"]


def test_a_style_that_is_based_on_itself_ends() -> None:
    looped = SHEET.replace('w:val="Judul Utama"/>', 'w:val="Judul Utama"/><w:basedOn w:val="Anak"/>')
    assert blocks(read(looped.encode())) == EXPECTED
