"""Tables from rulings: level and upright lines that cross make cells, cells that touch make a table."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.document import Box

_SNAP = 3.0
"""Points by which lines may miss each other and still be one, or cross."""
_SHORTEST = 4.0
_MOST_LINES = 1_500
_MOST_CROSSINGS = 20_000
_MOST_STEPS = 400_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as drawn: its box, and its place counted from 0 in the table's own rows and columns."""

    box: Box
    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Table:
    box: Box
    cells: tuple[GridCell, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: dict[tuple[int, int], int]
    """Row and column to the index of the cell that covers it."""

    def cell_at(self, x: float, y: float) -> int | None:
        """The cell that holds a point."""
        if not (self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]):
            return None
        return self.slots.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))


class _Ruling(NamedTuple):
    at: float
    start: float
    end: float


def find_tables(rulings: Sequence[Box]) -> list[Table]:
    """Tables of two cells and more, from top to bottom. One lone cell is a frame, not a table."""
    if len(rulings) < 4:
        return []
    level = _collect(rulings, level=True)
    uprights = _collect(rulings, level=False)
    if len(level) < 2 or len(uprights) < 2 or len(level) + len(uprights) > _MOST_LINES:
        return []
    tables = [_table(group) for group in _touching(_cells(level, uprights))]
    return sorted((table for table in tables if len(table.cells) > 1), key=lambda table: (table.box[1], table.box[0]))


def _collect(rulings: Sequence[Box], level: bool) -> list[_Ruling]:
    """The lines of one direction: those within a hair of each other become one, pieces in a row become one."""
    found = []
    for x0, top, x1, bottom in rulings:
        wide, high = x1 - x0, bottom - top
        if level and wide >= _SHORTEST and wide > high:
            found.append(_Ruling((top + bottom) / 2, x0, x1))
        elif not level and high >= _SHORTEST and high > wide:
            found.append(_Ruling((x0 + x1) / 2, top, bottom))
    snapped: list[list[_Ruling]] = []
    for ruling in sorted(found, key=lambda ruling: ruling.at):
        if snapped and ruling.at - snapped[-1][-1].at <= _SNAP:
            snapped[-1].append(ruling)
        else:
            snapped.append([ruling])
    return [joined for group in snapped for joined in _joined(group)]


def _joined(group: list[_Ruling]) -> list[_Ruling]:
    at = sum(ruling.at for ruling in group) / len(group)
    joined: list[_Ruling] = []
    for ruling in sorted(group, key=lambda ruling: ruling.start):
        if joined and ruling.start <= joined[-1].end + _SNAP:
            joined[-1] = _Ruling(at, joined[-1].start, max(joined[-1].end, ruling.end))
        else:
            joined.append(_Ruling(at, ruling.start, ruling.end))
    return joined


def _cells(level: list[_Ruling], uprights: list[_Ruling]) -> list[Box]:
    """The smallest rectangle that hangs on each crossing, all four sides of it drawn."""
    reaches = [(h, line.at, line.start - _SNAP, line.end + _SNAP) for h, line in enumerate(level)]
    crossings = set()
    for v, upright in enumerate(uprights):
        x, top, bottom = upright.at, upright.start - _SNAP, upright.end + _SNAP
        crossings.update([(v, h) for h, y, left, right in reaches if left <= x <= right and top <= y <= bottom])
    below, right = defaultdict(list), defaultdict(list)
    if len(crossings) > _MOST_CROSSINGS:
        return []
    for v, h in sorted(crossings):
        below[v].append(h)
        right[h].append(v)
    cells, steps = [], 0
    for h, acrosses in sorted(right.items()):
        for place, v in enumerate(acrosses):
            downs = below[v]
            x, y, rest = uprights[v].at, level[h].at, acrosses[place + 1 :]
            corners = ((v2, h2) for h2 in downs[bisect_right(downs, h) :] for v2 in rest)
            for v2, h2 in corners:
                steps += 1
                if (v2, h2) in crossings and uprights[v2].at > x and level[h2].at > y:
                    cells.append((x, y, uprights[v2].at, level[h2].at))
                    break
            if steps > _MOST_STEPS:
                return []
    return cells


def _touching(cells: list[Box]) -> list[list[Box]]:
    """Cells that share a corner, gathered."""
    owner: dict[tuple[float, float], int] = {}
    parents = list(range(len(cells)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = index = parents[parents[index]]
        return index

    for index, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x1, top), (x0, bottom), (x1, bottom)):
            parents[root(index)] = root(owner.setdefault(corner, index))
    groups = defaultdict(list)
    for index, cell in enumerate(cells):
        groups[root(index)].append(cell)
    return list(groups.values())


def _table(cells: list[Box]) -> Table:
    xs = _lines(x for cell in cells for x in (cell[0], cell[2]))
    ys = _lines(y for cell in cells for y in (cell[1], cell[3]))
    placed = []
    for box in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        column, row = bisect_right(xs, box[0]) - 1, bisect_right(ys, box[1]) - 1
        wide, high = bisect_right(xs, box[2]) - 1 - column, bisect_right(ys, box[3]) - 1 - row
        placed.append(GridCell(box, row, column, max(high, 1), max(wide, 1)))
    slots = {
        (row, column): index
        for index, cell in enumerate(placed)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    return Table((xs[0], ys[0], xs[-1], ys[-1]), tuple(placed), tuple(xs), tuple(ys), slots)


def _lines(values: Iterable[float]) -> list[float]:
    return sorted(set(values))
