"""Labels and values in the cells of a form printed as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from extract.label_lines import NUMBERING, LabelPair, Line, find_labels, label_key, squeeze, trim
from extract.lexicon import lexicon
from models.document import Span

_LONGEST_INDICATOR = 120
_LEAST_INDICATORS = 3
_NUMBER_CELL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{1,5})[.)]?|\(\w{1,3}\)|[:：=]+|[-•*]")

_NUMBER_HEAD = re.compile(r"(?i)no(?:mor|\.)?|#")


@dataclass(frozen=True, slots=True)
class CellText:
    """One cell: its paragraphs as one span."""

    row: int
    column: int
    span: Span


Row = tuple[CellText, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the first row of a table says of its columns."""

    label: int
    answer: int | None
    indicators: bool = False
    """Whether the label column says that it names indicators."""


def table_rows(text: str, lines: tuple[Line, ...]) -> Iterator[tuple[int, tuple[Row, ...]]]:
    """Each table's number with its rows of cells, in order; the paragraphs of one cell are one span."""
    cells = [line for line in lines if line.cell is not None]
    for table, members in groupby(cells, key=lambda line: line.cell.table if line.cell else 0):
        merged: dict[tuple[int, int], Span] = {}
        for line in members:
            if line.cell is not None:
                at = (line.cell.row, line.cell.column)
                merged[at] = Span(merged[at].start, line.span.end) if at in merged else line.span
        flat = [CellText(row, column, span) for (row, column), span in sorted(merged.items())]
        yield table, tuple(tuple(row) for _, row in groupby(flat, key=lambda cell: cell.row))


def table_pairs(text: str, lines: tuple[Line, ...]) -> Iterator[LabelPair]:
    """Label cell and value cell, by header row, by colon, or by a known label; also a label above its value."""
    for _, rows in table_rows(text, lines):
        columns = header_columns(text, rows[0]) if rows else None
        indicators = (columns is not None and columns.indicators) or _names_indicators(text, rows)
        form = columns is not None or indicators or _is_form(text, rows)
        pending: tuple[str, Span, str | None] | None = None
        for row in rows[1:] if columns or _heads_columns(text, rows) else rows:
            found = list(_row_pairs(text, row, columns, form=form, indicators=indicators))
            if not found and pending and len(row) == 1:
                yield LabelPair(pending[0], pending[1], row[0].span, pending[2])
            pending = None
            if not found and len(row) == 1 and (key := label_key(_printed(text, row[0]))):
                pending = (_name(text, row[0].span), row[0].span, key)
            yield from found


@cache
def _headers() -> dict[str, frozenset[str]]:
    """What a column under this heading can hold; `Isian` heads the questions in one form, the answers in another."""
    kinds: dict[str, set[str]] = {}
    for kind, words in lexicon("labels")["table_headers"].items():
        for word in words if kind != "hint" else ():
            kinds.setdefault(squeeze(word), set()).add(kind)
    return {word: frozenset(may_be) for word, may_be in kinds.items()}


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(lexicon("labels")["table_headers"]["hint"], re.IGNORECASE)


def _column_kinds(printed: str) -> frozenset[str]:
    return frozenset({"other"}) if _hint().search(printed) else _headers().get(squeeze(printed), frozenset())


def header_columns(text: str, row: Row) -> Columns | None:
    """The label and answer columns when the row is a header: at least two cells, all but one on the list of headers."""
    kinds = {cell.column: _column_kinds(_printed(text, cell)) for cell in row}
    if len(row) < 2 or sum(map(bool, kinds.values())) < max(2, len(row) - 1):
        return None
    label = next((column for column, may_be in kinds.items() if "label" in may_be), None)
    if label is None:
        return None
    behind = {column: may_be for column, may_be in kinds.items() if column > label}
    open_ = next((column for column, may_be in behind.items() if "other" not in may_be), None)
    answer = next((column for column, may_be in behind.items() if "answer" in may_be), open_)
    heading = next(_printed(text, cell) for cell in row if cell.column == label)
    return Columns(label, answer, indicators=re.search(r"(?i)indikator|parameter", heading) is not None)


def _heads_columns(text: str, rows: tuple[Row, ...]) -> bool:
    """Whether the first row names the columns of a numbered list: its neighbours are no label and value."""
    return len(rows) > 1 and len(rows[0]) > 2 and _NUMBER_HEAD.fullmatch(_printed(text, rows[0][0])) is not None


