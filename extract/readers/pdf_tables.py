"""Tables through a whole file: one that a page break cut goes on with its number, its rows and its open cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.readers.grid import GridCell, Table
from extract.readers.pdf_page import TableContent

_SAME_EDGE = 4.0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one page's part of a table belongs in the whole."""

    number: int
    before: int = 0
    """Rows of the table on earlier pages."""
    repeats_head: bool = False
    """Its first row only says the table's head again."""
    joins: bool = False
    """Its first row is the rest of the row that the page break cut."""

    @property
    def first(self) -> int:
        """The first row, from 0, that is not a repeated head."""
        return int(self.repeats_head)

    def row(self, cell: GridCell) -> int:
        """The cell's row in the whole table, 1-based."""
        return self.before + cell.row + 1 - self.first - int(self.joins)


@dataclass(slots=True)
class Tables:
    """Numbers the tables of one file as they come."""

    number: int = 0
    rows: int = 0
    last: Table | None = None
    head: tuple[str, ...] = ()
    leads: list[bool] = field(default_factory=list)
    """For each row whether something stands in its first column."""

    def place(self, content: TableContent, follows: bool) -> Placed:
        """Place the next table; `follows` says that only a page break stands between it and the one before."""
        head, leads = _head(content), _leads(content)
        if not (follows and self.last is not None and _same_columns(self.last, content.table)):
            self.number, self.rows, self.head, self.leads = self.number + 1, 0, head, []
            placed = Placed(self.number)
        else:
            repeats = head == self.head and len(leads) > 1
            own = leads[int(repeats) :]
            joins = bool(own and self.leads) and not own[0] and all(self.leads) and all(own[1:])
            placed = Placed(self.number, self.rows, repeats, joins)
        self.rows = placed.before + len(leads) - placed.first - int(placed.joins)
        self.leads += leads[placed.first + int(placed.joins) :]
        self.last = content.table
        return placed


def _head(content: TableContent) -> tuple[str, ...]:
    return tuple(" ".join(line.text for line in lines) for cell, lines in content.cells if cell.row == 0)


def _leads(content: TableContent) -> list[bool]:
    rows = len(content.table.ys) - 1
    filled = {row for cell, _ in content.cells if cell.column == 0 for row in range(cell.row, cell.row + cell.row_span)}
    return [row in filled for row in range(rows)]


def _same_columns(before: Table, after: Table) -> bool:
    """The same column edges; the right one of a table without rulings depends on its words, so it is left out."""
    if len(before.xs) != len(after.xs):
        return False
    return all(abs(a - b) <= _SAME_EDGE for a, b in zip(before.xs[:-1], after.xs[:-1], strict=True))
