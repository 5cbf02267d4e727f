"""One PDF page: its lines and tables in reading order, what is hidden on it, where its links lead."""

from __future__ import annotations

import ctypes
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

from extract.readers.grid import GridCell, Table, find_tables
from extract.readers.junk import is_junk
from extract.readers.looks import ASKEW
from extract.readers.ocr import Recognised
from extract.readers.order import in_reading_order, is_interleaved
from extract.readers.pdf_entries import with_entries
from extract.readers.pdf_marks import Marks, read_marks
from extract.readers.pdf_strips import CellKey, Strip, Written, cut_rows, merged, read_rows
from extract.readers.pdfium import PageText, upright
from extract.readers.pdfium_raw import pdfium
from extract.readers.ruleless import find_ruleless
from models.document import Box

_FEW = 20
"""Visible characters below which a page with a large picture is a scan."""
_CAPTION = 300
"""Visible characters up to which a page that a picture covers may be a scan with a caption, a stamp or a foot."""
_SILENT = 4
"""Text objects for each character; letters drawn twice or three times to look bold are fewer."""
_COVERED = 0.75
"""Share of the page that such a picture takes."""
_SMALLEST = 2.0
_SAMPLES = 4
_WORD = re.compile(r"\w{3}")
_FOOT = 0.9
"""Below this share of the page height a line may be the page's foot."""
_MOST_LINKS = 500
_DRAWN = 60
"""So many strokes without a letter are drawn letters, or a drawing: either way unread."""

State = Literal["text", "ocr", "empty", "unreadable"]
Reason = Literal["pdf-page-scan", "pdf-page-junk", "pdf-page-broken", "pdf-page-picture", "ocr-nothing"]


@dataclass(frozen=True, slots=True)
class TableContent:
    """A ruled table and the lines in each of its cells that holds any, row by row."""

    table: Table
    cells: tuple[tuple[GridCell, tuple[Strip, ...]], ...]

    @property
    def strips(self) -> list[Strip]:
        return [strip for _, lines in self.cells for strip in lines]


