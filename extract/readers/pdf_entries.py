"""What people typed into a PDF: values of form fields, ticks, and free text laid over a page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

from extract.readers.clean import clean
from extract.readers.looks import Look
from extract.readers.pdf_strips import CellAt, Strip
from extract.readers.pdfium import PageText
from extract.readers.pdfium_raw import pdfium
from models.document import Box

_MOST_ENTRIES = 2_000
_LONGEST = 20_000
_UNSEEN = 0x02 | 0x20
"""Annotation flags: hidden, not shown on screen."""
_LEADING = 1.25
_USUAL_SIZE = 11.0


def with_entries(page: PageText, strips: Sequence[Strip], cell_at: CellAt | None) -> list[Strip]:
    """The page's strips with what was typed into it, each behind the label it stands beside.

    The entries are appended to `page.text`, behind the characters that PDFium counts: their strips have no exact boxes
    but those of their lines.
    """
    out = list(strips)
    for text, box in _entries(page):
        lines = [line for line in clean(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n") if line.strip()]
        size = min((box[3] - box[1]) / max(len(lines), 1) / _LEADING, _USUAL_SIZE)
        for number, line in enumerate(lines):
            top = box[1] + (box[3] - box[1]) * number / len(lines)
            place = (box[0], top, box[2], box[1] + (box[3] - box[1]) * (number + 1) / len(lines))
            _insert(out, page, line, place, size, cell_at)
    return out


def _insert(strips: list[Strip], page: PageText, text: str, box: Box, size: float, cell_at: CellAt | None) -> None:
    start = len(page.text) + 2
    page.text += "\r\n" + text
    cell = cell_at(box) if cell_at else None
    beside = [i for i, strip in enumerate(strips) if strip.cell == cell and _labels(strip, box)]
    above = [i for i, strip in enumerate(strips) if strip.cell == cell and strip.box[3] <= box[1] + 1]
    label = strips[beside[-1]] if beside else None
    baseline = label.baseline if label else box[3] - size * 0.25
    look = Look(label.size if label else size, 0, False, "seen")
    row = label.row if label else -start
    strip = Strip(start, start + len(text), text, row, box, box, baseline, look, look.size, cell)
    after = beside or sorted(above, key=lambda i: strips[i].box[3])
    strips.insert(after[-1] + 1 if after else 0, strip)


def _labels(strip: Strip, box: Box) -> bool:
    """On the same level, to the left of it."""
    middle = (strip.box[1] + strip.box[3]) / 2
    return not strip.look.turn and box[1] <= middle <= box[3] and strip.box[0] < box[0] and strip.box[2] < box[2]


def _entries(page: PageText) -> Iterator[tuple[str, Box]]:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.page), _MOST_ENTRIES)):
        annotation = pdfium.FPDFPage_GetAnnot(page.page, index)
        if not annotation:
            continue
        text = "" if pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN else _said(page, annotation)
        rect = pdfium.FS_RECTF()
        if text.strip() and pdfium.FPDFAnnot_GetRect(annotation, rect):
            yield text, page.displayed((rect.left, rect.bottom, rect.right, rect.top))
        pdfium.FPDFPage_CloseAnnot(annotation)


def _said(page: PageText, annotation: Any) -> str:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return _string(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size))
    if kind != pdfium.FPDF_ANNOT_WIDGET or not page.form:
        return ""
    field = pdfium.FPDFAnnot_GetFormFieldType(page.form, annotation)
    if field in {pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON}:
        state = _string(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, b"AS", buffer, size))
        return "☐" if state in {"", "Off"} else "☒"
    if field in {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}:
        return _string(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(page.form, annotation, buffer, size))
    return ""


def _string(get: Any) -> str:
    """A UTF-16 string as PDFium hands it out: asked once for its length, once for itself."""
    size = min(get(None, 0), 2 * _LONGEST)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    get(buffer, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace")
