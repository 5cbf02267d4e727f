"""What is drawn on a PDF page besides text: rulings, filled grounds, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extract.readers.pdfium import PageText, Rect
from extract.readers.pdfium_raw import pdfium
from models.document import Box

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_THIN = 3.0
"""Anything narrower than so many points is a ruling, however it was drawn."""
_MOST_OBJECTS = 40_000
_MOST_SEGMENTS = 4_000
_DEEPEST_FORM = 6
_PAPER = 249
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Marks:
    """All boxes as displayed. A ruling is a box with hardly any height or width."""

    rulings: list[Box] = field(default_factory=list)
    grounds: list[Box] = field(default_factory=list)
    """Areas filled with something that is not white: white letters can be read there."""
    pictures: list[Box] = field(default_factory=list)
    texts: int = 0
    """Text objects drawn, read or not."""


def read_marks(page: PageText) -> Marks:
    """One pass over the page's objects, forms within forms included."""
    marks = Marks()
    count = pdfium.FPDFPage_CountObjects(page.page)
    objects = (pdfium.FPDFPage_GetObject(page.page, index) for index in range(min(count, _MOST_OBJECTS)))
    _read(objects, page, marks, _IDENTITY, 0)
    return marks


def _read(objects: Iterator[Any], page: PageText, marks: Marks, matrix: Matrix, depth: int) -> None:
    kind_of = pdfium.FPDFPageObj_GetType
    for drawn in objects:
        kind = kind_of(drawn)
        if kind == _TEXT:
            marks.texts += 1
        elif kind == _PATH:
            _path(drawn, page, marks, matrix)
        elif kind == _IMAGE:
            marks.pictures.append(page.displayed(_bounds(drawn, matrix)))
        elif kind == _FORM and depth < _DEEPEST_FORM:
            own = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(drawn, own)
            inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
            count = min(pdfium.FPDFFormObj_CountObjects(drawn), _MOST_OBJECTS)
            _read((pdfium.FPDFFormObj_GetObject(drawn, i) for i in range(count)), page, marks, inner, depth + 1)


def _path(drawn: Any, page: PageText, marks: Marks, matrix: Matrix) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, fill, stroke)
    if not fill.value and not stroke.value:
        return
    box = page.displayed(_bounds(drawn, matrix))
    segments = pdfium.FPDFPath_CountSegments(drawn)
    if box[2] - box[0] < _THIN or box[3] - box[1] < _THIN:
        marks.rulings.append(box)
        return
    dark = bool(fill.value) and not _is_paper(drawn)
    if dark:
        marks.grounds.append(box)
    if segments <= 6 and (stroke.value or dark):
        marks.rulings.extend(_sides(box))
    elif stroke.value and segments <= _MOST_SEGMENTS:
        marks.rulings.extend(page.displayed(rect) for rect in _segments(drawn, segments, matrix))


def _sides(box: Box) -> tuple[Box, Box, Box, Box]:
    x0, top, x1, bottom = box
    return (x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)


def _segments(drawn: Any, count: int, matrix: Matrix) -> Iterator[Rect]:
    """The straight level and upright strokes of a path that draws many."""
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, own)
    whole = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = _at(whole, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last:
            yield from _stroke(last, here)
            if pdfium.FPDFPathSegment_GetClose(segment) and start:
                yield from _stroke(here, start)
        last = here


def _stroke(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rect]:
    if abs(a[0] - b[0]) < 1 or abs(a[1] - b[1]) < 1:
        yield (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def _is_paper(drawn: Any) -> bool:
    """Filled with white or with nothing that can be seen."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha):
        return False
    return alpha.value < 8 or min(red.value, green.value, blue.value) > _PAPER


def _bounds(drawn: Any, matrix: Matrix) -> Rect:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    if matrix is _IDENTITY:
        return (left.value, bottom.value, right.value, top.value)
    corners = [_at(matrix, x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
