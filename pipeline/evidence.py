"""Whose evidence it is: which facts of a dossier's files speak for which of its innovations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from models.document import ParsedDocument, Span
from models.tables import FindingRow, InnovationEvidence, SourceFile
from pipeline.folding import folded
from pipeline.merging import Merged

Parsed = Callable[[str], ParsedDocument]


def attach(
    innovations: Sequence[Merged], files: Mapping[str, SourceFile], facts: Sequence[FindingRow], parsed: Parsed
) -> Iterator[InnovationEvidence]:
    """The links between facts and innovations.

    A dossier of one innovation: every fact is about it. Of several: a file that proposes or proves is about those it
    names anywhere (a decree that lists three innovations counts for the three); in any other file a fact is about those
    named in its own block.
    """
    if len(innovations) == 1:
        yield from (_link(innovations[0], fact) for fact in facts)
        return
    for sha256 in dict.fromkeys(fact.sha256 for fact in facts):
        mine = [fact for fact in facts if fact.sha256 == sha256]
        document = parsed(sha256)
        whole = files[sha256].kind in {"proposal", "evidence"}
        everywhere = _named(innovations, document.text) if whole else []
        for fact in mine:
            for innovation in everywhere if whole else _named(innovations, _block(document, fact)):
                yield _link(innovation, fact)


def _named(innovations: Sequence[Merged], text: str) -> list[Merged]:
    words = folded(text)
    return [
        one for one in innovations if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in one.names)
    ]


def _block(document: ParsedDocument, fact: FindingRow) -> str:
    block = document.block_at(fact.start)
    return document.quote(block.span if block else Span(fact.start, fact.end))


def _link(innovation: Merged, fact: FindingRow) -> InnovationEvidence:
    return InnovationEvidence.model_validate({"innovation_id": innovation.id, "finding_id": fact.id})
