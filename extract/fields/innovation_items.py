"""One item of a list, one value of a form, one cell: which part is the name, the long form, the unit, the region."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.align import fit
from extract.brackets import brackets, quotations, stripped
from extract.fields.innovation_context import Claim, Context, is_competition
from extract.fields.innovation_names import plausible
from extract.fields.innovation_prose import acceptable, believable, claim_of_pair
from extract.label_lines import Line
from extract.pairs import WORD, bracket_pairs
from models.document import Span

_MARKER = re.compile(r"\s*(?:[-–—•●▪◦*✓➢>]+|\(?\d{1,3}[.)]+|\(?[a-zA-Z][.)]|\d{1,3}(?=\s+[A-Z“\"]))\s*")
_RANK = re.compile(
    r"\s*(?:(?:sebagai\s+)?(?:juara(?:\s+harapan|\s+umum|\s+favorit)?|harapan|peringkat|terbaik|pemenang|urutan|top|nominasi|finalis)"
    r"\s*(?:ke-?)?\s*(?:umum|[IVX]{1,5}\b|\d{1,3}\b|pertama|kedua|ketiga|keempat|kelima|keenam)?"
    r"\s*(?:diraih|diperoleh|disabet|ditempati|jatuh|yaitu|adalah)?\s*(?:oleh|kepada)?\s*[:–—-]?)\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\s*(?:(?:inovasi|aplikasi|program|nama inovasi|judul inovasi|judul)\s*[:]?\s+(?=[A-Z“\"‘'0-9]))", re.IGNORECASE
)
_SPLIT = re.compile(
    r"\s+[-–—|]\s*|\s*[–—|]\s+|\s*→\s*|\s*=>?\s*|:\s+|\t|\s*;\s*"
    r"|,?\s+(?:yang\s+(?:digagas|dikembangkan|diinisiasi|dibuat|diusung)\s+(?:oleh\s+)?|dari\s+|oleh\s+|milik\s+|karya\s+|besutan\s+|gagasan\s+)"
    r"|,?\s+(?:dengan|melalui|lewat|atas|mengusung|membawa)\s+(?:(?:nama|judul)\s+)?(?:inovasi|aplikasi|program|terobosan)?\s*(?:bernama\s+|berjudul\s+|:\s*)?"
)
_TAIL = re.compile(r"[\s,;:.]*(?:\(?(?:skor|nilai|poin)\b.*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    span: Span
    kind: str
    """`unit`, `region`, `number` or `text`."""


def parse_name(ctx: Context, value: Span, rule: str, confidence: float) -> Claim | None:
    """A value that is a name, perhaps with its long form: `NAME (long form)`, `NAME - long form`, `"NAME"`."""
    span = _trim(ctx, value)
    lead = _LEAD.match(ctx.text, span.start, span.end)
    if lead and lead.end() < span.end:
        span = Span(lead.end(), span.end)
    explained = _explained(ctx, span)
    if explained is not None:
        return replace(explained, rule=rule, confidence=confidence)
    quoted = next(quotations(ctx.text, span.start, span.end), None)
    if quoted and quoted.start - span.start <= 2 and quoted.end - quoted.start >= 2:
        return Claim(quoted, rule, confidence)
    parts = _split(ctx, span)
    name = parts[0].span if parts else span
    if len(parts) > 1 and not _is_long_of(ctx, name, parts[1].span):
        name = Span(name.start, span.end)
    if not plausible(ctx.quote(name)) and not ctx.quote(name).strip():
        return None
    claim = Claim(name, rule, confidence)
    if len(parts) > 1 and name == parts[0].span:
        letters = fit(ctx.quote(name), ctx.quote(parts[1].span)).letters
        claim = replace(claim, expansion=parts[1].span, letters=letters)
    return claim


def _explained(ctx: Context, span: Span) -> Claim | None:
    """The value's own bracket or cue pair."""
    for pair in ctx.pairs_in(span):
        first = min(pair.short, pair.long)
        if believable(pair, cued=True) and first.start - span.start <= 40 and not is_competition(ctx.quote(pair.long)):
            if pair.short.start > span.start and pair.short is first:
                return replace(claim_of_pair(pair, 0.97), name=Span(_after_quote(ctx, span.start), pair.short.end))
            return claim_of_pair(pair, 0.97)
    for bracket in brackets(ctx.text, span.start, span.end):
        if bracket.kind == "text" and bracket.depth == 0 and bracket.outer.start > span.start + 1:
            name = _unquoted(ctx, stripped(ctx.text, span.start, bracket.outer.start))
            inner = ctx.quote(bracket.inner)
            if len(WORD.findall(inner)) >= 2 and ctx.unit_at(bracket.inner.start) is None:
                return Claim(name, "", 0.9, expansion=_unquoted(ctx, bracket.inner))
            return Claim(name, "", 0.9)
    return None


def _after_quote(ctx: Context, start: int) -> int:
    while ctx.text[start] in "“\"'‘ ":
        start += 1
    return start


