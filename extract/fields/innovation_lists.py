"""Innovations named as items of a list: numbered, bulleted, ranked, or short lines of one shape under one heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from extract.fields.innovation_context import Claim, Context
from extract.fields.innovation_items import MARKER, RANK, order_of, parse_item
from extract.fields.innovation_words import TOPIC, one_of
from extract.guarded import Guarded
from extract.label_lines import Line, label_key
from models.document import Span

_HEADS = re.compile(rf"\b{one_of('topic')}\b|:\s*$", re.IGNORECASE)
_BARE_TOPIC = re.compile(
    r"\binovasi\b.*(?::|berikut(?:\s+ini)?|\byakni|\byaitu)[\s.]*$|^(?:daftar\s+)?inovasi\b[^.]*$", re.IGNORECASE
)
_OTHER_TOPIC = re.compile(rf"\b{one_of('other_list_topics')}\b", re.IGNORECASE)
_INLINE = Guarded(r"(?<![\w.,/])\(?(\d{1,2})[.)]\s+(?=\S)")
_SHAPE = re.compile(
    r"[^.!?\n]{3,90}(?::|=>?|→|\s[-–—]|\.{3,}|…)\s*[^.!?\n]{3,}|[^.!?\n]{3,90}\([^()\n]{3,}\)[^.!?\n]{0,40}"
)
_LONGEST = 320


def list_claims(ctx: Context) -> Iterator[Claim]:
    """The claims of every list, ascending."""
    group: list[Line] = []
    above: list[str] = []
    for line in chain.from_iterable(_pieces(ctx, whole) for whole in ctx.lines):
        printed = ctx.quote(line.span)
        if line.cell is None and _is_item(printed):
            if group and _style(ctx.quote(group[-1].span)) != _style(printed):
                yield from _group_claims(ctx, group, above)
                above = [*above[-2:], ctx.quote(group[-1].span)]
                group = []
            group.append(line)
            continue
        yield from _group_claims(ctx, group, above)
        if group:
            above = []
        group = []
        above = [*above[-2:], printed]
    yield from _group_claims(ctx, group, above)


def _pieces(ctx: Context, line: Line) -> list[Line]:
    """The items of a list that runs on in one line (`1) ... 2) ...`), or the line itself."""
    marks: list[int] = []
    for mark in _INLINE.finditer(ctx.text, line.span.start, line.span.end):
        if int(mark.group(1)) == len(marks) + 1:
            marks.append(mark.start())
    if len(marks) < 2 or line.cell is not None:
        return [line]
    starts = [line.span.start, *marks] if marks[0] > line.span.start else marks
    ends = [*starts[1:], line.span.end]
    return [Line(_bare(ctx, Span(a, b))) for a, b in zip(starts, ends, strict=True) if ctx.text[a:b].strip()]


def _bare(ctx: Context, span: Span) -> Span:
    """Without the `;` or `dan` that joins an item to the next."""
    printed = re.sub(r"[\s;,]*(?:\b(?:dan|serta))?\s*$", "", ctx.quote(span))
    return Span(span.start, span.start + len(printed))


def _style(printed: str) -> str:
    """The shape of an item's mark: `1.` and `2.` are one list, `C.` above them is not in it."""
    mark = MARKER.match(printed)
    return re.sub(r"\d+", "1", re.sub(r"[a-zA-Z]", "a", mark.group().strip())) if mark else ""


def _is_item(printed: str) -> bool:
    if len(printed) > _LONGEST or label_key(printed.split(":", maxsplit=1)[0]) is not None:
        return False
    if MARKER.match(printed):
        return not re.match(r"\s*\d+\.\d", printed)
    ranked = RANK.match(printed)
    if ranked is not None and ranked.end() > 0:
        return len(printed) <= 160 and ". " not in printed
    if ";" in printed or printed.count("(") > 1:
        return False
    return len(printed) <= 200 and _SHAPE.fullmatch(printed.strip()) is not None


def _group_claims(ctx: Context, group: list[Line], above: list[str]) -> Iterator[Claim]:
    """Items count when heading, rank or item speak of innovations and the item names a unit or a meaning."""
    if not group:
        return
    heading = " ".join(text[-300:] for text in above[-3:])
    topic = TOPIC.search(heading) is not None and _OTHER_TOPIC.search(above[-1][-200:] if above else "") is None
    bare_topic = topic and _BARE_TOPIC.search(above[-1][-300:]) is not None
    about = ctx.innovation_words > 1
    head_unit = _unit_in(ctx, group[0].span.start, above)
    ranks = any((rank := RANK.match(ctx.quote(line.span))) and rank.end() > 0 for line in group)
    orders = Counter(order for line in group if (order := order_of(ctx, line.span)))
    order = orders.most_common(1)[0][0] if orders else None
    for line in group:
        printed = ctx.quote(line.span)
        marked = MARKER.match(printed) is not None
        if not (marked or ranks or len(group) > 1):
            continue
        claim, unit = parse_item(ctx, line.span, order)
        if claim is None:
            head_unit = unit or head_unit
            continue
        own = re.search(r"(?i)\binovasi\b", ctx.text[line.span.start : claim.name.start]) is not None
        structured = claim.unit is not None or claim.expansion is not None
        if ctx.quote(claim.name)[0].islower() and not structured:
            continue
        both = claim.unit is not None and bool(claim.letters)
        if bare_topic and marked and _is_short(ctx, claim):
            yield replace(claim, unit=claim.unit or head_unit, confidence=0.75 if not structured else claim.confidence)
        elif own or ((topic or ranks) and (structured or head_unit is not None)) or (both and about):
            yield replace(claim, unit=claim.unit or head_unit)


def _is_short(ctx: Context, claim: Claim) -> bool:
    """A name and no sentence: few words, the first in capitals or a digit."""
    printed = ctx.quote(claim.name)
    return len(printed.split()) <= 10 and not printed[0].islower()


def _unit_in(ctx: Context, start: int, above: list[str]) -> Span | None:
    """The one unit that the line right above the list names."""
    if not above:
        return None
    units = ctx.units_in(Span(max(0, start - len(above[-1]) - 2), start))
    return units[0].span if len(units) == 1 and _HEADS.search(above[-1]) else None
