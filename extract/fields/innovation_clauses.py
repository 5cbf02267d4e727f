"""Names that only their place beside a unit gives away: `UNIT dengan NAME`, `UNIT (NAME)`, `NAME dari UNIT`.

Such places say nothing by themselves; they count in text that speaks of innovations or of winners.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.brackets import brackets, quotations, stripped
from extract.fields.innovation_context import Claim, Context
from extract.fields.innovation_items import parse_name
from extract.fields.innovation_names import acceptable, name_from
from extract.fields.innovation_pairs import believable, claim_of_pair, may_be_innovation
from extract.label_lines import Line
from extract.lexicon import lexicon
from extract.pairs import WORD, alternation
from models.document import Span

RULE = "innovations.beside-unit/1"
_TOPIC = re.compile(
    r"(?i)\binovasi|\binovator|\bjuara\b|\bpemenang|\bterbaik\b|krenova|\binnovation|\bnominasi|\bfinalis"
)
_REGION_TAIL = re.compile(
    r"[^\S\n]*,?[^\S\n]*(?:(?:Kota|Kabupaten|Kab\.?|Kecamatan|Kec\.?|Provinsi|Prov\.?)[^\S\n]+[A-Z][\w'’-]*(?:[^\S\n][A-Z][\w'’-]*){0,2})?"
)
_FROM = re.compile(
    r"[)\]”\"'’»]*[^\S\n]*,?[^\S\n]*(?:yang[^\S\n]+)?(?:dari|milik|karya|besutan|gagasan|garapan|buatan|kepunyaan)[^\S\n]+$"
)
_BACK_STOP = re.compile(
    r"[,;:()\[\]]|\s[-–—]\s|\b(?:adalah|ialah|yaitu|yakni|antara lain|di\s?antaranya|meliputi|inovasi|aplikasi|program|dan|serta|oleh|kepada"
    r"|pada|raih|meraih|diraih|menjadi|seperti|hingga|bernama|berjudul|bertajuk|merupakan|atas|untuk|lewat|melalui|kembali|juga|posisi|urutan)\b"
)
_INNER_CUT = re.compile(r"\s*/\s*|\s+[-–—]\s+|\s*:\s+|\s*=\s*")


@cache
def _verbs() -> re.Pattern[str]:
    words = lexicon("names")
    return re.compile(
        rf"[^\S\n]*(?:\([^()\n]{{2,40}}\)[^\S\n]*)?,?[^\S\n]*(?:(?:hadir|datang|tampil|maju|unggul|menang|lolos|melaju|juga|pun|berhasil|sukses|yang|turut|ikut|kini|resmi)[^\S\n]+)*"
        rf"(?:(?:dengan|lewat|melalui|berkat)|(?:{alternation(words['showing_words'])})[^\S\n]+)[^\S\n]*"
        r"(?:(?:judul|nama|inovasi|aplikasi|program)[^\S\n]+)?(?:(?:bernama|berjudul)[^\S\n]+)?(?=[“\"‘'A-Z0-9])"
    )


def clause_claims(ctx: Context) -> Iterator[Claim]:
    """Claims beside the units of every line of running text, ascending by unit."""
    above = ""
    for line in ctx.lines:
        printed = ctx.quote(line.span)
        if line.cell is None and (_TOPIC.search(printed) or _TOPIC.search(above[-200:])):
            yield from _line_claims(ctx, line)
        above = printed


def _line_claims(ctx: Context, line: Line) -> Iterator[Claim]:
    units = ctx.units_in(line.span)
    bracketed = [claim for unit in units if (claim := _in_bracket(ctx, line.span, unit.span))]
    behind = [claim for unit in units if (claim := _before_unit(ctx, line.span, unit.span))]
    yield from bracketed if len(bracketed) > 1 or re.search(r"(?i)\bjuara|\bterbaik", ctx.quote(line.span)) else []
    yield from (claim for claim in behind if len(behind) > 1 or _is_explained_or_quoted(ctx, claim))
    for unit in units:
        claim = _after_verb(ctx, line.span, unit.span)
        if claim is not None:
            yield claim


def _is_explained_or_quoted(ctx: Context, claim: Claim) -> bool:
    return claim.expansion is not None or ctx.text[claim.name.start - 1 : claim.name.start] in {"“", '"', "‘", "'"}


def _past_region(ctx: Context, end: int, stop: int) -> int:
    tail = _REGION_TAIL.match(ctx.text, end, stop)
    return tail.end() if tail and tail.group().strip(" ,") else end


def _after_verb(ctx: Context, line: Span, unit: Span) -> Claim | None:
    """`UNIT memperkenalkan NAME`, `UNIT dengan NAME (long form)`."""
    match = _verbs().match(ctx.text, _past_region(ctx, unit.end, line.end), line.end)
    if match is None:
        return None
    claim = _claim_from(ctx, match.end(), line)
    return None if claim is None else Claim(claim.name, RULE, 0.85, claim.expansion, claim.letters, unit)


def _claim_from(ctx: Context, start: int, line: Span) -> Claim | None:
    for pair in ctx.pairs_in(Span(start, min(line.end, start + 420))):
        if min(pair.short, pair.long).start - start <= 2 and believable(pair, cued=True):
            return claim_of_pair(pair, 0.95) if may_be_innovation(ctx, pair) else None
    name = name_from(ctx, start, line.end)
    if name is None or not acceptable(ctx, name):
        return None
    quoted = name.start > start
    words = ctx.quote(name).split()
    return Claim(name, RULE, 0.85) if quoted or len(words) > 1 or len(words[0]) > 3 else None


def _in_bracket(ctx: Context, line: Span, unit: Span) -> Claim | None:
    """`UNIT (NAME)`, `UNIT (NAME/long form)`."""
    start = _past_region(ctx, unit.end, line.end)
    while start < line.end and ctx.text[start] == " ":
        start += 1
    bracket = next((b for b in brackets(ctx.text, start, min(line.end, start + 330)) if b.outer.start == start), None)
    if bracket is None or bracket.kind not in {"text", "place"} or ctx.unit_at(bracket.inner.start) is not None:
        return None
    explained = ctx.pairs_in(Span(line.start, bracket.outer.end))
    if any(bracket.inner in (pair.short, pair.long) and believable(pair, cued=False) for pair in explained):
        return None
    cut = _INNER_CUT.search(ctx.text, bracket.inner.start, bracket.inner.end)
    if cut is not None:
        for pair in ctx.pairs_in(bracket.inner):
            return Claim(pair.short, RULE, 0.9, pair.long, pair.letters, unit)
        name, long = (
            stripped(ctx.text, bracket.inner.start, cut.start()),
            stripped(ctx.text, cut.end(), bracket.inner.end),
        )
        claim = parse_name(ctx, name, RULE, 0.85)
        if claim is None or not acceptable(ctx, claim.name):
            return None
        return Claim(claim.name, RULE, 0.85, long, (), unit)
    claim = parse_name(ctx, bracket.inner, RULE, 0.85)
    if claim is None or not acceptable(ctx, claim.name) or not ctx.quote(claim.name)[0].isupper():
        return None
    return Claim(claim.name, RULE, 0.85, claim.expansion, claim.letters, unit)


def _before_unit(ctx: Context, line: Span, unit: Span) -> Claim | None:
    """`NAME (long form) dari UNIT`: back from the link word to whatever ends the name's phrase."""
    link = _FROM.search(ctx.text, max(line.start, unit.start - 30), unit.start)
    if link is None or link.start() <= line.start:
        return None
    end = link.start()
    for pair in ctx.pairs_in(Span(max(line.start, end - 420), min(line.end, link.end()))):
        if end - max(pair.short.end, pair.long.end) <= 2 and believable(pair, cued=True):
            claim = claim_of_pair(pair, 0.93)
            return (
                Claim(claim.name, RULE, claim.confidence, claim.expansion, claim.letters, unit)
                if may_be_innovation(ctx, pair)
                else None
            )
    name = _phrase_before(ctx, line, end + (1 if ctx.text[end : end + 1] in "”\"’'»" else 0))
    if name is None or not acceptable(ctx, name):
        return None
    return Claim(name, RULE, 0.85, unit=unit)


def _phrase_before(ctx: Context, line: Span, end: int) -> Span | None:
    floor = max(line.start, end - 140)
    for quoted in quotations(ctx.text, floor, end):
        if end - quoted.end <= 2:
            return quoted
    stops = [match.end() for match in _BACK_STOP.finditer(ctx.text, floor, end)]
    span = stripped(ctx.text, stops[-1] if stops else floor, end)
    first = WORD.match(ctx.text, span.start)
    if first is None or (floor > line.start and not stops):
        return None
    name = name_from(ctx, span.start, span.end)
    return name if name == span else None
