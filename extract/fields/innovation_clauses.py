"""Names that only their place beside a unit gives away: `UNIT dengan NAME`, `UNIT (NAME)`, `NAME dari UNIT`.

Such places say nothing by themselves; they count in text that speaks of innovations or of winners.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extract.brackets import brackets, quotations, stripped
from extract.fields.innovation_context import Claim, Context, is_known, lists
from extract.fields.innovation_items import parse_name
from extract.fields.innovation_names import acceptable, name_from
from extract.fields.innovation_pairs import believable, claim_of_pair, may_be_innovation
from extract.fields.innovation_phrases import CLOSING, bracket_behind, bracketed, explained_at, glossed, pair_of
from extract.fields.innovation_words import TOPIC, one_of
from extract.guarded import Guarded
from extract.label_lines import Line
from extract.lexicon import lexicon
from extract.pair_cues import WORD, alternation
from extract.pairs import Pair
from models.document import Span

RULE = "innovations.beside-unit/1"
_REGION_TAIL = re.compile(
    r"[^\S\n]*,?[^\S\n]*(?:(?:Kota|Kabupaten|Kab\.?|Kecamatan|Kec\.?|Provinsi|Prov\.?)[^\S\n]+[A-Z][\w'’-]*"
    r"(?:[^\S\n][A-Z][\w'’-]*){0,2})?"
)
_FROM = re.compile(
    rf"[)\]”\"'’»]*[^\S\n]*,?[^\S\n]*(?:yang[^\S\n]+)?{one_of('before_unit')}(?:[^\S\n]+(?:dari|milik))?[^\S\n]+$"
)
_BACK_STOP = re.compile(rf"[,;:()\[\]]|\s[-–—]\s|\b{one_of('back_stops')}\b")
_COINED = re.compile(r"\b(?:[A-Z]{4,}|[A-Za-z]{1,3}-[A-Z]\w+|[A-Z]?[a-z]+[A-Z]\w*)\b")
"""A word that only a coined name has: capitals throughout or within, or a prefix as in `E-Bangkit`."""
_OPENS = re.compile(r"[:;•]\s*$|(?:^|\s)\d{1,2}[.)]\s*$")
_QUOTE_BEHIND = re.compile(r"\s*[,:–—-]\s*[“\"‘]")
_DARI = re.compile(r"\b[Dd]ari\s$")
_ADA = re.compile(r",?\s+(?:ada|hadir|muncul|tampil|datang|lahir)\s+(?:inovasi\s+)?")
_MARKS = {",", ")", "]", "”", '"', ";"}
_AWARD = Guarded(rf"\b{one_of('awards')}\b", re.IGNORECASE)
_INNER_CUT = re.compile(r"\s*/\s*|\s+[-–—]\s+|\s*:\s+|\s*=\s*")


@cache
def _verbs() -> re.Pattern[str]:
    words = lexicon("names")
    return re.compile(
        rf"[^\S\n]*(?:\([^()\n]{{2,40}}\)[^\S\n]*)?,?[^\S\n]*(?:{one_of('appears')}[^\S\n]+){{0,6}}"
        rf"(?:(?=(?:[a-z-]+[^\S\n]+){{0,7}}?{one_of('winning')}\b)(?:[a-z-]+[^\S\n]+){{1,8}}?)?"
        rf"(?:(?:dengan|lewat|melalui|berkat)|(?:{alternation(words['showing_words'])})[^\S\n]+)[^\S\n]*"
        r"(?:(?:karya|judul|nama|inovasi|aplikasi|program)[^\S\n]+)?(?:(?:bernama|berjudul)[^\S\n]+)?"
        r"(?=[“\"‘'A-Z0-9]|[a-z]{1,2}-?[A-Z])"
    )


def clause_claims(ctx: Context) -> Iterator[Claim]:
    """Claims beside the units of every line of running text, ascending by unit."""
    about = ctx.innovation_words > 0
    topics = [
        TOPIC.search(ctx.text, line.span.start, line.span.end) is not None
        or (about and _AWARD.search(ctx.text, line.span.start, line.span.end) is not None)
        for line in ctx.lines
    ]
    for index, line in enumerate(ctx.lines):
        if line.cell is None and any(topics[max(0, index - 1) : index + 2]):
            yield from _line_claims(ctx, line)


def _line_claims(ctx: Context, line: Line) -> Iterator[Claim]:
    units = ctx.units_in(line.span)
    if not units:
        return
    bracketed = [claim for unit in units if (claim := _in_bracket(ctx, line.span, unit.span))]
    behind = [claim for unit in units if (claim := _before_unit(ctx, line.span, unit.span))]
    yield from bracketed if len(bracketed) > 1 or re.search(r"(?i)\bjuara|\bterbaik", ctx.quote(line.span)) else []
    yield from (claim for claim in behind if len(behind) > 1 or _is_sure(ctx, claim))
    yield from (claim for unit in units if (claim := _quoted_beside(ctx, line.span, unit.span)))
    for unit in units:
        claim = _after_verb(ctx, line.span, unit.span)
        if claim is not None:
            yield claim


def _is_sure(ctx: Context, claim: Claim) -> bool:
    """Explained, quoted, or tied to its unit by the word itself (*NAME, inovasi UNIT*)."""
    between = ctx.text[claim.name.end : claim.unit.start] if claim.unit else ""
    if ("inovasi" in between and len(between) < 30) or _COINED.search(ctx.quote(claim.name)):
        return True
    return claim.expansion is not None or ctx.text[claim.name.start - 1 : claim.name.start] in {"“", '"', "‘", "'"}


def _quoted_beside(ctx: Context, line: Span, unit: Span) -> Claim | None:
    """`Category: UNIT, "NAME"`: a unit that opens its part of the line and a titled quotation; speech is neither."""
    if not _OPENS.search(ctx.text[max(line.start, unit.start - 40) : unit.start] if unit.start > line.start else ":"):
        return None
    mark = _QUOTE_BEHIND.match(ctx.text, _past_region(ctx, unit.end, line.end), line.end)
    quoted = next(quotations(ctx.text, mark.end() - 1, line.end), None) if mark else None
    if mark is None or quoted is None or quoted.start != mark.end() or ctx.text[quoted.end - 1] in ".,!?":
        return None
    words = [word for word in WORD.findall(ctx.quote(quoted)) if word.casefold() not in lists().joining]
    if not 1 <= len(words) <= 8 or any(word[0].islower() for word in words) or not acceptable(ctx, quoted):
        return None
    return Claim(quoted, RULE, 0.8, unit=unit)


def _past_region(ctx: Context, end: int, stop: int) -> int:
    tail = _REGION_TAIL.match(ctx.text, end, stop)
    return tail.end() if tail and tail.group().strip(" ,") else end


def _after_verb(ctx: Context, line: Span, unit: Span) -> Claim | None:
    """`UNIT memperkenalkan NAME`, `UNIT dengan NAME (long form)`."""
    start = _past_region(ctx, unit.end, line.end)
    match = _verbs().match(ctx.text, start, line.end)
    if match is None and _DARI.search(ctx.text, max(line.start, unit.start - 6), unit.start):
        match = _ADA.match(ctx.text, start, line.end)
    if match is None:
        return None
    claim = _claim_from(ctx, match.end(), line)
    return None if claim is None else Claim(claim.name, RULE, 0.85, claim.expansion, claim.letters, unit)


def _claim_from(ctx: Context, start: int, line: Span) -> Claim | None:
    name = name_from(ctx, start, line.end)
    bracket = bracket_behind(ctx, name.end, line.end) if name else None
    if name is None or bracket is None:
        explained = explained_at(ctx, start, line.end)
        if explained is not None or name is None:
            return explained
    if bracket is not None:
        return bracketed(ctx, name, bracket, RULE)
    if not acceptable(ctx, name) or is_known(ctx.quote(name)):
        return None
    words = ctx.quote(name).split()
    if name.start == start and len(words) == 1 and len(words[0]) <= 3:
        return None
    return glossed(ctx, name, line.end, RULE, 0.85)


def _in_bracket(ctx: Context, line: Span, unit: Span) -> Claim | None:
    """`UNIT (NAME)`, `UNIT (NAME/long form)`, unless the bracket abbreviates the unit or is no text."""
    start = _past_region(ctx, unit.end, line.end)
    while start < line.end and ctx.text[start] == " ":
        start += 1
    bracket = bracket_behind(ctx, start, line.end)
    if bracket is None or bracket.kind not in {"text", "place"} or ctx.unit_at(bracket.inner.start) is not None:
        return None
    explained = ctx.pairs_in(Span(line.start, bracket.outer.end))
    if any(bracket.inner in (pair.short, pair.long) and _of_unit(pair, unit) for pair in explained):
        return None
    claim = _inside(ctx, bracket.inner)
    if claim is None or not acceptable(ctx, claim.name) or not ctx.quote(claim.name)[0].isupper():
        return None
    return replace(claim, rule=RULE, confidence=0.85, unit=unit)


def _inside(ctx: Context, inner: Span) -> Claim | None:
    """A name, or a name and its long form on the two sides of a slash or dash."""
    cut = _INNER_CUT.search(ctx.text, inner.start, inner.end)
    explained = next(iter(ctx.pairs_in(inner)), None)
    if cut is None:
        return parse_name(ctx, inner, RULE, 0.85)
    if explained is not None:
        return claim_of_pair(explained, 0.9)
    name = parse_name(ctx, stripped(ctx.text, inner.start, cut.start()), RULE, 0.85)
    return None if name is None else replace(name, expansion=stripped(ctx.text, cut.end(), inner.end))


def _of_unit(pair: Pair, unit: Span) -> bool:
    """Whether a pair abbreviates the unit as a whole (*Badan Pendapatan Daerah (Bapenda)*)."""
    return believable(pair, cued=False) and not unit.start < pair.long.start < unit.end


def _before_unit(ctx: Context, line: Span, unit: Span) -> Claim | None:
    """`NAME (long form) dari UNIT`: back from the link word to whatever ends the name's phrase."""
    link = _FROM.search(ctx.text, max(line.start, unit.start - 30), unit.start)
    if link is None or link.start() <= line.start:
        return None
    end = link.start()
    if ctx.text[end] in ")]":
        claim = _bracket_before(ctx, line, end)
        return None if claim is None else replace(claim, unit=unit)
    name = _phrase_before(ctx, line, end + (1 if ctx.text[end] in CLOSING else 0))
    return Claim(name, RULE, 0.85, unit=unit) if name and acceptable(ctx, name) else None


