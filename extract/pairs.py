"""Short and long forms that a text itself brings together: in brackets, by a cue word, side by side, in either order.

What a pair is of (an innovation, an agency, a competition) is not decided here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.align import Fit, Grid
from extract.borders import LONG_WORDS, SHORT_WORDS, closing_quote, ends, left_context, right_context, starts, unquoted
from extract.brackets import Bracket, BracketKind, brackets, stripped
from extract.guarded import Guarded
from extract.label_lines import Line
from extract.pair_cues import WORD, cues
from models.document import Span
from models.finding import Alignment

_SOFT: frozenset[BracketKind] = frozenset({"place", "number", "regulation", "credit", "reference"})
"""Kinds that a long form may look like; they are believed only against the letters."""
_SOFT_BAR, _WEAK_CUE_BAR, _SIDE_BAR, _COMMA_BAR, _CERTAIN = 0.85, 0.85, 0.8, 0.93, 0.9
_LONGEST_SHORT, _LONGEST_NAME = 36, 48
_DATELINE = re.compile(r"\s*[-–—]")
_PRONOUN = re.compile(
    r"\s*(?:Ini|Itu|Nama\s+(?:ini|itu|tersebut)|(?:Nama|Kepanjangan)\s+(?:lengkap|panjang)nya|Kepanjangannya|Singkatan\s+dari)\b"
)
_NEXT_SENTENCE = re.compile(r"\s+(?=(?:Inovasi|Aplikasi|Program)\s+(?:ini|tersebut|itu)\b|Di[a-z]{4,14}\s+oleh\b)")
"""What opens the sentence under a heading, where a text without blank lines joins the two."""
_TWO_SIDES = re.compile(
    r"\s*(?:[-–—•●▪◦*✓➢>]+\s*|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+|\(?\d{1,3}[.)]+\s*|\(?[a-zA-Z][.)]\s*)?(?P<left>[^()\n:=→–—]{2,120}?)"
    r"(?:\s*(?::|=>?|→|–|—)\s*|\s+-\s+)(?P<right>[^()\n:=→–—]{2,220}?)[\s.;,]*"
)
_PARTING = re.compile(r"[“\"‘=→]|[A-Z0-9-]{2},|\s[-–—]\s")
"""What any apposition has, and few lines have."""
_APPOSED = re.compile(
    r"(?=(?:[“\"‘](?P<quoted>[^“”\"‘’\n]{3,40})[”\"’],?\s+(?:[-–—]\s+)?"
    r"|\b(?P<capitals>[A-Z][A-Z0-9-]{3,20}(?: [A-Z0-9-]{2,20}){0,4})(?:,\s+|\s+[-–—]\s+)"
    r"|\b(?P<equal>[A-Z0-9][\w-]{0,20}(?: [A-Z0-9][\w-]{0,20}){0,4})\s*(?:=>?|→)\s*"
    r"|(?:^|(?<=[.!?]\s)|(?<=[-–—]\s)|(?<=novasi\s))(?P<titled>[A-Z][\w-]{1,20}(?: [A-Z][\w-]{1,20}){0,4})\s+[-–—]\s+)"
    r"(?P<rest>[A-Z0-9][\w-]*(?:(?: & | |/)[\w-]+){2,24}))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A short form and what the text says it stands for. `letters` counts from the start of the long form."""

    short: Span
    long: Span
    letters: Alignment
    probability: float
    """That the letters of the short form come from the long form, and that both borders are right."""
    rule: str
    cued: bool = False
    """A word of the text says that one explains the other, or names what is in front."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One way to cut short and long form out of a place; `base` is where the offsets of the fit count from."""

    short: Span
    long: Span
    fit: Fit
    base: int
    prior: float
    cued: bool

    @property
    def score(self) -> float:
        return self.fit.log_odds + self.prior


def find_pairs(text: str, lines: Sequence[Line]) -> Iterator[Pair]:
    """Every explained pair of the lines (one a block), as read; a place explained twice comes twice."""
    before: Line | None = None
    for line in lines:
        span = line.span
        neighbour = before.span if before and before.cell is None and line.cell is None else None
        for bracket in brackets(text, span.start, span.end):
            if bracket.depth == 0:
                yield from _at_bracket(text, span, bracket, neighbour)
        yield from _at_cues(text, span)
        yield from _apposed(text, span)
        yield from _side_by_side(text, before, line)
        before = line


# ---------------------------------------------------------------- brackets


