"""Regions: every mention of a kota, kabupaten or provinsi, with the kind of government it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from spacy.tokens import Doc

from extract.found import text_of
from extract.guarded import Guarded
from extract.lexicon import lexicon
from extract.phrases import Hit
from extract.regions import KIND_NAMES, Kind, Place, places, readable, squashed
from models.document import Span
from models.finding import Finding, Region, Status

RULE = "regions.{}/1"
Manner = Literal["office", "plain", "bare"]
"""What stood before the name: a word for the government itself, a kind word, or neither."""

_LOOK_BACK = 48
_CONFIDENCE: dict[Manner, float] = {"office": 0.98, "plain": 0.97, "bare": 0.75}
_GLUED = Guarded(r"\bPEMERINTAH(?:DAERAH)?(KOTA|KABUPATEN|PROVINSI)([A-Z]{4,30})\b")
_UNKNOWN = Guarded(
    r"\b(?i:pemerintah[^\S\n](kota|kabupaten)|(pemkot|pemkab))[^\S\n]"
    r"((?:[A-Z][\w'’-]*)(?:[^\S\n][A-Z][a-z'’-]+){0,2})"
)
_NOT_A_NAME = frozenset(
    """kota kabupaten kab provinsi daerah pusat dan atau dr drs ir h hj setempat terpilih non bupati walikota wali
    gubernur wakil sekda sekretaris kepala camat plt plh pj dinas badan tahun akan telah juga dalam untuk yang dengan
    ini itu seluruh se semua lain lainnya masing""".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A region as one place of the text names it."""

    region: Region
    key: tuple[Kind, str]
    """Kind and the name on the list: equal for two spellings of one region."""
    span: Span
    manner: Manner
    status: Status


def find_regions(doc: Doc) -> Iterator[Finding[Region]]:
    """Yield each mention of a region, in order; a bare name only when the list or the text settles its kind.

    The span starts at the kind word (`Kab. Muara Enim`, `Walikota Pekanbaru`, `Pemkot Bengkulu`) where there is one.
    """
    for mention in mentions(text_of(doc)):
        yield Finding(
            mention.region,
            mention.span,
            RULE.format(mention.manner),
            _CONFIDENCE[mention.manner],
            mention.status,
        )


def mentions(text: str) -> list[Mention]:
    """Every region named in a text, ascending by place."""
    pairs = [
        (hit, _kind_before(text, hit.span.start))
        for hit in places().find(text)
        if _may_be_name(text, hit.span) and not _is_mistaken(text, hit)
    ]
    sure = [_with_kind(text, hit, before) for hit, before in pairs if before and before.kind in hit.value.kinds]
    known = {mention.key for mention in sure}
    bare = (_bare(text, hit, known) for hit, before in pairs if before is None)
    found = [*sure, *(mention for mention in bare if mention), *_glued(text), *_off_the_list(text)]
    return sorted(found, key=lambda mention: mention.span)


@dataclass(frozen=True, slots=True)
class _Before:
    kind: Kind
    start: int
    manner: Manner


def _may_be_name(text: str, span: Span) -> bool:
    return text[span.start].isupper() or _kind_before(text, span.start) is not None


def _is_mistaken(text: str, hit: Hit[Place]) -> bool:
    """True for `Oki` where only `OKI` abbreviates a region: a person's name, or one begins there."""
    return hit.value.form.isupper() and not text[hit.span.start : hit.span.end].isupper()


def _kind_before(text: str, offset: int) -> _Before | None:
    window = text[max(0, offset - _LOOK_BACK) : offset]
    match = _before_pattern().search(window)
    if match is None:
        return None
    kind, manner = _manners()[re.sub(r"[\s.]+", "", match["word"].casefold())]
    start = offset - len(window) + match.start()
    return None if text[max(0, start - 1) : start] == "/" else _Before(kind, start, manner)


