"""What the generators of innovation claims share: the text's lines and sentences, units, regions, explained pairs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import islice, pairwise

from spacy.tokens import Doc

from extract.found import found, text_of
from extract.guarded import Guarded
from extract.label_lines import Line, lines_of
from extract.lexicon import lexicon
from extract.pair_cues import alternation
from extract.pairs import Pair, find_pairs
from extract.sentences import sentence_starts
from models.document import Span
from models.finding import Alignment, Finding, Region, Unit

if not Doc.has_extension("innovation_context"):
    Doc.set_extension("innovation_context", default=None)

_INNOVATION = re.compile(r"(?i)\binovasi")
_KEY = re.compile(r"[\W_]+")
_NEXT_ITEM = re.compile(r"([^,]+), dan [^,]+")
_GENERIC_TOKEN = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Claim:
    """One place of the text that says: here is an innovation of this name."""

    name: Span
    rule: str
    confidence: float
    expansion: Span | None = None
    letters: Alignment = ()
    unit: Span | None = None
    region: Span | None = None
    year: Span | None = None


class Cover:
    """Spans, asked many times whether they touch another one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: list[Span] = []
        for span in sorted(spans):
            if self._spans and span.start < self._spans[-1].end:
                self._spans[-1] = Span(self._spans[-1].start, max(self._spans[-1].end, span.end))
            else:
                self._spans.append(span)

    def touches(self, span: Span) -> bool:
        index = bisect_left(self._spans, span.end, key=lambda other: other.start) - 1
        return index >= 0 and self._spans[index].end > span.start


@dataclass(frozen=True)
class Context:
    """A document as the generators see it; everything ascending by place."""

    text: str
    lines: tuple[Line, ...]
    units: tuple[Finding[Unit], ...]
    regions: tuple[Finding[Region], ...]
    pairs: tuple[Pair, ...]
    _sentences: dict[Span, tuple[Span, ...]] = field(default_factory=dict)

    @cached_property
    def unit_starts(self) -> list[int]:
        return [unit.span.start for unit in self.units]

    @cached_property
    def region_starts(self) -> list[int]:
        return [region.span.start for region in self.regions]

    @cached_property
    def pair_ends(self) -> list[int]:
        return [max(pair.short.end, pair.long.end) for pair in self.pairs]

    @cached_property
    def innovation_words(self) -> int:
        """How often the first pages speak of innovations."""
        return len(_INNOVATION.findall(self.text[:20000]))

    def units_in(self, span: Span) -> list[Finding[Unit]]:
        first = bisect_left(self.unit_starts, span.start)
        return [
            unit for unit in self.units[first : bisect_left(self.unit_starts, span.end)] if unit.span.end <= span.end
        ]

    def regions_in(self, span: Span) -> list[Finding[Region]]:
        first = bisect_left(self.region_starts, span.start)
        return list(self.regions[first : bisect_left(self.region_starts, span.end)])

    def unit_at(self, offset: int) -> Finding[Unit] | None:
        """The unit whose printed name holds this offset."""
        index = bisect_right(self.unit_starts, offset) - 1
        return self.units[index] if index >= 0 and offset < self.units[index].span.end else None

    def region_at(self, offset: int) -> Finding[Region] | None:
        index = bisect_right(self.region_starts, offset) - 1
        return self.regions[index] if index >= 0 and offset < self.regions[index].span.end else None

    def unit_extent(self, unit: Span, end: int) -> Span:
        """A unit that a cell, a line or an item holds alone: its printed name up to the region or unit behind it."""
        others = [u.span.start for u in self.units_in(Span(unit.end, end))]
        regions = [r.span.start for r in self.regions_in(Span(unit.end, end))]
        cut = min([end, *others, *regions])
        bracket = re.search(
            r"[()\[\]\n:;]|\.\s+[A-Z]|,?\s+(?!(?:dan|serta|dr|drg)\b)[a-z]|\s[-–—]\s|\s(?:dengan|melalui|lewat|yang|pada|untuk|dalam|dari|di)\s",
            self.text[unit.end : cut],
        )
        cut = unit.end + bracket.start() if bracket else cut
        printed = self.text[unit.start : cut].rstrip(" ,.;-–—")
        return Span(unit.start, unit.start + len(printed)) if len(printed) <= 120 else unit

    def pairs_in(self, span: Span) -> list[Pair]:
        first = bisect_left(self.pair_ends, span.start)
        return [
            pair
            for pair in self.pairs[first : bisect_right(self.pair_ends, span.end)]
            if min(pair.short.start, pair.long.start) >= span.start
        ]

    def sentences(self, line: Span) -> tuple[Span, ...]:
        """The sentences of a line."""
        if line not in self._sentences:
            starts = [*sentence_starts(self.text, line.start, line.end), line.end]
            self._sentences[line] = tuple(Span(a, b) for a, b in pairwise(starts) if a < b)
        return self._sentences[line]

    def line_at(self, offset: int) -> Span:
        """The line that holds this offset."""
        index = bisect_right(self.lines, offset, key=lambda line: line.span.start) - 1
        return self.lines[max(index, 0)].span

    def lines_from(self, offset: int) -> Iterator[Line]:
        """The lines that start at this offset or behind it."""
        first = bisect_left(self.lines, offset, key=lambda line: line.span.start)
        return islice(self.lines, first, None)

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]


