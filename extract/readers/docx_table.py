"""The grid of a Word table: merged cells counted once, whatever wrappers rows and cells stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extract.readers.docx_names import MC, OFF, W
from extract.readers.docx_package import Element, Properties, by_tag, child, only

_WIDEST = 63
"""Word's own limit; a file that claims more only wants our memory."""
_CELL, _CELL_PROPERTIES, _GRID_SPAN, _VERTICAL = W + "tc", W + "tcPr", W + "gridSpan", W + "vMerge"
_ROW, _ROW_PROPERTIES, _WIDTH = W + "tr", W + "trPr", W + "tcW"
_THROUGH = frozenset({W + name for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag")} | {MC + "Choice"})


class Slot(NamedTuple):
    """One cell as drawn; row and column are 1-based, `number` counts the cells of its row."""

    node: Element
    row: int
    column: int
    number: int
    row_span: int
    column_span: int
    properties: Properties
    covered: bool = False
    """Merged into the cell above, so what it holds is not printed."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    slots: tuple[Slot, ...]


def read_grid(table: Element) -> Grid:
    """Every cell of a `w:tbl`, row by row; vertical merges become row spans of their first cell."""
    rows = [list(_row(row, number)) for number, row in enumerate(_through(table, _ROW), 1)]
    slots = [slot for row in rows for slot in row]
    if not any(slot.covered for slot in slots):
        return Grid(tuple(slots))
    spans: dict[tuple[int, int], int] = {}
    below: dict[int, int] = {}
    for row in reversed(rows):
        heights = {}
        for slot in row:
            depth = below.get(slot.column, 0) + 1
            if slot.covered:
                heights[slot.column] = depth
            else:
                spans[slot.row, slot.column] = depth
        below = heights
    return Grid(tuple(slot._replace(row_span=spans.get((slot.row, slot.column), 1)) for slot in slots))


def _row(row: Element, number: int) -> Iterator[Slot]:
    of_row = by_tag(child(row, _ROW_PROPERTIES))
    before, vanish = of_row.get(W + "gridBefore"), of_row.get(W + "hidden")
    column = 1 if before is None else 1 + _count(before, 0)
    hidden = vanish is not None and vanish.get(W + "val", "1") not in OFF
    if W + "del" in of_row:
        return
    for index, cell in enumerate(_through(row, _CELL), 1):
        said = child(cell, _CELL_PROPERTIES)
        # What nearly every cell says is its width, which nobody asks for.
        properties = {} if said is None or only(said, _WIDTH) is not None else by_tag(said)
        merged, vertical = properties.get(_GRID_SPAN), properties.get(_VERTICAL)
        wide = 1 if merged is None else _count(merged, 1)
        covered = vertical is not None and vertical.get(W + "val", "continue") != "restart"
        yield Slot(cell, number, column, index, 1, wide, properties, covered, hidden)
        column += wide


def _through(container: Element, tag: str) -> Iterator[Element]:
    for inner in container:
        found = inner.tag
        if found == tag:
            yield inner
        elif found in _THROUGH:
            yield from _through(inner, tag)
        elif found == MC + "AlternateContent":
            choice = inner.find(MC + "Choice")
            yield from _through(inner if choice is None else choice, tag)


def _count(node: Element | None, default: int) -> int:
    raw = "" if node is None else node.get(W + "val", "")
    return max(min(int(raw), _WIDEST), default) if raw.isdecimal() and len(raw) < 12 else default
