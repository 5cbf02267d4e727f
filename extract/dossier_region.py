"""The region whose document this is, as its letterhead, dateline, offices and headings say it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from extract.fields.regions import Mention, mentions
from extract.found import text_of
from extract.regions import Kind, province_of
from models.finding import Finding, Region

RULE = "dossier-region.weight/1"

_HEAD = 1500
_TITLE = 300
_LETTERHEAD = re.compile(r"(?:^|\n)[^\S\n]*PEMERINTAH\w*[^\S\n]*\Z|(?:^|\n)[^\S\n]*\Z", re.IGNORECASE)
_DATELINE = re.compile(r"[^\S\n]*(?:,|\(|-|–|—)[^\n]{0,40}?(?:-|–|—)|,[^\S\n]+\d{1,2}[^\S\n]+[A-Z][a-z]+[^\S\n]+\d{4}")
_ELSEWHERE = re.compile(r"\b(?:ke|dari|asal|seperti|dengan|meniru|antara|misalnya)[^\S\n]\Z", re.IGNORECASE)
"""What stands before a region that is visited, compared or left."""
_WEIGHT = {"office": 3.0, "plain": 2.0, "bare": 1.0}
_CAPITAL = ("provinsi", "DKI Jakarta")
_SHARE = 0.5


def dossier_region(doc: Doc) -> Finding[Region] | None:
    """The region whose document this is, cited where the text says it most plainly; None when it does not settle it.

    A province yields to its own kota or kabupaten unless the document is the province's own (letterhead, governor).
    """
    text = text_of(doc)
    found = mentions(text)
    weights: dict[tuple[Kind, str], float] = {}
    for mention in found:
        weights[mention.key] = weights.get(mention.key, 0.0) + _weight(text, mention)
    _yield_to_parts(weights, found)
    total = sum(weights.values())
    if not total:
        return None
    best = max(weights, key=lambda key: weights[key])
    share = weights[best] / total
    if share < _SHARE or weights[best] < 2.0:
        return None
    return _cite(text, [mention for mention in found if mention.key == best], share)


def _weight(text: str, mention: Mention) -> float:
    start, end = mention.span.start, mention.span.end
    line_start = text.rfind("\n", 0, start) + 1
    begins_line = not text[line_start:start].strip()
    weight = _WEIGHT[mention.manner]
    if mention.key == _CAPITAL and mention.manner == "bare":
        return 0.25
    if begins_line and start < _HEAD and mention.manner == "office" and text[start:end].isupper():
        weight += 10.0
    elif begins_line and _DATELINE.match(text, end):
        weight += 4.0
    if "\n" not in text[:start].lstrip("\n"):
        weight += 2.0
    elif start < _TITLE:
        weight += 1.0
    return weight / 2 if _ELSEWHERE.search(text[max(0, start - 12) : start]) else weight


def _yield_to_parts(weights: dict[tuple[Kind, str], float], found: Sequence[Mention]) -> None:
    own = {mention.key for mention in found if mention.manner == "office"}
    inside: Mapping[tuple[Kind, str], str] = province_of()
    for key in [key for key in weights if key[0] == "provinsi" and key not in own]:
        if any(inside.get(other) == key[1] for other in weights):
            weights[key] = 0.0


def _cite(text: str, candidates: Sequence[Mention], share: float) -> Finding[Region]:
    """The plainest mention: kind and name printed first, then an office, then the bare name; the earliest of each."""
    rank = {"plain": 0, "office": 1, "bare": 2}
    best = min(candidates, key=lambda mention: (rank[mention.manner], mention.span))
    return Finding(best.region, best.span, RULE, round(min(0.99, 0.6 + 0.4 * share), 2), best.status)
