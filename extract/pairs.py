"""Short and long forms that a text itself brings together: in brackets, by a cue word, in either order.

What a pair is of (an innovation, an agency, a competition) is not decided here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extract.align import Fit, Grid
from extract.brackets import Bracket, BracketKind, brackets, quotations, stripped
from extract.label_lines import Line
from extract.lexicon import lexicon
from extract.sentences import sentence_starts
from models.document import Span
from models.finding import Alignment

WORD = re.compile(r"[^\W_]+(?:['’.&/@+_-][^\W_]+)*\+?")
_SOFT: frozenset[BracketKind] = frozenset({"place", "number", "regulation", "credit"})
"""Kinds that a long form may look like; they are believed only against the letters."""
_SHORT_WORDS, _LONG_WORDS = 8, 24
_MARKER = re.compile(r"\s*(?:[-–—•●▪◦*✓➢>]+|\(?\d{1,3}[.)]+|\(?[a-zA-Z][.)])\s*")
_HARD_STOP = re.compile(r"[;:!?|]|\s[-–—]\s|[-–—]\s|→|=>|=")
_KINDS = frozenset({"Aplikasi", "Program", "Inovasi", "Website", "Portal"})
_CUE_WORDS = frozenset({"inovasi", "inovasinya", "terobosan"})
_CERTAIN = re.compile(r"(?i)\b(?:singkatan|akronim|kepanjangan|kependekan|disingkat|diakronimkan|kepanjangannya)\b")
_DEFINED = re.compile(
    r"\b(?:[Kk]epanjangan|[Ss]ingkatan|[Aa]kronim)(?:\s+(?:dari|nama))?\s+[“\"‘]?(?P<name>[A-Z][\w'’-]*(?: [A-Z0-9][\w'’-]*){0,5})[”\"’]?"
    r"\s+(?:adalah|ialah|yaitu|yakni|berarti)\s+"
)
_PRONOUN = re.compile(r"\s*(?:Ini|Itu|Nama\s+(?:ini|itu|tersebut))\b")
_TWO_SIDES = re.compile(
    r"\s*(?:[-–—•●▪◦*✓➢>]+\s*|\(?\d{1,3}[.)]+\s*|\(?[a-zA-Z][.)]\s*)?(?P<left>[^()\n:=→–—]{2,120}?)"
    r"(?:\s*(?::|=>?|→|–|—)\s*|\s+-\s+)(?P<right>[^()\n:=→–—]{2,220}?)[\s.;,]*"
)
_APPOSED = re.compile(
    r"(?=(?:[“\"‘](?P<quoted>[^“”\"‘’\n]{3,40})[”\"’],?\s+(?:[-–—]\s+)?"
    r"|\b(?P<capitals>[A-Z][A-Z0-9-]{3,20}(?: [A-Z0-9-]{2,20}){0,4})(?:,\s+|\s+[-–—]\s+)"
    r"|\b(?P<equal>[A-Z0-9][\w-]{0,20}(?: [A-Z0-9][\w-]{0,20}){0,4})\s*(?:=>?|→)\s*"
    r"|(?:^|(?<=[.!?]\s)|(?<=[-–—]\s)|(?<=novasi\s))(?P<titled>[A-Z][\w-]{1,20}(?: [A-Z][\w-]{1,20}){0,4})\s+[-–—]\s+)"
    r"(?P<rest>[A-Z0-9][\w-]*(?:(?: & | |/)[\w-]+){2,24}))",
    re.MULTILINE,
)
_DASH = re.compile(r"\s*[-–—]\s*")
_INSIDE_CUE = re.compile(
    r"(?i)(?:(?:atau|yang|merupakan|adalah|selanjutnya|lebih)\s+)*(?:singkatan(?:\s+dari)?|akronim(?:\s+dari)?|kepanjangan(?:\s+dari)?"
    r"|disingkat|disebut|dikenal(?:\s+dengan)?|baca|dibaca|atau|artinya|berarti)\s*:?\s+"
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
class Cues:
    """The word lists of names.yaml as matchers."""

    naming: re.Pattern[str]
    innovation: re.Pattern[str]
    kind: re.Pattern[str]
    to_long: re.Pattern[str]
    to_short: re.Pattern[str]
    joining: frozenset[str]
    stops: frozenset[str]


def alternation(phrases: list[str]) -> str:
    """The phrases as one pattern, longest first, any white space between words."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in ordered)