@cache
def _before_pattern() -> re.Pattern[str]:
    phrases = sorted((word for kind in _kind_words() for word in kind[1]), key=len, reverse=True)
    spelled = "|".join(re.sub(r"\\? ", r"[^\\S\\n]+", re.escape(word)) for word in phrases)
    return re.compile(rf"\b(?P<word>{spelled})\.?[^\S\n]*(?:\([A-Za-z]{{3,8}}\))?[^\S\n]*\Z", re.IGNORECASE)


@cache
def _kind_words() -> tuple[tuple[tuple[Kind, Manner], tuple[str, ...]], ...]:
    data = lexicon("regions")["kinds"]
    return tuple(
        ((cast(Kind, kind), cast(Manner, manner)), tuple(words))
        for kind in data
        for manner, words in data[kind].items()
    )


@cache
def _manners() -> dict[str, tuple[Kind, Manner]]:
    return {re.sub(r"[\s.]+", "", word): meaning for meaning, words in _kind_words() for word in words}


def _with_kind(text: str, hit: Hit[Place], before: _Before) -> Mention:
    printed = text[hit.span.start : hit.span.end]
    name = hit.value.name if hit.value.abbreviated and before.manner == "office" else readable(printed, hit.value.form)
    region = _region(before.kind, name)
    span = Span(before.start, hit.span.end)
    status: Status = "exact" if text[span.start : span.end] == region.name else "normalised"
    return Mention(region, (before.kind, hit.value.name), span, before.manner, status)


def _bare(text: str, hit: Hit[Place], known: set[tuple[Kind, str]]) -> Mention | None:
    """A name without a kind: one kind on the list, or exactly one of its kinds named elsewhere in the text."""
    kinds = [kind for kind in sorted(hit.value.kinds) if (kind, hit.value.name) in known]
    if not kinds and not hit.value.needs_kind:
        kinds = sorted(hit.value.kinds)
    printed = text[hit.span.start : hit.span.end]
    if len(kinds) != 1 or _part_of_another_name(text, hit.span):
        return None
    name = (
        hit.value.name
        if hit.value.abbreviated or printed.casefold() == "jakarta"
        else readable(printed, hit.value.form)
    )
    return Mention(_region(kinds[0], name), (kinds[0], hit.value.name), hit.span, "bare", "inferred")


@cache
def _not_after() -> re.Pattern[str]:
    spelled = "|".join(re.escape(word) for word in lexicon("regions")["not_after"])
    return re.compile(rf"\b(?:{spelled})\.?[^\S\n]*(?:[\w.]+[^\S\n])?\Z", re.IGNORECASE)


def _part_of_another_name(text: str, span: Span) -> bool:
    return _not_after().search(text[max(0, span.start - 28) : span.start]) is not None


def _region(kind: Kind, name: str) -> Region:
    if kind == "provinsi" and name.startswith(("DKI", "Daerah")):
        return Region(f"Provinsi {name}", kind)
    return Region(f"{KIND_NAMES[kind]} {name}", kind)


def _glued(text: str) -> Iterator[Mention]:
    for match in _GLUED.finditer(text):
        name = squashed().get(match.group(2))
        if name:
            kind = cast(Kind, match.group(1).lower())
            yield Mention(_region(kind, name), (kind, name), Span(*match.span()), "office", "normalised")


def _off_the_list(text: str) -> Iterator[Mention]:
    """Regions the list does not have, such as new ones: only where the text calls them a government."""
    for match in _UNKNOWN.finditer(text):
        kind = _unknown_kind(match)
        name = match.group(3)
        first = name.split(maxsplit=1)[0].casefold().rstrip(".")
        if first in _NOT_A_NAME or places().at(text, match.start(3)):
            continue
        region = _region(kind, readable(name, name.title()))
        yield Mention(region, (kind, name.casefold()), Span(*match.span()), "office", "inferred")


def _unknown_kind(match: re.Match[str]) -> Kind:
    word = next(group for group in match.groups()[:2] if group).casefold()
    return "kota" if "kot" in word else "kabupaten"