def indicator_key(printed: str) -> str | None:
    """The key of an indicator by the words of its name; None for a long text or another name."""
    if len(printed) > _LONGEST_INDICATOR:
        return None
    return next((key for key, pattern in _indicator_words().items() if pattern.search(printed)), None)


@cache
def _indicator_words() -> dict[str, re.Pattern[str]]:
    return {key: re.compile(words, re.IGNORECASE) for key, words in lexicon("labels")["indicator_words"].items()}


def _is_form(text: str, rows: tuple[Row, ...]) -> bool:
    """Whether at least half of the rows open with a label on the list: then the other rows are labels too."""
    firsts = [content[0] for row in rows if (content := _content(text, row))]
    known = sum(1 for cell in firsts if label_key(_printed(text, cell)))
    return known >= 2 and known * 2 >= len(firsts)


def _names_indicators(text: str, rows: tuple[Row, ...]) -> bool:
    """Whether most rows of a table open with the names of different indicators, whatever its header says."""
    firsts = [content[0] for row in rows if (content := _content(text, row))]
    keys = [key for cell in firsts if (key := indicator_key(_printed(text, cell)))]
    return len(set(keys)) >= _LEAST_INDICATORS and len(keys) * 2 >= len(firsts)


def row_key(printed: str, *, indicators: bool) -> str | None:
    """The key of a label; in a table of indicators the name of one, whatever else its words could be."""
    known = label_key(printed)
    if not indicators or (known or "").startswith("i_"):
        return known
    return indicator_key(printed) or known


def _row_pairs(text: str, row: Row, columns: Columns | None, *, form: bool, indicators: bool) -> Iterator[LabelPair]:
    if columns is not None and columns.answer is not None:
        label = next((cell for cell in row if cell.column == columns.label), None)
        answer = next((cell for cell in row if cell.column == columns.answer), None)
        if label and answer:
            key = row_key(_printed(text, label), indicators=indicators)
            yield LabelPair(_name(text, label.span), label.span, answer.span, key)
        return
    content = _content(text, row)
    index = 0
    while index < len(content):
        step, pair = _pair_at(text, row, content, index, form=form, indicators=indicators)
        if pair is not None:
            yield pair
        index += step


def _pair_at(
    text: str, row: Row, content: Row, index: int, *, form: bool, indicators: bool
) -> tuple[int, LabelPair | None]:
    """The pair that starts with this cell, and how many cells it takes."""
    cell = content[index]
    printed = _printed(text, cell)
    inner = [label for label in find_labels(text, cell.span) if label.key and not label.bare]
    if inner and inner[0].span.start <= cell.span.start + 8 and ":" in printed:
        label = inner[0]
        value = trim(text, Span(label.value_start, inner[1].span.start if len(inner) > 1 else cell.span.end))
        return 1, LabelPair(label.text, label.span, value, label.key) if value.start < value.end else None
    if index + 1 >= len(content):
        return 1, None
    value_cell = content[index + 1]
    key = row_key(printed, indicators=indicators and index == 0)
    colon = printed.rstrip().endswith((":", "：")) or _colon_between(text, row, cell, value_cell)
    short = len(printed) <= 90 and "\n" not in printed
    if key or (short and (colon or (form and index == 0))):
        value = _without_colon(text, value_cell.span)
        if value.start < value.end:
            return 2, LabelPair(_name(text, cell.span), cell.span, value, key)
        return 2, None
    return 1, None


def _content(text: str, row: Row) -> Row:
    """The cells that hold more than a number or a colon."""
    return tuple(cell for cell in row if not _NUMBER_CELL.fullmatch(_printed(text, cell)))


def _colon_between(text: str, row: Row, left: CellText, right: CellText) -> bool:
    return _printed(text, right).startswith((":", "：")) or any(
        left.column < cell.column < right.column and _printed(text, cell) in {":", "：", "="} for cell in row
    )


def _without_colon(text: str, span: Span) -> Span:
    start = span.start
    while start < span.end and text[start] in ":： ":
        start += 1
    return trim(text, Span(start, span.end))


def _printed(text: str, cell: CellText) -> str:
    return text[cell.span.start : cell.span.end]


def _name(text: str, span: Span) -> str:
    match = NUMBERING.match(text, span.start, span.end)
    printed = text[match.end() if match else span.start : span.end]
    return " ".join(printed.casefold().split()).rstrip(" :：")