@cache
def cues() -> Cues:
    words = lexicon("names")
    glue = alternation(words["glue_before_cue"])
    return Cues(
        naming=re.compile(rf"\b(?:{alternation(words['naming_cues'])})[\s:]*$", re.IGNORECASE),
        innovation=re.compile(rf"\b(?:{alternation(words['innovation_words'])})[\s:]*$", re.IGNORECASE),
        kind=re.compile(rf"\b(?:{alternation(words['kind_words'])})\s*$", re.IGNORECASE),
        to_long=re.compile(
            rf"(?:,?\s+\b(?:{glue})\b){{0,4}},?\s+\b(?:{alternation(words['short_then_long'])})\b\s*:?\s*",
            re.IGNORECASE,
        ),
        to_short=re.compile(
            rf"(?:,?\s+\b(?:{glue})\b){{0,3}},?\s+\b(?:{alternation(words['long_then_short'])})\b\s*:?\s*",
            re.IGNORECASE,
        ),
        joining=frozenset(words["joining_words"]),
        stops=frozenset(words["stop_words"]),
    )


def find_pairs(text: str, lines: Sequence[Line]) -> Iterator[Pair]:
    """Every explained pair of the lines (one a block), as read; a place explained twice comes twice."""
    before: Line | None = None
    for line in lines:
        span = line.span
        neighbour = before.span if before and before.cell is None and line.cell is None else None
        for bracket in brackets(text, span.start, span.end):
            if bracket.depth == 0:
                yield from bracket_pairs(text, span, bracket, neighbour)
        yield from _cued_pairs(text, span)
        yield from _apposed(text, span)
        yield from _side_by_side(text, before, line)
        before = line


def _apposed(text: str, line: Span) -> Iterator[Pair]:
    """`NAME, Long Form in Capitals`: only a name in capitals or quotation marks, and only against the letters."""
    for match in _APPOSED.finditer(text, line.start, line.end):
        name = next(group for group in ("quoted", "capitals", "equal", "titled") if match.group(group))
        short, right = stripped(text, *match.span(name)), Span(*match.span("rest"))
        grid = Grid(text[short.start : short.end], text[right.start : right.end])
        options = [(grid.fit(end - right.start), end, prior) for end, prior in _ends(text, right)]
        if not options:
            continue
        fit, end, _ = max(options, key=lambda option: option[0].log_odds + option[2])
        long = text[right.start : end]
        bar = 0.93 if "," in text[short.end : right.start] else 0.8
        if name == "capitals" and short.start == line.start and not _titled(long):
            continue  # a dateline: `SUARA ROKAN HULU - Ratusan orang ...`
        if fit.probability >= bar and len(WORD.findall(long)) >= 3 and not _holds(long, text[short.start : short.end]):
            yield Pair(short, Span(right.start, end), fit.letters, fit.probability, "names.apposition/1")


def _titled(long: str) -> bool:
    words = [word for word in WORD.findall(long) if word.casefold() not in cues().joining]
    return sum(not word[0].islower() for word in words) >= 0.7 * len(words)


def _holds(long: str, short: str) -> bool:
    """Whether the long form just contains the short one: *TOMOHON - Pemerintah Kota Tomohon*."""
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
    left, right = _unquoted(text, left), _unquoted(text, right)
    for short, long in ((left, right), (right, left)):
        name, meaning = text[short.start : short.end], text[long.start : long.end]
        if not 2 <= len(name) <= 48 or not len(name) < len(meaning) <= 220 or len(WORD.findall(meaning)) < 2:
            continue
        fit = Grid(name, meaning).fit(len(meaning))
        if fit.probability >= 0.8 and not _holds(meaning, name):
            yield Pair(short, long, fit.letters, fit.probability, rule)
            return


def bracket_pairs(text: str, line: Span, bracket: Bracket, before: Span | None = None) -> Iterator[Pair]:
    """NAME (long form) or long form (NAME): whichever reads better, or nothing."""
    inner = _without_cue(text, bracket.inner)
    if (bracket.kind != "text" and bracket.kind not in _SOFT) or ":" in text[inner.start : inner.end]:
        return
    left = _left_context(text, line, bracket.outer.start, before)
    if left.start >= left.end or inner.start >= inner.end:
        return
    options = [option for option in (_name_first(text, left, inner), _name_last(text, left, inner)) if option]
    if not options:
        return
    best = max(options, key=lambda option: option.probability)
    if bracket.kind in _SOFT and best.probability < 0.85:
        return
    yield best


def _without_cue(text: str, inner: Span) -> Span:
    """The inside of a bracket without a leading `singkatan dari` and without quotation marks around it."""
    cue = _INSIDE_CUE.match(text, inner.start, inner.end)
    return _unquoted(text, stripped(text, cue.end() if cue else inner.start, inner.end))


