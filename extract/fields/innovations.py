"""Innovations: name, what it stands for, unit, region, from forms, tables, lists and running text."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from extract.fields.innovation_context import Claim, Context, context, lists, name_key
from extract.fields.innovation_forms import form_claims, table_claims
from extract.fields.innovation_items import list_claims
from extract.fields.innovation_merge import merge, strength
from extract.fields.innovation_prose import pair_claims, prose_claims
from models.finding import Finding, Innovation


def find_innovations(doc: Doc) -> Iterator[Finding[Innovation]]:
    """Yield each innovation once, in the order of first mention; the finding's span is that of the name.

    Needs the fields units and regions. A document that is one form keeps what its labels name; what running text
    says of other regions' innovations, of competitions and of programmes is not the document's innovation.
    """
    ctx = context(doc)
    strong = [*form_claims(doc, ctx), *table_claims(ctx)]
    named = [*strong, *list_claims(ctx), *prose_claims(ctx)]
    taken = [span for claim in named for span in (claim.name, claim.expansion) if span is not None]
    claims = [*named, *pair_claims(ctx, taken)]
    for innovation in merge(ctx, _own(ctx, strong, claims)):
        yield Finding(innovation, innovation.name.span, innovation.name.rule, innovation.name.confidence)


def _own(ctx: Context, strong: list[Claim], claims: list[Claim]) -> list[Claim]:
    """Without what the text ascribes to others; a form's own labels are never doubted."""
    keys = {name_key(ctx.quote(claim.name)) for claim in strong}
    labelled = {name_key(ctx.quote(claim.name)) for claim in strong if strength(claim) == 0}
    kept = []
    for claim in claims:
        key = name_key(ctx.quote(claim.name))
        if key in keys:
            kept.append(claim)
        elif not labelled or not _elsewhere(ctx, claim):
            kept.append(claim)
    return kept


def _elsewhere(ctx: Context, claim: Claim) -> bool:
    """Within a form: anything a sentence says of replication or of another place, and pairs nobody calls innovation."""
    if claim.rule.startswith("innovations.bracket") and claim.confidence < 0.95:
        return True
    start = ctx.text.rfind("\n", 0, claim.name.start) + 1
    return lists().elsewhere.search(ctx.text[start : claim.name.end + 80]) is not None
