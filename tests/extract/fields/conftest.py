"""Texts as the reading view hands them on: a line a block, and table rows where a line starts with a bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
import spacy
from spacy.tokens import Doc

from extract.fields.acronyms import find_acronyms
from extract.fields.innovations import find_innovations
from extract.fields.regions import find_regions
from extract.fields.units import find_units
from models.document import Block, Cell, Layout, Span
from models.finding import Finding, Innovation

NLP = spacy.blank("id")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the fields around innovations say of one text."""

    doc: Doc
    innovations: tuple[Finding[Innovation], ...]
    acronyms: dict[str, str]

    @property
    def named(self) -> list[tuple[str, str, str]]:
        """Name, long form and unit of each innovation; an absent part is empty."""
        return [
            (i.name.value, i.expansion.value if i.expansion else "", i.unit.value if i.unit else "")
            for i in (finding.value for finding in self.innovations)
        ]

    @property
    def names(self) -> list[str]:
        return [name for name, _, _ in self.named]


def made(text: str) -> Doc:
    """The text as a document with its blocks; `| a | b |` is a table row."""
    pieces: list[str] = []
    blocks: list[Block] = []
    offset, table, row = 0, 0, 0
    for line in text.strip("\n").split("\n"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        row = row + 1 if cells else 0
        table += row == 1
        for column, piece in enumerate(cells or [line], 1):
            cell = Cell(table, row, column) if cells else None
            if piece:
                blocks.append(Block("cell" if cell else "paragraph", Span(offset, offset + len(piece)), cell=cell))
            pieces.append(piece)
            offset += len(piece) + 1
    doc = NLP.make_doc("\n".join(pieces))
    doc._.layout = Layout(tuple(blocks))
    doc._.found = {"regions": tuple(find_regions(doc)), "units": tuple(find_units(doc))}
    return doc


def reading(text: str) -> Reading:
    doc = made(text)
    innovations = tuple(find_innovations(doc))
    doc._.found["innovations"] = innovations
    acronyms = {finding.value.short: finding.value.long for finding in find_acronyms(doc)}
    return Reading(doc, innovations, acronyms)


@pytest.fixture
def read() -> Callable[[str], Reading]:
    return reading
