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
    text = ctx.text
    last = start
    previous_end = start
    acronym = True
    words = 0
    joined = False
    for word in WORD.finditer(text, start, end):
        gap = text[previous_end : word.start()]
        if words and (_STOP.search(gap) or words >= LONGEST):
            break
        folded = word.group().casefold()
        unit = ctx.unit_at(word.start())
        if words and unit is not None and unit.span.start == word.start() and _is_owner(unit.value.type, gap, joined):
            break
        if words and _is_region_start(ctx, word.start()):
            break
        if words and _LINK.fullmatch(folded):
            break
        if not _is_capital(word.group()) and not small:
            joins = folded in lists().joining
            if not joins or (acronym and words):
                break
        elif small and words and folded in lists().stops and folded not in lists().joining:
            break
        else:
            last = word.end()
            acronym = acronym and word.group().isupper()
        joined = folded in lists().joining
        words += 1
        previous_end = word.end()
        if small and words > 7:
            return None
    name = _without_tail(text, Span(start, last))
    return name if name.end > name.start else None


def _is_owner(unit_type: str, gap: str, joined: bool) -> bool:
    """Whether a unit behind a name owns it; a village-like word right behind one is a part of it (*Peka Desa Bergulir*)."""
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
