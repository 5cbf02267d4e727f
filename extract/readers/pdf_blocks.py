"""Blocks of a whole PDF: running heads set apart, paragraphs and tables joined where a page ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.readers.assemble import Flow
from extract.readers.paragraphs import continues, group, right_edge
from extract.readers.pdf_page import PageContent, TableContent
from extract.readers.pdf_strips import Strip
from extract.readers.pdf_tables import Placed, Tables
from extract.readers.running import running_lines
from models.document import Cell

_CELL_PADDING = 4.0
_WIDEST = 200
"""Blocks of one row that are looked through at most."""

PageLinks = Mapping[int, Sequence[tuple[int, int, str]]]


@dataclass(slots=True)
class Draft:
    """A block to be: its lines, each with the page it stands on."""

    lines: list[Strip]
    pages: list[int]
    cell: Cell | None = None
    flow: Flow = "body"
    edge: float = 0.0
    """How far to the right its lines could reach."""

    def links(self, links: PageLinks) -> tuple[tuple[int, int, str], ...]:
        """Links on these lines, in offsets of the block's text."""
        if not links:
            return ()
        found, offset = [], 0
        for line, page in zip(self.lines, self.pages, strict=True):
            for start, end, url in links.get(page, ()):
                begin, stop = max(start, line.start), min(end, line.end)
                if begin < stop:
                    found.append((offset + begin - line.start, offset + stop - line.start, url))
            offset += len(line.text) + 1
        return tuple(found)


@dataclass(slots=True)
class _Flow:
    """The blocks so far, while page after page is added."""

    drafts: list[Draft] = field(default_factory=list)
    tables: Tables = field(default_factory=Tables)

    def add_lines(self, lines: Sequence[Strip], page: int) -> None:
        edge = right_edge(lines)
        for block in group(lines):
            last = self.drafts[-1] if self.drafts else None
            if (
                last
                and last.cell is None
                and _breaks_between(last, block, page)
                and continues(last.lines, block, last.edge)
            ):
                last.lines.extend(block)
                last.pages.extend([page] * len(block))
                last.edge = edge
            else:
                self.drafts.append(Draft(block, [page] * len(block), edge=edge))

    def add_table(self, content: TableContent, page: int, first: bool) -> None:
        """Add a table's cells; a row that a page break cut in two goes on in the cells it began in."""
        after_table = first and bool(self.drafts) and self.drafts[-1].cell is not None
        placed = self.tables.place(content, after_table)
        recent = self.drafts[-_WIDEST:] if placed.joins else ()
        open_row = {own.column: draft for draft in recent if (own := _cell_in(draft, placed))}
        for cell, lines in content.cells:
            if placed.repeats_head and cell.row == 0:
                self.drafts += [Draft([line], [page], flow="running") for line in lines]
                continue
            place = Cell(placed.number, placed.row(cell), cell.column + 1, cell.row_span, cell.column_span)
            begun = open_row.get(place.column) if placed.joins and cell.row == placed.first else None
            for block in group(lines, cell.box[2] - _CELL_PADDING):
                if begun is not None:
                    begun.lines.extend(block)
                    begun.pages.extend([page] * len(block))
                else:
                    self.drafts.append(Draft(block, [page] * len(block), cell=place))


def _cell_in(draft: Draft, placed: Placed) -> Cell | None:
    """The block's cell when it stands in the table's last row so far."""
    cell = draft.cell
    return cell if cell and (cell.table, cell.row) == (placed.number, placed.before) else None


def drafts_of(contents: Sequence[PageContent]) -> tuple[list[Draft], list[Draft]]:
    """The body's blocks in reading order, and the running heads and feet page by page."""
    lines = [[item for item in page.items if isinstance(item, Strip)] for page in contents]
    running = running_lines(lines, [page.height for page in contents])
    flow, apart = _Flow(), []
    for page, own, found in zip(contents, lines, running, strict=True):
        kept = {id(own[index]) for index in found}
        apart += [Draft([line], [page.number], flow="running") for line in own if id(line) in kept]
        _add_page(flow, page, kept)
    return flow.drafts, apart


def _add_page(flow: _Flow, page: PageContent, running: set[int]) -> None:
    waiting: list[Strip] = []
    first = True
    for item in page.items:
        if isinstance(item, Strip):
            if id(item) not in running:
                waiting.append(item)
            continue
        if waiting:
            flow.add_lines(waiting, page.number)
            waiting, first = [], False
        flow.add_table(item, page.number, first)
        first = False
    if waiting:
        flow.add_lines(waiting, page.number)


def _breaks_between(last: Draft, block: Sequence[Strip], page: int) -> bool:
    """Whether a page or a column ended between two blocks."""
    return last.pages[-1] != page or block[0].baseline < last.lines[-1].baseline - last.lines[-1].size