def context(doc: Doc) -> Context:
    """The context of a document, made once and kept on it."""
    if doc._.innovation_context is None:
        text = text_of(doc)
        lines = lines_of(doc)
        pairs = sorted(find_pairs(text, lines), key=lambda pair: max(pair.short.end, pair.long.end))
        doc._.innovation_context = Context(text, lines, _owners(doc, text), found(doc, "regions"), tuple(pairs))
    made: Context = doc._.innovation_context
    return made


def _owners(doc: Doc, text: str) -> tuple[Finding[Unit], ...]:
    """The units of the text, and owners that the units list does not have: *Bumdes X*, *Universitas X*."""
    units = tuple(_without_next(unit) for unit in found(doc, "units"))
    taken = sorted((unit.span for unit in units), key=lambda span: span.start)
    starts = [span.start for span in taken]
    others = []
    for match in _other_owner().finditer(text):
        span = Span(*match.span())
        index = bisect_left(starts, span.end)
        if index == 0 or taken[index - 1].end <= span.start:
            others.append(Finding(Unit(match.group(), "lainnya"), span, "innovations.owner/1", 0.7))
    return tuple(sorted([*units, *others], key=lambda unit: unit.span.start))


def _without_next(unit: Finding[Unit]) -> Finding[Unit]:
    """A unit without the next item of an enumeration (*Dinas Kesehatan, dan PUSPA*)."""
    cut = _NEXT_ITEM.fullmatch(unit.value.name)
    if cut is None:
        return unit
    span = Span(unit.span.start, unit.span.start + cut.end(1))
    return replace(unit, value=replace(unit.value, name=cut.group(1), canonical=None), span=span)


@cache
def _other_owner() -> Guarded:
    heads = alternation(lexicon("names")["other_owners"])
    return Guarded(
        rf"\b(?:{heads})(?:[^\S\n]+(?!(?:Kota|Kabupaten|Kab|Provinsi|Dengan|Tahun)\b)[A-Z0-9][\w'’.-]*(?:[^\S\n]dan(?=[^\S\n][A-Z]))?){{1,5}}(?<![.])(?<!dan)"
    )


def name_key(name: str) -> str:
    """What two writings of one name share: letters and digits, case folded."""
    return _KEY.sub("", name.casefold())


@dataclass(frozen=True, slots=True)
class Lists:
    """The word sets of names.yaml."""

    generic: frozenset[str]
    known: frozenset[str]
    competitions: frozenset[str]
    roles: frozenset[str]
    joining: frozenset[str]
    stops: frozenset[str]
    competition: re.Pattern[str]
    heads: re.Pattern[str]
    government: re.Pattern[str]
    elsewhere: re.Pattern[str]
    launch: re.Pattern[str]
    typical: re.Pattern[str]


@cache
def lists() -> Lists:
    words = lexicon("names")
    return Lists(
        generic=frozenset(words["generic_words"]),
        known=frozenset(name_key(word) for word in words["known_acronyms"]),
        competitions=frozenset(name_key(word) for word in words["competition_names"]),
        roles=frozenset(name_key(word) for word in words["roles"]),
        joining=frozenset(words["joining_words"]),
        stops=frozenset(words["stop_words"]),
        competition=re.compile(rf"\b(?:{alternation(words['competition_words'])})\b", re.IGNORECASE),
        heads=re.compile(rf"(?:{alternation(words['organisation_heads'])})\b", re.IGNORECASE),
        government=re.compile(rf"(?:{alternation(words['government_heads'])})\b", re.IGNORECASE),
        elsewhere=re.compile(rf"\b(?:{alternation(words['other_region_cues'])})\b", re.IGNORECASE),
        typical=re.compile(rf"(?:{alternation(words['typical_heads'])})\b", re.IGNORECASE),
        launch=re.compile(rf"\b(?:{alternation(words['launch_words'])})\b", re.IGNORECASE),
    )


def is_generic(name: str) -> bool:
    """True when every word is one that names of innovations do not consist of alone (*Inovasi Pelayanan Publik*)."""
    tokens = _GENERIC_TOKEN.findall(name.casefold())
    return all(token in lists().generic or token.isdigit() for token in tokens)


def is_competition(text: str) -> bool:
    """True for the competition itself: its name or its long form says so."""
    return lists().competition.match(text) is not None or name_key(text) in lists().competitions


def is_known(short: str) -> bool:
    """True for an abbreviation of everyday administration, which no bracket alone makes an innovation."""
    return name_key(short) in lists().known
