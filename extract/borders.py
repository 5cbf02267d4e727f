"""Where a phrase of running text may start or end, and how natural that border is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.brackets import quotations, stripped
from extract.lexicon import lexicon
from extract.pair_cues import WORD, cues
from extract.sentences import sentence_starts
from models.document import Span

SHORT_WORDS, LONG_WORDS = 8, 24
"""The most words of a name, and of what it stands for."""
_REACH = 330
_CLOSING = {"”", '"', "’", "'", "»"}
_MARKER = re.compile(r"\s*(?:[-–—•●▪◦*✓➢>]+|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s)|\(?\d{1,3}[.)]+|\(?[a-zA-Z][.)])\s*")
_HARD_STOP = re.compile(r"[;:!?|]|\s[-–—]\s|[-–—]\s|→|=>|=")
_DASH = re.compile(r"\s*[-–—]\s*")
_DAY = r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)\b"
_RIGHT_STOP = re.compile(
    rf"[;:()\[\]!?|“”\"]|\s[-–—]\s|(?:,\s+(?:pada\s+)?(?:hari\s+)?|\spada\s+(?:hari\s+)?){_DAY}|\s{_DAY}(?=\s*\(\d)"
    r"|,\s+(?:pada|yang|di|oleh)\s",
    re.IGNORECASE,
)
"""A mark, or the day, place or clause that a news sentence adds behind what a cue introduced."""


@dataclass(frozen=True, slots=True)
class Border:
    """A possible start or end of a phrase."""

    at: int
    prior: float
    """Log-odds of the border, before the letters are looked at."""
    cued: bool = False
    """A cue word stands right before it."""


@cache
def _prior() -> dict[str, Any]:
    weights: dict[str, Any] = lexicon("acronym_alignment")["borders"]
    return weights


def left_context(text: str, line: Span, end: int, before: Span | None = None) -> Span:
    """What may belong to something at `end`: back to the start of its sentence, at most to the bracket before it.

    What opens its block explains the end of the block before, when that one does not end a sentence.
    """
    if not text[line.start : end].strip():
        if before is None or text[before.start : before.end].rstrip()[-1:] in {"", ".", "!", "?", ":", ";"}:
            return Span(end, end)
        line, end = before, before.end
    floor = max(line.start, end - _REACH)
    if floor > line.start:
        floor = text.find(" ", floor, end) + 1 or end
    opened = max(text.rfind(")", floor, end), text.rfind("]", floor, end)) + 1
    span = stripped(text, max(sentence_starts(text, floor, end)[-1], opened), end)
    return Span(span.start, max(span.start, span.start + len(text[span.start : span.end].rstrip(" ,:;-–—"))))


def right_context(text: str, line: Span, start: int) -> Span:
    """What a cue may introduce: to the end of the sentence, of the quotation or to a bracket."""
    limit = min(line.end, start + _REACH)
    quoted = next(quotations(text, start, limit), None)
    if quoted and quoted.start - start <= 1:
        return quoted
    starts = sentence_starts(text, start, limit)
    end = starts[1] if len(starts) > 1 else limit
    stop = _RIGHT_STOP.search(text, start, end)
    span = stripped(text, start, stop.start() if stop else end)
    return Span(span.start, span.start + len(text[span.start : span.end].rstrip(" .,")))


def closing_quote(text: str, left: Span) -> Span | None:
    """The quotation that ends right where the left context ends."""
    if text[left.end - 1 : left.end] not in _CLOSING:
        return None
    near = quotations(text, max(left.start, left.end - 170), left.end)
    return next((span for span in near if left.end - span.end <= 2), None)


def unquoted(text: str, span: Span) -> Span:
    """The span without quotation marks around it."""
    quoted = next(quotations(text, span.start, span.end), None)
    return quoted if quoted and quoted.start - span.start <= 2 and span.end - quoted.end <= 2 else span


def ends(text: str, right: Span, most: int = LONG_WORDS) -> Iterator[Border]:
    """Where a phrase that starts with `right` may end, ascending.

    A quotation ends where its mark stands; words in capitals end where the run of capitals ends.
    """
    words = list(WORD.finditer(text, right.start, right.end))[:most]
    if words and text[right.end : right.end + 1] in _CLOSING:
        yield Border(right.end, _prior()["end_of_text"])
        return
    titled = len(words) > 1 and all(not word.group()[0].islower() for word in words[:2])
    for index, word in enumerate(words):
        if word.group().casefold() in cues().joining:
            continue
        rest = words[index + 1 : index + 4]
        final = not rest or ". " in text[word.end() : rest[0].start()]
        final = final or (titled and index > 0 and _run_ends(word, rest))
        yield Border(word.end(), _prior()["end_of_text"] if final else _end_prior(text, word, rest, titled=titled))
        if final:
            return


def _run_ends(word: re.Match[str], rest: list[re.Match[str]]) -> bool:
    """A run of capitals ends before a small word that joins nothing."""
    following = rest[0].group()
    return word.group()[0].isupper() and following[0].islower() and following.casefold() not in cues().joining


def _end_prior(text: str, word: re.Match[str], rest: list[re.Match[str]], *, titled: bool) -> float:
    following = rest[0].group()
    gap = text[word.end() : rest[0].start()]
    content = next((w.group() for w in rest if w.group().casefold() not in cues().joining), following)
    prior: float = _prior()["end_at_mark" if "," in gap or "." in gap else "end_inside"]
    if titled and word.group()[0].isupper():
        runs_on = content[0].isupper() and (following[0].isupper() or following.casefold() in cues().joining)
        return prior + float(_prior()["end_run_goes_on" if runs_on else "end_of_run"])
    return prior + (float(_prior()["end_before_stop"]) if following.casefold() in cues().stops else 0.0)


def starts(text: str, left: Span, most: int, *, name: bool) -> Iterator[Border]:
    """Where a phrase that ends with `left` may start, descending; `name`: it is a name, else a long form."""
    words = list(WORD.finditer(text, left.start, left.end))[-most:]
    small_inside = 0.0
    for index in range(len(words) - 1, -1, -1):
        word, previous = words[index], words[index - 1] if index else None
        gap = text[previous.end() : word.start()] if previous else ""
        if previous and _HARD_STOP.search(gap):
            yield Border(word.start(), _prior()["start_open"] - small_inside * _prior()["small_inside_long"], cued=True)
            if name or not _DASH.fullmatch(gap):
                return
            small_inside += 8.0  # a long form may hold a dash, but only the letters can show that
        folded = word.group().casefold()
        if name and folded in cues().innovation_words:
            return
        border = _start(text, left, previous, word, name=name)
        barred = name and folded in cues().stops
        opens = previous is None and (name or not word.group()[0].islower())  # no long form opens with a small *dan*
        if not barred and (folded not in cues().joining or border.cued or opens):
            yield Border(border.at, border.prior - small_inside * _small_price(border, name=name), border.cued)
            small_inside += float(word.group()[:1].islower())
        if name and (folded in cues().stops or "," in gap):
            return


def _small_price(border: Border, *, name: bool) -> float:
    """What a small word within a phrase costs: next to nothing in a long form, much in a name without a cue."""
    kind = "small_inside_long" if not name else "small_inside_cued" if border.cued else "small_inside_name"
    return float(_prior()[kind])


def _start(text: str, left: Span, previous: re.Match[str] | None, word: re.Match[str], *, name: bool) -> Border:
    """How natural it is that a phrase starts at this word."""
    at = word.start()
    kind = _cue_before(text[max(left.start, at - 60) : at], name=name)
    if kind is not None:
        return Border(at, _prior()[kind], cued=True)
    prior = float(_prior()[_place(text, left, previous, word, name=name)])
    if name and word.group()[0].islower() and word.end() < left.end:
        prior += _prior()["small_before_name"]  # *pula Si Loki*
    if not name and word.group().casefold() in cues().innovation_words:
        prior += _prior()["cue_word_in_long"]
    return Border(at, prior)


def _cue_before(head: str, *, name: bool) -> str | None:
    """The kind of cue at the end of what stands before a word."""
    cue = cues().innovation.search(head)
    if (cue and (cue.group()[0].islower() or cue.group()[0] == "I")) or cues().naming.search(head):
        return "cue_name" if name else "cue_long"
    kind = cues().kind.search(head)
    if kind and (kind.group()[0].islower() or (name and kind.group().strip() in cues().capital_kinds)):
        return "kind"
    return None


def _place(text: str, left: Span, previous: re.Match[str] | None, word: re.Match[str], *, name: bool) -> str:
    capital = not word.group()[:1].islower()
    if previous is None or _MARKER.fullmatch(text, left.start, word.start()):
        return "start_open"
    if "," in text[previous.end() : word.start()]:
        return "comma_capital" if capital else "comma_small"
    after_capital = not previous.group()[:1].islower()
    if not capital:
        return "small_after_capital" if after_capital else "small_after_small"
    if after_capital:
        return "inside_run_name" if name else "inside_run_long"
    joined = previous.group().casefold() in cues().joining
    if joined:
        return "inside_run_long" if _behind_capital(text, left, previous) else "capital_after_joining"
    return "capital_after_small"


def _behind_capital(text: str, left: Span, joining: re.Match[str]) -> bool:
    """Whether a joining word stands within a run of capitals (*Pelayanan Terintegrasi dengan Pengadilan*)."""
    before = WORD.findall(text, max(left.start, joining.start() - 30), joining.start())
    mark = text[joining.start() - 2 : joining.start() - 1]
    return bool(before) and not before[-1][:1].islower() and mark not in {",", ")"}
