"""Strips: the printed pieces of a PDF page, each a run of characters on one line within one cell or column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from extract.readers.clean import clean
from extract.readers.pdfium import Look, PageText, hull
from models.document import Box

_LINE = re.compile("[^\r\n\ufffe]*(?:\ufffe|[^\r\n\ufffe](?=[\r\n]|$))")
_WIDE_GAP = 1.7
"""A gap of more than so many font sizes may be the space between two columns or cells."""

CellKey = tuple[int, int]
"""Table and cell of a page, both 0-based."""
CellAt = Callable[[Box], CellKey | None]


@dataclass(frozen=True, slots=True)
class Strip:
    """Characters [start, end) of a page's text. Strips with one `row` were one line for PDFium."""

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
    cell: CellKey | None = None

    @property
    def size(self) -> float:
        return self.look.size


def read_strips(page: PageText, cell_at: CellAt) -> list[Strip]:
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


def merged(page: PageText, first: Strip, last: Strip) -> Strip:
    """Two strips of one row as one, the blanks between them included."""
    box = hull([first.box, last.box]) or first.box
    text = _text(page, first.start, last.end)
    flat = upright(box, first.look.turn, page)
    return replace(first, end=last.end, text=text, box=box, flat=flat)


def _strips_of(page: PageText, start: int, end: int, row: int, cell_at: CellAt) -> Iterator[Strip]:
    """One line of PDFium's, cut where it runs over the border of a cell or over a wide gap."""
    boxes = page.boxes(start, end - start) or [_at_pen(page, start)]
    look = page.look(start)
    cells = [cell_at(box) for box in boxes]
    cuts = _cuts(boxes, cells, look, page) if len(boxes) > 1 else []
    begin, first = start, 0
    for cut in (*cuts, len(boxes)):
        stop = end if cut == len(boxes) else _start_of(page, start, end, cut)
        text = page.text[begin:stop]
        left, right = begin + len(text) - len(text.lstrip()), begin + len(text.rstrip())
        if left < right:
            own = look if begin == start else page.look(left)
            box = hull(boxes[first:cut]) or boxes[first]
            baseline = upright(page.origin_box(left), own.turn, page)[3]
            flat = upright(box, own.turn, page)
            yield Strip(left, right, _text(page, left, right), row, box, flat, baseline, own, cells[first])
        begin, first = stop, cut


def _at_pen(page: PageText, index: int) -> Box:
    """A box for characters that have none: where the pen stood."""
    x, y, _, _ = page.origin_box(index)
    return (x, y - 1, x + 1, y)


def _cuts(boxes: list[Box], cells: list[CellKey | None], look: Look, page: PageText) -> list[int]:
    flats = [upright(box, look.turn, page) for box in boxes]
    return [i for i in range(1, len(boxes)) if cells[i] != cells[i - 1] or _apart(flats[i - 1], flats[i], look.size)]


def _apart(before: Box, after: Box, size: float) -> bool:
    """Far apart on one line, or not on one line at all."""
    beside = after[0] - before[2] > _WIDE_GAP * size or before[0] - after[2] > _WIDE_GAP * size
    return beside or after[1] > before[3] + size * 0.3 or before[1] > after[3] + size * 0.3


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


def _text(page: PageText, start: int, end: int) -> str:
    return clean(page.text[start:end].replace("\r", " ").replace("\n", " "))


def upright(box: Box, turn: int, page: PageText) -> Box:
    """A displayed box in the coordinates of text turned by `turn` quarters clockwise."""
    x0, y0, x1, y1 = box
    if turn == 1:
        return (y0, page.width - x1, y1, page.width - x0)
    if turn == 2:
        return (page.width - x1, page.height - y1, page.width - x0, page.height - y0)
    if turn == 3:
        return (page.height - y1, x0, page.height - y0, x1)
    return box
