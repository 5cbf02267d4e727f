"""One value of a form, one cell, one item of a list: which part is the name, the long form, the unit, the region."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.align import fit
from extract.brackets import NOT_WORDS, brackets, quotations, stripped
from extract.fields.innovation_context import Claim, Context
from extract.fields.innovation_names import acceptable, plausible
from extract.fields.innovation_pairs import believable, claim_of_pair, may_be_innovation
from extract.fields.innovation_words import one_of
from extract.pair_cues import WORD
from models.document import Span

MARKER = re.compile(
    r"\s*(?:[-–—•●▪◦*✓➢>]+|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s)|\(?\d{1,3}[.)](?![\d.])|\(?[a-zA-Z][.)]|\d{1,3}(?=\s+[A-Z“\"]))\s*"
)
RANK = re.compile(
    rf"\s*(?:sebagai\s+)?{one_of('ranks')}(?:\s*(?:ke-?)?\s*(?:[IVX]{{1,5}}\b|\d{{1,3}}\b|{one_of('ordinals')}\b)"
    rf"\s*(?:{one_of('rank_verbs')}\b\s*(?:(?:oleh|kepada)\b)?)?\s*[:,–—-]?|\s*[:–—])\s*",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"\s*(?i:(?:(?:nama|judul)\s+)?inovasi|judul)\s*:?\s+(?=[A-Z“\"‘'0-9])"
    r"|\s*(?i:aplikasi)\s+(?=[A-Z“\"‘']|[a-z]{1,2}-?[A-Z])"
)
_SPLIT = re.compile(
    r"\s+/\s+|\s+[-–—|]\s*|\s*[–—|]\s+|\s*→\s*|\s*=>?\s*|:\s+|\t|\s*;\s*|\s*\.{3,}\s*|\s*…+\s*"
    r"|,?\s+(?:(?:karya\s+)?inovasi\s+dari\s+|yang\s+(?:digagas|dikembangkan|diinisiasi|dibuat|diusung|diusulkan)\s+(?:oleh\s+)?"
    r"|dari\s+|oleh\s+|milik\s+|karya\s+|besutan\s+|gagasan\s+)"
    r"|,?\s+(?:(?:dengan|melalui|lewat|atas|mengusung|membawa)\s+)?(?:(?:nama|judul)\s+)?(?:inovasi|aplikasi|program|terobosan)\s*"
    r"(?:bernama\s+|berjudul\s+|:\s*)?|,?\s+(?:dengan|melalui|lewat)\s+(?:(?:nama|judul)\s+)?"
)
_WITH = re.compile(r",?\s+(?:dengan|melalui|lewat)\s+(?:(?:nama|judul)\s+)?")
"""Cuts only behind a unit: *Tumpangsari Kurma dengan Kacang Sacha Inchi* is one name."""
_TAIL = re.compile(r"[\s,;:.]*(?:\(?\b(?:skor|nilai|poin)\b[^()]{0,30}\)?)?[\s,;:.]*$", re.IGNORECASE)
_LOWER_CUE = re.compile(
    r"\b(?:inovasi|yakni|yaitu|sebagai berikut|antara lain)\b|^(?:dua|tiga|empat|lima|enam|sejumlah|beberapa)$"
)


@dataclass(frozen=True, slots=True)
class Part:
    span: Span
    kind: str
    """`unit`, `region`, `number` or `text`."""


def parse_name(ctx: Context, value: Span, rule: str, confidence: float) -> Claim | None:
    """A value that is a name, perhaps with its long form in brackets, behind a dash or behind a quotation."""
    span = trim(ctx, value)
    explained = _explained(ctx, span)
    lead = LEAD.match(ctx.text, span.start, span.end)
    if lead and lead.end() < span.end and (explained is None or explained.name.start == span.start):
        span = Span(lead.end(), span.end)
        explained = _explained(ctx, span)
    explained = explained or _quoted(ctx, span)
    if explained is not None:
        return replace(explained, rule=rule, confidence=confidence)
    certain = rule.startswith(("innovations.label", "innovations.table"))
    parts = split(ctx, span, flat=not certain)
    if not parts or not any(char.isalpha() for char in ctx.quote(span)):
        return None
    name = parts[0].span
    if len(parts) > 1 and parts[1].kind == "text" and _is_long_of(ctx, name, parts[1].span):
        letters = fit(ctx.quote(name), ctx.quote(parts[1].span)).letters
        return Claim(name, rule, confidence, expansion=parts[1].span, letters=letters)
    if len(parts) > 1 and parts[1].kind in {"unit", "region"}:
        return Claim(name, rule, confidence)
    return Claim(span, rule, confidence) if certain or plausible(ctx.quote(span)) else None


def _explained(ctx: Context, span: Span) -> Claim | None:
    """The value's own bracket or cue pair."""
    for pair in ctx.pairs_in(span):
        first = min(pair.short, pair.long)
        if believable(pair, cued=True) and first.start - span.start <= 40 and may_be_innovation(ctx, pair):
            if pair.short.start > span.start and pair.short is first:
                return replace(claim_of_pair(pair, 0.97), name=Span(_after_quote(ctx, span.start), pair.short.end))
            return claim_of_pair(pair, 0.97)
    for bracket in brackets(ctx.text, span.start, span.end):
        if bracket.kind not in NOT_WORDS and bracket.depth == 0 and bracket.outer.start > span.start + 1:
            name = _unquoted(ctx, stripped(ctx.text, span.start, bracket.outer.start))
            inner = ctx.quote(bracket.inner)
            unit = ctx.unit_at(bracket.inner.start)
            if unit is not None and unit.span.start == bracket.inner.start:
                return Claim(name, "", 0.9, unit=unit.span)
            if len(WORD.findall(inner)) >= 2:
                return Claim(name, "", 0.9, expansion=_unquoted(ctx, bracket.inner))
            return Claim(name, "", 0.9)
    return None


