"""The innovation that a cover or a title line names: no label, only its place above everything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from extract.align import fit
from extract.brackets import brackets, quotations, stripped
from extract.fields.innovation_context import Claim, Context, is_generic, name_key
from extract.fields.innovation_forms import complete
from extract.fields.innovation_items import MARKER, RANK, parse_name
from extract.fields.innovation_names import acceptable
from extract.fields.innovation_pairs import believable, claim_of_pair, may_be_innovation
from extract.fields.innovation_words import one_of
from extract.label_lines import Line
from extract.labels import label_pairs
from extract.pair_cues import WORD
from extract.pairs import Pair
from models.document import Span

RULE = "innovations.title/1"
_LONGEST_LONG = 200
_TOP = 24
"""Blocks of a document that may be its cover."""
_CUE = re.compile(rf"\b{one_of('cover_words')}\b", re.IGNORECASE)
_LEAD = re.compile(rf"(?:(?:{one_of('cover_lead')}|\d{{4}})\b[\s:–-]*)+", re.IGNORECASE)
_SUBMITS = re.compile(rf"{one_of('submits')}\b|^oleh\b", re.IGNORECASE)
_TOPIC = re.compile(r"(?i)\binovasi|\bproposal|\binnovation")
_ITEM = re.compile(rf"^(?:{MARKER.pattern})|^(?:{RANK.pattern})|^inovasi\b|:|\s[–—-]\s", re.IGNORECASE)
"""A line that is an item of a list, or two things in one."""
_FRONT = re.compile(rf"{one_of('cover_front')}\b.*", re.IGNORECASE)
_BODY = re.compile(rf"(?:bab\s+[ivx\d]+|{one_of('cover_body')}|a\.\s|1\.\s|i\.\s).*", re.IGNORECASE)
_WORK_UNITS = frozenset(
    "puskesmas rsud uptd sekolah_dasar sekolah_menengah_pertama tk_paud kecamatan kelurahan desa".split()
)


def title_claims(doc: Doc, ctx: Context) -> Iterator[Claim]:
    """At most one claim: the name on the cover, with the long form beside or below it and the unit of the cover."""
    cover = _cover(ctx)
    claim = _under_title(ctx, cover) or _on_top(ctx, cover) or _two_lines(ctx)
    if claim is None:
        return
    claim = complete(ctx, replace(claim, rule=RULE), label_pairs(doc))
    taken = [span for span in (claim.name, claim.expansion) if span]
    yield replace(claim, unit=claim.unit or _cover_unit(ctx, cover, taken))


def _under_title(ctx: Context, cover: list[Line]) -> Claim | None:
    """The name beside or under a line that calls the document a proposal or a profile of an innovation."""
    cue = next((i for i, line in enumerate(cover[:10]) if _CUE.search(ctx.quote(line.span)[:40])), None)
    if cue is None or not any(_TOPIC.search(ctx.quote(line.span)) for line in cover[cue : cue + 6]):
        return None
    following = cover[cue + 1].span if cue + 1 < len(cover) else None
    return _same_line(ctx, cover[cue].span, following) or _below(ctx, cover, cue)


def _on_top(ctx: Context, cover: list[Line]) -> Claim | None:
    """A cover that opens with the name itself and its long form, and says below who submits it."""
    if len(cover) < 3 or not any(_SUBMITS.match(ctx.quote(line.span)) for line in cover[1:8]):
        return None
    for index, line in enumerate(cover[:3]):
        if _may_be_name(ctx, line.span) and len(WORD.findall(ctx.quote(line.span))) <= 8:
            return _alone_or_beside(ctx, line.span, cover[index + 1].span if index + 1 < len(cover) else None)
    return None


def _two_lines(ctx: Context) -> Claim | None:
    """Near the top a short line and below it, alone, the words its letters come from: a poster, a first slide."""
    spoken = re.search(r"(?i)\binovasi", ctx.text[:6000]) is not None
    for index, (line, following) in enumerate(pairwise(ctx.lines[:12])):
        if not spoken and not _heads_with_unit(ctx, index):
            continue
        name, long = _plain(ctx, line.span), _up_to_unit(ctx, _plain(ctx, following.span))
        if line.cell or following.cell or not _is_label(ctx, line.span) or not _may_be_name(ctx, following.span):
            continue
        if len(ctx.quote(long)) > _LONGEST_LONG or ctx.quote(long).endswith((".", ":")):
            continue
        if any(_ITEM.search(ctx.quote(span)) for span in (line.span, following.span)):
            continue
        letters = fit(ctx.quote(name), ctx.quote(long))
        if letters.probability >= 0.85 and _says_more(ctx, long, name) and acceptable(ctx, name):
            return Claim(name, RULE, 0.9, long, letters.letters)
    return None


def _heads_with_unit(ctx: Context, index: int) -> bool:
    """Whether these are the very first lines and a unit stands alone below them: so a proposal opens."""
    below = ctx.lines[2].span if index == 0 and len(ctx.lines) > 3 else None
    units = ctx.units_in(below) if below else []
    return below is not None and bool(units) and units[0].span.start - below.start <= 6


def _up_to_unit(ctx: Context, line: Span) -> Span:
    """A line without the unit that runs on in it."""
    unit = next((unit for unit in ctx.units_in(line) if unit.span.start > line.start), None)
    return stripped(ctx.text, line.start, unit.span.start) if unit else line


def _is_label(ctx: Context, line: Span) -> bool:
    printed = ctx.quote(_plain(ctx, line))
    return len(printed) <= 48 and len(printed.split()) <= 7 and _may_be_name(ctx, line)


def _says_more(ctx: Context, long: Span, name: Span) -> bool:
    """Longer than the name, and not the name once more (a title printed twice)."""
    printed, said = ctx.quote(name), ctx.quote(long)
    return len(said) > 1.2 * len(printed) and name_key(printed) not in name_key(said)


def _cover(ctx: Context) -> list[Line]:
    """The short lines at the top, up to where running text or the first chapter begins."""
    lines: list[Line] = []
    for line in ctx.lines[:_TOP]:
        printed = ctx.quote(line.span)
        if (
            line.cell is not None
            or MARKER.match(printed)
            or len(printed) > 240
            or (len(lines) > 1 and _BODY.fullmatch(printed))
        ):
            break
        if printed.count(" ") > 14 and printed.rstrip().endswith((".", ":", ";")):
            break
        lines.append(line)
    return lines


def _same_line(ctx: Context, line: Span, following: Span | None) -> Claim | None:
    """`PROPOSAL INOVASI NAME (long form)`: what is left behind the words for the document."""
    lead = _LEAD.match(ctx.text, line.start, line.end)
    if lead is None or lead.end() >= line.end:
        return None
    rest = stripped(ctx.text, lead.end(), line.end)
    pair = _pair_over(ctx, Span(rest.start, following.end if following else rest.end))
    if pair is not None and min(pair.short, pair.long).start - rest.start <= 2:
        return claim_of_pair(pair, 0.95)
    return _alone_or_beside(ctx, rest, following)


def _below(ctx: Context, cover: list[Line], cue: int) -> Claim | None:
    """The first line under the title that is no unit, no region and no word for the document, or the pair it is in."""
    rest = cover[cue + 1 :]
    for index, line in enumerate(rest):
        if not _may_be_name(ctx, line.span):
            continue
        following = rest[index + 1].span if index + 1 < len(rest) else None
        quoted = _quoted_over_bracket(ctx, line.span, following)
        if quoted is not None:
            return quoted
        pair = _pair_over(ctx, Span(line.span.start, following.end if following else line.span.end))
        if pair is not None and min(pair.short, pair.long).start - line.span.start <= 2:
            return claim_of_pair(pair, 0.95)
        return _alone_or_beside(ctx, line.span, following)
    return None


def _quoted_over_bracket(ctx: Context, line: Span, following: Span | None) -> Claim | None:
    """`“NAME”` and below it `(long form)`: the marks say which is which, whatever the letters."""
    if following is None or _plain(ctx, line) == line or ctx.text[line.start] in "([":
        return None
    inner = _plain(ctx, following)
    return (
        Claim(_plain(ctx, line), RULE, 0.9, inner) if ctx.text[following.start] in "([" and inner != following else None
    )


def _alone_or_beside(ctx: Context, line: Span, following: Span | None) -> Claim | None:
    claim = parse_name(ctx, line, RULE, 0.9)
    if claim is None or not acceptable(ctx, claim.name):
        return None
    if claim.expansion is None and following is not None and _may_be_name(ctx, _plain(ctx, following)):
        if _plain(ctx, following) != following and ctx.text[following.start] in "([":
            return Claim(_plain(ctx, claim.name), RULE, 0.9, _plain(ctx, following))
        for name, long in ((claim.name, following), (following, line)):
            part = _plain(ctx, long)
            letters = fit(ctx.quote(name), ctx.quote(part))
            bar = 0.2 if name == claim.name and _recurs(ctx, name) else 0.65
            if _says_more(ctx, part, name) and letters.probability >= bar:
                return Claim(_plain(ctx, name), RULE, 0.93, part, letters.letters)
    quoted = next(quotations(ctx.text, line.start, line.end), None) == claim.name
    return claim if claim.expansion or quoted or _recurs(ctx, claim.name) else None


def _plain(ctx: Context, span: Span) -> Span:
    """A line without brackets or quotation marks around it."""
    bracket = next((b for b in brackets(ctx.text, span.start, span.end) if b.outer == span), None)
    quoted = next(quotations(ctx.text, span.start, span.end), None)
    if bracket is not None:
        return bracket.inner
    return quoted if quoted and quoted.start - span.start <= 1 and span.end - quoted.end <= 1 else span


def _may_be_name(ctx: Context, span: Span) -> bool:
    printed = ctx.quote(span)
    bare = _LEAD.sub("", printed, count=1)
    if not bare.strip() or _FRONT.fullmatch(printed) or is_generic(printed) or len(WORD.findall(printed)) > 25:
        return False
    unit, region = ctx.unit_at(span.start), ctx.region_at(span.start)
    pinned = (unit and unit.span.start == span.start) or (region and region.span.start == span.start)
    return not pinned and any(char.isalpha() for char in printed) and not printed.casefold().startswith("pemerintah")


def _pair_over(ctx: Context, span: Span) -> Pair | None:
    for pair in ctx.pairs_in(span):
        if believable(pair, cued=True) and may_be_innovation(ctx, pair):
            return pair
    return None


def _recurs(ctx: Context, name: Span) -> bool:
    """Whether the name stands again further down: a title that the text never uses is not a name."""
    pattern = rf"(?<!\w){re.escape(' '.join(ctx.quote(name).split()))}(?!\w)"
    return re.search(pattern, ctx.text[name.end :], re.IGNORECASE) is not None


def _cover_unit(ctx: Context, cover: list[Line], taken: list[Span]) -> Span | None:
    """The unit of the cover; a working unit before the agency above it."""
    units = [unit for line in cover for unit in ctx.units_in(line.span)]
    units = [unit for unit in units if not any(unit.span.overlaps(span) for span in taken)]
    units = [unit for unit in units if unit.span.start - ctx.line_at(unit.span.start).start <= 12] or units
    working = next((unit for unit in units if unit.value.type in _WORK_UNITS), None)
    chosen = working or next(iter(units), None)
    return ctx.unit_extent(chosen.span, ctx.line_at(chosen.span.start).end) if chosen else None
