"""Budget and work plan: the years that a budget document or a plan speaks of."""

from __future__ import annotations

import re

from extract.fields.evidence.context import Context, Fact, Facts, cue, each, fact, hedged, sentence, units
from extract.fields.evidence.quantities import quantity, relative_years
from extract.found import found
from models.document import Span
from models.finding import Evidence

_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?![\d/])")
_YEARS = re.compile(
    r"(?<![\d/.])((?:19|20)\d\d)"
    r"(?:\s*(?:-|–|s\.?/?d\.?|sampai(?: dengan)?|hingga)\s*(?:tahun\s+)?((?:19|20)\d\d))?(?![\d/])"
)
_FIRST, _LAST = 2015, 2035
_TITLE_LINE = 160
_MOST_LINES = 4000
_MOST_YEARS = 3
"""No rubric looks at more: T-2, T-1 and T-0."""
_BELOW_TITLE = re.compile(
    r"(?i)(?:tahun|ta|kota|kabupaten|kab|provinsi|pemerintah|dinas|badan|kecamatan|puskesmas)\b|\("
)


def anggaran(context: Context) -> Facts:
    """Budget years of a budget document; in a proposal the years it says that money was set aside for."""
    if context.is_a("dokumen_anggaran"):
        spans = _budget_years(context)
        if spans:
            sure = bool(found(context.doc, "money")) or cue("anggaran", "line").search(context.text) is not None
            confidence = min(context.role.confidence, 0.92 if sure else 0.7)
            yield _of_years(context, "anggaran", spans, "anggaran-document/1", confidence)
    elif context.claim:
        yield from _claims(context, "anggaran", "i_anggaran")


def rkpd(context: Context) -> Facts:
    """Years in the titles of a plan; a medium-term plan (Renstra, RPJMD) is none."""
    if context.is_a("dokumen_perencanaan"):
        spans = _plan_years(context)
        if spans:
            yield _of_years(context, "rkpd", spans, "rkpd-document/1", min(context.role.confidence, 0.93))
    elif context.claim:
        yield from _claims(context, "rkpd", "i_rkpd")


def _of_years(context: Context, indicator: str, spans: dict[int, Span], rule: str, confidence: float) -> Fact:
    years = tuple(sorted(spans))
    first, last = min(spans.values()), max(spans.values())
    span = Span(first.start, last.end) if last.end - first.start < 400 else first
    counted = indicator == "anggaran"
    evidence = Evidence(
        indicator,
        context.type,
        value=float(len(years)) if counted else None,
        unit="tahun_anggaran" if counted else None,
        years=years,
    )
    return fact(context, evidence, span, rule, confidence, tuple(spans.values()))


def _budget_years(context: Context) -> dict[int, Span]:
    dated: dict[int, Span] = {}
    for pattern in each("anggaran", "year"):
        for match in pattern.finditer(context.text):
            dated.setdefault(int(match["y"]), Span(*match.span()))
    if dated:
        return _plausible(dated)
    for line in context.lines[:20]:
        for pattern in each("anggaran", "title_year"):
            title = pattern.search(context.text, line.span.start, min(line.span.end, line.span.start + 300))
            if title:
                dated.setdefault(int(title["y"]), Span(*title.span()))
    return _plausible(dated) or _header_years(context)


def _header_years(context: Context) -> dict[int, Span]:
    """Years that head the columns of a table of several."""
    cells = [cell.span for rows in context.tables() if rows for cell in rows[0]]
    hits = [match for cell in cells if (match := _YEAR.search(context.text, cell.start, cell.end))]
    return _plausible({int(match.group()): Span(*match.span()) for match in hits})