def _unquoted(text: str, span: Span) -> Span:
    """The span without quotation marks around it."""
    quoted = next(quotations(text, span.start, span.end), None)
    return quoted if quoted and quoted.start - span.start <= 2 and span.end - quoted.end <= 2 else span


def _left_context(text: str, line: Span, end: int, before: Span | None) -> Span:
    """What may belong to a bracket: back to the start of its sentence, at most to the bracket before it.

    A bracket that opens its block explains the end of the block before, when that one does not end a sentence.
    """
    if not text[line.start : end].strip():
        if before is None or text[before.start : before.end].rstrip()[-1:] in {"", ".", "!", "?", ":", ";"}:
            return Span(end, end)
        line, end = before, before.end
    floor = max(line.start, end - 320)
    if floor > line.start:
        floor = text.find(" ", floor, end) + 1 or end
    starts = sentence_starts(text, floor, end)
    opened = max(text.rfind(")", floor, end), text.rfind("]", floor, end)) + 1
    span = stripped(text, max(starts[-1], opened), end)
    return Span(span.start, max(span.start, span.start + len(text[span.start : span.end].rstrip(" ,:;-–—"))))


def _name_first(text: str, left: Span, inner: Span) -> Pair | None:
    """NAME (long form): the start of the name is open."""
    long = text[inner.start : inner.end]
    if len(WORD.findall(long)) < 2 and len(long) < 10:
        return None
    quoted = _closing_quote(text, left)
    if quoted is not None:
        fit = Grid(text[quoted.start : quoted.end], long).fit(len(long))
        return Pair(quoted, inner, fit.letters, fit.probability, "names.bracket/1", cued=True)
    best: tuple[float, Span, Fit, bool] | None = None
    for start, prior, cued in _starts(text, left, _SHORT_WORDS, name=True):
        name = text[start : left.end]
        fit = Grid(name, long).fit(len(long))
        score = fit.log_odds + prior
        if best is None or score > best[0]:
            best = (score, Span(start, left.end), fit, cued)
    if best is None:
        return None
    score, span, fit, cued = best
    return Pair(span, inner, fit.letters, _blend(score, fit.probability), "names.bracket/1", cued)


def _name_last(text: str, left: Span, inner: Span) -> Pair | None:
    """long form (NAME): the start of the long form is open; one table answers for all of them."""
    name = text[inner.start : inner.end]
    if len(name) > 36 or len(WORD.findall(name)) > 6 or not any(char.isalpha() for char in name):
        return None
    quoted = _closing_quote(text, left)
    if quoted is not None:
        fit = Grid(name, text[quoted.start : quoted.end]).fit(quoted.end - quoted.start)
        return Pair(inner, quoted, fit.letters, fit.probability, "names.bracket-after/1")
    grid = Grid(name, text[left.start : left.end], reverse=True)
    best: tuple[float, int, Fit, bool] | None = None
    for start, prior, cued in _starts(text, left, _LONG_WORDS, name=False):
        if left.end - start <= 1.2 * len(name):
            continue
        fit = grid.fit(start - left.start)
        score = fit.log_odds + prior
        if best is None or score > best[0]:
            best = (score, start, fit, cued)
    if best is None:
        return None
    score, start, fit, cued = best
    letters = tuple((letter, offset - (start - left.start)) for letter, offset in fit.letters)
    return Pair(inner, Span(start, left.end), letters, _blend(score, fit.probability), "names.bracket-after/1", cued)


def _cued_pairs(text: str, line: Span) -> Iterator[Pair]:
    """NAME singkatan dari long form; long form disingkat NAME; and `atau`, which needs the letters as witness."""
    for match in cues().to_long.finditer(text, line.start, line.end):
        yield from _pair_at_cue(text, line, match, "names.cue/1", long_after=True)
    for match in _DEFINED.finditer(text, line.start, line.end):
        right = _right_context(text, line, match.end())
        pair = _name_before(text, Span(*match.span("name")), right, "names.cue/1") if right.start < right.end else None
        if pair and pair.short == Span(*match.span("name")):
            yield replace(pair, probability=max(pair.probability, 0.9))
    for match in cues().to_short.finditer(text, line.start, line.end):
        yield from _pair_at_cue(text, line, match, "names.cue-after/1", long_after=False)


