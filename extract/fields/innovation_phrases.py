"""A phrase that a cue makes a name, and the bracket behind it: long form, name of a long form, unit, or nothing."""

from __future__ import annotations

import re

from extract.brackets import Bracket, brackets, quotations
from extract.fields.innovation_context import Claim, Context, is_known
from extract.fields.innovation_names import acceptable, name_from
from extract.fields.innovation_pairs import believable, claim_of_pair, may_be_innovation
from extract.pair_cues import WORD
from extract.pairs import Pair
from models.document import Span

_KIND = re.compile(r"(Aplikasi|Inovasi|Program|Website|Portal)\s+(?=[A-Z“\"‘'0-9]|[a-z]{1,2}-?[A-Z])")
_BESIDE = re.compile(r"[”\"'’»]?,?\s+(?:atau|alias|yakni|yaitu)\s+(?=[“\"‘']?[A-Z0-9])|[”\"'’»]?\s*(?:=>?|→)\s*")
CLOSING = "”\"'’»"


def explained_at(ctx: Context, start: int, stop: int) -> Claim | None:
    """The explained pair that starts here, when its letters carry it and it is of no organisation."""
    for pair in ctx.pairs_in(Span(start, min(stop, start + 420))):
        first = min(pair.short, pair.long)
        far = first.start - start > 2
        if far and not (pair.short is not first and _only_small_words(ctx, start, first.start)):
            continue
        if not believable(pair, cued=True) or not may_be_innovation(ctx, pair):
            return None
        return claim_of_pair(pair, 0.97)
    return None


def _only_small_words(ctx: Context, start: int, end: int) -> bool:
    between = ctx.text[start:end]
    return end - start < 30 and between.islower() and not any(char in ",.;:()" for char in between)


def bracket_behind(ctx: Context, end: int, stop: int) -> Bracket | None:
    """The bracket that opens right here, at most a closing quotation mark and a blank away."""
    while end < stop and ctx.text[end] in CLOSING + " ":
        end += 1
    if ctx.text[end : end + 1] not in {"(", "["}:
        return None
    return next((b for b in brackets(ctx.text, end, min(stop, end + 330)) if b.outer.start == end), None)


def bracketed(ctx: Context, phrase: Span, bracket: Bracket, rule: str) -> Claim | None:
    """The claim of a phrase and its bracket; the phrase's start is certain, because a cue stands before it."""
    phrase = _without_kind(ctx, phrase)
    claim = _by_letters(ctx, phrase, bracket)
    if claim is not None or not acceptable(ctx, phrase):
        return claim
    unit = ctx.unit_at(bracket.inner.start)
    if unit is not None and unit.span.start == bracket.inner.start and is_whole(ctx, unit.span, bracket.inner):
        return Claim(phrase, rule, 0.9, unit=unit.span)
    return _gloss(ctx, phrase, bracket) or Claim(phrase, rule, 0.85)


def is_whole(ctx: Context, unit: Span, inner: Span) -> bool:
    """Whether a bracket holds the unit and at most its region: *(Badan Kredit Kecamatan)* is no unit *Badan Kredit*."""
    region = ctx.region_at(min(unit.end + 1, inner.end - 1))
    return inner.end - (region.span.end if region else unit.end) <= 2


def _gloss(ctx: Context, phrase: Span, bracket: Bracket) -> Claim | None:
    """A bracket that the letters do not settle: the name of the phrase by its looks, or a gloss on it."""
    inner = _unquoted(ctx, bracket.inner)
    if bracket.kind not in {"text", "place"} or ctx.region_at(inner.start) is not None:
        return None
    if _is_short_of(ctx, inner, phrase):
        return Claim(inner, "innovations.gloss-after/1", 0.8, expansion=phrase)
    printed = ctx.quote(inner)
    if ":" in printed or len(WORD.findall(printed)) < 2 or len(printed) <= len(ctx.quote(phrase)) / 2:
        return None
    return Claim(phrase, "innovations.gloss/1", 0.85, expansion=inner)


def _without_kind(ctx: Context, phrase: Span) -> Span:
    """*Aplikasi SIMHORE (...)* is SIMHORE; *Program Rumah Sejahtera (PRS)* stays, its letters need the first word."""
    kind = _KIND.match(ctx.text, phrase.start, phrase.end)
    if kind is None or (kind.group(1) == "Program" and not ctx.text[kind.end() : phrase.end].isupper()):
        return phrase
    return Span(kind.end(), phrase.end)


def _by_letters(ctx: Context, phrase: Span, bracket: Bracket) -> Claim | None:
    pair = pair_of(ctx, phrase.start, bracket)
    if pair is None or not believable(pair, cued=True) or not may_be_innovation(ctx, pair):
        return None
    claim = claim_of_pair(pair, 0.95)
    if pair.long.start >= bracket.inner.start:
        return Claim(phrase, claim.rule, claim.confidence, pair.long)
    return Claim(pair.short, claim.rule, claim.confidence, _wider(phrase, pair.long, bracket))


def _wider(phrase: Span, long: Span, bracket: Bracket) -> Span:
    """The long form from the phrase's certain start, when the letters would cut it short or run past it."""
    return Span(phrase.start, long.end) if long.end <= bracket.outer.start else long


def pair_of(ctx: Context, start: int, bracket: Bracket) -> Pair | None:
    """The pair that this bracket closes."""
    near = ctx.pairs_in(Span(max(0, start - 160), bracket.outer.end))
    inner = bracket.inner
    return next((pair for pair in near if inner.contains(pair.short) or inner.contains(pair.long)), None)


def _is_short_of(ctx: Context, inner: Span, phrase: Span) -> bool:
    """Whether a bracket looks like the name of the phrase in front: shorter, few words, in capitals."""
    short, long = ctx.quote(inner), ctx.quote(phrase)
    words, behind = WORD.findall(short), WORD.findall(long)
    if not words or len(words) > 4 or len(behind) < 3 or len(short) > 0.6 * len(long) or is_known(short):
        return False
    return any(word.isupper() and len(word) > 2 for word in words) and not any(word.isupper() for word in behind[:1])


def _unquoted(ctx: Context, span: Span) -> Span:
    quoted = next(quotations(ctx.text, span.start, span.end), None)
    return quoted if quoted and quoted.start - span.start <= 1 and span.end - quoted.end <= 1 else span


def glossed(ctx: Context, name: Span, stop: int, rule: str, confidence: float) -> Claim:
    """The claim of a bare name, with the words in capitals that `atau`, `alias` or `=` sets beside it."""
    match = _BESIDE.match(ctx.text, name.end, stop)
    long = name_from(ctx, match.end(), stop) if match else None
    if long is None or len(ctx.quote(long).split()) < 2 or len(ctx.quote(long)) <= len(ctx.quote(name)):
        return Claim(name, rule, confidence)
    return Claim(name, "innovations.gloss/1", min(confidence, 0.8), expansion=long)
