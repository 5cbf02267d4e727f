"""Which unit and region a claim of running text belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.fields.innovation_context import Claim, Context
from extract.fields.innovation_words import one_of
from models.document import Span

_LINK = re.compile(
    rf"[)\]”\"'’»]*\s*,?\s*(?:yang\s+)?(?:(?:merupakan\s+)?{one_of('owner_nouns')}\s+(?:dari\s+|milik\s+)?"
    rf"|(?:di)?{one_of('owner_verbs')}\s+(?:oleh\s+)?|dari\s+|oleh\s+|di\s+|pada\s+|[-–—(]\s*|,\s*)"
    r"(?:tim\s+|pihak\s+|jajaran\s+)?(?:oleh\s+)?",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[)\]]\s+")
_SAME = re.compile(
    rf"\s*(?:(?:Inovasi|Aplikasi|Program|Layanan|Gagasan)\s+(?:(?:ini|tersebut|itu)\s+)?(?:merupakan\s+)?"
    rf"(?:{one_of('owner_nouns')}\s+|di{one_of('owner_verbs')}\s+)?|Di{one_of('owner_verbs')}\s+)"
    r"(?:dari\s+|oleh\s+)?(?:tim\s+|pihak\s+)?"
)
_WITH = re.compile(rf"\b{one_of('with_words')}\b", re.IGNORECASE)
_SERIES = re.compile(
    r"[)\]”\"'’»]*\s*[,;]?\s*(?:dan|serta|hingga|sampai|&)?\s*(?:inovasi|aplikasi|program)?\s*[“\"'‘«(]*"
)
_CLOSE = re.compile(r"[\s]*\(?")


def with_owners(ctx: Context, line: Span, series: Sequence[Claim], before: Sequence[Claim]) -> list[Claim]:
    """The claims of one enumeration with their units: each its own, else the one that the whole series shares."""
    owned = [owner(ctx, line, claim, [*before, *series]) for claim in series]
    shared = next((claim.unit for claim in owned if claim.unit and claim.unit.start < claim.name.start), None)
    last = owned[-1].unit if owned else None
    if shared is None and last is not None and len(owned) > 1 and all(claim.unit is None for claim in owned[:-1]):
        shared = last
    return [claim if claim.unit else replace(claim, unit=shared) for claim in owned]


def follows(ctx: Context, claim: Claim, other: Claim) -> bool:
    """Whether only a comma or a joining word stands between two claims."""
    end = max(claim.name.end, claim.expansion.end if claim.expansion else 0)
    begin = min(other.name.start, other.expansion.start if other.expansion else other.name.start)
    return end <= begin and _SERIES.fullmatch(ctx.text, end, begin) is not None


def owner(ctx: Context, line: Span, claim: Claim, siblings: Sequence[Claim]) -> Claim:
    """The claim with the unit of its sentence: right behind it by a link word, else the last one named before it."""
    if claim.unit is not None:
        return claim
    end = max(claim.name.end, claim.expansion.end if claim.expansion else 0)
    begin = min(claim.name.start, claim.expansion.start if claim.expansion else claim.name.start)
    sentence = next((s for s in ctx.sentences(line) if s.start <= claim.name.start < s.end), line)
    unit = _behind(ctx, end, line.end) or _before(ctx, Span(_floor(sentence, begin, siblings), begin))
    unit = unit or _after(ctx, Span(end, sentence.end), siblings) or _next_sentence(ctx, line, sentence, end)
    region = claim.region or _region(ctx, line, Span(_floor(sentence, begin, siblings), begin), end, unit)
    return replace(claim, unit=unit, region=region)


def _region(ctx: Context, line: Span, before: Span, end: int, unit: Span | None) -> Span | None:
    """The region behind the unit; without a unit the region that stands where a unit would."""
    if unit is not None:
        behind = ctx.region_at(min(unit.end + 1, line.end - 1))
        return behind.span if behind and behind.span.start <= unit.end + 1 else None
    link = _LINK.match(ctx.text, end, line.end)
    behind = ctx.region_at(link.end()) if link else None
    if link and behind and behind.span.start == link.end():
        return behind.span
    regions = ctx.regions_in(before)
    return regions[-1].span if regions and _WITH.search(ctx.text, regions[-1].span.end, before.end) else None


def _floor(sentence: Span, begin: int, siblings: Sequence[Claim]) -> int:
    """A unit counts only when no other claim of the sentence stands between, unless that claim was its own sibling."""
    ends = [max(s.name.end, s.expansion.end if s.expansion else 0) for s in siblings]
    return max([sentence.start, *(end for end in ends if end <= begin)])


def _behind(ctx: Context, end: int, stop: int) -> Span | None:
    for pattern in (_LINK, _CLOSED):
        link = pattern.match(ctx.text, end, stop)
        unit = ctx.unit_at(link.end()) if link else None
        if link and unit and unit.span.start == link.end() > end:
            return _unless_next(ctx, link.group(), unit.span)
    return None


def _unless_next(ctx: Context, link: str, unit: Span) -> Span | None:
    """Behind a bare comma a unit may open the next item: `..., Puskesmas Y dengan inovasi ...`."""
    bare = link.strip(" )]”\"'’»") == ","
    if bare and re.match(r"[^,.;]{0,80}?\b(?:dengan|melalui|lewat)\b", ctx.text[unit.end : unit.end + 100]):
        return None
    return unit


def _after(ctx: Context, rest: Span, siblings: Sequence[Claim]) -> Span | None:
    """The first unit later in the sentence, when no other claim comes before it."""
    units = ctx.units_in(rest)
    if not units or any(rest.start < claim.name.start < units[0].span.start for claim in siblings):
        return None
    return units[0].span


def _next_sentence(ctx: Context, line: Span, sentence: Span, end: int) -> Span | None:
    """`Inovasi dari UNIT ini ...`, `Digagas UNIT ...`: the sentence behind, or under a heading, speaks of the same one.

    A heading without an end mark may stand in one block with that sentence.
    """
    start = sentence.end
    if start >= line.end:
        start = next((other.span.start for other in ctx.lines_from(line.end)), line.end)
    for at in (end, start):
        match = _SAME.match(ctx.text, at)
        unit = ctx.unit_at(match.end()) if match else None
        if match and unit and unit.span.start == match.end():
            return unit.span
    return None


def _before(ctx: Context, span: Span) -> Span | None:
    """The last unit named in the span; of units in a row (*Puskesmas X Kecamatan Y*) the first."""
    units = ctx.units_in(span)
    if not units:
        return None
    chosen = units[-1]
    for earlier in reversed(units[:-1]):
        if not _CLOSE.fullmatch(ctx.text[earlier.span.end : chosen.span.start]):
            break
        chosen = earlier
    return chosen.span
