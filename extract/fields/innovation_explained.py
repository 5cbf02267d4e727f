"""The long form that a text gives right behind a name which its place alone gave away."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.align import fit
from extract.fields.innovation_context import Claim, Context
from models.document import Span

_PAIR_BAR, _DASH_BAR = 0.7, 0.85
_NEAR, _SURE = 300, 0.9
_BEHIND_DASH = re.compile(r"[”\"’]?\s+[-–—]\s+(?P<long>[A-Z0-9][^,.;:()\n“”\"]{5,120})")

_CALLED = re.compile(
    r"[”\"’]?,?\s+(?:alias|disingkat|atau)\s+[“\"‘]?(?P<short>[A-Z0-9][\w-]*(?:[^\S\n][A-Z0-9][\w-]*){0,4})"
)


def explained(ctx: Context, claim: Claim) -> Claim:
    """The claim as it is, or with its long form and how the letters of the name lie in it."""
    if claim.expansion is not None:
        return _shortened(ctx, claim)
    return _by_pair(ctx, claim) or _behind_dash(ctx, claim) or _called(ctx, claim) or claim


def _shortened(ctx: Context, claim: Claim) -> Claim:
    """A long form that ran on over a comma, cut where the letters of the name end."""
    whole = claim.expansion or claim.name
    for pair in ctx.pairs_in(Span(claim.name.start, whole.end)):
        runs_on = pair.long.end < whole.end and ctx.text[pair.long.end] in ",;"
        if pair.short == claim.name and pair.long.start == whole.start and runs_on and pair.probability >= _SURE:
            return replace(claim, expansion=pair.long, letters=pair.letters)
    return claim


def _by_pair(ctx: Context, claim: Claim) -> Claim | None:
    """A pair whose short form ends with the name: its border reached too far back, its long form is the name's."""
    for pair in ctx.pairs_in(Span(max(0, claim.name.start - 48), claim.name.end + _NEAR)):
        if pair.cued and pair.short.end == claim.name.end and pair.short.start <= claim.name.start:
            return _with(ctx, claim, pair.long, _PAIR_BAR)
    return None


def _behind_dash(ctx: Context, claim: Claim) -> Claim | None:
    match = _BEHIND_DASH.match(ctx.text, claim.name.end)
    if match is None:
        return None
    printed = match.group("long").rstrip()
    return _with(ctx, claim, Span(match.start("long"), match.start("long") + len(printed)), _DASH_BAR)


def _called(ctx: Context, claim: Claim) -> Claim | None:
    """`LONG FORM alias NAME`: what stood as the name is the long form, when the letters say so."""
    match = _CALLED.match(ctx.text, claim.name.end)
    if match is None:
        return None
    short = Span(*match.span("short"))
    if short.end - short.start >= claim.name.end - claim.name.start:
        return None
    return _with(ctx, replace(claim, name=short), claim.name, _PAIR_BAR)


def _with(ctx: Context, claim: Claim, long: Span, bar: float) -> Claim | None:
    letters = fit(ctx.quote(claim.name), ctx.quote(long))
    if letters.probability < bar:
        return None
    return replace(claim, expansion=long, letters=letters.letters)
