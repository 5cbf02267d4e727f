"""Puts the pieces that a reader found into one text, and keeps every offset while it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from models.document import Block, Box, Cell, Line, Link, Origin, Page, ParsedDocument, Span, Word
from models.problem import Problem

Kind = Literal["heading", "paragraph", "cell"]
Flow = Literal["body", "running", "note", "hidden"]


class Printed(Protocol):
    """One printed line, before it has a place in the text."""

    @property
    def text(self) -> str: ...

    @property
    def box(self) -> Box: ...

    @property
    def start(self) -> int:
        """Its first character in the reader's own text of the page, -1 where there is none."""

    @property
    def words(self) -> tuple[Word, ...]:
        """From OCR, which has no text of the page but its own."""


class Piece(NamedTuple):
    """One block, before it has a place in the text. Soft line ends are `\\n`; links are spans within `text`."""

    text: str
    path: str | None = None
    kind: Kind = "paragraph"
    flow: Flow = "body"
    cell: Cell | None = None
    origin: Origin = "text"
    links: tuple[tuple[int, int, str], ...] = ()


@dataclass(slots=True)
class Assembly:
    """The document while it is being put together: blocks one below the other, one line feed between two."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def add(self, piece: Piece) -> Span | None:
        """Append one block and say where it stands; a piece without a visible character is left out."""
        if not piece.text.strip():
            return None
        if self.length:
            self.parts.append("\n")
            self.length += 1
        start, span = self.length, Span(self.length, self.length + len(piece.text))
        self.parts.append(piece.text)
        self.length = span.end
        self.blocks.append(Block(piece.kind, span, piece.path, piece.cell, piece.origin, piece.flow))
        if piece.links:
            self.links.extend(Link(Span(start + begin, start + end), url) for begin, end, url in piece.links)
        return span

    def add_printed(self, piece: Piece, lines: Sequence[Printed], pages: Sequence[int]) -> None:
        """Append a block of printed lines, which are what its text is made of, and the page that each stands on."""
        span = self.add(piece)
        if span is None:
            return
        start, add = span.start, self.lines.append
        for line, page in zip(lines, pages, strict=True):
            end = start + len(line.text)
            words = line.words
            add(Line(Span(start, end), page, line.box, -1 if words else line.start, words))
            start = end + 1

    def document(
        self,
        name: str,
        sha256: str,
        media_type: str,
        engine: str,
        problems: tuple[Problem, ...] = (),
        pages: tuple[Page, ...] = (),
    ) -> ParsedDocument:
        """Everything added so far as a frozen value."""
        return ParsedDocument(
            name=name,
            sha256=sha256,
            media_type=media_type,
            text="".join(self.parts),
            pages=pages,
            lines=tuple(self.lines),
            blocks=tuple(self.blocks),
            links=tuple(self.links),
            problems=problems,
            engine=engine,
        )
