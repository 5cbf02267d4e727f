"""How fast the service gives its result, and how many complaints were settled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.fields.evidence.context import NONE_STATED, Context, Fact, Facts, cue, each, fact, matches, number, units
from extract.fields.evidence.quantities import quantity
from extract.guarded import Guarded
from extract.label_tables import Row
from models.document import Span
from models.finding import Evidence

_DAYS = {"detik": 1 / 86400, "menit": 1 / 1440, "jam": 1 / 24, "hari": 1.0, "minggu": 7.0, "bulan": 30.0}


def kemudahan_proses(context: Context) -> Facts:
    """Days until the result: what an SOP states as its whole, else the sum of its steps; part of a day stays a part."""
    if context.is_a("sop"):
        stated = _stated_time(context)
        summed = None if stated else _sum_of_steps(context)
        if stated:
            yield _days(context, stated[0], stated[1], "proses-stated/1", 0.92)
        elif summed:
            yield _days(context, summed[0], summed[1], "proses-steps/1", 0.85)
    elif context.claim:
        for pair in context.answers("i_kemudahan_proses"):
            said = quantity(context, pair.value_span, units("time"))
            if said and said.unit and said.high > 0:
                days = said.high * _DAYS[said.unit.split()[0]]
                yield _days(context, days, said.span, "proses-answer/2", 0.9)
        stated = _stated_time(context)
        if stated:
            yield _days(context, stated[0], stated[1], "proses-sentence/1", 0.82)


def _days(context: Context, days: float, span: Span, rule: str, confidence: float) -> Fact:
    evidence = Evidence("kemudahan_proses", context.type, value=round(days, 4), unit="hari_kalender")
    return fact(context, evidence, span, rule, confidence)


def _in_days(match: re.Match[str]) -> float | None:
    value = number(match["n"])
    unit = match["u"].casefold().split()[0]
    return None if value is None or value <= 0 else value * _DAYS[unit]


def _stated_time(context: Context) -> tuple[float, Span] | None:
    """The longest whole duration stated: several services in one procedure, and the slowest counts."""
    found: list[tuple[float, Span]] = []
    for pattern in each("kemudahan_proses", "total"):
        for match in pattern.finditer(context.text):
            days = _in_days(match)
            if days is not None and not _not_service(context, match.start()):
                found.append((days, Span(*match.span())))
        if found:
            break
    return max(found, key=lambda each_: each_[0], default=None)


def _not_service(context: Context, start: int) -> bool:
    begin = max(context.text.rfind("\n", 0, start) + 1, start - 60)
    return cue("kemudahan_proses", "not_service").search(context.text, begin, start + 40) is not None


def _sum_of_steps(context: Context) -> tuple[float, Span] | None:
    """The steps of the procedure table added up, or the total row's own figure."""
    step = cue("kemudahan_proses", "step")
    found: list[tuple[float, Span]] = []
    for rows in context.tables():
        for row in rows:
            times = [match for cell in row if (match := step.search(context.text, cell.span.start, cell.span.end))]
            usable = [match for match in times if not _not_service(context, match.start())]
            days = _in_days(usable[-1]) if usable else None
            if days is None:
                continue
            words = context.text[row[0].span.start : row[-1].span.end]
            if cue("kemudahan_proses", "total_cell").search(words[:60]):
                return days, Span(*usable[-1].span())
            found.append((days, Span(*usable[-1].span())))
    if not found:
        found = list(_steps_in_lines(context, step))
    return (sum(days for days, _ in found), Span(found[0][1].start, found[-1][1].end)) if found else None


def _steps_in_lines(context: Context, step: Guarded) -> Iterator[tuple[float, Span]]:
    """Steps of a procedure whose table came as lines: the last duration of each line that holds one."""
    for line in context.lines:
        found = step.finditer(context.text, line.span.start, line.span.end)
        usable = [match for match in found if not _not_service(context, match.start())]
        for match in usable if len(usable) > 1 else usable[-1:]:
            days = _in_days(match)
            if days is not None:
                yield days, Span(*match.span())


