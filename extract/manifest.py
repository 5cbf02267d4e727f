"""A manifest: a table in which somebody says which file belongs to which innovation of which unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from extract.lexicon import lexicon
from models.document import Block, ParsedDocument, Span
from models.finding import Finding, ManifestEntry

RULE = "manifest.row/1"
HEAD_WITHIN = 10
"""Rows in which the heads may stand: a title, or Excel's own `sep=;`, may come before them."""

Columns = Mapping[str, int]
"""`file`, `innovation` and, where there is one, `unit`: their columns, 0-based."""


def columns(cells: Sequence[str]) -> Columns | None:
    """The columns of a row of heads; None for any other row. File and innovation have to be there."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        meant = _heads().get(_folded(cell))
        if meant is not None:
            found.setdefault(meant, index)
    return found if {"file", "innovation"} <= found.keys() else None


def head_row(rows: Iterable[Sequence[str]]) -> tuple[int, Columns] | None:
    """The place of the heads among the first rows (0-based) and their columns; None in any other table."""
    for number, cells in enumerate(islice(rows, HEAD_WITHIN)):
        if found := columns(cells):
            return number, found
    return None


def entries(parsed: ParsedDocument) -> Iterator[ManifestEntry]:
    """The rows of a manifest as its reader gave it, each cell a block; a row without a file is left out."""
    table = _rows(parsed)
    numbers = range(1, max(table, default=0) + 1)
    head = head_row([_texts(parsed, table.get(number, {})) for number in islice(numbers, HEAD_WITHIN)])
    if head is None:
        return
    above, where = head
    for number in numbers[above + 1 :]:
        row = table.get(number, {})
        cells = {name: row[column + 1] for name, column in where.items() if column + 1 in row}
        if "file" in cells:
            said = {name: _finding(parsed, block) for name, block in cells.items()}
            yield ManifestEntry(said["file"], said.get("innovation"), said.get("unit"))


def _rows(parsed: ParsedDocument) -> dict[int, dict[int, Block]]:
    """Blocks by row and column; a cell merged over several rows stands in each of them."""
    rows: dict[int, dict[int, Block]] = {}
    for block in parsed.blocks:
        if block.cell is not None:
            for row in range(block.cell.row, block.cell.row + block.cell.row_span):
                rows.setdefault(row, {})[block.cell.column] = block
    return rows


def _texts(parsed: ParsedDocument, row: Mapping[int, Block]) -> list[str]:
    return [parsed.quote(row[column].span) if column in row else "" for column in range(1, max(row, default=0) + 1)]


def _finding(parsed: ParsedDocument, block: Block) -> Finding[str]:
    return Finding(parsed.quote(block.span), Span(block.span.start, block.span.end), RULE)


def _folded(head: str) -> str:
    return " ".join(re.sub(r"[\W\d_]+", " ", head).casefold().split())


@cache
def _heads() -> dict[str, str]:
    return {head: meant for meant, heads in lexicon("manifest")["heads"].items() for head in heads}
