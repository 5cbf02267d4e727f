"""Where a name that starts at a given place ends."""

from __future__ import annotations

import re

from extract.brackets import quotations
from extract.fields.innovation_context import Context, is_competition, is_generic, lists
from extract.fields.innovation_words import one_of
from extract.pair_cues import WORD
from models.document import Span

LONGEST = 14
"""Words of a printed title; a plain title may be a whole phrase."""
_MOST_SMALL_WORDS = 7
_STOP = re.compile(r"[,;:=()\[\]“”\"!?|\n]|\.(?:\s|$)|\s[-–—]|[-–—]\s|\s/\s|→")
_LINK = re.compile(rf"{one_of('owner_links')}|{one_of('gloss_links')}")
NOT_A_NAME = re.compile(rf"{one_of('never_opens_name')}\b", re.IGNORECASE)
_ABOUT = re.compile(rf"\b{one_of('about_innovation')}\s+(?:\w+\s+)?inovasi\b|\binovasi\s+daerah\b", re.IGNORECASE)
_NEVER_FIRST = re.compile(rf"{one_of('never_first_word')}\b", re.IGNORECASE)
_PART_TYPES = frozenset({"desa", "lainnya", "sekolah_dasar", "tk_paud", "bumd"})
_OPEN_QUOTE = "“\"‘'«`"


def name_from(ctx: Context, start: int, end: int, *, lower: bool = False) -> Span | None:
    """The name that starts at `start` and ends before `end`: a quotation, or words in capitals and what joins them.

    With `lower` words in small letters count too, up to the next punctuation; only for places that a cue makes certain.
    """
    text = ctx.text
    while start < end and text[start].isspace():
        start += 1
    if start >= end:
        return None
    if text[start] in _OPEN_QUOTE:
        quoted = next(quotations(text, start, min(end, start + 330)), None)
        return _before_bracket(text, quoted) if quoted and quoted.start - start <= 2 else None
    first = WORD.match(text, start)
    if first is None or first.start() >= end:
        return None
    capital = _is_capital(first.group())
    if not capital and not lower:
        return None
    return _walk(ctx, start, end, small=lower and not capital)


def _before_bracket(text: str, quoted: Span) -> Span:
    """A quotation that holds name and long form (“NAME (long form)”) is cut at its bracket."""
    opened = text.find("(", quoted.start, quoted.end)
    if opened <= quoted.start:
        return quoted
    return Span(quoted.start, quoted.start + len(text[quoted.start : opened].rstrip()))


def _walk(ctx: Context, start: int, end: int, *, small: bool) -> Span | None:
    """Word by word to the first one that no name goes over; `small`: words in small letters belong to it."""
    last = start
    before: re.Match[str] | None = None
    acronym = True
    for index, word in enumerate(WORD.finditer(ctx.text, start, end)):
        if before is not None and _ends_before(ctx, before, word, index):
            break
        capital, folded = _is_capital(word.group()), word.group().casefold()
        joins = folded in lists().joining
        if not capital and not small and (not joins or (acronym and index)):
            break
        if small and index and folded in lists().stops and not joins:
            break
        if capital or small:
            last = word.end()
            acronym = acronym and word.group().isupper()
        before = word
        if small and index >= _MOST_SMALL_WORDS:
            return None
    name = _without_tail(ctx.text, Span(start, last))
    return name if name.end > name.start else None


def _ends_before(ctx: Context, before: re.Match[str], word: re.Match[str], index: int) -> bool:
    """Whether a mark, a link word, the unit that owns the name or a region stands between two words."""
    gap = ctx.text[before.end() : word.start()]
    if index >= LONGEST or _STOP.search(gap) or _LINK.fullmatch(word.group().casefold()):
        return True
    joined = before.group().casefold() in lists().joining
    unit = ctx.unit_at(word.start())
    owned = unit is not None and unit.span.start == word.start() and _is_owner(unit.value.type, gap, joined)
    return owned or _is_region_start(ctx, word.start())


def _is_owner(unit_type: str, gap: str, joined: bool) -> bool:
    """Whether a unit behind a name owns it; a village right behind one is a part of it (*Peka Desa Bergulir*)."""
    return joined or gap != " " or unit_type not in _PART_TYPES


def _is_capital(word: str) -> bool:
    return not word[0].islower() or any(char.isupper() for char in word[1:]) or bool(re.match(r"[eims]-", word))


def _is_region_start(ctx: Context, offset: int) -> bool:
    region = ctx.region_at(offset)
    if region is None or region.span.start != offset:
        return False
    return " " in ctx.quote(region.span) and ctx.quote(region.span)[:3].casefold() in {"kab", "kot", "pro"}


def _without_tail(text: str, span: Span) -> Span:
    """Without joining words at the end."""
    words = list(WORD.finditer(text, span.start, span.end))
    while words and words[-1].group().casefold() in lists().joining | lists().stops and words[-1].group()[:1].islower():
        words.pop()
    if not words:
        return Span(span.start, span.start)
    end = words[-1].end()
    if text[end : end + 1] in {"'", "’", "+"} and end < span.end:
        end += 1
    return Span(span.start, end)


def plausible(name: str) -> bool:
    """Whether a phrase can be a name at all."""
    letters = sum(char.isalpha() for char in name)
    return letters >= 2 and len(name) <= 140 and not is_generic(name)


def acceptable(ctx: Context, name: Span) -> bool:
    """Not generic, not a unit, a region, a person's office, a law or a competition."""
    printed = ctx.quote(name)
    unit = ctx.unit_at(name.start)
    if unit is not None and unit.span.end >= name.end - 2:
        return False
    region = ctx.region_at(name.start)
    if region is not None and region.span.end >= name.end:
        return False
    if _ABOUT.search(printed) or _NEVER_FIRST.match(printed):
        return False
    return plausible(printed) and not NOT_A_NAME.match(printed) and not is_competition(printed)
