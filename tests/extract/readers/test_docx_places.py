"""A marker in every place where a Word file can keep text: none is lost, none is doubled, none that is gone is read."""

from __future__ import annotations

import re

import pytest

from extract.readers.docx import read_docx
from models.document import ParsedDocument
from tests.extract.readers.papers import patched, with_body

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def t(marker: str) -> str:
    return f"<w:r><w:t>{marker}</w:t></w:r>"


def p(marker: str) -> str:
    return f"<w:p>{t(marker)}</w:p>"


def box(inner: str) -> str:
    content = f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
    return f"<w:r><w:drawing><wp:inline><a:graphic>{content}</a:graphic></wp:inline></w:drawing></w:r>"


def vml(inner: str) -> str:
    content = f"<v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox>"
    return f"<w:r><w:pict><v:shape>{content}</v:shape></w:pict></w:r>"


def sdt(inner: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def either(choice: str, fallback: str) -> str:
    inner = f"<mc:Choice Requires='wps'>{choice}</mc:Choice>" if choice else ""
    return (
        f"<w:p><w:r><mc:AlternateContent>{inner}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def field(instruction: str, result: str) -> str:
    return (
        f"<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{result}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


SEEN = {
    "paragraph": p("@"),
    "heading": "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>" + t("@") + "</w:p>",
    "hyperlink": f"<w:p><w:hyperlink w:anchor='x'>{t('@')}</w:hyperlink></w:p>",
    "smart tag": f"<w:p><w:smartTag>{t('@')}</w:smartTag></w:p>",
    "custom XML in a line": f"<w:p><w:customXml>{t('@')}</w:customXml></w:p>",
    "custom XML around paragraphs": f"<w:customXml>{p('@')}</w:customXml>",
    "content control in a line": "<w:p>" + sdt(t("@")) + "</w:p>",
    "content control around paragraphs": sdt(p("@")),
    "content control in a content control": sdt(sdt(p("@"))),
    "content control around a row": "<w:tbl>" + sdt(f"<w:tr>{cell(p('@'))}{cell(p('x'))}</w:tr>") + "</w:tbl>",
    "content control around a cell": table(sdt(cell(p("@"))) + cell(p("x"))),
    "tracked insertion": f"<w:p><w:ins>{t('@')}</w:ins></w:p>",
    "tracked move, where it went": f"<w:p><w:moveTo>{t('@')}</w:moveTo></w:p>",
    "inserted paragraphs": f"<w:ins>{p('@')}</w:ins>",
    "simple field": f"<w:p><w:fldSimple w:instr='TITLE'>{t('@')}</w:fldSimple></w:p>",
    "field": f"<w:p>{field('TITLE', t('@'))}</w:p>",
    "field in a field": f"<w:p>{field('IF', field('TITLE', t('@')))}</w:p>",
    "text box": f"<w:p>{box(p('@'))}</w:p>",
    "old text box": f"<w:p>{vml(p('@'))}</w:p>",
    "text box in a group": "<w:p>" + box(p("@")).replace("wps:txbx", "wps:wgp") + "</w:p>",
    "text box in a text box": f"<w:p>{box('<w:p>' + vml(p('@')) + '</w:p>')}</w:p>",
    "text box of both kinds": either(box(p("@")), vml(p("@"))),
    "fallback without a choice": either("", vml(p("@"))),
    "word art": "<w:p><w:r><w:pict><v:shape><v:textpath string='@'/></v:shape></w:pict></w:r></w:p>",
    "formula": "<w:p><m:oMath><m:r><m:t>@</m:t></m:r></m:oMath></w:p>",
    "base of a gloss": f"<w:p><w:r><w:ruby><w:rt>{t('x')}</w:rt><w:rubyBase>{t('@')}</w:rubyBase></w:ruby></w:r></w:p>",
    "cell": table(cell(p("@")) + cell(p("x"))),
    "cell over two columns": table(cell(p("@"), "<w:gridSpan w:val='2'/>"), cell(p("x")) + cell(p("x"))),
    "cell over two rows": table(
        cell(p("@"), "<w:vMerge w:val='restart'/>") + cell(p("x")), cell("<w:p/>", "<w:vMerge/>") + cell(p("x"))
    ),
    "table in a cell": table(cell(table(cell(p("@")) + cell(p("x")))) + cell(p("x"))),
    "table in a text box": f"<w:p>{box(table(cell(p('@')) + cell(p('x'))))}</w:p>",
    "second section": f"<w:p><w:pPr><w:sectPr/></w:pPr></w:p>{p('@')}",
    "choice of an old form field": (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='x'/>"
        "<w:listEntry w:val='@'/></w:ddList></w:ffData></w:fldChar></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    ),
    "frame": f"<w:p><w:pPr><w:framePr w:w='100'/></w:pPr>{t('@')}</w:p>",
    "run in a symbol font": "<w:p><w:r><w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr><w:t>@</w:t></w:r></w:p>",
    "right to left run": "<w:p><w:r><w:rPr><w:rtl/></w:rPr><w:t>@</w:t></w:r></w:p>",
    "bidirectional wrapper": f"<w:p><w:dir w:val='rtl'><w:bdo w:val='ltr'>{t('@')}</w:bdo></w:dir></w:p>",
}
GONE = {
    "tracked deletion": "<w:p><w:del><w:r><w:delText>@</w:delText></w:r></w:del></w:p>",
    "tracked move, where it was": f"<w:p><w:moveFrom>{t('@')}</w:moveFrom></w:p>",
    "field instruction": f"<w:p>{field('TITLE @', t('x'))}</w:p>",
    "deleted row": table("<w:trPr><w:del/></w:trPr>" + cell(p("@")), cell(p("x"))),
}


def marker(number: int) -> str:
    return f"tanda{number:03d}"


def read(xml: str) -> ParsedDocument:
    return read_docx(with_body(xml), "a.docx", "0" * 64)


def test_there_are_at_least_thirty_five_places_beside_the_parts() -> None:
    assert len(SEEN) >= 35


@pytest.mark.parametrize("place", SEEN)
def test_a_place_is_read_once(place: str) -> None:
    assert read(SEEN[place].replace("@", "tanda")).text.count("tanda") == 1


@pytest.mark.parametrize("place", GONE)
def test_what_is_gone_is_not_read(place: str) -> None:
    assert "tanda" not in read(p("isi") + GONE[place].replace("@", "tanda")).text


def test_all_places_of_one_file_are_read_in_order() -> None:
    xml = "".join(inner.replace("@", marker(number)) for number, inner in enumerate(SEEN.values()))
    assert re.findall(r"tanda\d{3}", read(xml).text) == [marker(number) for number in range(len(SEEN))]


PARTS = {
    "header": ("header", f"<w:hdr>{p('@')}</w:hdr>", "running"),
    "first page header": ("header", f"<w:hdr>{p('@')}</w:hdr>", "running"),
    "text box in a header": ("header", f"<w:hdr><w:p>{box(p('@'))}</w:p></w:hdr>", "running"),
    "watermark": (
        "header",
        "<w:hdr><w:p><w:r><w:pict><v:shape><v:textpath string='@'/></v:shape></w:pict></w:r></w:p></w:hdr>",
        "running",
    ),
    "table in a footer": ("footer", f"<w:ftr>{table(cell(p('@')) + cell(p('x')))}</w:ftr>", "running"),
    "footnote": ("footnotes", f"<w:footnotes><w:footnote w:id='7'>{p('@')}</w:footnote></w:footnotes>", "note"),
    "text box in a footnote": (
        "footnotes",
        f"<w:footnotes><w:footnote w:id='7'><w:p>{box(p('@'))}</w:p></w:footnote></w:footnotes>",
        "note",
    ),
    "endnote": ("endnotes", f"<w:endnotes><w:endnote w:id='7'>{p('@')}</w:endnote></w:endnotes>", "note"),
    "comment": ("comments", f"<w:comments><w:comment w:id='7'>{p('@')}</w:comment></w:comments>", "note"),
    "chart": ("chart", "<c:chart><a:p><a:r><a:t>@</a:t></a:r></a:p></c:chart>", "body"),
}
REFERENCE = {
    "header": "<w:sectPr><w:headerReference w:type='default' r:id='rId900'/></w:sectPr>",
    "footer": "<w:sectPr><w:footerReference w:type='default' r:id='rId900'/></w:sectPr>",
    "footnotes": "<w:p><w:r><w:footnoteReference w:id='7'/></w:r></w:p>",
    "endnotes": "<w:p><w:r><w:endnoteReference w:id='7'/></w:r></w:p>",
    "comments": "<w:p><w:r><w:commentReference w:id='7'/></w:r></w:p>",
    "chart": "<w:p><w:r><w:drawing><c:chart r:id='rId900'/></w:drawing></w:r></w:p>",
}
SPACES = (
    "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:v='urn:schemas-microsoft-com:vml' "
    "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "
    "xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' "
    "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "
    "xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'"
)


@pytest.mark.parametrize("place", PARTS)
def test_a_part_beside_the_body_is_read_once_and_marked(place: str) -> None:
    kind, xml, flow = PARTS[place]
    chart = "xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'"
    reference = REFERENCE[kind].replace("<c:chart", f"<c:chart {chart}")
    root = re.sub(r"^<([\w:]+)", rf"<\1 {SPACES}", xml.replace("@", "tanda")).encode()
    relation = f"<Relationship Id='rId900' Type='{OFFICE}/{kind}' Target='part.xml'/></Relationships>".encode()
    data = with_body(p("isi") + reference, {"word/part.xml": root})
    data = patched(
        data, lambda n, c: c.replace(b"</Relationships>", relation) if n.endswith("document.xml.rels") else c
    )
    parsed = read_docx(data, "a.docx", "0" * 64)
    assert [block.flow for block in parsed.blocks if "tanda" in parsed.quote(block.span)] == [flow]
    assert parsed.text.count("tanda") == 1


def test_an_embedded_document_is_reported() -> None:
    parsed = read(p("isi") + "<w:altChunk r:id='rId1'/>")
    assert [problem.code for problem in parsed.problems] == ["docx-embedded"]