def _unquoted(ctx: Context, span: Span) -> Span:
    quoted = next(quotations(ctx.text, span.start, span.end), None)
    return quoted if quoted and quoted.start - span.start <= 1 and span.end - quoted.end <= 1 else span


def _is_long_of(ctx: Context, name: Span, long: Span) -> bool:
    return fit(ctx.quote(name), ctx.quote(long)).probability >= 0.6


def _trim(ctx: Context, span: Span) -> Span:
    start, end = span.start, span.end
    tail = _TAIL.search(ctx.text, start, end)
    end = tail.start() if tail else end
    return stripped(ctx.text, start, end)


def _split(ctx: Context, span: Span) -> list[Part]:
    """The parts between separators, each typed; brackets are not looked into."""
    parts: list[Part] = []
    start = span.start
    for match in _SPLIT.finditer(ctx.text, span.start, span.end):
        if match.end() >= span.end or match.start() <= span.start:
            continue
        parts.append(_part(ctx, stripped(ctx.text, start, match.start())))
        start = match.end()
    parts.append(_part(ctx, stripped(ctx.text, start, span.end)))
    return [part for part in parts if part.span.start < part.span.end]


def _part(ctx: Context, span: Span) -> Part:
    printed = ctx.quote(span)
    unit = ctx.unit_at(span.start)
    if unit is not None and unit.span.start == span.start:
        return Part(span, "unit")
    region = ctx.region_at(span.start)
    if region is not None and region.span.start == span.start and region.span.end >= span.end - 2:
        return Part(span, "region")
    if not any(char.isalpha() for char in printed):
        return Part(span, "number")
    return Part(span, "text")


# ---------------------------------------------------------------- lists


def list_claims(ctx: Context) -> Iterator[Claim]:
    """The items of lists that speak of innovations: their heading says so, or the items themselves do."""
    group: list[Line] = []
    heading: str = ""
    last = ""
    for line in ctx.lines:
        printed = ctx.quote(line.span)
        if line.cell is None and (_MARKER.match(printed) or _RANK.match(printed)) and len(printed) <= 320:
            if not group:
                heading = last
            group.append(line)
        else:
            yield from _group_claims(ctx, group, heading)
            group = []
        last = printed
    yield from _group_claims(ctx, group, heading)


def _group_claims(ctx: Context, group: list[Line], heading: str) -> Iterator[Claim]:
    if not group:
        return
    items = [_item(ctx, line.span) for line in group]
    topic = re.search(r"(?i)\binovasi|\binovator|juara|pemenang|terbaik", heading[-300:]) is not None
    structured = sum(1 for item in items if item and item.unit and (item.expansion or True))
    for line, item in zip(group, items, strict=True):
        if item is None:
            continue
        own = re.search(r"(?i)\binovasi\b", ctx.quote(line.span)) is not None
        explained = item.expansion is not None and item.unit is not None
        if own or (topic and (item.unit or item.expansion)) or explained and structured >= 2:
            yield item


def _item(ctx: Context, line: Span) -> Claim | None:
    span = _without_marks(ctx, line)
    unit, region, texts = None, None, []
    for part in _split(ctx, span):
        if part.kind == "unit" and unit is None:
            unit = part.span
        elif part.kind == "region":
            region = part.span
        elif part.kind == "text":
            texts.append(part.span)
    unit_span = None
    inner: Span | None = None
    if unit is not None:
        found = ctx.unit_at(unit.start)
        assert found is not None
        unit_span = found.span
        bracket = next((b for b in brackets(ctx.text, unit.start, unit.end) if b.kind == "text" and b.depth == 0), None)
        if bracket is not None and not texts and bracket.outer.start >= unit_span.end:
            inner = bracket.inner
    if not texts and inner is None:
        return None
    target = Span(texts[0].start, texts[0].end) if texts else inner
    assert target is not None
    claim = parse_name(ctx, target, "innovations.list/1", 0.9)
    if claim is None or not acceptable(ctx, claim.name):
        return None
    if claim.expansion is None and len(texts) > 1 and _is_long_of(ctx, claim.name, texts[1]):
        claim = replace(claim, expansion=texts[1], letters=fit(ctx.quote(claim.name), ctx.quote(texts[1])).letters)
    if unit_span is None:
        unit_span = _bracket_unit(ctx, target)
    return replace(claim, unit=unit_span, region=region)


def _bracket_unit(ctx: Context, span: Span) -> Span | None:
    for bracket in brackets(ctx.text, span.start, span.end):
        unit = ctx.unit_at(bracket.inner.start)
        if unit is not None and unit.span.start == bracket.inner.start:
            return unit.span
    return None


def _without_marks(ctx: Context, line: Span) -> Span:
    span = _trim(ctx, line)
    for pattern in (_MARKER, _RANK, _LEAD):
        match = pattern.match(ctx.text, span.start, span.end)
        if match and match.end() < span.end:
            span = Span(match.end(), span.end)
    return span


__all__ = ["bracket_pairs", "list_claims", "parse_name"]