def _pair_at_cue(text: str, line: Span, match: re.Match[str], rule: str, *, long_after: bool) -> Iterator[Pair]:
    left = _left_context(text, line, match.start(), None)
    right = _right_context(text, line, match.end())
    if text[left.end - 1 : left.end] in {".", "!", "?"} and left.start < left.end:
        if not _PRONOUN.match(match.group()):
            return
        left = Span(left.start, left.end - 1)  # `... menamai upayanya NAME. Ini kependekan dari ...`
    if left.start >= left.end or right.start >= right.end or text[: left.end].endswith("itulah"):
        return
    pair = _name_before(text, left, right, rule) if long_after else _name_behind(text, left, right, rule)
    if pair is None:
        return
    alias = match.group().split()[-1].casefold() == "alias" and text[left.end - 1] in "”\"’'"
    if alias or _CERTAIN.search(match.group()):  # the words settle it, whatever the letters say
        yield replace(pair, probability=max(pair.probability, 0.9))
    elif pair.probability >= 0.85:
        yield pair


def _name_before(text: str, left: Span, right: Span, rule: str) -> Pair | None:
    """NAME cue long form: the start of the name and the end of the long form are open."""
    best: tuple[float, Span, Span, Fit] | None = None
    quoted = _closing_quote(text, left)
    starts = [(quoted.start, 2.0, True)] if quoted else list(_starts(text, left, 6, name=True))
    end = quoted.end if quoted else left.end
    for start, prior, _ in starts:
        grid = Grid(text[start:end], text[right.start : right.end])
        for stop, after in _ends(text, right):
            fit = grid.fit(stop - right.start)
            score = fit.log_odds + prior + after
            if best is None or score > best[0]:
                best = (score, Span(start, end), Span(right.start, stop), fit)
    if best is None:
        return None
    score, short, long, fit = best
    return Pair(short, long, fit.letters, _blend(score, fit.probability), rule, cued=True)


def _name_behind(text: str, left: Span, right: Span, rule: str) -> Pair | None:
    """long form cue NAME: the start of the long form and the end of the name are open."""
    best: tuple[float, int, Span, Fit] | None = None
    for stop, after in _ends(text, right, most=6):
        name = text[right.start : stop]
        if after < -1.0:
            continue
        grid = Grid(name, text[left.start : left.end], reverse=True)
        for start, prior, _ in _starts(text, left, _LONG_WORDS, name=False):
            if left.end - start <= 1.2 * len(name):
                continue
            fit = grid.fit(start - left.start)
            score = fit.log_odds + prior + after
            if best is None or score > best[0]:
                best = (score, start, Span(right.start, stop), fit)
    if best is None:
        return None
    score, start, short, fit = best
    letters = tuple((letter, offset - (start - left.start)) for letter, offset in fit.letters)
    return Pair(short, Span(start, left.end), letters, _blend(score, fit.probability), rule, cued=True)


def _right_context(text: str, line: Span, start: int) -> Span:
    """What a cue may introduce: to the end of the sentence, of the quotation or to a bracket."""
    quoted = next(quotations(text, start, min(line.end, start + 330)), None)
    if quoted and quoted.start - start <= 1:
        return quoted
    starts = sentence_starts(text, start, min(line.end, start + 330))
    end = starts[1] if len(starts) > 1 else min(line.end, start + 330)
    stop = re.compile(r"[;:()\[\]!?|“”\"]|\s[-–—]\s").search(text, start, end)
    span = stripped(text, start, stop.start() if stop else end)
    return Span(span.start, len(text[: span.end].rstrip(" .,")) if span.end > span.start else span.end)


def _ends(text: str, right: Span, most: int = _LONG_WORDS) -> Iterator[tuple[int, float]]:
    """Where a phrase may end, with how natural an end it is there (log-odds).

    A quotation ends where its mark stands; words in capitals end where the run of capitals ends.
    """
    words = list(WORD.finditer(text, right.start, right.end))[:most]
    if not words:
        return
    if text[right.end : right.end + 1] in {"”", '"', "’", "'"}:
        yield right.end, 2.0
        return
    titled = len(words) > 1 and all(not word.group()[0].islower() for word in words[:2])
    for index, word in enumerate(words):
        if word.group().casefold() in cues().joining:
            continue
        rest = words[index + 1 : index + 4]
        stops = bool(rest) and (
            ". " in text[word.end() : rest[0].start()] or (titled and index > 0 and _run_ends(word.group(), rest))
        )
        yield word.end(), 2.0 if stops else _end_prior(text, word, rest, titled=titled)
        if stops:
            return


def _run_ends(word: str, rest: list[re.Match[str]]) -> bool:
    """A run of capitals ends before a small word that joins nothing."""
    following = rest[0].group()
    return word[0].isupper() and following[0].islower() and following.casefold() not in cues().joining