def pengaduan(context: Context) -> Facts:
    """Per cent of complaints settled, stated or counted; `tidak_ada` where a document says that there were none."""
    for pair in context.answers("i_pengaduan") if context.claim else ():
        said = quantity(context, pair.value_span, units("pengaduan"))
        if said and said.unit and 0 <= said.low <= 100:
            evidence = Evidence("pengaduan", context.type, value=said.low, unit="persen")
            yield fact(context, evidence, said.span, "pengaduan-answer/2", 0.9)
            return
    proof = context.is_a("rekap_pengaduan")
    if proof or context.is_a("tangkapan_layar", "foto") or context.claim:
        rate = _rate(context, proof=proof)
        if rate is not None:
            value, span, confidence = rate
            evidence = Evidence("pengaduan", context.type, value=value, unit="persen", years=context.years)
            yield fact(context, evidence, span, "pengaduan-rate/1", confidence)
            return
        none = cue("pengaduan", "none").search(context.text) if proof or context.claim else None
        if none is not None:
            evidence = Evidence("pengaduan", context.type, value=NONE_STATED, years=context.years)
            yield fact(context, evidence, Span(*none.span()), "pengaduan-none/1", 0.85 if proof else 0.7)


def _rate(context: Context, *, proof: bool) -> tuple[float, Span, float] | None:
    for pattern in (cue("pengaduan", "percent"), *each("pengaduan", "ratio")) if proof else each("pengaduan", "ratio"):
        for match in matches(context, pattern):
            value = number(match["n"])
            if value is not None and value <= 100:
                return value, Span(*match.span()), 0.9 if proof else 0.82
    for pattern in each("pengaduan", "pair"):
        for match in pattern.finditer(context.text):
            all_, settled = number(match["n"]), number(match["m"])
            if all_ and settled is not None and settled <= all_:
                return round(100 * settled / all_, 2), Span(*match.span()), 0.88 if proof else 0.82
    return _from_table(context) if proof else None


def _from_table(context: Context) -> tuple[float, Span, float] | None:
    for rows in context.tables():
        counted = _totals(context, rows) or _statuses(context, rows)
        if counted is not None:
            return counted
    return None


def _totals(context: Context, rows: tuple[Row, ...]) -> tuple[float, Span, float] | None:
    """Columns received and settled: the total row's figures, else the columns added up."""
    columns = {cell.column: context.text[cell.span.start : cell.span.end] for cell in rows[0]}
    settled = next((c for c, name in columns.items() if cue("pengaduan", "resolved_header").search(name)), None)
    received = next(
        (c for c, name in columns.items() if c != settled and cue("pengaduan", "received_header").search(name)), None
    )
    if settled is None or received is None:
        return None
    figures = [(row, _figure(context, row, received), _figure(context, row, settled)) for row in rows[1:]]
    known = [(row, all_, done) for row, all_, done in figures if all_ is not None and done is not None]
    total = next((k for k in known if cue("pengaduan", "total_row").search(_row_text(context, k[0])[:40])), None)
    chosen = [total] if total else known
    everything, done = sum(k[1] for k in chosen), sum(k[2] for k in chosen)
    if not chosen or everything <= 0 or done > everything:
        return None
    span = Span(chosen[0][0][0].span.start, chosen[-1][0][-1].span.end)
    return round(100 * done / everything, 2), span, 0.88


def _figure(context: Context, row: Row, column: int) -> float | None:
    cell = next((cell for cell in row if cell.column == column), None)
    match = re.match(r"\d[\d.]*", context.text[cell.span.start : cell.span.end]) if cell else None
    return number(match.group().rstrip(".")) if match else None


def _row_text(context: Context, row: Row) -> str:
    return context.text[row[0].span.start : row[-1].span.end]


def _statuses(context: Context, rows: tuple[Row, ...]) -> tuple[float, Span, float] | None:
    """A list of complaints with a state each: the share of settled ones."""
    column = next(
        (
            cell.column
            for cell in reversed(rows[0])
            if cue("pengaduan", "status_header").search(context.text[cell.span.start : cell.span.end])
        ),
        None,
    )
    if column is None or len(rows) < 3:
        return None
    cells = [cell for row in rows[1:] for cell in row if cell.column == column]
    printed = [context.text[cell.span.start : cell.span.end] for cell in cells]
    done, open_ = cue("pengaduan", "status_done"), cue("pengaduan", "status_open")
    settled = sum(1 for text in printed if done.search(text) and not re.search(r"(?i)\b(?:belum|tidak)\b", text))
    known = sum(1 for text in printed if done.search(text) or open_.search(text))
    if known < len(rows) - 2 or known == 0:
        return None
    return round(100 * settled / known, 2), Span(cells[0].span.start, cells[-1].span.end), 0.86
