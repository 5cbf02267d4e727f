"""Innovations named in running text: behind the word itself, and explained pairs that the sentence makes one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extract.brackets import Bracket, brackets, quotations
from extract.fields.innovation_context import Claim, Context, lists
from extract.fields.innovation_names import acceptable, name_from
from extract.fields.innovation_owner import with_owners
from extract.fields.innovation_pairs import believable, claim_of_pair, may_be_innovation
from extract.lexicon import lexicon
from extract.pairs import WORD, alternation
from models.document import Span

_COUNTED = re.compile(
    r"(?i)\b(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|\d+|sejumlah|beberapa|berbagai|banyak|inovasi)[\s-]+$"
)
_ENUMERATES = re.compile(
    r"(?i)\b(?:yakni|yaitu|antara\s+lain|di\s?antaranya|meliputi|seperti|terdiri\s+(?:dari|atas)|adalah|ialah)[\s:]*$"
)
_NEXT = re.compile(
    r"\s*(?:,|;|\bserta\b|\bdan\b|\bmaupun\b|&|,\s*(?:dan|serta))\s*(?:(?:dan|serta|juga)\s+)?(?:(?:inovasi|aplikasi|program)\s+)?"
)
_BEFORE_LOWER = re.compile(r"\b(?:dengan|melalui|lewat|berkat|atas|untuk|pada)\s+(?:nama\s+|judul\s+)?$", re.IGNORECASE)
_AFTER_LOWER = re.compile(r"\s*(?:[,;.(]|$|\bdan\s)")
_WORD_BEFORE = re.compile(r"([\w-]+)[\s,]*$")


@cache
def _anchor() -> re.Pattern[str]:
    words = lexicon("names")
    kinds = alternation([word for word in words["kind_words"]])
    naming = alternation(
        [*words["naming_cues"], "antara lain", "di antaranya", "diantaranya", "meliputi", "terdiri dari", "seperti"]
    )
    return re.compile(
        rf"\b(?P<word>[Ii]novasi(?:-inovasi)?(?:nya)?|INOVASI|[Tt]erobosan|[Gg]ebrakan)(?:\s+(?:[Dd]aerah|DAERAH|[Pp]elayanan\s+[Pp]ublik|PELAYANAN\s+PUBLIK)\b)?"
        rf"(?P<chain>(?:\s+(?:{kinds})\b)*)"
        rf"(?P<naming>(?:,?\s+[a-z][a-z-]{{1,20}}){{0,6}}?,?\s+(?:{naming})\b)?\s*:?\s*(?=[\w“\"‘'«`])"
    )


@cache
def _kind_anchor() -> re.Pattern[str]:
    """`aplikasi bernama X`, `program yang diberi nama X`: a naming cue behind a kind word."""
    words = lexicon("names")
    strong = [
        cue for cue in words["naming_cues"] if cue.startswith(("ber", "diber", "dina", "dengan nama", "dengan judul"))
    ]
    return re.compile(
        rf"\b(?P<word>aplikasi|program|layanan|sistem|gerakan|kegiatan|metode|gagasan|produk)(?P<chain>)"
        rf"(?P<naming>(?:,?\s+[a-z][a-z-]{{1,20}}){{0,4}}?,?\s+(?:{alternation(strong)})\b)\s*:?\s*(?=[\w“\"‘'«`])"
    )


_FAR = re.compile(
    r"\b(?P<word>[Ii]novasi)(?P<chain>\b)(?P<naming>[^.;:()\n“”\"]{0,140}?\b(?:yakni|yaitu|antara\s+lain|di\s?antaranya|meliputi|ialah"
    r"|terdiri\s+(?:dari|atas)))\s*:?\s*(?=[A-Z“\"‘'«])"
)
"""`inovasi ... yaitu A, B dan C`: the enumeration stands further on."""


def prose_claims(ctx: Context) -> Iterator[Claim]:
    """Claims of every line of running text and of cells, ascending; the unit is that of the sentence."""
    for line in ctx.lines:
        heading = _is_heading(ctx.quote(line.span))
        floor = line.span.start
        claims: list[Claim] = []
        for match in _matches(ctx, line.span):
            if match.end() < floor:
                continue
            series = list(_at_anchor(ctx, line.span, match, heading=heading))
            owned = with_owners(ctx, line.span, series, claims)
            claims.extend(owned)
            floor = max([floor, *(_end_of(ctx, claim) for claim in owned)])
        yield from claims


def _matches(ctx: Context, line: Span) -> list[re.Match[str]]:
    found = [
        *_anchor().finditer(ctx.text, line.start, line.end),
        *_kind_anchor().finditer(ctx.text, line.start, line.end),
        *_FAR.finditer(ctx.text, line.start, line.end),
    ]
    return sorted(found, key=lambda match: match.end())


def _is_heading(text: str) -> bool:
    """A line in title case without an end mark: capitals say nothing about where a name ends."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return (
        len(words) >= 4 and capitals >= 0.8 * len(words) and not text.rstrip().endswith((".", "!", "”", '"', ",", ";"))
    )