def _end_prior(text: str, word: re.Match[str], rest: list[re.Match[str]], *, titled: bool) -> float:
    if not rest:
        return 2.0
    following = rest[0].group()
    gap = text[word.end() : rest[0].start()]
    content = next((w.group() for w in rest if w.group().casefold() not in cues().joining), following)
    prior = 1.0 if "," in gap or "." in gap else -1.0
    if titled and word.group()[0].isupper():
        runs_on = content[0].isupper() and (following[0].isupper() or following.casefold() in cues().joining)
        return prior - 2.0 if runs_on else prior + 1.5
    return prior + (1.0 if following.casefold() in cues().stops else 0.0)


def _starts(text: str, left: Span, most: int, *, name: bool) -> Iterator[tuple[int, float, bool]]:
    """Where a phrase that ends with `left` may start: offset, how natural a start it is (log-odds), cue before it."""
    words = list(WORD.finditer(text, left.start, left.end))[-most:]
    lower_inside = 0
    for previous, word in reversed(list(pairwise([None, *words]))):
        assert word is not None
        folded = word.group().casefold()
        gap = text[previous.end() : word.start()] if previous else ""
        if previous and _HARD_STOP.search(gap):
            yield word.start(), 1.5 - lower_inside * (0.8 if name else 0.2), True
            if name or not _DASH.fullmatch(gap):
                return
            lower_inside += 8  # a long form may hold a dash, but only the letters can show that
        if folded in _CUE_WORDS and name:
            return
        prior, cued = _start_prior(text, left, previous, word, name=name)
        prior -= 2.0 if folded in _CUE_WORDS else 0.0
        barred = name and folded in cues().stops
        if not barred and (folded not in cues().joining or cued or previous is None):
            price = 0.2 if not name else 0.8 if cued else 4.0
            if name and not cued and word.group()[0].islower() and word.end() < left.end:
                prior -= 3.0  # *pula Si Loki*: a small word before capitals is not of the name
            yield word.start(), prior - lower_inside * price, cued
            if word.group()[:1].islower():
                lower_inside += 1
        if name and (folded in cues().stops or (previous and _comma(text, previous, word))):
            return


def _comma(text: str, previous: re.Match[str], word: re.Match[str]) -> bool:
    return "," in text[previous.end() : word.start()]


def _start_prior(
    text: str, left: Span, previous: re.Match[str] | None, word: re.Match[str], *, name: bool
) -> tuple[float, bool]:
    """How natural it is that a phrase starts at this word."""
    head = text[max(left.start, word.start() - 60) : word.start()]
    capital = not word.group()[:1].islower()
    cue = cues().innovation.search(head)
    if (cue and (cue.group()[0].islower() or cue.group()[:1] == "I")) or cues().naming.search(head):
        return (5.0 if name else 2.0), True
    kind = cues().kind.search(head)
    if kind and (kind.group()[0].islower() or (name and kind.group().strip() in _KINDS)):
        return 1.5, True
    if previous is None or _MARKER.fullmatch(text, left.start, word.start()):
        return 1.5, False
    if _comma(text, previous, word):
        return (0.5 if capital else 0.0), False
    before_capital = not previous.group()[:1].islower()
    joins = previous.group().casefold() in cues().joining
    if capital and joins and not before_capital:
        return (-1.6 if _behind_capital(text, left, previous) else 0.5), False
    if capital and not before_capital:
        return 1.5, False
    if capital:
        return -1.5 if name else -1.6, False
    return (-1.0 if before_capital else -0.7), False


def _behind_capital(text: str, left: Span, joining: re.Match[str]) -> bool:
    """Whether a joining word stands within a run of capitals (*Pelayanan Terintegrasi dengan Pengadilan*)."""
    before = WORD.findall(text, max(left.start, joining.start() - 30), joining.start())
    return (
        bool(before)
        and not before[-1][:1].islower()
        and text[joining.start() - 2 : joining.start() - 1] not in {",", ")"}
    )


def _closing_quote(text: str, left: Span) -> Span | None:
    """The quotation that ends right where the left context ends."""
    if text[left.end - 1 : left.end] not in {"”", '"', "’", "'", "»"}:
        return None
    for span in quotations(text, max(left.start, left.end - 170), left.end):
        if left.end - span.end <= 2:
            return span
    return None


def _blend(score: float, probability: float) -> float:
    """The borders can lower what the letters say, and raise it only a little."""
    return min(
        1 / (1 + math.exp(-max(-50.0, score))), 0.5 + probability / 2 if probability >= 0.5 else probability + 0.2
    )
