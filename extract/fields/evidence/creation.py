"""How long the innovation took from the idea to its first use."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from extract.fields.evidence.context import (
    CLAIM,
    Context,
    Fact,
    Facts,
    cue,
    each,
    fact,
    matches,
    number,
    span_of,
    units,
)
from extract.fields.evidence.quantities import quantity
from extract.found import found
from extract.guarded import Guarded
from extract.label_lines import NUMBERING, trim
from extract.lexicon import lexicon
from models.document import Span
from models.finding import DateValue, Evidence, Finding

_MONTHS = {"hari": 1 / 30.44, "minggu": 7 / 30.44, "bulan": 1.0, "tahun": 12.0}
_LONGEST = 60
_STAGE_LINE = 250
_TITLE = 120
_WIDEST = 1500
"""Between two stages of one account, in characters."""
_LONGEST_QUOTE = 700
_END = re.compile(r"[.;](?=\s+[A-Z])")


@dataclass(frozen=True, slots=True)
class _Stage:
    """A dated line on one stage of the creation."""

    row: Span
    day: date
    printed: Span
    """Where the day stands."""


@dataclass(frozen=True, slots=True)
class _Length:
    """Months of creation, the words that show it, and the dates among them that it hangs on."""

    months: float
    shown: Span
    grounds: tuple[Span, ...] = ()


def kecepatan(context: Context) -> Facts:
    """Months of creation between the first and the last dated stage, or stated.

    The rubric asks for the stages with their dates: months that a file states without them stay below the level at
    which a fact counts, and the answer of a form is only the level that it claims.
    """
    if not (context.claim or context.is_a("laporan_monev", "lainnya")):
        return
    stages = _between_stages(context)
    claims = list(_claims(context))
    yield from claims
    stated = _stated(context)
    if stages is not None and stated is not None and abs(stages.months - stated.months) <= 1:
        yield _months(context, replace(stages, months=stated.months), "kecepatan-stages-stated/2", 0.92)
    elif stages is not None:
        yield _months(context, stages, "kecepatan-stages/2", 0.84 if stated is None else 0.8)
    elif stated is not None and not claims:
        yield _months(context, stated, "kecepatan-stated/1", 0.88 if _is_report(context) else 0.7)


def _claims(context: Context) -> Facts:
    """The level that a form's answer claims by its months; without dated stages it proves nothing, so no number."""
    levels = lexicon("evidence")["kecepatan"]["levels"]
    for pair in context.answers("i_kecepatan"):
        said = quantity(context, pair.value_span, units("kecepatan"))
        months = said.high * _MONTHS[said.unit] if said and said.unit else 0
        level = next((level for level, most in levels.items() if 0 < months <= most), None)
        if said and level is not None:
            evidence = Evidence("kecepatan", CLAIM, value=f"tingkat_{level}")
            yield fact(context, evidence, said.span, "kecepatan-answer/2", 0.9)


def _is_report(context: Context) -> bool:
    """A title that says the file is about the creation."""
    titles = [line.span for line in context.lines[:3] if line.span.end - line.span.start <= _TITLE]
    return any(cue("kecepatan", "report").search(context.text, line.start, line.end) for line in titles)


def _stated(context: Context) -> _Length | None:
    """Months in a sentence on the creation."""
    for pattern in each("kecepatan", "months"):
        for match in matches(context, pattern):
            months = _in_months(match)
            if months is not None:
                return _Length(months, span_of(match))
    return None


def _months(context: Context, length: _Length, rule: str, confidence: float) -> Fact:
    # the rubric takes any report of the stages, and calls it by the one type it names
    evidence = Evidence("kecepatan", CLAIM, value=round(length.months, 2), unit="bulan")
    return fact(context, evidence, length.shown, rule, confidence, length.grounds)


def _in_months(match: re.Match[str]) -> float | None:
    value = number(match["n"])
    months = None if value is None else value * _MONTHS[match["u"].casefold()]
    return months if months is not None and 0 < months <= _LONGEST else None


def _between_stages(context: Context) -> _Length | None:
    """From the earliest dated line on the idea to the earliest one on use after it, in months; at least one."""
    rows = list(_dated_rows(context))
    first, last = (_of_stage(context, rows, key) for key in ("first_stage", "last_stage"))
    if not first:
        return None
    begin = min(first, key=lambda stage: stage.day)
    ends = [stage for stage in last if stage.day > begin.day and _near(stage.row, begin.row)]
    if not ends:
        return None
    end = min(ends, key=lambda stage: stage.day)
    months = max(1.0, (end.day - begin.day).days / 30.44)
    whole = Span(min(begin.row.start, end.row.start), max(begin.row.end, end.row.end))
    shown = whole if whole.end - whole.start <= _LONGEST_QUOTE else end.row
    return _Length(float(round(months)), shown, (begin.printed, end.printed)) if months <= _LONGEST else None


def _near(one: Span, other: Span) -> bool:
    """Whether two stages can be of one account of the creation."""
    return max(one.start, other.start) - min(one.end, other.end) <= _WIDEST


def _dated_rows(context: Context) -> Iterator[tuple[Span, list[Finding[DateValue]]]]:
    """Short rows with their dates (a month at least), ascending."""
    dates = [each_ for each_ in found(context.doc, "dates") if each_.value.granularity != "year"]
    starts = [each_.span.start for each_ in dates]
    for row in _stage_rows(context):
        if row.end - row.start <= _STAGE_LINE:
            inside = dates[bisect_left(starts, row.start) : bisect_left(starts, row.end)]
            if inside:
                yield row, inside


def _of_stage(context: Context, rows: list[tuple[Span, list[Finding[DateValue]]]], key: str) -> list[_Stage]:
    """The rows that open with a name of the stage, or with a date and then the name."""
    words = cue("kecepatan", key)
    return [
        _Stage(row, _start(inside[0].value), inside[0].span)
        for row, inside in rows
        if _opens_with(context.text, row, words, inside)
    ]


def _stage_rows(context: Context) -> list[Span]:
    """Lines, the sentences of lines that hold several, and table rows as one line each, in reading order."""
    rows = [Span(row[0].span.start, row[-1].span.end) for table in context.tables() for row in table]
    lines = [line.span for line in context.lines if line.cell is None]
    pieces = [piece for line in lines for piece in _sentences(context.text, line)]
    return sorted([*rows, *lines, *pieces])


def _sentences(text: str, line: Span) -> list[Span]:
    ends = [match.end() for match in _END.finditer(text, line.start, line.end)]
    cuts = [line.start, *ends, line.end]
    return [trim(text, Span(start, end)) for start, end in pairwise(cuts)] if ends else []


def _opens_with(text: str, line: Span, stage: Guarded, inside: list[Finding[DateValue]]) -> bool:
    numbering = NUMBERING.match(text, line.start, line.end)
    start = numbering.end() if numbering else line.start
    match = stage.search(text, start, line.end)
    if match is None:
        return False
    near_start = match.start() <= start + 25
    behind_date = inside[0].span.start <= start + 25 and match.start() <= inside[-1].span.end + 40
    return near_start or behind_date


def _start(value: DateValue) -> date:
    """The first day that a date of month or day can mean."""
    year, month, *day = (int(part) for part in value.iso.split("-"))
    return date(year, month, day[0] if day else 1)