def _quoted(ctx: Context, span: Span) -> Claim | None:
    """`"NAME"`, perhaps with the long form right behind the quotation."""
    quoted = next(quotations(ctx.text, span.start, span.end), None)
    if quoted is None or quoted.start - span.start > 2:
        return None
    rest = stripped(ctx.text, min(quoted.end + 1, span.end), span.end)
    start = rest.start
    while start < rest.end and ctx.text[start] in "-–—:, ":
        start += 1
    rest = _unquoted(ctx, Span(start, rest.end))
    if rest.start < rest.end and _is_long_of(ctx, quoted, rest):
        return Claim(quoted, "", 0.9, expansion=rest, letters=fit(ctx.quote(quoted), ctx.quote(rest)).letters)
    return Claim(quoted, "", 0.9)


def _after_quote(ctx: Context, start: int) -> int:
    while ctx.text[start] in "“\"'‘ ":
        start += 1
    return start


def _unquoted(ctx: Context, span: Span) -> Span:
    quoted = next(quotations(ctx.text, span.start, span.end), None)
    return quoted if quoted and quoted.start - span.start <= 1 and span.end - quoted.end <= 1 else span


def _is_long_of(ctx: Context, name: Span, long: Span) -> bool:
    return len(ctx.quote(long)) > len(ctx.quote(name)) and fit(ctx.quote(name), ctx.quote(long)).probability >= 0.6


def trim(ctx: Context, span: Span) -> Span:
    """Without blanks, end marks and a score at the end."""
    tail = _TAIL.search(ctx.text, max(span.start, span.end - 50), span.end)
    end = tail.start() if tail else span.end
    return stripped(ctx.text, span.start, end)


def split(ctx: Context, span: Span, *, flat: bool = True) -> list[Part]:
    """The parts between separators, each typed; what stands in brackets is not cut. `flat`: a unit may end it bare."""
    closed = [b.outer for b in brackets(ctx.text, span.start, span.end) if b.depth == 0]
    cuts = [match.span() for match in _SPLIT.finditer(ctx.text, span.start, span.end)]
    cuts += _commas_at_units(ctx, span)
    cuts += _unit_at_end(ctx, span) if flat else []
    parts: list[Part] = []
    start = span.start
    for begin, end in sorted(cuts):
        if end >= span.end or begin < start or any(outer.start < begin < outer.end for outer in closed):
            continue
        if _WITH.fullmatch(ctx.text, begin, end) and not _is_unit(ctx, stripped(ctx.text, start, begin)):
            continue
        parts.append(_part(ctx, stripped(ctx.text, start, begin)))
        start = end
    parts.append(_part(ctx, stripped(ctx.text, start, span.end)))
    return [part for part in parts if part.span.start < part.span.end]


def _is_unit(ctx: Context, span: Span) -> bool:
    return _part(ctx, span).kind in {"unit", "region"}


