"""Tables without rulings: rows of short pieces that stand in the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.readers.grid import GridCell, Table
from extract.readers.pdf_strips import Strip
from models.document import Box

Level = list[Strip]
"""Strips on one baseline, from left to right."""

_BODY_END = 0.92
"""Share of the page height below which only page feet stand."""
_SAME_EDGE = 4.0
_HEADS = 2
"""Lines of a page head that may stand above the rest of a table from overleaf."""
_NEXT_LEVEL = 3.2
"""So many font sizes below the last level a table has ended."""
_WRAPPED = 1.42
"""Two levels closer than so many font sizes can be two lines of one cell."""
_GAP = 4.0
"""Points between two columns at least, over the whole height of the table."""
_LONGEST = 60
"""Letters a piece of a table's row has at most, usually: longer ones are text columns."""
_MOST_LEVELS = 400

RulelessTable = tuple[Table, dict[int, list[Strip]]]


def find_ruleless(strips: Sequence[Strip], height: float, before: Table | None = None) -> list[RulelessTable]:
    """Tables among the lines of one page that lie in no ruled table, each with its strips by cell.

    Two rows of three columns or three rows of two make a table. One row of three does at the end of the page (the head
    of a table that goes on overleaf), and any row that stands in the columns of `before`, the table that ended the page
    before.
    """
    if not any(a.row == b.row for a, b in pairwise(strips)):
        return []
    levels = _levels([strip for strip in strips if not strip.look.turn])
    if len(levels) > _MOST_LEVELS:
        return []
    last = max((i for i, level in enumerate(levels) if level[0].baseline < height * _BODY_END), default=-1)
    found: list[RulelessTable] = []
    start = 0
    while start < len(levels):
        goes_on = not found and start <= _HEADS and before is not None and _in_columns(levels[start], before)
        stop, columns = _grown(levels, start, _columns_of(before) if before and goes_on else [])
        fewest = 0 if goes_on else 1 if (stop > last and len(columns) > 2) else 2 if len(columns) > 2 else 3
        inside = levels[start][0].baseline < height * _BODY_END
        table = _table(levels[start:stop], columns, fewest) if columns and inside else None
        if table:
            found.append(table)
        start = stop if table else start + 1
    return found


def _in_columns(level: Level, before: Table) -> bool:
    """Whether each piece starts at the left edge of a column; a lone piece at the first edge is ordinary text."""
    edges = before.xs[:-1] if len(level) > 1 else before.xs[1:-1]
    return all(any(abs(strip.flat[0] - x) <= _SAME_EDGE for x in edges) for strip in level)


def _columns_of(before: Table) -> list[tuple[float, float]]:
    return [(x, x + 1) for x in before.xs[:-1]]


def _levels(strips: Sequence[Strip]) -> list[Level]:
    levels: list[Level] = []
    for strip in sorted(strips, key=lambda strip: strip.baseline):
        if levels and abs(levels[-1][0].baseline - strip.baseline) < 0.35 * strip.size:
            levels[-1].append(strip)
        else:
            levels.append([strip])
    return [sorted(level, key=lambda strip: strip.flat[0]) for level in levels]


def _is_row(level: Level) -> bool:
    """Several pieces apart from each other, and not a label with its value."""
    if len(level) < 2 or any(b.flat[0] - a.flat[2] < 0.8 * a.size for a, b in pairwise(level)):
        return False
    return not any(strip.text.startswith(":") for strip in level[1:]) and not level[0].text.endswith(":")


def _grown(levels: list[Level], start: int, known: list[tuple[float, float]]) -> tuple[int, list[tuple[float, float]]]:
    """How far a table that starts at `start` reaches, and its columns; `known` are those it had overleaf."""
    columns = _widened(known, levels[start]) if known else None
    if columns is None:
        if not _is_row(levels[start]):
            return start + 1, []
        columns = [(strip.flat[0], strip.flat[2]) for strip in levels[start]]
    stop = start + 1
    while stop < len(levels):
        level = levels[stop]
        step = level[0].baseline - levels[stop - 1][0].baseline
        if step > _NEXT_LEVEL * level[0].size or abs(level[0].size - levels[start][0].size) > 0.2 * level[0].size:
            break
        widened = _widened(columns, level)
        if widened is None or (len(level) > 1 and not _is_row(level)):
            break
        columns = widened
        stop += 1
    return stop, columns


def _widened(columns: list[tuple[float, float]], level: Level) -> list[tuple[float, float]] | None:
    """The columns with one more level in them; None when a piece would bridge two or stand outside of all."""
    out = list(columns)
    taken = set()
    for strip in level:
        touched = [i for i, (x0, x1) in enumerate(out) if strip.flat[0] < x1 + 1 and x0 - 1 < strip.flat[2]]
        if len(touched) != 1 or touched[0] in taken:
            return None
        taken.add(touched[0])
        x0, x1 = out[touched[0]]
        out[touched[0]] = (min(x0, strip.flat[0]), max(x1, strip.flat[2]))
    return out if all(b[0] - a[1] >= _GAP for a, b in pairwise(out)) else None


def _table(levels: list[Level], columns: list[tuple[float, float]], fewest: int) -> RulelessTable | None:
    if (
        sum(len(level) > 1 for level in levels) < fewest
        or median(len(strip.text) for level in levels for strip in level) > _LONGEST
    ):
        return None
    rows = _rows(levels, columns)
    if not _drawn_row_by_row(rows):
        return None
    edges = (*(x0 for x0, _ in columns), columns[-1][1])
    tops = [min(strip.flat[1] for level in row for strip in level) for row in rows]
    ys = (*tops, max(strip.flat[3] for level in rows[-1] for strip in level))
    cells: list[GridCell] = []
    lines: dict[int, list[Strip]] = {}
    for number, row in enumerate(rows):
        for column, (x0, x1) in enumerate(columns):
            inside = [s for level in row for s in level if x0 - 1 <= s.flat[0] and s.flat[2] <= x1 + 1]
            if inside:
                lines[len(cells)] = inside
                right = columns[column + 1][0] - _GAP if column + 1 < len(columns) else x1 + _GAP
                cells.append(GridCell((x0, ys[number], right, ys[number + 1]), number, column, 1, 1))
    box: Box = (columns[0][0], ys[0], columns[-1][1], ys[-1])
    return Table(box, tuple(cells), edges, ys, {}), lines


def _rows(levels: list[Level], columns: list[tuple[float, float]]) -> list[list[Level]]:
    """Levels that are lines of one row, together: by distance where rows stand apart, else by the first column."""
    steps = [(b[0].baseline - a[0].baseline) / max(b[0].size, 1) for a, b in pairwise(levels)]
    apart = bool(steps) and sum(step > _WRAPPED for step in steps) >= 0.4 * len(steps)
    rows = [[levels[0]]]
    for step, level in zip(steps, levels[1:], strict=True):
        first = level[0].flat[0] <= columns[0][1]
        starts = step > _WRAPPED if apart else first or len(level) > len(columns) / 2
        if starts:
            rows.append([level])
        else:
            rows[-1].append(level)
    return rows


def _drawn_row_by_row(rows: list[list[Level]]) -> bool:
    """Text columns stand beside each other like cells, but are drawn one after the other."""
    spans = [[strip.start for level in row for strip in level] for row in rows]
    mixed = sum(max(a) > min(b) for a, b in pairwise(spans))
    return mixed <= 0.1 * len(spans)
