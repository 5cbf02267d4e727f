"""Facts that the indicators of an innovation are judged by, each with the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from extract.fields.evidence.context import Context
from extract.fields.evidence.quotes import Quotes
from extract.fields.evidence.registry import READERS
from extract.fields.evidence.void import void_of
from extract.found import found, text_of
from extract.label_lines import lines_of
from models.document import Span
from models.finding import Evidence, Finding, Role

__all__ = ["find_evidence"]

_TITLE_YEAR = re.compile(r"(?i)\b(?:tahun|thn)\s*:?\s*((?:19|20)\d\d)(?!\d)|/((?:19|20)\d\d)(?![\d/])")
_TITLE_ZONE = 900


def find_evidence(doc: Doc) -> Iterator[Finding[Evidence]]:
    """Yield every fact for the indicators of iid-sid-2026 that the text shows, ascending by place.

    Needs: `role` first; dates, regions, units, innovations and links where they have run. In a proposal every fact
    is a claim (`document_type` proposal); in another document it carries that document's type. Values are the
    words and units of the rubric. A file without evidence yields nothing.
    """
    roles = found(doc, "role")
    role: Role | None = roles[0].value if roles else None
    lines = lines_of(doc)
    if role is None or not lines:
        return
    text = text_of(doc)
    context = Context(doc, text, role, lines, void_of(text, role), _year(doc, role))
    quotes = Quotes(context)
    read = (finding for reader in READERS for finding in reader(context))
    widened = (
        replace(fact, span=quotes.widened(fact.span, fact.value.indicator), grounds=fact.grounds or (fact.span,))
        for fact in read
    )
    facts = {_key(finding): finding for finding in widened}
    yield from sorted(facts.values(), key=lambda finding: (finding.span, finding.value.indicator))


def _key(finding: Finding[Evidence]) -> tuple[Evidence, Span]:
    return finding.value, finding.span


def _year(doc: Doc, role: Role) -> int | None:
    """The year in the number or title of a document, else of its latest whole date."""
    start = role.span.start if role.span else 0
    match = _TITLE_YEAR.search(text_of(doc), start, start + _TITLE_ZONE)
    if match and role.kind != "proposal":
        return int(match[1] or match[2])
    days = [finding.value.iso for finding in found(doc, "dates") if finding.value.granularity == "day"]
    return int(days[-1][:4]) if days and role.kind != "proposal" else None