def _bracket_before(ctx: Context, line: Span, closed: int) -> Claim | None:
    floor = max(line.start, closed - 330)
    bracket = next((b for b in brackets(ctx.text, floor, closed + 1) if b.outer.end == closed + 1), None)
    if bracket is None or bracket.depth:
        return None
    phrase = _phrase_before(ctx, line, bracket.outer.start)
    if phrase is not None:
        return bracketed(ctx, phrase, bracket, RULE)
    pair = pair_of(ctx, bracket.outer.start, bracket)
    if pair is None or not believable(pair, cued=pair.cued) or not may_be_innovation(ctx, pair):
        return None
    return claim_of_pair(pair, 0.93)


def _phrase_before(ctx: Context, line: Span, end: int) -> Span | None:
    """The phrase in capitals that ends here, back to a mark or word that no name goes over."""
    while end > line.start and ctx.text[end - 1] == " ":
        end -= 1
    floor = max(line.start, end - 140)
    for quoted in quotations(ctx.text, floor, end):
        if end - quoted.end <= 2:
            return quoted
    stops = [match.end() for match in _BACK_STOP.finditer(ctx.text, floor, end) if _stops(ctx, match)]
    span = stripped(ctx.text, stops[-1] if stops else floor, end)
    first = WORD.match(ctx.text, span.start)
    if first is None or (floor > line.start and not stops):
        return None
    name = name_from(ctx, span.start, span.end)
    return name if name == span else None


def _stops(ctx: Context, match: re.Match[str]) -> bool:
    """`dan` ends a phrase only behind a comma, a bracket or a unit: *Kemitraan Bidan dan Dukun* is one name."""
    if match.group() not in {"dan", "serta"}:
        return True
    at = max(0, match.start() - 2)
    before = ctx.text[max(0, match.start() - 40) : match.start()].rstrip()
    return before[-1:] in _MARKS or ctx.unit_at(at) is not None or ctx.region_at(at) is not None
