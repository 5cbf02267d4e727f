"""Acronyms that a text explains, in either order; the names of its innovations are not among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from extract.fields.innovation_context import Context, Cover, context, lists, name_key
from extract.fields.innovation_pairs import believable, evidence
from extract.fields.innovation_words import one_of
from extract.found import found
from extract.pair_cues import WORD
from extract.pairs import Pair
from models.document import Span
from models.finding import Acronym, Finding

_SPELLED = 0.6
"""Least share of a short form's letters that its long form holds: a brand may add words of its own, an acronym not."""
_SIDES = ("names.line", "names.cells")
_GLOSSARY = re.compile(rf"\b{one_of('glossary')}", re.IGNORECASE)


def find_acronyms(doc: Doc) -> Iterator[Finding[Acronym]]:
    """Yield each short form with its long form once, where the text first explains it; span is that of both.

    Needs the field innovations, whose names it leaves out. A word for an office (*Wako*) or a blend of a common noun
    (*Bimtek* for *bimbingan teknis*) is vocabulary and not an acronym of this text.
    """
    ctx = context(doc)
    innovations = [item.value for item in found(doc, "innovations")]
    names = {name_key(item.name.value) for item in innovations}
    places = Cover([span for item in innovations for span in (item.name.span, *item.mentions)])
    seen: set[tuple[str, str]] = set()
    for pair in sorted(ctx.pairs, key=lambda pair: min(pair.short, pair.long)):
        key = (name_key(ctx.quote(pair.short)), name_key(ctx.quote(pair.long)))
        if key in seen or key[0] in names or places.touches(pair.short):
            continue
        if not _is_acronym(ctx, pair):
            continue
        seen.add(key)
        short, long = (" ".join(ctx.quote(span).split()) for span in (pair.short, pair.long))
        span = Span(min(pair.short.start, pair.long.start), max(pair.short.end, pair.long.end))
        rule = "acronyms." + pair.rule.removeprefix("names.")
        yield Finding(Acronym(short, long, pair.letters), span, rule, round(pair.probability, 3))


def _in_glossary(ctx: Context, pair: Pair) -> bool:
    """Two sides of a line or two cells explain each other only in a list of abbreviations."""
    start = min(pair.short.start, pair.long.start)
    near = [p for p in ctx.pairs_in(Span(max(0, start - 400), start + 400)) if p.rule == pair.rule]
    return _GLOSSARY.search(ctx.text, max(0, start - 1500), start) is not None or len(near) >= 4


def _is_short_form(short: str) -> bool:
    return any(char.isupper() for char in short) and len(short) <= 40 and len(short.split()) <= 3


def _spells(pair: Pair, short: str) -> bool:
    """False where the long form lacks too many of the letters; a pair that only its words tell has no letter map."""
    return not pair.letters or len(pair.letters) >= _SPELLED * sum(char.isalnum() for char in short)


def _is_acronym(ctx: Context, pair: Pair) -> bool:
    short, long = ctx.quote(pair.short), ctx.quote(pair.long)
    if pair.rule.startswith(_SIDES) and not _in_glossary(ctx, pair):
        return False
    if not believable(pair, cued=False) or name_key(short) in lists().roles or len(WORD.findall(long)) < 2:
        return False
    if not _is_short_form(short) or not _spells(pair, short):
        return False
    unit = ctx.unit_at(pair.long.start)
    if unit is not None and (unit.span.start < pair.long.start or (len(short.split()) > 1 and not short.isupper())):
        return False
    line = ctx.line_at(pair.short.start)
    if evidence(ctx, line, pair) > 0:  # an innovation that is not this document's own
        return False
    content = [word for word in WORD.findall(long) if word.casefold() not in lists().joining]
    proper = all(not word[0].islower() for word in content)
    capitals = sum(char.isupper() for char in short)
    return proper or (capitals >= 2 and capitals >= 0.6 * len(re.sub(r"\W", "", short)))
