"""Who or what gained by the innovation, on whichever basis the document measures it."""

from __future__ import annotations

import re

from extract.fields.evidence.context import (
    Context,
    Fact,
    Facts,
    Numbered,
    cue,
    each,
    fact,
    number,
    numbers,
    sentence,
    units,
)
from extract.fields.evidence.quantities import quantity
from extract.label_tables import Row
from extract.lexicon import lexicon
from extract.patterns import spaced
from models.document import Span
from models.finding import Evidence

_TYPES = ("daftar_penerima", "laporan_monev", "tangkapan_layar")
_TOTAL_ROW = re.compile(r"(?i)\s*(?:jumlah|total)\b")
_MOST = 20_000_000
_UNITS = {"pendapatan": "persen", "efisiensi_belanja": "persen", "produk": "produk"}


def kemanfaatan(context: Context) -> Facts:
    """People (or another basis) of a beneficiary list, a report or a screenshot; the proposal only claims them."""
    if context.is_a("daftar_penerima"):
        counted = _stated_total(context) or _from_tables(context)
        if counted is not None:
            yield _people(context, counted[0], counted[1], "kemanfaatan-list/1", min(0.92, counted[2]))
    elif context.is_a(*_TYPES):
        people = _largest(context)
        if people is not None:
            yield _people(context, people.value, people.span, "kemanfaatan-report/1", 0.82)
    elif context.claim:
        yield from _claims(context)
    if context.claim or context.is_a(*_TYPES):
        yield from _other_bases(context)


def _people(context: Context, value: float, span: Span, rule: str, confidence: float) -> Fact:
    evidence = Evidence("kemanfaatan", context.type, value=value, unit="orang", years=context.years, basis="orang")
    return fact(context, evidence, span, rule, confidence)


def _stated_total(context: Context) -> tuple[float, Span, float] | None:
    found = [one for one in numbers(context, each("kemanfaatan", "total")) if 1 <= one.value <= _MOST]
    usable = [one for one in found if not _background(context, one.span)]
    best = max(usable, key=lambda one: one.value, default=None)
    return (best.value, best.span, 0.92) if best else None


def _from_tables(context: Context) -> tuple[float, Span, float] | None:
    """A total row or a count column; else the numbered rows of names over all tables."""
    names, spans = 0, []
    running = 0
    for rows in context.tables():
        total = _count_column(context, rows)
        if total is not None:
            return total
        header = any(cue("kemanfaatan", "name_header").search(_printed(context, cell.span)) for cell in rows[0])
        body = rows[1:] if header else rows
        first = _row_number(context, body[0]) if body else None
        people = [row for row in body if _row_number(context, row) is not None and len(row) >= 2]
        if people and (header or (running and first == running + 1)):
            names += len(people)
            running = _row_number(context, people[-1]) or 0
            spans += [people[0][0].span, people[-1][-1].span]
    return (float(names), Span(spans[0].start, spans[-1].end), 0.88) if names else _from_lines(context)


def _from_lines(context: Context) -> tuple[float, Span, float] | None:
    """Numbered lines that run on from 1 (a list whose table came as lines); the last number counts."""
    expected, first, last = 1, None, None
    for line in context.lines:
        match = re.match(r"(\d{1,4})[.)]?\s+(?=[A-Z])", context.text[line.span.start : line.span.end])
        if match and int(match[1]) == expected:
            first, last, expected = first or line.span, line.span, expected + 1
    if first is None or last is None or expected < 4:
        return None
    return float(expected - 1), Span(first.start, last.end), 0.82


def _count_column(context: Context, rows: tuple[Row, ...]) -> tuple[float, Span, float] | None:
    """A table of counts: the last figure of its total row, else the sum of the column that says it counts people."""
    for row in rows[1:]:
        figures = [(cell.span, value) for cell in row if (value := _figure(context, cell.span)) is not None]
        if figures and _TOTAL_ROW.match(context.text[row[0].span.start : row[-1].span.end]):
            return figures[-1][1], figures[-1][0], 0.9
    column = _people_column(context, rows[0])
    if column is None:
        return None
    cells = [cell for row in rows[1:] for cell in row if cell.column == column]
    counted = [(cell.span, value) for cell in cells if (value := _figure(context, cell.span)) is not None]
    if len(counted) < max(2, len(rows) - 2):
        return None
    return sum(value for _, value in counted), Span(counted[0][0].start, counted[-1][0].end), 0.85


def _people_column(context: Context, header: Row) -> int | None:
    """The last column headed by a count, by people, or by both."""
    counts = cue("kemanfaatan", "count_header")
    people = re.compile(rf"(?i)\b{lexicon('evidence')['kemanfaatan']['people']}\b")
    words = [(cell.column, _printed(context, cell.span)) for cell in header]
    fitting = [column for column, printed in words if counts.search(printed) or people.search(printed)]
    named = [column for column, printed in words if re.match(r"(?i)\s*nama\b", printed)]
    return fitting[-1] if fitting and fitting[-1] not in named else None


def _figure(context: Context, span: Span) -> float | None:
    match = re.fullmatch(r"(\d[\d.]*)(?:\s*(?:orang|jiwa|kk|pengguna))?", _printed(context, span).casefold())
    return number(match[1].rstrip(".")) if match else None


def _row_number(context: Context, row: Row) -> int | None:
    match = re.fullmatch(r"(\d{1,4})[.)]?", _printed(context, row[0].span))
    return int(match[1]) if match else None


def _printed(context: Context, span: Span) -> str:
    return context.text[span.start : span.end]


def _background(context: Context, span: Span) -> bool:
    """Figures of the whole region, and targets, in the same sentence before the number."""
    around = sentence(context.text, span.start, span.end)
    return (
        cue("kemanfaatan", "background").search(context.text, max(around.start, span.start - 100), span.end) is not None
    )


def _largest(context: Context) -> Numbered | None:
    found = [one for one in numbers(context, each("kemanfaatan", "claim")) if 1 <= one.value <= _MOST]
    return max((one for one in found if not _background(context, one.span)), key=lambda one: one.value, default=None)


def _claims(context: Context) -> Facts:
    answered = False
    for pair in context.answers("i_kemanfaatan"):
        said = quantity(context, pair.value_span, units("kemanfaatan"))
        if said and 1 <= said.low <= _MOST:
            answered = True
            yield _people(context, said.low, said.span, "kemanfaatan-answer/2", 0.9)
    people = None if answered else _largest(context)
    if people is not None:
        yield _people(context, people.value, people.span, "kemanfaatan-sentence/1", 0.82)


def _other_bases(context: Context) -> Facts:
    for basis, patterns in lexicon("evidence")["kemanfaatan"]["bases"].items():
        found = numbers(context, tuple(spaced(pattern) for pattern in patterns))
        best = next((one for one in found if one.value > 0 and not _background(context, one.span)), None)
        if best is not None:
            evidence = Evidence("kemanfaatan", context.type, value=best.value, unit=_UNITS[basis], basis=basis)
            yield fact(context, evidence, best.span, f"kemanfaatan-{basis}/1", 0.82)
