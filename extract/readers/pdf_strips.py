"""Strips: the printed pieces of a PDF page, each a run of characters on one line within one cell or column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from extract.readers.clean import clean
from extract.readers.pdfium import Look, PageText, hull
from models.document import Box, Word

_LINE = re.compile("[^\r\n\ufffe]*(?:\ufffe|[^\r\n\ufffe](?=[\r\n]|$))")
_WIDE_GAP = 0.9
_OTHER_LINE = 0.7
"""A gap of more than so many font sizes may be the space between two columns or cells."""

CellKey = tuple[int, int]
"""Table and cell of a page, both 0-based."""
CellAt = Callable[[Box], CellKey | None]


class Sheet(Protocol):
    """A page in points, as displayed."""

    @property
    def width(self) -> float: ...

    @property
    def height(self) -> float: ...


class Written(Sheet, Protocol):
    """A page and the text that strips point into."""

    @property
    def text(self) -> str: ...


class Strip(NamedTuple):
    """Characters [start, end) of a page's text. Strips with one `row` were one line for PDFium.

    A tuple, because there is one for every line of every page.
    """

    start: int
    end: int
    text: str
    row: int
    box: Box
    """As displayed."""
    flat: Box
    """As if the page were turned so that this text reads left to right."""
    baseline: float
    """In the same turned sense."""
    look: Look
    size: float
    """Of its first letter, in points."""
    cell: CellKey | None = None
    words: tuple[Word, ...] = ()
    """One for each blank-separated word of `text`, from OCR."""


def read_strips(page: PageText, cell_at: CellAt | None) -> list[Strip]:
    """Every strip that holds a visible character, in content order."""
    strips: list[Strip] = []
    for row, match in enumerate(_LINE.finditer(page.text)):
        start, end = match.span()
        text = match.group()
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        if start < end:
            strips.extend(_strips_of(page, start, end, row, cell_at))
    return strips


def merged(page: Written, first: Strip, last: Strip) -> Strip:
    """Two strips of one row as one, the blanks between them included."""
    box = hull([first.box, last.box]) or first.box
    text = _text(page, first.start, last.end)
    flat = hull([first.flat, last.flat]) or first.flat
    return first._replace(end=last.end, text=text, box=box, flat=flat, words=first.words + last.words)


def _strips_of(page: PageText, start: int, end: int, row: int, cell_at: CellAt | None) -> Iterator[Strip]:
    """One line of PDFium's, cut where it runs over the border of a cell, over a wide gap, or from ink to no ink."""
    look = page.look(start)
    boxes = page.boxes(start, end - start) or [_at_pen(look)]
    if len(boxes) == 1:
        yield _strip(page, (start, end), row, boxes[0], look, cell_at(boxes[0]) if cell_at else None)
        return
    cells: list[CellKey | None] = [cell_at(box) if cell_at else None for box in boxes]
    begin, first, own = start, 0, look
    for cut, stop, after in (*_cuts(page, (start, end), boxes, cells, look), (len(boxes), end, look)):
        text = page.text[begin:stop]
        left, right = begin + len(text) - len(text.lstrip()), begin + len(text.rstrip())
        if left < right:
            own = own if left == begin else page.look(left)
            yield _strip(page, (left, right), row, hull(boxes[first:cut]) or boxes[first], own, cells[first])
        begin, first, own = stop, cut, after


def _cuts(
    page: PageText, span: tuple[int, int], boxes: list[Box], cells: list[CellKey | None], look: Look
) -> Iterator[tuple[int, int, Look]]:
    """The boxes of a line before which it is cut, the character each starts with, and how that is printed.

    PDFium puts turned text into one line with what stands beside it, so each piece is measured by its own turn.
    """
    for cut in range(1, len(boxes)):
        before, after = (upright(box, look.turn, page) for box in boxes[cut - 1 : cut + 1])
        parted = cells[cut] != cells[cut - 1] or _apart(before, after, look.size)
        if parted or page.inks:
            at = _start_of(page, *span, cut)
            here = page.look(at)
            if parted or here.ink != look.ink:
                yield cut, at, here
            look = here


def _strip(page: PageText, span: tuple[int, int], row: int, box: Box, look: Look, cell: CellKey | None) -> Strip:
    start, end = span
    text = _text(page, start, end)
    if not look.turn:
        return Strip(start, end, text, row, box, box, look.pen[1], look, look.size, cell)
    flat, pen = upright(box, look.turn, page), upright(look.pen, look.turn, page)
    return Strip(start, end, text, row, box, flat, pen[1], look, look.size, cell)


def _at_pen(look: Look) -> Box:
    """A box for characters that have none: where the pen stood."""
    x, y, _, _ = look.pen
    return (x, y - 1, x + 1, y)


def _apart(before: Box, after: Box, size: float) -> bool:
    """Far apart on one line, or not on one line at all."""
    beside = after[0] - before[2] > _WIDE_GAP * size or before[0] - after[2] > _WIDE_GAP * size
    lower = abs(after[1] + after[3] - before[1] - before[3]) / 2
    return beside or lower > _OTHER_LINE * size


def _start_of(page: PageText, start: int, end: int, box: int) -> int:
    """The first character of the range's box number `box`, found by halving: CountRects never falls."""
    low, high = start + 1, end
    while low < high:
        middle = (low + high) // 2
        if page.count_boxes(start, middle - start) > box:
            high = middle
        else:
            low = middle + 1
    return low - 1


def _text(page: Written, start: int, end: int) -> str:
    return clean(page.text[start:end].replace("\r", " ").replace("\n", " "))


def upright(box: Box, turn: int, page: Sheet) -> Box:
    """A displayed box in the coordinates of text turned by `turn` quarters clockwise."""
    x0, y0, x1, y1 = box
    if turn == 1:
        return (y0, page.width - x1, y1, page.width - x0)
    if turn == 2:
        return (page.width - x1, page.height - y1, page.width - x0, page.height - y0)
    if turn == 3:
        return (page.height - y1, x0, page.height - y0, x1)
    return box