def _at_bracket(text: str, line: Span, bracket: Bracket, before: Span | None) -> Iterator[Pair]:
    """NAME (long form) or long form (NAME): whichever reads better, or nothing."""
    cue = cues().inside.match(text, bracket.inner.start, bracket.inner.end)
    inner = unquoted(text, stripped(text, cue.end() if cue else bracket.inner.start, bracket.inner.end))
    if (bracket.kind != "text" and bracket.kind not in _SOFT) or ":" in text[inner.start : inner.end]:
        return
    dateline = _DATELINE.match(text, bracket.outer.end, line.end) is not None
    left = left_context(text, line, bracket.outer.start, None if dateline else before)
    if left.start >= left.end or inner.start >= inner.end:
        return
    options = [
        pair
        for pair in (
            _pair(_name_first(text, left, inner), "names.bracket/1"),
            _pair(_name_last(text, left, inner), "names.bracket-after/1"),
        )
        if pair is not None
    ]
    best = max(options, key=lambda pair: pair.probability, default=None)
    if best is not None and (bracket.kind not in _SOFT or best.probability >= _SOFT_BAR):
        yield best


def _name_first(text: str, left: Span, inner: Span) -> Iterator[_Candidate]:
    """NAME (long form): the start of the name is open."""
    long = text[inner.start : inner.end]
    if len(WORD.findall(long)) < 2 and len(long) < 10:
        return
    quoted = closing_quote(text, left)
    if quoted is not None:
        fit = Grid(text[quoted.start : quoted.end], long).fit(len(long))
        yield _Candidate(quoted, inner, fit, inner.start, 0.0, cued=True)
        return
    for border in starts(text, left, SHORT_WORDS, name=True):
        fit = Grid(text[border.at : left.end], long).fit(len(long))
        yield _Candidate(Span(border.at, left.end), inner, fit, inner.start, border.prior, border.cued)


def _name_last(text: str, left: Span, inner: Span) -> Iterator[_Candidate]:
    """long form (NAME): the start of the long form is open; one table answers for all of them."""
    name = text[inner.start : inner.end]
    if len(name) > _LONGEST_SHORT or len(WORD.findall(name)) > 6 or not any(char.isalpha() for char in name):
        return
    quoted = closing_quote(text, left)
    if quoted is not None:
        fit = Grid(name, text[quoted.start : quoted.end]).fit(quoted.end - quoted.start)
        yield _Candidate(inner, quoted, fit, quoted.start, 0.0, cued=False)
        return
    yield from _long_before(text, left, inner)


def _long_before(text: str, left: Span, short: Span, prior: float = 0.0) -> Iterator[_Candidate]:
    """Every long form that ends with `left` and is clearly longer than the name."""
    name = text[short.start : short.end]
    grid = Grid(name, text[left.start : left.end], reverse=True)
    for border in starts(text, left, LONG_WORDS, name=False):
        if left.end - border.at > 1.2 * len(name):
            fit = grid.fit(border.at - left.start)
            long = Span(border.at, left.end)
            yield _Candidate(short, long, fit, left.start, border.prior + prior, border.cued)


# ---------------------------------------------------------------- cue words


def _at_cues(text: str, line: Span) -> Iterator[Pair]:
    """NAME singkatan dari long form; long form disingkat NAME; and `atau`, which needs the letters as witness."""
    for match in _cues_between(text, line, cues().to_long):
        yield from _at_cue(text, line, match, long_after=True)
    for match in cues().defined.finditer(text, line.start, line.end):
        name, right = Span(*match.span("name")), right_context(text, line, match.end())
        pair = _pair(_long_behind(text, name, right), "names.cue/1")
        if pair is not None and pair.short == name:
            yield replace(pair, probability=max(pair.probability, _CERTAIN), cued=True)
    for match in _cues_between(text, line, cues().to_short):
        yield from _at_cue(text, line, match, long_after=False)


def _cues_between(text: str, line: Span, cue: Guarded) -> Iterator[re.Match[str]]:
    """Cues with something before them: they open no line, and none stands right behind another."""
    past = line.start
    for match in cue.finditer(text, line.start, line.end):
        if match.start() > past:
            yield match
            past = match.end()


def _at_cue(text: str, line: Span, match: re.Match[str], *, long_after: bool) -> Iterator[Pair]:
    left, right = _subject(text, line, match), right_context(text, line, match.end())
    if left is None or right.start >= right.end:
        return
    if long_after:
        pair = _pair(_long_behind(text, left, right), "names.cue/1")
    else:
        pair = _pair(_name_behind(text, left, right), "names.cue-after/1")
    if pair is None:
        return
    alias = match.group().split()[-1].casefold() == "alias" and text[left.end - 1] in "”\"’'"
    if alias or cues().certain.search(match.group()):  # the words settle it, whatever the letters say
        yield replace(pair, probability=max(pair.probability, _CERTAIN), cued=True)
    elif pair.probability >= _WEAK_CUE_BAR:
        yield replace(pair, cued=True)


def _subject(text: str, line: Span, match: re.Match[str]) -> Span | None:
    """What the cue speaks of: the words before it, or the sentence before when a pronoun refers to it."""
    left = left_context(text, line, match.start())
    if left.start >= left.end or text.endswith("itulah", left.start, left.end):
        return None
    if text[left.end - 1] in ".!?":
        return Span(left.start, left.end - 1) if _PRONOUN.match(match.group()) and left.end - 1 > left.start else None
    return left


