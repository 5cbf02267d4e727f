"""What every reader of evidence sees of one file: its role, its zones, its answers, and how to hand on a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from spacy.tokens import Doc

from extract.check_boxes import ticked
from extract.found import found, layout
from extract.guarded import Guarded
from extract.label_lines import LabelPair, Line
from extract.label_tables import Row, table_rows
from extract.labels import label_pairs
from extract.lexicon import lexicon
from extract.numbers import parse_number, parse_words
from extract.patterns import spaced
from models.document import Span
from models.finding import Evidence, Finding, Role, Status

CLAIM = "proposal"
NONE_STATED = "tidak_ada"
_LEVELED = 120

Fact = Finding[Evidence]
Facts = Iterator[Fact]


@dataclass(frozen=True, slots=True)
class Context:
    """One file as the readers of evidence see it."""

    doc: Doc
    text: str
    role: Role
    lines: tuple[Line, ...]
    void: str | None = None
    """Why the whole document proves nothing; None when it counts."""
    year: int | None = None
    """The year of the document itself: of its number, its title or its date."""

    @property
    def claim(self) -> bool:
        """Whether what stands here is only said, not proven."""
        return self.role.kind == "proposal"

    @property
    def scanned(self) -> bool:
        """Whether OCR had a part in the text."""
        return any(block.origin == "ocr" for block in layout(self.doc).blocks)

    @property
    def type(self) -> str:
        return CLAIM if self.claim else self.role.document_type

    @property
    def years(self) -> tuple[int, ...]:
        return (self.year,) if self.year else ()

    def is_a(self, *types: str) -> bool:
        return not self.claim and self.role.document_type in types

    def answers(self, key: str) -> tuple[LabelPair, ...]:
        """The answers of a form to one label of labels.yaml, but those that only name a level (`Tingkat 2`)."""
        chosen = self.chosen(key)
        return tuple(pair for pair in chosen if self.level(pair) is None)

    def chosen(self, key: str) -> tuple[LabelPair, ...]:
        """What a form answers to one label, whatever it says; of check boxes the ticked options."""
        return tuple(
            replace(pair, value_span=span)
            for pair in label_pairs(self.doc)
            if pair.key == key
            for options in (ticked(self.text, pair.value_span),)
            for span in ((pair.value_span,) if options is None else options)
        )

    def level(self, pair: LabelPair) -> str | None:
        """The level that a short answer names: `tingkat_2`; in a long one the words speak of something else."""
        span = pair.value_span
        if span.end - span.start > _LEVELED:
            return None
        match = spaced(lexicon("evidence")["quantities"]["level"]).match(self.text, span.start, span.end)
        return f"tingkat_{match['level']}" if match else None

    def tables(self) -> tuple[tuple[Row, ...], ...]:
        return tuple(rows for _, rows in table_rows(self.text, self.lines))

    def about_innovation(self) -> bool:
        """Whether the file speaks of innovation at all, or names one."""
        return bool(found(self.doc, "innovations")) or re.search(r"(?i)\binovasi", self.text) is not None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number and the match that it was read from."""

    value: float
    match: re.Match[str]

    @property
    def span(self) -> Span:
        return Span(*self.match.span())


def fact(
    context: Context, evidence: Evidence, span: Span, rule: str, confidence: float, grounds: tuple[Span, ...] = ()
) -> Finding[Evidence]:
    """A finding of evidence; what a void document says is void, and a value differs from its words: `inferred`.

    `grounds`: the words that decide, where the span holds others too (the years of several budget pages).
    """
    if context.void is not None and not context.claim and evidence.void is None:
        evidence = replace(evidence, void=context.void)
    status: Status = "normalised" if isinstance(evidence.value, int | float) else "inferred"
    return Finding(evidence, span, f"evidence.{rule}", confidence, status, grounds)


def cue(indicator: str, key: str) -> Guarded:
    """A pattern of evidence.yaml."""
    return spaced(lexicon("evidence")[indicator][key])


def each(indicator: str, key: str) -> tuple[Guarded, ...]:
    """A list of patterns of evidence.yaml, in its order."""
    return tuple(spaced(pattern) for pattern in lexicon("evidence")[indicator][key])


def cues(indicator: str, key: str) -> dict[str, Guarded]:
    """The named patterns under one key of evidence.yaml, in its order."""
    return {name: spaced(pattern) for name, pattern in lexicon("evidence")[indicator][key].items()}


def units(key: str) -> str:
    """The pattern of the units that answers to an indicator print."""
    printed: str = lexicon("evidence")["quantities"]["units"][key]
    return printed


def number(printed: str) -> float | None:
    """A number in digits or words; None when it is none."""
    value: Decimal | int | None = parse_number(printed) if printed[:1].isdigit() else parse_words(printed)
    return None if value is None else float(value)


def sentence(text: str, start: int, end: int) -> Span:
    """The sentence around a place, at most 400 characters to each side; a full stop counts only before a blank."""
    floor, ceiling = max(0, start - 400), min(len(text), end + 400)
    left = max((match.end() for match in _STOP.finditer(text, floor, start)), default=floor)
    right = _STOP.search(text, end, ceiling)
    return Span(left, right.start() + 1 if right else ceiling)


_STOP = re.compile(r"\n|(?<!\b[Nn]o)(?<!\bKab)(?<!\b[DdIi]r)(?<!\bRp)(?<!\b[Jj]l)(?<!\bKec)(?<![Aa]\.n)[.!?](?=\s)")


def hedged(text: str, start: int) -> bool:
    """Whether the words before a place make it a plan, a wish or a denial rather than a fact."""
    before = text[max(sentence(text, start, start).start, start - 60) : start]
    return spaced(lexicon("evidence")["common"]["hedges"]).search(before) is not None


def matches(context: Context, pattern: Guarded, zone: Span | None = None) -> Iterator[re.Match[str]]:
    """Matches in the text or a zone that are neither planned nor denied."""
    start, end = (zone.start, zone.end) if zone else (0, len(context.text))
    return (match for match in pattern.finditer(context.text, start, end) if not hedged(context.text, match.start()))


def numbers(context: Context, patterns: tuple[Guarded, ...], zone: Span | None = None) -> Iterator[Numbered]:
    """Every number `n` of these patterns that is neither planned nor denied, pattern by pattern."""
    for pattern in patterns:
        for match in matches(context, pattern, zone):
            value = number(match["n"])
            if value is not None:
                yield Numbered(value, match)


def span_of(match: re.Match[str]) -> Span:
    return Span(*match.span())
