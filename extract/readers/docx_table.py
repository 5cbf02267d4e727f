"""The grid of a Word table: merged cells counted once, whatever wrappers rows and cells stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.readers.docx_names import MC, OFF, W
from extract.readers.docx_package import Element

_WIDEST = 63
"""Word's own limit; a file that claims more only wants our memory."""
_THROUGH = frozenset({W + name for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag")} | {MC + "Choice"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell as drawn; row and column are 1-based, `number` counts the cells of its row."""

    node: Element
    row: int
    column: int
    number: int
    row_span: int
    column_span: int
    covered: bool = False
    """Merged into the cell above, so what it holds is not printed."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    slots: tuple[Slot, ...]


def read_grid(table: Element) -> Grid:
    """Every cell of a `w:tbl`, row by row; vertical merges become row spans of their first cell."""
    rows = [list(_row(row, number)) for number, row in enumerate(_through(table, W + "tr"), 1)]
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
    slots = tuple(
        Slot(s.node, s.row, s.column, s.number, spans.get((s.row, s.column), 1), s.column_span, s.covered, s.hidden)
        for row in rows
        for s in row
    )
    return Grid(slots)


def _row(row: Element, number: int) -> Iterator[Slot]:
    properties = row.find(W + "trPr")
    column, hidden = 1, False
    if properties is not None:
        before, vanish = properties.find(W + "gridBefore"), properties.find(W + "hidden")
        column += _count(before, 0) if before is not None else 0
        hidden = vanish is not None and vanish.get(W + "val", "1") not in OFF
        if properties.find(W + "del") is not None:
            return
    for index, cell in enumerate(_through(row, W + "tc"), 1):
        merged = cell.find(W + "tcPr")
        wide = _count(None if merged is None else merged.find(W + "gridSpan"), 1)
        vertical = None if merged is None else merged.find(W + "vMerge")
        covered = vertical is not None and vertical.get(W + "val", "continue") != "restart"
        yield Slot(cell, number, column, index, 1, wide, covered, hidden)
        column += wide


def _through(container: Element, tag: str) -> Iterator[Element]:
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in _THROUGH:
            yield from _through(child, tag)
        elif child.tag == MC + "AlternateContent":
            choice = child.find(MC + "Choice")
            yield from _through(child if choice is None else choice, tag)


def _count(node: Element | None, default: int) -> int:
    raw = "" if node is None else node.get(W + "val", "")
    return max(min(int(raw), _WIDEST), default) if raw.isdecimal() and len(raw) < 12 else default
