"""The profile of an innovation: stage, initiator, kind, form, theme, dates, budget as the form prints them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from extract.check_boxes import ticked
from extract.found import found, text_of
from extract.guarded import Guarded
from extract.labels import LabelPair, label_pairs
from extract.lexicon import lexicon
from models.document import Span
from models.finding import DateValue, Finding, ProfileEntry

Dates = tuple[Finding[DateValue], ...]

RULE = "profile.label/1"
PROSE_RULE = "profile.sentence/1"
_DATES = frozenset({"trial_date", "launch_date"})
_LONGEST = 300
_BESIDE_DATE = 25
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b(?:youtu\.be|youtube\.com|drive\.google\.com)/\S+")
_AMOUNT = re.compile(r"(?i)\brp|\d{1,3}(?:\.\d{3}){2,}|\b(?:juta|miliar|milyar)\b")
_EDGE = " \t\n.;,:"


def find_profile(doc: Doc) -> Iterator[Finding[ProfileEntry]]:
    """Yield each field of the profile that a label or a plain sentence gives, in reading order.

    Needs: the labels, and `dates` for the two date fields. A word of the vocabulary becomes its id (`normalised`);
    another answer stays as printed. An empty answer, an unticked list or a list of all options gives nothing.
    """
    fields = lexicon("profile")["fields"]
    text, told = text_of(doc), set[str]()
    dates = found(doc, "dates")
    for pair in label_pairs(doc):
        key = fields.get(pair.key) if pair.key else None
        finding = _entry(text, dates, key, pair) if key else _dated(text, dates, pair)
        if finding is not None:
            told.add(finding.value.key)
            yield finding
    yield from _from_prose(text, told)


def _entry(text: str, dates: Dates, key: str, pair: LabelPair) -> Finding[ProfileEntry] | None:
    span = _answer(text, pair.value_span)
    if span is None:
        return None
    if key in _DATES:
        return _date(dates, key, span)
    if key in lexicon("profile")["vocabulary"]:
        return _word(text, key, span)
    if key in {"year", "video"}:
        match = (_YEAR if key == "year" else _ADDRESS).search(text, span.start, span.end)
        return Finding(ProfileEntry(key, match.group()), Span(*match.span()), RULE, 0.95) if match else None
    if pair.key == "i_anggaran" and not _AMOUNT.search(text, span.start, span.end):
        return None  # the indicator of the same name is answered in years or words
    return Finding(ProfileEntry(key, _printed(text, span)), span, RULE, 0.9)


def _answer(text: str, value: Span) -> Span | None:
    """The ticked option, else the whole short answer; None when nothing was answered."""
    options = ticked(text, value)
    if options is not None:
        return Span(options[0].start, options[-1].end) if options else None
    end = min(value.end, value.start + _LONGEST)
    span = Span(value.start, value.start + len(text[value.start : end].rstrip(_EDGE)))
    printed = text[span.start : span.end].casefold()
    if not printed or printed in lexicon("profile")["empty_answers"] or not re.search(r"\w", printed):
        return None
    return span


def _word(text: str, key: str, span: Span) -> Finding[ProfileEntry] | None:
    """An id when exactly one word of the vocabulary stands there; all of them together are the form's own options."""
    printed = text[span.start : span.end]
    hits = {id_: match for id_, pattern in _vocabulary(key).items() if (match := pattern.search(printed))}
    if len(hits) == 1:
        id_ = next(iter(hits))
        return Finding(ProfileEntry(key, id_), span, RULE, 0.95, "exact" if printed == id_ else "normalised")
    if len(hits) == len(_vocabulary(key)) or ("/" in printed and len(hits) > 1):
        return None
    return Finding(ProfileEntry(key, " ".join(printed.split())), span, RULE, 0.75)


def _date(dates: Dates, key: str, span: Span) -> Finding[ProfileEntry] | None:
    """The first date inside the answer, with the parts that are printed."""
    index = bisect_left(dates, span.start, key=lambda date: date.span.start)
    if index < len(dates) and span.contains(dates[index].span):
        date = dates[index]
        return Finding(ProfileEntry(key, date.value.iso), date.span, RULE, 0.9, "normalised")
    return None


def _dated(text: str, dates: Dates, pair: LabelPair) -> Finding[ProfileEntry] | None:
    """A label of any wording (`Mulai`, `tgl terap`) whose answer is a date and hardly more."""
    key = next((key for key, pattern in _date_labels().items() if pattern.search(pair.label)), None)
    if key not in _DATES:
        return None
    finding = _date(dates, key, pair.value_span)
    beside = pair.value_span.end - pair.value_span.start - (finding.span.end - finding.span.start) if finding else 0
    return replace(finding, confidence=0.85) if finding and beside <= _BESIDE_DATE else None


@cache
def _date_labels() -> Mapping[str, re.Pattern[str]]:
    """In the order of the file: what makes a label another date's comes first."""
    return {key: re.compile(words, re.IGNORECASE) for key, words in lexicon("profile")["date_labels"].items()}


def _from_prose(text: str, told: set[str]) -> Iterator[Finding[ProfileEntry]]:
    for key, pattern in _prose().items():
        match = pattern.search(text) if key not in told else None
        if match:
            span = Span(*match.span(1))
            entry = _word(text, key, span)
            if entry is not None:
                yield Finding(entry.value, Span(*match.span()), PROSE_RULE, 0.85, "normalised")


def _printed(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


@cache
def _vocabulary(key: str) -> Mapping[str, re.Pattern[str]]:
    words = lexicon("profile")["vocabulary"][key]
    return {id_: re.compile(pattern, re.IGNORECASE) for id_, pattern in words.items()}


@cache
def _prose() -> Mapping[str, Guarded]:
    return {key: Guarded(pattern, re.IGNORECASE) for key, pattern in lexicon("profile")["prose"].items()}
