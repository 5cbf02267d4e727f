"""One file as a reader saw it: a single text, and where each part of it stands on the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from models.problem import Problem

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points (1/72 inch), origin at the top left of the page as displayed."""

Origin = Literal["text", "ocr"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open [start, end) in code points of one text; every offset of ours is one."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Page:
    """One page as displayed, after its own rotation and crop box were applied."""

    number: int
    """1-based, as a viewer counts."""
    width: float
    height: float
    state: Literal["text", "ocr", "empty", "unreadable"] = "text"
    """`empty`: nothing printed on it; `unreadable`: there is something, and no engine here could read it."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as an OCR engine saw it."""

    box: Box
    confidence: float
    """0 to 1 on the engine's own scale."""


class Line(NamedTuple):
    """One printed line of a paged format: its characters and its own box, never the hull of several lines.

    A tuple, because there is one for every line of every page, and a frozen dataclass takes twice as long to make.
    """

    span: Span
    page: int
    box: Box
    source: int = -1
    """Index of the line's first character in the reader's own text of that page; -1 where the reader has none."""
    words: tuple[Word, ...] = ()
    """One for each blank-separated word of the line, in order, where OCR read it; else empty."""

    def words_in(self, text: str, span: Span) -> list[Word]:
        """The words of the line that a span of the document's text touches."""
        found, start = [], self.span.start
        for word in self.words:
            end = text.find(" ", start, self.span.end)
            end = self.span.end if end < 0 else end
            if start < span.end and span.start < end:
                found.append(word)
            start = end + 1
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person finds it again: a box on a page, or only a path (Word stores no pages)."""

    path: str | None = None
    """`p[12]`, `table[2]/row[3]/cell[1]`; 1-based, body order."""
    page: int | None = None
    box: Box | None = None


class Cell(NamedTuple):
    """Which cell of which table a block is; all 1-based, a merged cell counts from its first row and column."""

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


class Block(NamedTuple):
    """A paragraph, heading or table cell: the unit that text flows in. A tuple, as lines and cells are."""

    kind: Literal["heading", "paragraph", "cell"]
    span: Span
    path: str | None = None
    cell: Cell | None = None
    origin: Origin = "text"
    flow: Literal["body", "running", "note", "hidden"] = "body"
    """`running`: page header, footer or number; `hidden`: white, invisible or off the page, evidence for nothing."""


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink annotation: what it is attached to (may be empty) and where it leads."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """One file as a reader saw it. The text is stored once; all else points into it."""

    name: str
    sha256: str
    media_type: str
    text: str
    pages: tuple[Page, ...] = ()
    """Empty when the format has none."""
    lines: tuple[Line, ...] = ()
    """Ascending by span, never overlapping; empty when the format has no pages."""
    blocks: tuple[Block, ...] = ()
    """Reading order, ascending by span, never overlapping."""
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What was wrong but did not stop the reading: an unreadable page, a second engine that disagreed."""
    engine: str = ""
    """Which reader produced the text, with its version: `pypdfium2 5.15.2`."""

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds this code point, or None between blocks."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        return self.blocks[index] if index >= 0 and offset < self.blocks[index].span.end else None

    def lines_of(self, span: Span) -> tuple[Line, ...]:
        """The printed lines a span touches, in reading order."""
        first = max(bisect_right(self.lines, span.start, key=lambda line: line.span.start) - 1, 0)
        last = bisect_left(self.lines, span.end, key=lambda line: line.span.start)
        return tuple(line for line in self.lines[first:last] if line.span.overlaps(span))


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a reading view, in the view's own offsets (see extract/view.py)."""

    blocks: tuple[Block, ...] = field(default=())
    has_pages: bool = False