def _at_anchor(ctx: Context, line: Span, match: re.Match[str], *, heading: bool) -> Iterator[Claim]:
    start, text = match.end(), ctx.text
    sentence = next((s for s in ctx.sentences(line) if s.start <= match.start() < s.end), line)
    naming = match.group("naming") or ""
    if not naming and _part_of_title(text, line, match):
        return
    lower = bool(_BEFORE_LOWER.search(text[max(line.start, match.start() - 20) : match.start()]))
    first = _claim_at(ctx, start, line, lower=lower, heading=heading)
    if first is None:
        return
    yield first
    many = bool(_ENUMERATES.search(naming) or _COUNTED.search(text[max(0, match.start() - 24) : match.start()]))
    yield from _more(ctx, line, sentence, first, many=many)


def _more(ctx: Context, line: Span, sentence: Span, first: Claim, *, many: bool) -> Iterator[Claim]:
    """The names that follow in the same enumeration."""
    previous = first
    for _ in range(40):
        end = _end_of(ctx, previous)
        unit = _trailing_unit(ctx, end, sentence)
        gap = _NEXT.match(ctx.text, unit or end, sentence.end)
        if gap is None or gap.end() == (unit or end):
            return
        following = _claim_at(ctx, gap.end(), line, lower=False, heading=False)
        if following is None or ctx.unit_at(following.name.start) is not None:
            return
        alike = previous.expansion is not None and following.expansion is not None
        quoted = _is_quoted(ctx, previous.name) and _is_quoted(ctx, following.name)
        if not (many or alike or quoted):
            return
        yield following
        previous = following


def _end_of(ctx: Context, claim: Claim) -> int:
    end = max(claim.name.end, claim.expansion.end if claim.expansion else 0)
    while end < len(ctx.text) and ctx.text[end] in ")]”\"'’»":
        end += 1
    return end


_TRAILING = re.compile(r"\s*(?:,\s*)?(?:dari|milik|oleh|karya|besutan|gagasan|di|pada|\(|-|–)\s*", re.IGNORECASE)


def _trailing_unit(ctx: Context, end: int, sentence: Span) -> int | None:
    link = _TRAILING.match(ctx.text, end, sentence.end)
    unit = ctx.unit_at(link.end()) if link else None
    if link is None or unit is None or unit.span.start != link.end():
        return None
    close = unit.span.end
    return close + 1 if ctx.text[close : close + 1] == ")" else close


def _is_quoted(ctx: Context, name: Span) -> bool:
    return ctx.text[max(0, name.start - 1) : name.start] in {"“", '"', "‘", "'", "«", "`"}


