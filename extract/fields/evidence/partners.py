"""Who takes part: kinds of actor of the penta-helix, and the agencies of the network."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.fields.evidence.context import (
    Context,
    Fact,
    Facts,
    cue,
    cues,
    each,
    fact,
    matches,
    numbers,
    sentence,
    units,
)
from extract.fields.evidence.quantities import quantity
from extract.fields.evidence.zones import appointing
from extract.found import found
from extract.lexicon import lexicon
from models.document import Span
from models.finding import Evidence

_DECREES = ("sk_kepala_daerah", "sk_kepala_pd", "sk_kepala_pd_an_kepala_daerah")
_LONGEST_ANSWER = 1500
_MOST_AGENCIES = 60
_ISSUER = re.compile(r"(?i)\bkeputusan\s+(?:kepala\s+)?\Z")


def aktor(context: Context) -> Facts:
    """One fact for each kind of actor that a decree, an agreement or an invitation names beside the government's own.

    A document with one kind only says nothing of joint work and yields nothing.
    """
    if context.is_a(*_DECREES, "pks_mou", "undangan"):
        whole = context.is_a("pks_mou", "undangan")
        zones: Sequence[Span] = (
            [line.span for line in context.lines] if whole else appointing(context.text, context.lines)
        )
        kinds = _kinds(context, zones)
        if len(kinds) >= (3 if context.is_a("undangan") else 2):
            for kind, span in kinds.items():
                yield _actor(context, kind, span, "aktor-document/1", 0.85 if len(kinds) > 2 else 0.8)
    elif context.claim:
        yield from _claimed_actors(context)


def _kinds(context: Context, zones: Sequence[Span]) -> Mapping[str, Span]:
    found_: dict[str, Span] = {}
    for kind, pattern in cues("aktor", "kinds").items():
        for zone in zones:
            match = pattern.search(context.text, zone.start, zone.end)
            if match and not (kind == "media" and cue("aktor", "not_media").search(context.text, zone.start, zone.end)):
                found_[kind] = Span(*match.span())
                break
    return found_


def _actor(context: Context, kind: str, span: Span, rule: str, confidence: float) -> Fact:
    evidence = Evidence("aktor", context.type, value=1.0, unit="unsur_aktor", years=context.years, item=kind)
    return fact(context, evidence, span, rule, confidence)


def _claimed_actors(context: Context) -> Facts:
    for pair in context.answers("i_aktor"):
        said = quantity(context, pair.value_span, units("aktor"))
        if said and 1 <= said.low <= 20:
            evidence = Evidence("aktor", context.type, value=said.low, unit="unsur_aktor")
            yield fact(context, evidence, said.span, "aktor-answer/2", 0.88)
        span = Span(pair.value_span.start, min(pair.value_span.end, pair.value_span.start + _LONGEST_ANSWER))
        for kind, place in _kinds(context, [span]).items():
            yield _actor(context, kind, place, "aktor-answer/1", 0.88)
    seen: dict[str, Span] = {}
    zones = [Span(*m.span()) for m in matches(context, cue("aktor", "joint"))]
    sentences = {sentence(context.text, zone.start, zone.end) for zone in zones[:200]}
    for place in sorted(sentences):
        kinds = _kinds(context, [place])
        if len(kinds) >= 2:
            for kind, span in kinds.items():
                seen.setdefault(kind, span)
    for kind, span in seen.items():
        yield _actor(context, kind, span, "aktor-sentence/1", 0.82)


def jejaring(context: Context) -> Facts:
    """One fact for each agency that a decree or letter lists behind its order; two at least, copies not counted."""
    if context.is_a(*_DECREES, "surat_tugas"):
        title = context.role.span.end if context.role.span else 0
        zones = [zone for zone in appointing(context.text, context.lines) if zone.start >= title]
        agencies = _agencies(context, zones)
        if len(agencies) >= 2:
            for name, span in agencies.items():
                yield _agency(context, name, span, "jejaring-document/1", 0.86)
    elif context.claim:
        yield from _claimed_network(context)


def _agencies(context: Context, zones: Sequence[Span]) -> dict[str, Span]:
    """Agencies of the region by name, within these spans (ascending)."""
    types = set(lexicon("evidence")["jejaring"]["types"])
    listed: dict[str, Span] = {}
    index = 0
    for unit in found(context.doc, "units"):
        while index < len(zones) and zones[index].end <= unit.span.start:
            index += 1
        inside = index < len(zones) and zones[index].contains(unit.span) and unit.value.type in types
        if inside and not _ISSUER.search(context.text, max(0, unit.span.start - 40), unit.span.start):
            listed.setdefault((unit.value.canonical or unit.value.name).casefold(), unit.span)
    return listed


def _agency(context: Context, name: str, span: Span, rule: str, confidence: float) -> Fact:
    evidence = Evidence("jejaring", context.type, value=1.0, unit="perangkat_daerah", years=context.years, item=name)
    return fact(context, evidence, span, rule, confidence)


def _claimed_network(context: Context) -> Facts:
    answers = context.answers("i_jejaring")
    for pair in answers:
        said = quantity(context, pair.value_span, units("jejaring"))
        if said and 1 <= said.low <= _MOST_AGENCIES:
            evidence = Evidence("jejaring", context.type, value=said.low, unit="perangkat_daerah")
            yield fact(context, evidence, said.span, "jejaring-answer/2", 0.9)
        for name, span in _agencies(context, [pair.value_span]).items():
            yield _agency(context, name, span, "jejaring-answer/1", 0.85)
    if not context.chosen("i_jejaring"):
        yield from _network_in_prose(context)


def _network_in_prose(context: Context) -> Facts:
    """The first sentence on joint work that counts its agencies or names two at least."""
    for match in matches(context, cue("jejaring", "joint")):
        around = sentence(context.text, match.start(), match.end())
        stated = next(numbers(context, each("jejaring", "count"), around), None)
        if stated is not None and 2 <= stated.value <= _MOST_AGENCIES:
            evidence = Evidence("jejaring", context.type, value=stated.value, unit="perangkat_daerah")
            yield fact(context, evidence, stated.span, "jejaring-sentence/1", 0.82)
            return
        agencies = _agencies(context, [around])
        if len(agencies) >= 2:
            for name, span in agencies.items():
                yield _agency(context, name, span, "jejaring-sentence/1", 0.8)
            return
