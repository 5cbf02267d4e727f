"""Innovations: name, what it stands for, unit, region, from forms, covers, tables, lists and running text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc

from extract.fields.innovation_clauses import clause_claims
from extract.fields.innovation_context import Claim, Context, context, name_key
from extract.fields.innovation_explained import explained
from extract.fields.innovation_forms import card_claims, form_claims, headless_claims, table_claims
from extract.fields.innovation_lists import list_claims
from extract.fields.innovation_merge import merge, strength
from extract.fields.innovation_owner import follows, with_owners
from extract.fields.innovation_pairs import is_elsewhere, pair_claims
from extract.fields.innovation_prose import prose_claims
from extract.fields.innovation_titles import title_claims
from models.document import Span
from models.finding import Finding, Innovation


def find_innovations(doc: Doc) -> Iterator[Finding[Innovation]]:
    """Yield each innovation once, in the order of first mention; the finding's span is that of the name.

    Needs the fields units and regions. A document that is one form keeps what its labels name; what running text
    says of other regions' innovations, of competitions and of programmes is not the document's innovation.
    """
    ctx = context(doc)
    forms = list(form_claims(doc, ctx)) or list(headless_claims(doc, ctx))
    tables = list(table_claims(ctx))
    titles = [] if forms else list(title_claims(doc, ctx))
    lists = [explained(ctx, claim) for claim in list_claims(ctx)]
    named = [
        *forms,
        *tables,
        *titles,
        *(card_claims(doc, ctx) if not forms else ()),
        *lists,
        *prose_claims(ctx),
        *(explained(ctx, claim) for claim in clause_claims(ctx)),
    ]
    taken = [span for claim in named for span in (claim.name, claim.expansion) if span is not None]
    claims = [*named, *_owned(ctx, list(pair_claims(ctx, taken)), named)]
    subject = [*forms, *(title for title in titles if title.expansion or len(lists) < 2)]
    own = _own(ctx, subject, [claim for claim in claims if claim not in titles or claim in subject])
    for innovation in merge(ctx, own):
        yield Finding(innovation, innovation.name.span, innovation.name.rule, innovation.name.confidence)


def _owned(ctx: Context, explained: list[tuple[Span, Claim]], named: list[Claim]) -> Iterator[Claim]:
    """Pairs with the unit of their sentence; those that only a comma or `dan` parts share one."""
    series: list[Claim] = []
    where = Span(0, 0)
    before: list[Claim] = []
    others = sorted(named, key=lambda claim: claim.name.start)
    for line, claim in explained:
        if series and not (line == where and follows(ctx, series[-1], claim)):
            before.extend(done := with_owners(ctx, where, series, before))
            yield from done
            series = []
        if line != where:
            where, before = line, _within(others, line)
        series.append(claim)
    yield from with_owners(ctx, where, series, before)


def _within(claims: list[Claim], line: Span) -> list[Claim]:
    first = bisect_left(claims, line.start, key=lambda claim: claim.name.start)
    return claims[first : bisect_left(claims, line.end, key=lambda claim: claim.name.start)]


def _own(ctx: Context, subject: list[Claim], claims: list[Claim]) -> list[Claim]:
    """Without what the text ascribes to others: a form or a proposal speaks of the innovation it names."""
    if not subject:
        return claims
    keys = {name_key(ctx.quote(claim.name)) for claim in subject}
    return [
        claim
        for claim in claims
        if name_key(ctx.quote(claim.name)) in keys or (_is_named_too(claim) and not is_elsewhere(ctx, claim.name))
    ]


def _is_named_too(claim: Claim) -> bool:
    """Beside the innovation a form is about only what a table, or the word itself with a long form, names one."""
    return strength(claim) <= 1 or (claim.expansion is not None and claim.confidence >= 0.95)