def _commas_at_units(ctx: Context, span: Span) -> list[tuple[int, int]]:
    """A comma right behind a unit or right before one parts them."""
    cuts = []
    for unit in ctx.units_in(span):
        behind = re.compile(r"\s*,\s+").match(ctx.text, unit.span.end, span.end)
        before = re.compile(r",\s+$").search(ctx.text, max(span.start, unit.span.start - 3), unit.span.start)
        cuts += [match.span() for match in (behind, before) if match]
    return cuts


def _unit_at_end(ctx: Context, span: Span) -> list[tuple[int, int]]:
    """`NAME UNIT`: a table that lost its rulings; a unit that ends the item is a part of its own."""
    units = ctx.units_in(span)
    if not units or units[-1].span.start <= span.start + 2:
        return []
    last = units[-1].span
    region = ctx.region_at(min(span.end - 1, last.end + 2))
    if span.end - last.end > 3 and (region is None or region.span.end < span.end - 2):
        return []
    return [(last.start - 1, last.start)]


def _part(ctx: Context, span: Span) -> Part:
    unit = ctx.unit_at(span.start)
    if unit is not None and unit.span.start == span.start:
        return Part(span, "unit")
    region = ctx.region_at(span.start)
    if region is not None and region.span.start == span.start and region.span.end >= span.end - 2:
        return Part(span, "region")
    return Part(span, "text" if any(char.isalpha() for char in ctx.quote(span)) else "number")


def order_of(ctx: Context, line: Span) -> str | None:
    """`name` when an item opens with a name and closes with a unit, `unit` the other way round; None when unclear."""
    kinds = [part.kind for part in split(ctx, without_marks(ctx, line)) if part.kind in {"unit", "text"}]
    if len(kinds) < 2 or kinds[0] == kinds[-1]:
        return None
    return "name" if kinds[0] == "text" else "unit"


def parse_item(ctx: Context, line: Span, order: str | None = None) -> tuple[Claim | None, Span | None]:
    """The claim of a list item, and the unit it names: an item may be a unit alone, that heads the items below it."""
    span = without_marks(ctx, line)
    parts = split(ctx, span)
    if order and len(parts) > 1 and all(part.kind == "unit" for part in parts):
        named = (
            0 if order == "name" else len(parts) - 1
        )  # a name that looks like a unit, where its neighbours have theirs
        parts[named] = Part(parts[named].span, "text")
    units = [part.span for part in parts if part.kind == "unit"]
    texts = [_without_lead(ctx, part.span) for part in parts if part.kind == "text"]
    texts = [text for text in texts if not _LOWER_CUE.search(ctx.quote(text))]
    unit = _unit_of(ctx, units[0]) if units else None
    region = next((part.span for part in parts if part.kind == "region"), None)
    target = texts[0] if texts else _in_bracket(ctx, units[0], unit) if units and unit else None
    if target is None:
        return None, unit
    claim = parse_name(ctx, target, "innovations.list/1", 0.9)
    if claim is None or not acceptable(ctx, claim.name):
        return None, unit
    if claim.expansion is None and len(texts) > 1 and _is_long_of(ctx, claim.name, texts[1]):
        claim = replace(claim, expansion=texts[1], letters=fit(ctx.quote(claim.name), ctx.quote(texts[1])).letters)
    return replace(claim, unit=claim.unit or unit, region=region), claim.unit or unit


def _without_lead(ctx: Context, span: Span) -> Span:
    lead = LEAD.match(ctx.text, span.start, span.end)
    return Span(lead.end(), span.end) if lead and lead.end() < span.end else span


def _unit_of(ctx: Context, part: Span) -> Span:
    unit = ctx.unit_at(part.start)
    return ctx.unit_extent(unit.span, part.end) if unit is not None else part


def _in_bracket(ctx: Context, part: Span, unit: Span) -> Span | None:
    """`UNIT (NAME)`: the bracket right behind the unit, when it holds no abbreviation of it."""
    bracket = next((b for b in brackets(ctx.text, unit.end, part.end) if b.depth == 0), None)
    if bracket is None or bracket.kind != "text":
        return None
    return None if ctx.unit_at(bracket.inner.start) is not None else bracket.inner


def without_marks(ctx: Context, line: Span) -> Span:
    """The item without its number or bullet, its rank and the word `inovasi`."""
    span = trim(ctx, line)
    for pattern in (MARKER, RANK, LEAD):
        match = pattern.match(ctx.text, span.start, span.end)
        if match and match.end() < span.end:
            span = Span(match.end(), span.end)
    return span
