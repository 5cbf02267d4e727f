"""Strips: the printed pieces of a PDF page, each a run of characters on one line within one cell or column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from extract.readers.clean import clean
from extract.readers.pdfium import Look, PageText, hull
from models.document import Box, Word

_LINE = re.compile("[^\r\n\ufffe]+\ufffe?|\ufffe")
_WIDE_GAP = 0.9
_OTHER_LINE = 0.7
"""A gap of more than so many font sizes may be the space between two columns or cells."""
_NEAR_WORDS = 8

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


class Row(NamedTuple):
    """One line as PDFium has it, blanks around it left out, before it is cut into strips."""

    number: int
    start: int
    text: str
    look: Look
    """Of its first character."""
    boxes: list[Box]
    """One for each piece that was drawn at once."""


def read_rows(page: PageText) -> list[Row]:
    """Every line that holds a visible character, in content order."""
    rows = []
    for number, match in enumerate(_LINE.finditer(page.text)):
        line = match.group()
        text = line.strip()
        if text:
            start = match.start()
            if not line.startswith(text):
                start += len(line) - len(line.lstrip())
            look, boxes = page.line(start, len(text))
            rows.append(Row(number, start, text, look, boxes or [_at_pen(look)]))
    return rows


def cut_rows(rows: Sequence[Row], page: PageText, cell_at: CellAt | None) -> list[Strip]:
    """Every strip that holds a visible character, in content order."""
    strips: list[Strip] = []
    one_ink = set(page.inks.values()) == {"seen"}
    for row in rows:
        number, start, text, look, boxes = row
        if len(boxes) > 1 and not (cell_at is None and one_ink and _plainly_one(boxes, look)):
            strips.extend(_pieces(page, row, cell_at, one_ink))
        else:
            box = boxes[0] if len(boxes) == 1 else hull(boxes) or boxes[0]
            strips.append(_strip(number, start, text, box, look, cell_at(box) if cell_at else None))
    return [_flattened(strip, page) if strip.look.turn else strip for strip in strips]


def merged(page: Written, first: Strip, last: Strip) -> Strip:
    """Two strips of one row as one, the blanks between them included."""
    box = hull([first.box, last.box]) or first.box
    text = _text(page, first.start, last.end)
    flat = hull([first.flat, last.flat]) or first.flat
    return first._replace(end=last.end, text=text, box=box, flat=flat, words=first.words + last.words)


def _plainly_one(boxes: list[Box], look: Look) -> bool:
    """Pieces of upright text with hardly a gap: what most programs make of one line."""
    return not look.turn and not any(_apart(a, b, look.size) for a, b in pairwise(boxes))


def _pieces(page: PageText, row: Row, cell_at: CellAt | None, one_ink: bool) -> Iterator[Strip]:
    """One line of PDFium's, cut where it runs over the border of a cell, over a wide gap, or from ink to no ink."""
    boxes, look, end = row.boxes, row.look, row.start + len(row.text)
    cells: list[CellKey | None] = [cell_at(box) if cell_at else None for box in boxes]
    begin, first, own = row.start, 0, look
    for cut, stop, after in (*_cuts(page, row, cells, one_ink), (len(boxes), end, look)):
        piece = page.text[begin:stop]
        text = piece.strip()
        if text:
            left = begin + len(piece) - len(piece.lstrip())
            own = own if left == begin else page.look(left)
            box = boxes[first] if cut == first + 1 else hull(boxes[first:cut]) or boxes[first]
            yield _strip(row.number, left, text, box, own, cells[first])
        begin, first, own = stop, cut, after


def _cuts(page: PageText, row: Row, cells: list[CellKey | None], one_ink: bool) -> Iterator[tuple[int, int, Look]]:
    """The boxes of a line before which it is cut, the character each starts with, and how that is printed.

    PDFium puts turned text into one line with what stands beside it, so each piece is measured by its own turn.
    """
    look, begin = row.look, row.start
    before = upright(row.boxes[0], look.turn, page)
    for cut in range(1, len(row.boxes)):
        after = upright(row.boxes[cut], look.turn, page)
        parted = cells[cut] != cells[cut - 1] or _apart(before, after, look.size)
        if parted or not one_ink:
            begin = _start_of(page, row, begin, cut)
            here = page.look(begin)
            if parted or here.ink != look.ink:
                yield cut, begin, here
            if here.turn != look.turn:
                after = upright(row.boxes[cut], here.turn, page)
            look = here
        before = after


def _strip(row: int, start: int, text: str, box: Box, look: Look, cell: CellKey | None) -> Strip:
    return Strip(start, start + len(text), clean(text), row, box, box, look.pen[1], look, look.size, cell)


def _flattened(strip: Strip, page: Sheet) -> Strip:
    turn = strip.look.turn
    return strip._replace(flat=upright(strip.box, turn, page), baseline=upright(strip.look.pen, turn, page)[1])


def _at_pen(look: Look) -> Box:
    """A box for characters that have none: where the pen stood."""
    x, y, _, _ = look.pen
    return (x, y - 1, x + 1, y)


def _apart(before: Box, after: Box, size: float) -> bool:
    """Far apart on one line, or not on one line at all."""
    beside = after[0] - before[2] > _WIDE_GAP * size or before[0] - after[2] > _WIDE_GAP * size
    lower = abs(after[1] + after[3] - before[1] - before[3]) / 2
    return beside or lower > _OTHER_LINE * size


def _start_of(page: PageText, row: Row, after: int, box: int) -> int:
    """The first character of the row's box number `box`, behind `after`.

    A piece nearly always begins with a word, so words are tried before letters are halved: CountRects never falls.
    """
    start, low, high = row.start, after + 1, row.start + len(row.text)
    for _ in range(_NEAR_WORDS):
        at = page.text.find(" ", low, high) + 1
        if not at:
            break
        if page.count_boxes(start, at + 1 - start) > box:
            if page.count_boxes(start, at - start) <= box:
                return at
            high = at
            break
        low = at + 1
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
