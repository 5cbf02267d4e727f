"""Strips: the printed pieces of a PDF page, each a run of characters on one line within one cell or column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from extract.readers.clean import clean
from extract.readers.looks import Look
from extract.readers.pdfium import PageText, Sheet, hull, upright
from models.document import Box, Word

_LINE = re.compile(r"[^\s\ufffe][^\r\n\ufffe]*(?:\ufffe|(?<=\S))|\ufffe")
"""From a line's first character that is not blank to its last; U+FFFE stands where a hyphen joined two lines."""
_WIDE_GAP = 0.9
_OTHER_LINE = 0.7
"""A gap of more than so many font sizes may be the space between two columns or cells."""
_NEAR_WORDS = 8

CellKey = tuple[int, int]
"""Table and cell of a page, both 0-based."""
CellAt = Callable[[Box], CellKey | None]


class Written(Sheet, Protocol):
    """A page and the text that strips point into."""

    @property
    def text(self) -> str: ...


@dataclass(slots=True, eq=False)
class Strip:
    """Characters [start, end) of a page's text. Strips with one `row` were one line for PDFium.

    Not frozen, because there is one for every line of every page, and a frozen one takes four times as long to make.
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
    """Of its first letter, in points, as in `look`."""
    cell: CellKey | None = None
    words: tuple[Word, ...] = ()
    """One for each blank-separated word of `text`, from OCR."""


Pieces = dict[int, list[Box]]
"""The boxes of the pieces that a row was drawn in, for each row of more than one."""


def read_rows(page: PageText) -> tuple[list[Strip], Pieces]:
    """Every line that holds a visible character, in content order, not yet cut, and the pieces it was drawn in."""
    rows, pieces, clean_page = [], {}, page.text.replace("\r\n", "").isprintable()
    found = [(match.start(), match.group()) for match in _LINE.finditer(page.text)]
    for row, ((start, text), (look, baseline, boxes)) in enumerate(zip(found, page.lines(found), strict=True)):
        box = boxes[0]
        if len(boxes) > 1:
            box = hull(boxes) or box
            pieces[row] = boxes
        words = text if clean_page else clean(text)
        strip = Strip(start, start + len(text), words, row, box, box, baseline, look, look.size)
        if look.turn:
            strip.flat = upright(box, look.turn, page)
        rows.append(strip)
    return rows, pieces


def cut_rows(rows: list[Strip], pieces: Pieces, page: PageText, cell_at: CellAt | None) -> list[Strip]:
    """Every strip that holds a visible character, in content order."""
    if not pieces and cell_at is None:
        return rows
    strips: list[Strip] = []
    one_ink = set(page.inks.values()) == {"seen"}
    for row in rows:
        boxes = pieces.get(row.row)
        if boxes and not (cell_at is None and one_ink and _plainly_one(boxes, row.look)):
            strips.extend(_cut(page, row, boxes, cell_at, one_ink))
        else:
            row.cell = cell_at(row.box) if cell_at else None
            strips.append(row)
    return strips


def merged(page: Written, first: Strip, last: Strip) -> Strip:
    """Two strips of one row as one, the blanks between them included."""
    box = hull([first.box, last.box]) or first.box
    text = _text(page, first.start, last.end)
    flat = hull([first.flat, last.flat]) or first.flat
    return replace(first, end=last.end, text=text, box=box, flat=flat, words=first.words + last.words)


def _plainly_one(boxes: list[Box], look: Look) -> bool:
    """Pieces of upright text with hardly a gap: what most programs make of one line."""
    return not look.turn and not any(_apart(a, b, look.size) for a, b in pairwise(boxes))


def _cut(page: PageText, row: Strip, boxes: list[Box], cell_at: CellAt | None, one_ink: bool) -> Iterator[Strip]:
    """One line of PDFium's, cut where it runs over the border of a cell, over a wide gap, or from ink to no ink."""
    cells: list[CellKey | None] = [cell_at(box) if cell_at else None for box in boxes]
    begin, first = row.start, 0
    own: tuple[Look, float] | None = None
    cuts = list(_cuts(page, row, boxes, cells, one_ink))
    for cut, stop, after in (*cuts, (len(boxes), row.end, None)):
        piece = page.text[begin:stop]
        text = piece.strip()
        if text:
            left = begin + len(piece) - len(piece.lstrip())
            look, baseline = own if own and left == begin else page.look(left)
            box = boxes[first] if cut == first + 1 else hull(boxes[first:cut]) or boxes[first]
            strip = Strip(
                left, left + len(text), clean(text), row.row, box, box, baseline, look, look.size, cells[first]
            )
            if look.turn:
                strip.flat = upright(box, look.turn, page)
            yield strip
        begin, first, own = stop, cut, after


def _cuts(
    page: PageText, row: Strip, boxes: list[Box], cells: list[CellKey | None], one_ink: bool
) -> Iterator[tuple[int, int, tuple[Look, float]]]:
    """The boxes of a line before which it is cut, the character each starts with, and how that is printed.

    PDFium puts turned text into one line with what stands beside it, so each piece is measured by its own turn.
    """
    look, begin = row.look, row.start
    before = upright(boxes[0], look.turn, page)
    for cut in range(1, len(boxes)):
        after = upright(boxes[cut], look.turn, page)
        parted = cells[cut] != cells[cut - 1] or _apart(before, after, look.size)
        if parted or not one_ink:
            begin = _start_of(page, row, begin, cut)
            here, baseline = page.look(begin)
            if parted or here.ink != look.ink:
                yield cut, begin, (here, baseline)
            if here.turn != look.turn:
                after = upright(boxes[cut], here.turn, page)
            look = here
        before = after


def _apart(before: Box, after: Box, size: float) -> bool:
    """Far apart on one line, or not on one line at all."""
    beside = after[0] - before[2] > _WIDE_GAP * size or before[0] - after[2] > _WIDE_GAP * size
    lower = abs(after[1] + after[3] - before[1] - before[3]) / 2
    return beside or lower > _OTHER_LINE * size


def _start_of(page: PageText, row: Strip, after: int, box: int) -> int:
    """The first character of the row's box number `box`, behind `after`.

    A piece nearly always begins with a word, so words are tried before letters are halved: CountRects never falls.
    """
    start, low, high = row.start, after + 1, row.end
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