def _plan_years(context: Context) -> dict[int, Span]:
    """Years behind the name of the plan in lines that read like titles, or on the line below one.

    Where pages of several years lie together, every further line like the first one with its year counts.
    """
    text, dated = context.text, dict[int, Span]()
    like: set[str] = set()
    pending = False
    for line in context.lines[:_MOST_LINES]:
        printed = text[line.span.start : line.span.end]
        if line.cell is not None or len(printed) > _TITLE_LINE:
            pending = False
            continue
        title = _plan_title(context, line.span)
        if title is not None or _shape(printed) in like or (pending and _BELOW_TITLE.match(printed)):
            start = title.end() if title else line.span.start
            years = list(_YEAR.finditer(text, start, line.span.end))
            for year in years:
                dated.setdefault(int(year.group()), Span(title.start() if title else line.span.start, year.end()))
            like |= {_shape(printed)} if years else set()
            pending = not years
        else:
            pending = False
    return _plausible(dated) or _head_years(context)


def _plan_title(context: Context, line: Span) -> re.Match[str] | None:
    if cue("rkpd", "medium_term").search(context.text, line.start, line.end):
        return None
    return cue("rkpd", "plan").search(context.text, line.start, line.end)


def _shape(printed: str) -> str:
    return _YEAR.sub("#", " ".join(printed.casefold().split()))


def _head_years(context: Context) -> dict[int, Span]:
    """The year of the whole document when its plan name stands at the top and the title ran into one block."""
    plan = cue("rkpd", "plan")
    match = plan.search(context.text, 0, 1500)
    if match is None or cue("rkpd", "medium_term").search(context.text, 0, 400):
        return {}
    year = _YEAR.search(context.text, match.end(), match.end() + 160)
    return _plausible({int(year.group()): Span(match.start(), year.end())} if year else {})


def _claims(context: Context, indicator: str, key: str) -> Facts:
    answered = False
    for pair in context.answers(key):
        years = _years_in(context.text, pair.value_span)
        counted = None if years else _counted_years(context, indicator, pair.value_span)
        if years:
            answered = True
            yield _of_years(context, indicator, years, f"{indicator}-answer/1", 0.9)
        elif counted is not None:
            answered = True
            evidence = Evidence(indicator, context.type, value=float(counted[0]), unit="tahun_anggaran")
            yield fact(context, evidence, counted[1], f"{indicator}-years-counted/1", 0.88)
    if answered:
        return
    patterns = each("anggaran", "claim") if indicator == "anggaran" else (cue("rkpd", "claim"),)
    dated: dict[int, Span] = {}
    for pattern in patterns:
        for match in pattern.finditer(context.text):
            around = sentence(context.text, match.start(), match.end())
            words = context.text[around.start : around.end]
            if cue("anggaran", "background").search(words) or hedged(context.text, match.start()):
                continue
            for year, span in _years_in(context.text, Span(match.start(), around.end)).items():
                dated.setdefault(year, span)
    if dated:
        yield _of_years(context, indicator, dated, f"{indicator}-sentence/1", 0.82)


def _counted_years(context: Context, indicator: str, span: Span) -> tuple[int, Span] | None:
    """How many years an answer claims without naming them: `T-1 dan T-2`, `dua tahun berturut-turut`.

    The year of the assessment alone is no plan of the years that the rubric asks for.
    """
    relative = relative_years(context, span)
    if relative is not None:
        earlier = len(relative[0] - {0})
        count = len(relative[0]) if indicator == "anggaran" or earlier == _MOST_YEARS - 1 else earlier
        return (count, relative[1]) if count else None
    said = quantity(context, span, units("years"))
    return (int(said.low), said.span) if said and said.unit and 1 <= said.low <= _MOST_YEARS else None


def _years_in(text: str, span: Span) -> dict[int, Span]:
    """Years in a piece of text; a range `2023-2025` holds the years between."""
    dated: dict[int, Span] = {}
    for match in _YEARS.finditer(text, span.start, span.end):
        start = int(match[1])
        end = int(match[2]) if match[2] and int(match[2]) - start in range(1, 6) else start
        for year in range(start, end + 1):
            dated.setdefault(year, Span(*match.span()))
    return _plausible(dated)


def _plausible(dated: dict[int, Span]) -> dict[int, Span]:
    return {year: span for year, span in dated.items() if _FIRST <= year <= _LAST}
