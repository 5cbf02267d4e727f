"""What is drawn on a PDF page besides text: rulings, filled grounds, pictures."""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from extract.readers.pdfium import PageText, Rect
from extract.readers.pdfium_raw import (
    count_segments,
    draw_mode,
    fill_colour,
    object_bounds,
    object_in_form,
    object_on_page,
    object_type,
    pdfium,
    slots,
)
from models.document import Box

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_THIN = 3.0
"""Anything narrower than so many points is a ruling, however it was drawn."""
_BOX_SEGMENTS = 6
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
    """One pass over the page's objects, forms within forms included; asks each text object for its ink."""
    marks = Marks()
    count = min(pdfium.FPDFPage_CountObjects(page.page), _MOST_OBJECTS)
    _read(map(object_on_page, repeat(page.page), range(count)), page, marks, _IDENTITY, 0)
    return marks


def _read(objects: Iterable[int], page: PageText, marks: Marks, matrix: Matrix, depth: int) -> None:
    known = page.inks
    for drawn in objects:
        if drawn in known:
            marks.texts += 1
            continue
        kind = object_type(drawn)
        if kind == _TEXT:
            marks.texts += 1
            page.ink(drawn)
        elif kind == _PATH:
            _path(drawn, page, marks, matrix)
        elif kind == _IMAGE:
            marks.pictures.append(page.displayed(_bounds(drawn, matrix)))
        elif kind == _FORM and depth < _DEEPEST_FORM:
            inner = _times(_matrix(drawn), matrix)
            count = min(pdfium.FPDFFormObj_CountObjects(_typed(drawn)), _MOST_OBJECTS)
            _read(map(object_in_form, repeat(drawn), range(count)), page, marks, inner, depth + 1)


def _typed(drawn: int) -> Any:
    """A plain address as the handle that the whole binding takes."""
    return ctypes.cast(drawn, pdfium.FPDF_PAGEOBJECT)


def _matrix(drawn: int) -> Matrix:
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(_typed(drawn), own)
    return (own.a, own.b, own.c, own.d, own.e, own.f)


_modes = (ctypes.c_int * 2)()
_MODES = slots(_modes)


def _path(drawn: int, page: PageText, marks: Marks, matrix: Matrix) -> None:
    draw_mode(drawn, *_MODES)
    fill, stroke = _modes
    if not fill and not stroke:
        return
    box = page.displayed(_bounds(drawn, matrix))
    if box[2] - box[0] < _THIN or box[3] - box[1] < _THIN:
        marks.rulings.append(box)
        return
    dark = bool(fill) and not _is_paper(drawn)
    if dark:
        marks.grounds.append(box)
    segments = count_segments(drawn)
    if segments <= _BOX_SEGMENTS and (stroke or dark):
        marks.rulings.extend(_sides(box))
    elif stroke and segments <= _MOST_SEGMENTS:
        marks.rulings.extend(page.displayed(rect) for rect in _segments(drawn, segments, matrix))


def _sides(box: Box) -> tuple[Box, Box, Box, Box]:
    x0, top, x1, bottom = box
    return (x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)


def _segments(drawn: int, count: int, matrix: Matrix) -> Iterator[Rect]:
    """The straight level and upright strokes of a path that draws many."""
    whole, path = _times(_matrix(drawn), matrix), _typed(drawn)
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
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


_colour = (ctypes.c_uint * 4)()
_COLOUR = slots(_colour)


def _is_paper(drawn: int) -> bool:
    """Filled with white or with nothing that can be seen."""
    if not fill_colour(drawn, *_COLOUR):
        return False
    red, green, blue, alpha = _colour
    return alpha < 8 or min(red, green, blue) > _PAPER


_bound = (ctypes.c_float * 4)()
_BOUND = slots(_bound)
_FOUR = struct.Struct("4f")


def _bounds(drawn: int, matrix: Matrix) -> Rect:
    object_bounds(drawn, *_BOUND)
    left, bottom, right, top = _FOUR.unpack(_bound)
    if matrix is _IDENTITY:
        return (left, bottom, right, top)
    corners = [_at(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