@dataclass(frozen=True, slots=True)
class PageContent:
    """What was read from one page."""

    number: int
    width: float
    height: float
    items: tuple[Strip | TableContent, ...] = ()
    hidden: tuple[Strip, ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    """First and last character (half-open, of the page's text) of each link, and its address."""
    state: State = "text"
    reason: Reason | None = None
    layered: bool = False
    """The text comes from OCR: ours, or an invisible layer that somebody's OCR laid over a picture."""
    recogniser: str = ""
    """Which engine of ours recognised it; its strips then point into no text of the file."""
    second: str = ""
    """The second engine's name, where its text was taken."""
    counts: tuple[int, int] | None = None
    """Characters that the first and the second engine read, where both read the page and differ."""
    silent: bool = False
    """Text is drawn, nothing of it hidden, and hardly a character came out."""
    captioned: int = 0
    """Visible characters on a page that a picture covers, when they are so few that the picture may be the page."""

    @property
    def letters(self) -> int:
        """How much of the page was read."""
        strips = (strip for item in self.items for strip in ([item] if isinstance(item, Strip) else item.strips))
        return sum(len(strip.text) for strip in strips)

    @property
    def last_table(self) -> Table | None:
        """The table that the page ends with, page feet aside."""
        for item in reversed(self.items):
            if isinstance(item, TableContent):
                return item.table
            if item.box[3] < self.height * _FOOT:
                return None
        return None


@dataclass(slots=True)
class _Split:
    shown: list[Strip] = field(default_factory=list)
    hidden: list[Strip] = field(default_factory=list)
    layered: int = 0


def read_page(page: PageText, number: int, before: Table | None = None) -> PageContent:
    """Read one open page; `before` is the table that the page before ended with."""
    if is_junk(page.text):
        return PageContent(number, page.width, page.height, state="unreadable", reason="pdf-page-junk")
    rows, pieces = read_rows(page)
    marks = read_marks(page)
    turn = _turn(rows)
    tables = find_tables([upright(ruling, turn, page) for ruling in marks.rulings] if turn else marks.rulings)

    def cell_at(box: Box) -> CellKey | None:
        flat = upright(box, turn, page) if turn else box
        x, y = (flat[0] + flat[2]) / 2, (flat[1] + flat[3]) / 2
        for index, table in enumerate(tables):
            cell = table.cell_at(x, y)
            if cell is not None:
                return index, cell
        return None

    split = _visible(cut_rows(rows, pieces, page, cell_at if tables else None), page, marks)
    split.shown = with_entries(page, split.shown, cell_at if tables else None)
    state, reason = _state(split, page, marks)
    layered = split.layered > len(split.shown) // 2
    return PageContent(
        number,
        page.width,
        page.height,
        tuple(_items(split.shown, tables, page, before)),
        tuple(split.hidden),
        tuple(_links(page, split.shown)),
        "ocr" if layered and state == "text" else state,
        reason,
        layered,
        silent=not split.hidden and marks.texts > _SILENT * sum(len(strip.text) for strip in split.shown),
        captioned=0 if layered else _caption(split, page, marks),
    )


def _turn(rows: Sequence[Strip]) -> int:
    """How the page's text is turned, when some lines of it all say the same: a table laid across an upright page."""
    starts = (len(rows) * part // _SAMPLES for part in range(_SAMPLES))
    samples = (next((row for row in rows[start:] if _WORD.search(row.text)), None) for start in starts)
    turns = {row.look.turn for row in samples if row} or {0}
    turn = turns.pop()
    return turn if not turns and turn < ASKEW else 0


def read_lines(page: Recognised, number: int, before: Table | None) -> PageContent:
    """The same from a page whose lines another engine read from the file's own text."""
    items = tuple(_items(page.strips, page.tables, page, before))
    state: State = "text" if items else "empty"
    return PageContent(number, page.width, page.height, items, state=state, second=page.engine)


def read_recognised(page: Recognised, number: int, before: Table | None) -> PageContent:
    """The same from a page that OCR read."""
    items = tuple(_items(page.strips, page.tables, page, before))
    state: State = "ocr" if items else "empty"
    return PageContent(number, page.width, page.height, items, state=state, layered=True, recogniser=page.engine)


def _visible(strips: list[Strip], page: PageText, marks: Marks) -> _Split:
    if strips and _all_seen(strips, page):
        return _Split(strips)
    split = _Split()
    pictured = _pictured(page, marks)
    width, height = page.width, page.height
    for strip in strips:
        x0, top, x1, bottom = strip.box
        seen = strip.look.ink == "seen" and strip.size >= _SMALLEST
        if seen and x1 > 0 and bottom > 0 and x0 < width and top < height:
            split.shown.append(strip)
        elif strip.look.ink == "invisible" and pictured:
            split.layered += 1
            split.shown.append(strip)
        elif _is_hidden(strip, page, marks):
            split.hidden.append(strip)
        else:
            split.shown.append(strip)
    return split


def _all_seen(strips: list[Strip], page: PageText) -> bool:
    """Whether nothing on the page can be hidden, as on nearly all: asked at once instead of line by line."""
    if any(look.ink != "seen" or look.size < _SMALLEST for look in {strip.look for strip in strips}):
        return False
    lefts, tops, rights, bottoms = zip(*[strip.box for strip in strips], strict=True)
    return bool(min(rights) > 0 and min(bottoms) > 0 and max(lefts) < page.width and max(tops) < page.height)


def _pictured(page: PageText, marks: Marks, share: float = 0.5) -> bool:
    """Whether pictures take more than this share of the page."""
    area = sum(max(_area(box, page), 0) for box in marks.pictures)
    return area > page.width * page.height * share


def _caption(split: _Split, page: PageText, marks: Marks) -> int:
    visible = sum(len(strip.text) for strip in split.shown)
    return visible if visible <= _CAPTION and _pictured(page, marks, _COVERED) else 0


def _area(box: Box, page: PageText) -> float:
    return (min(box[2], page.width) - max(box[0], 0)) * max(min(box[3], page.height) - max(box[1], 0), 0)


def _is_hidden(strip: Strip, page: PageText, marks: Marks) -> bool:
    x0, top, x1, bottom = strip.box
    off = x1 <= 0 or bottom <= 0 or x0 >= page.width or top >= page.height
    if off or strip.look.ink == "invisible" or strip.size < _SMALLEST:
        return True
    if strip.look.ink != "white":
        return False
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    return not any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in (*marks.grounds, *marks.pictures))


def _state(split: _Split, page: PageText, marks: Marks) -> tuple[State, Reason | None]:
    visible = sum(len(strip.text) for strip in split.shown[:_FEW])
    if visible >= _FEW:
        return "text", None
    if _pictured(page, marks) or (not visible and (marks.pictures or len(marks.rulings) > _DRAWN or marks.texts)):
        return "unreadable", "pdf-page-scan"
    return ("text" if visible else "empty"), None


def _items(
    strips: Sequence[Strip], tables: Sequence[Table], page: Written, before: Table | None
) -> list[Strip | TableContent]:
    """Lines and tables in reading order."""
    found: list[tuple[Table, dict[int, list[Strip]]]] = [(table, {}) for table in tables]
    loose = []
    for strip in strips:
        if strip.cell is None:
            loose.append(strip)
        else:
            found[strip.cell[0]][1].setdefault(strip.cell[1], []).append(strip)
    # Only where PDFium's own lines were cut can columns be interleaved, tables lack rulings, lines be whole again.
    cut = len({strip.row for strip in loose}) < len(loose)
    if cut and len(loose) > 2 and not is_interleaved(loose):
        ruleless = find_ruleless(loose, page.height, before)
        inside = {id(strip) for _, cells in ruleless for lines in cells.values() for strip in lines}
        loose = [strip for strip in loose if id(strip) not in inside]
        found += ruleless
    lines = in_reading_order(loose)
    if cut:
        lines = _whole_rows(lines, page)
    filled = [(table, cells) for table, cells in found if cells]
    return _merged(filled, lines, page) if filled else list(lines)


def _merged(
    tables: list[tuple[Table, dict[int, list[Strip]]]], lines: list[Strip], page: Written
) -> list[Strip | TableContent]:
    """Each table where its first line was drawn, or below the nearest line where the drawing order says nothing."""
    drawn = all(a.start < b.start for a, b in pairwise(lines))
    places = []
    for index, (table, cells) in enumerate(tables):
        first = min(strip.start for inside in cells.values() for strip in inside)
        place = sum(strip.start < first for strip in lines) if drawn else _below(table.box, lines)
        places.append((place, first, index))
    items: list[Strip | TableContent] = list(lines)
    for place, _, index in sorted(places, reverse=True):
        items.insert(place, _content(*tables[index], page))
    return items


def _below(table: Box, loose: Sequence[Strip]) -> int:
    """Behind the nearest line above the table in its own column."""
    above = [
        (strip.flat[3], place)
        for place, strip in enumerate(loose, 1)
        if strip.flat[3] <= table[1] + 2 and table[0] < strip.flat[2] and strip.flat[0] < table[2]
    ]
    return max(above)[1] if above else 0


def _content(table: Table, cells: dict[int, list[Strip]], page: Written) -> TableContent:
    ordered = sorted(cells, key=lambda index: (table.cells[index].row, table.cells[index].column))
    lines = ((table.cells[index], tuple(_whole_rows(_top_down(cells[index]), page))) for index in ordered)
    return TableContent(table, tuple(lines))


def _top_down(strips: list[Strip]) -> list[Strip]:
    """Content order, unless it runs upward within the cell."""
    upward = any(b.baseline < a.baseline - a.size / 2 for a, b in itertools.pairwise(strips))
    return sorted(strips, key=lambda strip: (round(strip.baseline), strip.flat[0])) if upward else strips


def _whole_rows(strips: Sequence[Strip], page: Written) -> list[Strip]:
    """Strips of one printed line that nothing parts, as one line again."""
    out: list[Strip] = []
    for strip in strips:
        last = out[-1] if out else None
        if last and last.row == strip.row and last.cell == strip.cell and _goes_on(last, strip, page):
            out[-1] = merged(page, last, strip)
        else:
            out.append(strip)
    return out


def _goes_on(last: Strip, strip: Strip, page: Written) -> bool:
    """Beside each other on one line, and nothing but blanks (no hidden words) between them."""
    beside = last.flat[2] <= strip.flat[0] + 1 and abs(last.baseline - strip.baseline) < 0.5 * last.size
    alike = last.look.turn == strip.look.turn and last.end <= strip.start
    gap = page.text[last.end : strip.start]
    return beside and alike and not gap.strip() and "\n" not in gap


def _links(page: PageText, strips: Sequence[Strip]) -> Iterator[tuple[int, int, str]]:
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    rect = pdfium.FS_RECTF()
    for _ in range(_MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page.page, position, link):
            return
        url = _address(page, link)
        if url and pdfium.FPDFLink_GetAnnotRect(link, rect):
            box = page.displayed((rect.left, rect.bottom, rect.right, rect.top))
            yield from ((start, end, url) for start, end in _under(box, strips, page))


def _address(page: PageText, link: Any) -> str:
    action = pdfium.FPDFLink_GetAction(link)
    if not action:
        return ""
    size = pdfium.FPDFAction_GetURIPath(page.document, action, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    pdfium.FPDFAction_GetURIPath(page.document, action, buffer, size)
    return buffer.value[:2000].decode("utf-8", "replace").strip()


def _under(box: Box, strips: Sequence[Strip], page: PageText) -> Iterator[tuple[int, int]]:
    """The characters of each line whose middle lies in a box."""
    for strip in strips:
        middle = (strip.box[1] + strip.box[3]) / 2
        if not (box[1] <= middle <= box[3] and strip.box[0] < box[2] and box[0] < strip.box[2]):
            continue
        inside = []
        for index in range(strip.start, strip.end):
            char = page.char_box(index)
            if char and box[0] - 1 <= (char[0] + char[2]) / 2 <= box[2] + 1:
                inside.append(index)
        if inside:
            yield inside[0], inside[-1] + 1
