"""From claims to innovations: one a name, the best-evidenced reading of each part, every other place as a mention."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from extract.align import fit
from extract.fields.innovation_context import Claim, Context, name_key
from extract.fields.innovation_words import one_of
from extract.phrases import Phrases
from models.document import Span
from models.finding import Finding, Innovation

_STRENGTH = (
    "label",
    "table",
    "card",
    "bracket",
    "cue-after",
    "title",
    "list",
    "apposition",
    "line",
    "cells",
    "beside",
    "gloss",
    "cue",
)
_ORGANISER = re.compile(one_of("organisers"), re.IGNORECASE)


def merge(ctx: Context, claims: Iterable[Claim]) -> Iterator[Innovation]:
    """Innovations in the order their names first stand in the text."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        key = name_key(ctx.quote(claim.name))
        if key:
            groups[key].append(claim)
    rivals = _Rivals(groups)
    kept = {key: members for key, members in groups.items() if not rivals.shadows(key)}
    places = _mentions(ctx, kept)
    if len(kept) == 1:
        kept = {key: _with_unit_of_document(ctx, members) for key, members in kept.items()}
    made = [_innovation(ctx, members, places.get(key, [])) for key, members in kept.items()]
    yield from sorted(made, key=lambda innovation: innovation.name.span.start)


def _with_unit_of_document(ctx: Context, members: list[Claim]) -> list[Claim]:
    """A text about one innovation that no sentence ties to a unit: the unit it names most, the first of equals.

    An agency that runs the competition is only taken when nobody else is named.
    """
    if any(claim.unit for claim in members):
        return members
    counts: dict[str, list[Span]] = defaultdict(list)
    taken = [claim.expansion or claim.name for claim in members]
    for unit in ctx.units:
        if any(unit.span.overlaps(span) for span in taken):
            continue
        counts[unit.value.canonical or unit.value.name].append(unit.span)
    if not counts:
        return members
    ranked = sorted(counts.values(), key=lambda spans: (_ORGANISER.match(ctx.quote(spans[0])) is not None, -len(spans)))
    return [replace(claim, unit=ranked[0][0]) for claim in members]


def strength(claim: Claim) -> int:
    """Smaller is stronger: a label before a table, an explained name before a bare one."""
    name = claim.rule.split(".")[1].split("/")[0]
    return next((i for i, prefix in enumerate(_STRENGTH) if name.startswith(prefix)), len(_STRENGTH))


class _Rivals:
    """The names of a document by how they begin, so that a longer or shorter writing of one is found at once."""

    def __init__(self, groups: Mapping[str, list[Claim]]) -> None:
        self._groups = groups
        self._keys = sorted(groups)

    def shadows(self, key: str) -> bool:
        """Whether a bare cue's name is a part of a better-evidenced one, or runs on behind it."""
        members = self._groups[key]
        if any(claim.expansion or strength(claim) <= 1 for claim in members):
            return False
        weakest = min(strength(claim) for claim in members)
        return any(
            any(rival.expansion or strength(rival) < weakest for rival in self._groups[other])
            or len(self._groups[other]) > len(members)
            for other in self._relatives(key)
        )

    def _relatives(self, key: str) -> Iterator[str]:
        yield from (key[:end] for end in range(3, len(key)) if key[:end] in self._groups)
        for other in self._keys[bisect_right(self._keys, key) :]:
            if not other.startswith(key):
                return
            yield other


def _innovation(ctx: Context, members: list[Claim], places: list[Span]) -> Innovation:
    ranked = sorted(members, key=lambda claim: (strength(claim), claim.name.start))
    best = ranked[0]
    long = _best_long(ctx, ranked)
    unit = next((claim for claim in ranked if claim.unit), None)
    region = next((claim for claim in ranked if claim.region), None)
    inside = [claim.name for claim in members if claim.name != best.name]
    others = sorted({span for span in [*places, *inside] if not span.overlaps(best.name)})
    return Innovation(
        name=_text(ctx, best.name, best.rule, best.confidence),
        expansion=_text(ctx, long.expansion, long.rule, long.confidence) if long and long.expansion else None,
        unit=_text(ctx, unit.unit, unit.rule, 0.9) if unit and unit.unit else None,
        region=_text(ctx, region.region, region.rule, 0.9) if region and region.region else None,
        year=_year(ctx, next((claim.year for claim in ranked if claim.year), None)),
        alignment=_letters(ctx, best, long),
        mentions=tuple(others),
        rivals=_rivals(ctx, long, ranked),
    )


def _rivals(ctx: Context, long: Claim | None, ranked: list[Claim]) -> dict[str, tuple[Finding[str], ...]]:
    """Long forms that say something else than the one chosen, each once; a shorter printing of it is none."""
    seen = [] if long is None or long.expansion is None else [name_key(ctx.quote(long.expansion))]
    others: list[Finding[str]] = []
    for claim in ranked if seen else ():
        key = name_key(ctx.quote(claim.expansion)) if claim.expansion else ""
        if claim.expansion and not any(key in known or known in key for known in seen):
            seen.append(key)
            others.append(_text(ctx, claim.expansion, claim.rule, claim.confidence))
    return {"expansion": tuple(others)} if others else {}


def _best_long(ctx: Context, ranked: list[Claim]) -> Claim | None:
    """The long form printed most often; then the strongest claim's."""
    explained = [claim for claim in ranked if claim.expansion]
    keys = [name_key(ctx.quote(claim.expansion or claim.name)) for claim in explained]
    votes = Counter(keys)
    best = max(range(len(explained)), key=lambda index: votes[keys[index]], default=None)
    return None if best is None else explained[best]


def _year(ctx: Context, span: Span | None) -> Finding[int] | None:
    return None if span is None else Finding(int(ctx.quote(span)), span, "innovations.year/1", 0.95)


def _letters(ctx: Context, best: Claim, long: Claim | None) -> tuple[tuple[str, int], ...]:
    if long is None or long.expansion is None:
        return ()
    return fit(" ".join(ctx.quote(best.name).split()), " ".join(ctx.quote(long.expansion).split())).letters


def _text(ctx: Context, span: Span, rule: str, confidence: float) -> Finding[str]:
    printed = ctx.quote(span)
    value = " ".join(printed.split())
    return Finding(value, span, rule, round(confidence, 3), "exact" if value == printed else "normalised")


def _mentions(ctx: Context, groups: Mapping[str, list[Claim]]) -> dict[str, list[Span]]:
    """Every place where a name stands as whole words; the longest name wins where two start alike."""
    names = {ctx.quote(claim.name): key for key, members in groups.items() for claim in members}
    found: dict[str, list[Span]] = defaultdict(list)
    for hit in Phrases(names).find(ctx.text):
        found[hit.value].append(hit.span)
    return found
