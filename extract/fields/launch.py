"""The year an innovation went into use, where a sentence says when: never that of a contest, a plan or the paper."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from extract.found import found, text_of
from extract.guarded import Guarded
from extract.lexicon import lexicon
from extract.patterns import spaced
from extract.sentences import sentence_starts
from models.document import Span
from models.finding import DateValue, Finding, Innovation

RULE = "innovations.year-{}/1"

_BEHIND, _BEFORE, _LEAD = 90, 140, 700
_NAMED, _CALLED, _NEWS = 0.9, 0.85, 0.8


@dataclass(frozen=True, slots=True)
class _Mention:
    """A place where an innovation is named; `index` says which."""

    start: int
    index: int


@dataclass(frozen=True, slots=True)
class _Start:
    """A date on which something went into use, and the sentence that says so, up to the date."""

    date: Finding[DateValue]
    sentence: Span
    kind: str


def launch_years(doc: Doc, innovations: Sequence[Innovation]) -> dict[int, Finding[int]]:
    """The year of each innovation that a sentence dates, by its place in the sequence; the first sentence counts.

    Needs `dates`. A sentence belongs to the one innovation that it names; in a text about only one, also where it
    calls it `inovasi ini` or says no more than `Dimulai 14 Januari 2023`.
    """
    mentions = sorted(
        (
            _Mention(span.start, index)
            for index, one in enumerate(innovations)
            for span in (one.name.span, *one.mentions)
        ),
        key=lambda mention: mention.start,
    )
    text, dates, years = text_of(doc), found(doc, "dates"), dict[int, Finding[int]]()
    alone = len(innovations) == 1
    if not innovations:
        return years
    for start in (*_starts(text, dates), *(_news(text, dates, mentions) if alone else ())):
        whose = _whose(text, start, mentions, alone=alone)
        if whose is not None and whose[0] not in years:
            index, confidence = whose
            value = int(start.date.value.iso[:4])
            years[index] = Finding(value, start.date.span, RULE.format(start.kind), confidence, "inferred")
    return years


def _starts(text: str, dates: Sequence[Finding[DateValue]]) -> Iterator[_Start]:
    for date in dates:
        sentence = _sentence(text, date.span)
        before = text[sentence.start : date.span.start]
        begun = _begun(before)
        if begun is not None and not _is_else(before[:begun]) and not _words("trial").search(before[begun:]):
            yield _Start(date, sentence, "begun")
        elif _words("since").search(before) and _words("doing").match(text, date.span.end) and not _is_else(before):
            yield _Start(date, sentence, "since")
        elif _words("asked").search(text, max(0, date.span.start - _BEHIND), date.span.start):
            yield _Start(date, sentence, "asked")


def _begun(before: str) -> int | None:
    """Where the last word of beginning stands from which nothing but small words leads to the date."""
    return next(
        (
            match.start()
            for match in reversed(list(_words("begun").finditer(before)))
            if _words("between").match(before, match.end())
        ),
        None,
    )


def _is_else(before: str) -> bool:
    """Planned or tried out, or another thing's beginning: said in the clause that leads to the word of beginning."""
    clause = re.split(r"[;:,]\s|\b(?:dan|lalu|kemudian|serta|setelah)\s", before)[-1]
    return any(_words(key).search(clause) for key in ("trial", "planned", "other"))


def _news(text: str, dates: Sequence[Finding[DateValue]], mentions: Sequence[_Mention]) -> Iterator[_Start]:
    """The day of a news item whose title or first lines say that it was launched."""
    day = next((date for date in dates if date.value.granularity == "day" and date.span.start < _LEAD), None)
    for mention in mentions if day is not None else ():
        before = text[max(0, mention.start - _BEHIND) : mention.start]
        if mention.start < _LEAD and day is not None and _words("launched").search(before):
            if not _words("planned").search(before):
                yield _Start(day, Span(mention.start, mention.start + 1), "launch-news")
            return


def _whose(text: str, start: _Start, mentions: Sequence[_Mention], *, alone: bool) -> tuple[int, float] | None:
    """Which innovation a sentence dates, and how surely: the one named last before the date, else the only one."""
    first = bisect_left(mentions, start.sentence.start, key=lambda mention: mention.start)
    last = bisect_right(mentions, start.sentence.end, key=lambda mention: mention.start)
    inside = mentions[first:last]
    if inside:
        ahead = [mention for mention in inside if mention.start < start.date.span.start]
        return (ahead[-1] if ahead else inside[0]).index, _NEWS if start.kind == "launch-news" else _NAMED
    if not alone:
        return None
    before = text[start.sentence.start : start.date.span.start]
    bare = len(before.split()) <= 4
    return (0, _CALLED) if bare or start.kind == "asked" or _words("called").search(before) else None


def _sentence(text: str, span: Span) -> Span:
    """The sentence around a date, no further than its line and a window."""
    begin = max(text.rfind("\n", 0, span.start) + 1, span.start - _BEFORE)
    stop = text.find("\n", span.end, span.end + _BEFORE)
    end = stop if stop >= 0 else min(len(text), span.end + _BEFORE)
    starts = [*sentence_starts(text, begin, end), end]
    at = bisect_right(starts, span.start) - 1
    return Span(starts[at], starts[at + 1])


@cache
def _words(key: str) -> Guarded:
    return spaced(lexicon("launch")[key])