def _long_behind(text: str, left: Span, right: Span) -> Iterator[_Candidate]:
    """NAME cue long form: the start of the name and the end of the long form are open."""
    quoted = closing_quote(text, left)
    if quoted is not None:
        names = [(quoted, 2.0)]
    else:
        names = [(Span(border.at, left.end), border.prior) for border in starts(text, left, 6, name=True)]
    for short, prior in names if right.start < right.end else ():
        grid = Grid(text[short.start : short.end], text[right.start : right.end])
        for border in ends(text, right):
            fit = grid.fit(border.at - right.start)
            long = Span(right.start, border.at)
            yield _Candidate(short, long, fit, right.start, prior + border.prior, cued=True)


def _name_behind(text: str, left: Span, right: Span) -> Iterator[_Candidate]:
    """long form cue NAME: the start of the long form and the end of the name are open."""
    for border in ends(text, right, most=6):
        if border.prior >= -1.0:
            yield from _long_before(text, left, Span(right.start, border.at), border.prior)


# ---------------------------------------------------------------- side by side


def _apposed(text: str, line: Span) -> Iterator[Pair]:
    """`NAME, Long Form in Capitals`: only a name in capitals or quotation marks, and only against the letters."""
    if _PARTING.search(text, line.start, line.end) is None:
        return
    for match in _APPOSED.finditer(text, line.start, line.end):
        kind = next(group for group in ("quoted", "capitals", "equal", "titled") if match.group(group))
        short, right = stripped(text, *match.span(kind)), Span(*match.span("rest"))
        pair = _pair(_long_behind(text, short, right), "names.apposition/1")
        if pair is None or pair.short != short:
            continue
        long = text[pair.long.start : pair.long.end]
        bar = _COMMA_BAR if "," in text[short.end : right.start] else _SIDE_BAR
        dateline = kind == "capitals" and short.start == line.start and not _titled(long)
        if pair.probability >= bar and len(WORD.findall(long)) >= 3 and not dateline and not _holds(text, pair):
            yield pair


def _titled(long: str) -> bool:
    words = [word for word in WORD.findall(long) if word.casefold() not in cues().joining]
    return sum(not word[0].islower() for word in words) >= 0.7 * len(words)


def _holds(text: str, pair: Pair) -> bool:
    """Whether the long form just contains the short one: *TOMOHON - Pemerintah Kota Tomohon*."""
    short, long = text[pair.short.start : pair.short.end], text[pair.long.start : pair.long.end]
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long, re.IGNORECASE) is not None


def _side_by_side(text: str, before: Line | None, line: Line) -> Iterator[Pair]:
    """Two neighbouring cells of a row, or the two sides of a dash, a colon or an arrow in a short line."""
    if line.cell is None:
        match = _TWO_SIDES.fullmatch(text, line.span.start, line.span.end)
        if match is not None:
            left, right = (stripped(text, *match.span(name)) for name in ("left", "right"))
            yield from _beside(text, left, right, "names.line/1")
    elif before and before.cell and (before.cell.table, before.cell.row) == (line.cell.table, line.cell.row):
        yield from _beside(text, before.span, line.span, "names.cells/1")


def _beside(text: str, left: Span, right: Span, rule: str) -> Iterator[Pair]:
    following = _NEXT_SENTENCE.search(text, right.start, right.end)
    right = Span(right.start, following.start()) if following else right
    left, right = unquoted(text, left), unquoted(text, right)
    for short, long in ((left, right), (right, left)):
        name, meaning = text[short.start : short.end], text[long.start : long.end]
        if not 2 <= len(name) <= _LONGEST_NAME or not len(name) < len(meaning) <= 220 or len(WORD.findall(meaning)) < 2:
            continue
        fit = Grid(name, meaning).fit(len(meaning))
        pair = Pair(short, long, fit.letters, fit.probability, rule)
        if fit.probability >= _SIDE_BAR and not _holds(text, pair):
            yield pair
            return


def _pair(candidates: Iterable[_Candidate], rule: str) -> Pair | None:
    """The best candidate as a pair; its borders can lower what the letters say, and raise it only a little."""
    best = max(candidates, key=lambda candidate: candidate.score, default=None)
    if best is None:
        return None
    letters = tuple((letter, offset + best.base - best.long.start) for letter, offset in best.fit.letters)
    by_letters = best.fit.probability
    ceiling = 0.5 + by_letters / 2 if by_letters >= 0.5 else by_letters + 0.2
    probability = min(1 / (1 + math.exp(-max(-50.0, best.score))), ceiling)
    return Pair(best.short, best.long, letters, probability, rule, best.cued)
