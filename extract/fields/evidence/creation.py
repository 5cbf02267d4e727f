"""How long the innovation took from the idea to its first use."""

from __future__ import annotations

import re
from datetime import date

from extract.fields.evidence.context import CLAIM, Context, Fact, Facts, cue, each, fact, matches, number
from extract.found import found
from extract.label_lines import NUMBERING
from models.document import Span
from models.finding import DateValue, Evidence, Finding

_MONTHS = {"hari": 1 / 30.44, "minggu": 7 / 30.44, "bulan": 1.0, "tahun": 12.0}
_LONGEST = 60
_STAGE_LINE = 250
_TITLE = 120


def kecepatan(context: Context) -> Facts:
    """Months of creation, stated or between the first and the last dated stage.

    The rubric asks for the stages with their dates: months that a file states without them stay below the level at
    which a fact counts.
    """
    if not (context.claim or context.is_a("laporan_monev", "lainnya")):
        return
    stages = _between_stages(context)
    stated = _stated(context)
    if stated is not None:
        shown = stages is not None or _is_report(context)
        yield _months(context, stated[0], stated[1], "kecepatan-stated/1", 0.88 if shown else 0.7)
    elif stages is not None:
        yield _months(context, stages[0], stages[1], "kecepatan-stages/1", 0.84)


def _is_report(context: Context) -> bool:
    """A title that says the file is about the creation."""
    titles = [line.span for line in context.lines[:3] if line.span.end - line.span.start <= _TITLE]
    return any(cue("kecepatan", "report").search(context.text, line.start, line.end) for line in titles)


def _stated(context: Context) -> tuple[float, Span] | None:
    """Months in the answer of a form, else in a sentence on the creation."""
    for pair in context.answers("i_kecepatan"):
        for pattern in each("kecepatan", "answer"):
            match = pattern.search(context.text, pair.value_span.start, pair.value_span.end)
            months = _in_months(match) if match else None
            if match and months is not None:
                return months, Span(*match.span())
    for pattern in each("kecepatan", "months"):
        for match in matches(context, pattern):
            months = _in_months(match)
            if months is not None:
                return months, Span(*match.span())
    return None


def _months(context: Context, months: float, span: Span, rule: str, confidence: float) -> Fact:
    # the rubric takes any report of the stages, and calls it by the one type it names
    evidence = Evidence("kecepatan", CLAIM, value=round(months, 2), unit="bulan")
    return fact(context, evidence, span, rule, confidence)


def _in_months(match: re.Match[str]) -> float | None:
    value = number(match["n"])
    months = None if value is None else value * _MONTHS[match["u"].casefold()]
    return months if months is not None and 0 < months <= _LONGEST else None


def _between_stages(context: Context) -> tuple[float, Span] | None:
    """From the earliest dated line on the idea to the earliest one on use after it, in months; at least one."""
    first, last = _dated(context, "first_stage"), _dated(context, "last_stage")
    if not first:
        return None
    begin = min(first, key=lambda date_: _start(date_.value))
    ends = [date_ for date_ in last if _start(date_.value) > _start(begin.value)]
    if not ends:
        return None
    end = min(ends, key=lambda date_: _start(date_.value))
    days = (_start(end.value) - _start(begin.value)).days
    months = max(1.0, days / 30.44)
    whole = Span(min(begin.span.start, end.span.start), max(begin.span.end, end.span.end))
    return (float(round(months)) or 1.0, whole) if months <= _LONGEST else None


def _dated(context: Context, key: str) -> list[Finding[DateValue]]:
    """Dates (with a month at least) in short lines that open with a stage's name or a date followed by it."""
    stage, dates = cue("kecepatan", key), [d for d in found(context.doc, "dates") if d.value.granularity != "year"]
    hits: list[Finding[DateValue]] = []
    index = 0
    for line in _stage_rows(context):
        while index < len(dates) and dates[index].span.start < line.start:
            index += 1
        inside = []
        cursor = index
        while cursor < len(dates) and dates[cursor].span.end <= line.end:
            inside.append(dates[cursor])
            cursor += 1
        if inside and line.end - line.start <= _STAGE_LINE and _opens_with(context.text, line, stage, inside):
            hits.append(inside[0])
    return hits


def _stage_rows(context: Context) -> list[Span]:
    """Lines, and table rows as one line each, in reading order."""
    rows = [Span(row[0].span.start, row[-1].span.end) for table in context.tables() for row in table]
    lines = [line.span for line in context.lines if line.cell is None]
    return sorted([*rows, *lines])


def _opens_with(text: str, line: Span, stage: re.Pattern[str], inside: list[Finding[DateValue]]) -> bool:
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
