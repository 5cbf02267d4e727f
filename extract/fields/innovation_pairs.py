"""Explained pairs as claims: how far the letters carry them, and whether they are of an innovation at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extract.fields.innovation_context import Claim, Context, Cover, is_competition, is_generic, is_known, lists
from extract.fields.innovation_names import NOT_A_NAME
from extract.fields.innovation_words import one_of
from extract.pair_cues import WORD
from extract.pairs import Pair
from models.document import Span

_INNOVATION = re.compile(r"(?i)\b(?:inovasi\w*|terobosan|gebrakan)\b")
_RIGHT_BEFORE = re.compile(
    r"(?i)\b(?:inovasi(?:nya)?|terobosan)(?:\s+(?:bernama|berjudul|bertajuk|yakni|yaitu|berupa))?\s*:?\s*[“\"'‘]?$"
)
_KIND_BEFORE = re.compile(
    rf"\b(?:{one_of('kinds_before')}\s*|{one_of('naming_verbs')}\b[^.,;]{{0,25}})[“\"'‘]?$", re.IGNORECASE
)
_OWNER_BEHIND = re.compile(r"(?i)[)\]”\"'’»]*\s*,?\s*(?:dari|milik|karya|besutan|gagasan|garapan|inovasi)\s")
_IN_LIST = re.compile(r"\s*(?:[-–—•●▪◦*✓➢>]+|\(?\d{1,3}[.)]+|\(?[a-zA-Z][.)]|\d{1,3}\s)")
_THIS = re.compile(r"(?i)\binovasi\s+(?:ini|tersebut|itu)\b")
_LEGAL = re.compile(rf"\s*(?:[a-z0-9]{{1,2}}[.)]\s*)?{one_of('legal_openings')}\b", re.IGNORECASE)
_LAW = re.compile(rf"{one_of('laws')}\b", re.IGNORECASE)
_EARLIER = re.compile(r"lebih\s+(?:dulu|dahulu)", re.IGNORECASE)
_OCCURRENCES, _NEAR = 6, 6000


def claim_of_pair(pair: Pair, confidence: float) -> Claim:
    """A claim that rests on the pair; never more certain than its letters."""
    rule = "innovations." + pair.rule.removeprefix("names.")
    return Claim(pair.short, rule, min(confidence, max(pair.probability, 0.5)), pair.long, pair.letters)


def believable(pair: Pair, *, cued: bool) -> bool:
    """Whether the letters carry the pair: a short name needs more, a cue in front needs less."""
    letters = pair.short.end - pair.short.start
    bar = 0.9 if letters <= 3 else 0.8 if letters <= 5 else 0.65
    return pair.probability >= (bar - 0.25 if cued else bar)


def may_be_innovation(ctx: Context, pair: Pair) -> bool:
    """Not a competition and not an organisation: a word in front does not make *Pemerintah Kota (Pemkot)* one."""
    short, long = ctx.quote(pair.short), ctx.quote(pair.long)
    if is_competition(long) or is_competition(short) or lists().government.match(long):
        return False
    if NOT_A_NAME.match(short) or _LAW.match(long) or is_known(short):
        return False
    unit = ctx.unit_at(pair.long.start)
    inside = unit is not None and unit.span.start < pair.long.start
    return ctx.unit_at(pair.short.start) is None and not inside


def pair_claims(ctx: Context, taken: list[Span]) -> Iterator[tuple[Span, Claim]]:
    """Explained pairs that no cue word introduces, when what stands around them speaks for an innovation."""
    topic = _topic(ctx)
    covered = Cover(taken)
    for line in ctx.lines:
        for pair in ctx.pairs_in(Span(line.span.start, line.span.end)):
            if covered.touches(pair.short) or not believable(pair, cued=pair.cued):
                continue
            if evidence(ctx, line.span, pair) + topic > 0 and not is_elsewhere(ctx, pair.short):
                yield line.span, claim_of_pair(pair, 0.9)


def is_elsewhere(ctx: Context, name: Span) -> bool:
    """The sentence speaks of replication, of a visit, of who did it first: another region's innovation."""
    line = ctx.line_at(name.start)
    sentence = next((s for s in ctx.sentences(line) if s.start <= name.start < s.end), line)
    around = Span(sentence.start, min(sentence.end, name.end + 80))
    cue = lists().elsewhere.search(ctx.quote(around))
    if cue is not None and _EARLIER.fullmatch(cue.group()):  # a unit of one's own may have been first, too
        return bool(ctx.regions_in(around)) or not ctx.units_in(Span(around.start, name.start))
    return cue is not None


