"""Innovations named in running text: behind the word itself, and explained pairs that the sentence makes one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.fields.innovation_context import Claim, Context, is_known, lists
from extract.fields.innovation_names import acceptable, name_from
from extract.fields.innovation_owner import with_owners
from extract.fields.innovation_pairs import believable
from extract.fields.innovation_phrases import bracket_behind, bracketed, explained_at, glossed
from extract.fields.innovation_words import one_of
from extract.guarded import Guarded
from extract.lexicon import lexicon
from extract.pair_cues import alternation
from models.document import Span

RULE = "innovations.cue/1"

_COUNTED = re.compile(rf"\b(?:{one_of('counting')}|\d+)[\s-]+$", re.IGNORECASE)
_ENUMERATES = re.compile(rf"\b{one_of('enumerating')}[\s:]*$", re.IGNORECASE)
_NEXT = re.compile(
    r"\s*(?:,|;|\bserta\b|\bdan\b|\bmaupun\b|&|,\s*(?:dan|serta))\s*(?:(?:dan|serta|juga)\s+)?"
    r"(?:(?:inovasi|aplikasi|program)\s+)?"
)
_BEFORE_LOWER = re.compile(r"\b(?:dengan|melalui|lewat|berkat|atas|untuk|pada)\s+(?:nama\s+|judul\s+)?$", re.IGNORECASE)
_AFTER_LOWER = re.compile(r"\s*(?:[,;.(]|$|\bdan\s)")
_WORD_BEFORE = re.compile(r"([\w-]+)[\s,]*$")


@cache
def _anchor() -> Guarded:
    """The word itself, what kind it is, a naming cue; what follows starts the name."""
    words = lexicon("names")
    return Guarded(
        r"\b(?P<word>[Ii]novasi(?:-inovasi)?(?:nya)?|INOVASI|terobosan|gebrakan)"
        r"(?:\s+(?:[Dd]aerah|DAERAH|[Pp]elayanan\s+[Pp]ublik|PELAYANAN\s+PUBLIK)\b)?"
        rf"(?:\s+(?:{alternation(words['kind_words'])})\b){{0,4}}"
        rf"(?P<naming>(?:,?\s+[a-z][a-z-]{{1,20}}){{0,6}}?,?\s+(?:{alternation(words['naming_cues'])}|{one_of('enumerating')})\b)?"
        r"\s*[:,]?\s*(?=[\w“\"‘'«`])"
    )


@cache
def _kind_anchor() -> Guarded:
    """`aplikasi bernama X`, `program yang diberi nama X`: a naming cue behind a kind word."""
    strong = [
        cue
        for cue in lexicon("names")["naming_cues"]
        if cue.startswith(("ber", "diber", "dina", "dengan nama", "dengan judul"))
    ]
    return Guarded(
        rf"\b(?P<word>{one_of('kinds_named')})"
        rf"(?P<naming>(?:,?\s+[a-z][a-z-]{{1,20}}){{0,4}}?,?\s+(?:{alternation(strong)})\b)\s*:?\s*(?=[\w“\"‘'«`])"
    )


_FAR_QUOTED = Guarded(
    rf"\b(?P<word>[Ii]novasi)\b(?P<naming>[^.;:()\n“”\"]{{0,120}}?\b{one_of('naming_far')})\s*:?\s*(?=[“\"])"
)
_FAR = Guarded(
    rf"\b(?P<word>[Ii]novasi)\b(?P<naming>[^.;:()\n“”\"]{{0,140}}?\b{one_of('enumerating_far')})"
    r"\s*:?\s*(?=[A-Z“\"‘'«])"
)
"""`inovasi ... yaitu A, B dan C`: the enumeration stands further on."""


def prose_claims(ctx: Context) -> Iterator[Claim]:
    """Claims of every line of running text and of cells, ascending; the unit is that of the sentence."""
    for line in ctx.lines:
        matches = _matches(ctx, line.span)
        if not matches:
            continue
        heading = _is_heading(ctx.quote(line.span))
        floor = line.span.start
        claims: list[Claim] = []
        longs = [pair.long for pair in ctx.pairs_in(line.span) if believable(pair, cued=False)]
        for match in matches:
            if match.end() < floor or any(long.start <= match.start() < long.end for long in longs):
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
        *_FAR_QUOTED.finditer(ctx.text, line.start, line.end),
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
    if "," in text[match.end("word") : start] and not (naming or match.group("word").endswith("nya")):
        return
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
        if following is None and many:
            following = _listed(ctx, gap.end(), sentence)
        if following is None or ctx.unit_at(following.name.start) is not None:
            return
        alike = previous.expansion is not None and following.expansion is not None
        quoted = _is_quoted(ctx, previous.name) and _is_quoted(ctx, following.name)
        if not (many or alike or quoted):
            return
        yield following
        previous = following


def _listed(ctx: Context, start: int, sentence: Span) -> Claim | None:
    """A bare name that only its place in an enumeration of innovations makes one (*Bank Desa*)."""
    name = name_from(ctx, start, sentence.end)
    if name is None or ctx.unit_at(name.start) is not None or len(ctx.quote(name).split()) < 2:
        return None
    return Claim(name, RULE, 0.7)


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
    if before.endswith(("(", "[")):
        return True
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
    name = name_from(ctx, start, line.end, lower=lower)
    bracket = bracket_behind(ctx, name.end, line.end) if name else None
    if name is None or bracket is None:
        explained = explained_at(ctx, start, line.end)
        if explained is not None:
            return explained
    if name is None:
        return None
    if bracket is not None:
        return bracketed(ctx, name, bracket, RULE)
    quoted, printed = _is_quoted(ctx, name), ctx.quote(name)
    small = printed[0].islower() and not any(char.isupper() for char in printed)
    if small and not quoted and (not lower or not _AFTER_LOWER.match(ctx.text, name.end)):
        return None
    if (heading and not quoted) or not acceptable(ctx, name) or is_known(printed):
        return None
    return glossed(ctx, name, line.end, RULE, 0.93 if quoted else 0.78 if small else 0.85)
