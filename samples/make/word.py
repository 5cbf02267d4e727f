"""Prints a source as a Word file with python-docx, packed with fixed times: same source, same file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from samples.make.blocks import Block
from samples.make.marks import printed
from samples.make.pictures import picture
from samples.make.source import Source

_EPOCH = (2000, 1, 1, 0, 0, 0)
_FONTS = {"times": "Times New Roman", "helvetica": "Arial", "courier": "Courier New", "calibri": "Calibri"}
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def render_word(source: Source) -> bytes:
    """The DOCX file of a source."""
    style: Mapping[str, Any] = source.meta.get("style", {})
    document = Document()
    document.styles["Normal"].font.name = _FONTS[style.get("font", "times")]
    document.styles["Normal"].font.size = Pt(float(style.get("size", 11)))
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    for block in source.blocks:
        _PRINT[block.kind](document, block)
    _furniture(document, style)
    properties = document.core_properties
    properties.title, properties.author = source.meta.get("title", ""), source.meta.get("author", "")
    properties.created = properties.modified = datetime(2026, 1, 5, 8, 0)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def repack(data: bytes) -> bytes:
    """The same archive with fixed member times, without the template's thumbnail."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _runs(paragraph: Any, text: str, *, bold: bool = False, size: float | None = None) -> Any:
    for n, part in enumerate(printed(text).split("**")):
        if part:
            run = paragraph.add_run(part)
            run.bold = bold or bool(n % 2) or None
            if size:
                run.font.size = Pt(size)
    return paragraph


def _title(document: Any, block: Block) -> None:
    paragraph = _runs(document.add_paragraph(), block.text, bold=True, size=14)
    paragraph.alignment = _CENTRE


def _heading(document: Any, block: Block) -> None:
    document.add_heading(printed(block.text), level=1 if block.kind == "heading" else 2)


def _centred(document: Any, block: Block) -> None:
    _runs(document.add_paragraph(), block.text).alignment = _CENTRE


def _right(document: Any, block: Block) -> None:
    _runs(document.add_paragraph(), block.text).paragraph_format.left_indent = Cm(8.5)


def _bullet(document: Any, block: Block) -> None:
    _runs(document.add_paragraph(style="List Bullet"), block.text)


def _letterhead(document: Any, block: Block) -> None:
    for n, line in enumerate(block.text.split("\n")):
        _runs(document.add_paragraph(), line, bold=n < 2, size=13 if n < 2 else 9).alignment = _CENTRE
    document.add_paragraph("_" * 72).alignment = _CENTRE


def _table(document: Any, block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]))
    if block.options.get("ruled", "yes") == "yes":
        table.style = "Table Grid"
    head = block.options.get("head", "yes") == "yes"
    for n, row in enumerate(block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _runs(cell.paragraphs[0], text, bold=head and n == 0, size=10)
    document.add_paragraph()


def _fields(document: Any, block: Block) -> None:
    style = block.options.get("style", "colon")
    if style == "table":
        _table(document, Block("table", rows=block.rows, options={"head": "no"}))
    elif style == "newline":
        for label, value in block.rows:
            _runs(document.add_paragraph(), label, bold=True)
            _runs(document.add_paragraph(), value)
    else:
        for label, value in block.rows:
            _runs(document.add_paragraph(), f"{label}\t: {value}" if style == "colon" else f"{label} : {value}")


def _image(document: Any, block: Block) -> None:
    width = Cm(float(block.options.get("width", 14)))
    document.add_picture(io.BytesIO(picture(block.options["name"])), width=width)


def _space(document: Any, block: Block) -> None:
    document.add_paragraph().paragraph_format.space_after = Pt(float(block.options["points"]))


def _furniture(document: Any, style: Mapping[str, Any]) -> None:
    section = document.sections[0]
    if style.get("header"):
        _runs(section.header.paragraphs[0], style["header"], size=8)
    if style.get("footer"):
        paragraph = section.footer.paragraphs[0]
        before, mark, after = style["footer"].partition("#")
        _runs(paragraph, before, size=8)
        if mark:
            _page_number(paragraph)
        _runs(paragraph, after, size=8)


def _page_number(paragraph: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instr", "PAGE")
    paragraph._p.append(field)


_PRINT: Mapping[str, Callable[[Any, Block], None]] = {
    "title": _title,
    "heading": _heading,
    "subheading": _heading,
    "paragraph": lambda document, block: _runs(document.add_paragraph(), block.text),
    "centred": _centred,
    "right": _right,
    "small": lambda document, block: _runs(document.add_paragraph(), block.text, size=9),
    "bullet": _bullet,
    "table": _table,
    "fields": _fields,
    "letterhead": _letterhead,
    "image": _image,
    "space": _space,
    "break": lambda document, block: document.add_paragraph().add_run().add_break(WD_BREAK.PAGE),
}
