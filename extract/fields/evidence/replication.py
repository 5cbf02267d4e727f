"""Replication: the other regions that took the innovation over."""

from __future__ import annotations

import re
from bisect import bisect_left

from extract.fields.evidence.context import Context, Fact, Facts, cue, fact, hedged, matches, number, sentence, units
from extract.fields.evidence.quantities import quantity
from extract.found import found
from models.document import Span
from models.finding import Evidence, Finding, Region

_TYPES = ("pks_mou", "surat_pernyataan")
_MOST = 100
_LIST_ZONE = 300


def replikasi(context: Context) -> Facts:
    """One fact for each other region: of an agreement or letter the one that replicates, of a text all it names."""
    if context.is_a(*_TYPES):
        if any(_happened(context, topic) for topic in cue("replikasi", "topic").finditer(context.text)):
            yield from _from_document(context)
    elif context.claim:
        yield from _claims(context)


def _local(context: Context) -> list[Finding[Region]]:
    return [region for region in found(context.doc, "regions") if region.value.kind != "provinsi"]


def _from_document(context: Context) -> Facts:
    """The region that replicates: named behind `oleh`/`di`, else the one that is not the innovation's owner."""
    regions = _local(context)
    names = list(dict.fromkeys(region.value.name for region in regions))
    owner = _owner(context, regions)
    chosen = _named_replicator(context, regions, owner) or _other(regions, names, owner)
    if chosen is None:
        return
    certain = owner is not None or len(names) == 2
    evidence = Evidence(
        "replikasi", context.type, value=1.0, unit="daerah_lain", years=context.years, item=chosen.value.name
    )
    confidence = min(0.9 if certain else 0.8, context.role.confidence)
    yield fact(context, evidence, _telling(context, regions, chosen).span, "replikasi-document/1", confidence)


def _telling(context: Context, regions: list[Finding[Region]], chosen: Finding[Region]) -> Finding[Region]:
    """Where the text names this region in a sentence on the replication, rather than in a letterhead."""
    topic = cue("replikasi", "topic")
    same = [region for region in regions if region.value.name == chosen.value.name][:50]
    around = ((region, sentence(context.text, region.span.start, region.span.end)) for region in same)
    return next((region for region, words in around if topic.search(context.text, words.start, words.end)), chosen)


def _owner(context: Context, regions: list[Finding[Region]]) -> str | None:
    """The region that stands behind `inovasi ... milik`, `dari`, `asal` within the words on replication."""
    of_owner = cue("replikasi", "of_owner")
    for region in regions:
        before = context.text[max(0, region.span.start - 60) : region.span.start]
        around = sentence(context.text, region.span.start, region.span.end)
        words = context.text[around.start : around.end]
        if of_owner.search(before) and cue("replikasi", "topic").search(words):
            return region.value.name
    return None


def _named_replicator(context: Context, regions: list[Finding[Region]], owner: str | None) -> Finding[Region] | None:
    for match in cue("replikasi", "by").finditer(context.text):
        behind = next((r for r in regions if match.end() <= r.span.start <= match.end() + 80), None)
        if (
            behind is not None
            and behind.value.name != owner
            and "\n" not in context.text[match.end() : behind.span.start]
        ):
            return behind
    return None


def _other(regions: list[Finding[Region]], names: list[str], owner: str | None) -> Finding[Region] | None:
    """Of a letter the region of its letterhead, of two parties the one that is not the owner."""
    others = [region for region in regions if region.value.name != owner]
    if owner is not None:
        return others[0] if others else None
    return regions[0] if len(names) in {1, 2} and regions else None


def _claims(context: Context) -> Facts:
    answered = False
    for pair in context.answers("i_replikasi"):
        regions = [region for region in _local(context) if pair.value_span.contains(region.span)]
        for region in regions:
            answered = True
            yield _claimed_region(context, region, "replikasi-answer/1", 0.86)
        said = quantity(context, pair.value_span, units("replikasi"))
        if said and 1 <= said.low <= _MOST and not hedged(context.text, said.span.start):
            answered = True
            evidence = Evidence("replikasi", context.type, value=said.low, unit="daerah_lain")
            yield fact(context, evidence, said.span, "replikasi-answer/2", 0.86)
    if answered:
        return
    for match in matches(context, cue("replikasi", "count")):
        value_ = number(match["n"])
        if value_ and value_ <= _MOST and _happened(context, match):
            evidence = Evidence("replikasi", context.type, value=value_, unit="daerah_lain")
            yield fact(context, evidence, Span(*match.span()), "replikasi-sentence/1", 0.84)
    seen: set[str] = set()
    local = _local(context)
    for match in matches(context, cue("replikasi", "by")):
        end = min(sentence(context.text, match.start(), match.end()).end, match.end() + _LIST_ZONE)
        first = bisect_left(local, match.end(), key=lambda region: region.span.start)
        last = bisect_left(local, end, key=lambda region: region.span.start)
        for region in local[first:last]:
            if region.value.name not in seen and _happened(context, match):
                seen.add(region.value.name)
                yield _claimed_region(context, region, "replikasi-sentence/1", 0.82)


def _happened(context: Context, match: re.Match[str]) -> bool:
    """Neither planned nor offered in the sentence up to there."""
    around = sentence(context.text, match.start(), match.end())
    return cue("replikasi", "offered").search(context.text, around.start, match.end()) is None


def _claimed_region(context: Context, region: Finding[Region], rule: str, confidence: float) -> Fact:
    evidence = Evidence("replikasi", context.type, value=1.0, unit="daerah_lain", item=region.value.name)
    return fact(context, evidence, region.span, rule, confidence)