def _topic(ctx: Context) -> float:
    """How much the document as a whole is about innovations."""
    count = ctx.innovation_words
    headed = 0.5 if _INNOVATION.search(ctx.text[:160]) else 0.0
    return headed + (0.5 if count >= 5 else 0.0 if count >= 1 else -1.5)


def evidence(ctx: Context, line: Span, pair: Pair) -> float:
    """Log-odds that an explained pair is an innovation and not an agency, a competition, a term."""
    short, long = ctx.quote(pair.short), ctx.quote(pair.long)
    if not may_be_innovation(ctx, pair) or is_generic(short) or ctx.unit_at(pair.long.start) is not None:
        return -9.0
    in_list = _IN_LIST.match(ctx.text, line.start, line.end) is not None
    words = short.split()
    score = -1.5
    score += 1.5 if len(words) > 1 else 0.0
    score += 0.8 if in_list else 0.0
    score -= 1.5 if _initials(short, long) and len(words) == 1 else 0.0
    score -= 2.0 if long.islower() else 0.0
    score += 0.7 if not _initials(short, long) and not short.isupper() else 0.0
    score += 0.7 if lists().typical.match(long) else 0.0
    score -= 3.0 if lists().heads.match(long) and len(words) == 1 and "-" not in short else 0.0
    score -= 2.0 if _LEGAL.match(ctx.text, line.start, line.end) else 0.0
    first = min(pair.short, pair.long)
    places = _places(ctx, short, pair.short.start)
    score += 0.7 if len(places) > 1 else 0.0
    return score + max(_surroundings(ctx, span) for span in [first, *places])


def _places(ctx: Context, short: str, near: int) -> list[Span]:
    """The first places around where the short form stands as a whole word, as printed."""
    pattern = re.compile(rf"(?<!\w){re.escape(short)}(?!\w)")
    found = pattern.finditer(ctx.text, max(0, near - _NEAR), near + _NEAR)
    return [Span(*match.span()) for match in islice(found, _OCCURRENCES)]


def _surroundings(ctx: Context, place: Span) -> float:
    begin = ctx.text.rfind("\n", 0, place.start) + 1
    stop = ctx.text.find("\n", place.end)
    line = Span(begin, len(ctx.text) if stop < 0 else stop)
    sentence = next((s for s in ctx.sentences(line) if s.start <= place.start < s.end), line)
    around, before = ctx.quote(sentence), ctx.text[max(begin, place.start - 60) : place.start]
    score = 4.0 if _RIGHT_BEFORE.search(before) else 2.5 if _INNOVATION.search(around) else 0.0
    if not score and _INNOVATION.search(ctx.text, max(0, sentence.start - 300), sentence.start):
        score = 1.0
    if not score and _THIS.search(ctx.text, sentence.end, min(len(ctx.text), sentence.end + 300)):
        score = 1.2
    score += 1.5 if _KIND_BEFORE.search(before) else 0.0
    score += 1.2 if lists().launch.search(around) else 0.0
    score += 1.0 if ctx.units_in(sentence) else 0.0
    score += 1.0 if _OWNER_BEHIND.match(ctx.text, place.end, min(line.end, place.end + 40)) else 0.0
    return score


def _initials(short: str, long: str) -> bool:
    initials = "".join(word[0] for word in WORD.findall(long) if word.casefold() not in lists().joining)
    return short.casefold() == initials.casefold()