def _part_of_title(text: str, line: Span, match: re.Match[str]) -> bool:
    """*Kompetisi Inovasi Pelayanan Publik*, *Badan Riset dan Inovasi Daerah*: the word is a part of a proper name."""
    if not match.group("word")[0].isupper():
        return False
    before = text[line.start : match.start()]
    word = _WORD_BEFORE.search(before)
    if word is None:
        return False
    previous = word.group(1)
    if previous.casefold() in {"dan", "serta"}:
        return bool(re.search(r"[A-Z][\w-]*\s*,?\s*(?:dan|serta|Dan)\s*$", before))
    titled = previous.casefold() in lists().generic or lists().competition.search(previous) is not None
    return previous[0].isupper() and titled


def _claim_at(ctx: Context, start: int, line: Span, *, lower: bool, heading: bool) -> Claim | None:
    """The claim of a name that starts here, with the long form in the bracket behind it when there is one."""
    explained = _explained_at(ctx, start, line)
    if explained is not None:
        return explained
    name = name_from(ctx, start, line.end, lower=lower)
    if name is None:
        return None
    quoted = _is_quoted(ctx, name)
    bracket = _bracket_behind(ctx, name.end, line)
    if bracket is not None:
        return _with_bracket(ctx, name, bracket)
    printed = ctx.quote(name)
    small = printed[0].islower() and not any(char.isupper() for char in printed)
    if small and not quoted and (not lower or not _AFTER_LOWER.match(ctx.text, name.end)):
        return None
    if heading and not quoted:
        return None
    if not acceptable(ctx, name):
        return None
    return Claim(name, "innovations.cue/1", 0.93 if quoted else 0.78 if small else 0.85)


def _bracket_behind(ctx: Context, end: int, line: Span) -> Bracket | None:
    while end < line.end and ctx.text[end] in "”\"'’» ":
        end += 1
    if ctx.text[end : end + 1] not in {"(", "["}:
        return None
    return next((b for b in brackets(ctx.text, end, line.end) if b.outer.start == end), None)


def _explained_at(ctx: Context, start: int, line: Span) -> Claim | None:
    """The explained pair whose first member starts here, or within the phrase that starts here."""
    for pair in ctx.pairs_in(Span(start, min(line.end, start + 420))):
        first = min(pair.short, pair.long)
        if first.start - start > 2 and not (pair.short is not first and _only_small_words(ctx, start, first.start)):
            continue
        if not believable(pair, cued=True) or not may_be_innovation(ctx, pair):
            return None
        return claim_of_pair(pair, 0.97)
    return None


def _only_small_words(ctx: Context, start: int, end: int) -> bool:
    return end - start < 30 and not any(char in ",.;:()" for char in ctx.text[start:end])


def _with_bracket(ctx: Context, name: Span, bracket: Bracket) -> Claim | None:
    """A name with a bracket that the letters do not settle: a gloss, a unit, or something else."""
    inner = ctx.quote(bracket.inner)
    pair = next(
        (p for p in ctx.pairs_in(Span(name.start, bracket.outer.end)) if bracket.inner in (p.short, p.long)), None
    )
    if pair is not None and pair.long == bracket.inner and believable(pair, cued=True):
        return replace(claim_of_pair(pair, 0.95), name=name)
    if pair is not None and pair.short == bracket.inner and believable(pair, cued=True):
        return claim_of_pair(pair, 0.95) if may_be_innovation(ctx, pair) else None
    if not acceptable(ctx, name):
        return None
    unit = ctx.unit_at(bracket.inner.start)
    if unit is not None and unit.span.start == bracket.inner.start:
        return Claim(name, "innovations.cue/1", 0.9, unit=unit.span)
    if bracket.kind == "text" and len(WORD.findall(inner)) >= 2 and len(inner) > len(ctx.quote(name)) / 2:
        quoted = next(quotations(ctx.text, bracket.inner.start, bracket.inner.end), None)
        return Claim(name, "innovations.gloss/1", 0.85, expansion=quoted if quoted else bracket.inner)
    return Claim(name, "innovations.cue/1", 0.85)
