"""Whole documents: what each one is, and every fact that it gives, with nothing beside it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.nlp import analyse
from models.data import read_yaml
from models.document import Block, Cell, Layout, Span
from models.finding import Evidence, Finding, Role

DATA = Path(__file__).parent / "data_evidence"
CUT = 0.8
"""The least confidence at which the judge lets a fact count."""
BY_ITEM = {"aktor", "jejaring", "informasi_layanan", "replikasi", "bimtek"}
BY_YEARS = {"anggaran", "rkpd"}


def documents(part: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = read_yaml(DATA / f"{part}.yaml").value["documents"]
    return entries


def view(source: str) -> tuple[str, Layout]:
    """A reading view: one block a line, and a line that starts with | a row of cells."""
    pieces: list[str] = []
    blocks: list[Block] = []
    offset, table, row = 0, 0, 0
    for line in source.splitlines():
        if line.startswith("|"):
            table, row = (table + 1, 1) if row == 0 else (table, row + 1)
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            printed = [(cell, Cell(table, row, number)) for number, cell in enumerate(cells, 1) if cell]
        else:
            row = 0
            printed = [(line.strip(), None)] if line.strip() else []  # type: ignore[list-item]
        for text, cell in printed:
            kind = "cell" if cell else "paragraph"
            blocks.append(Block(kind, Span(offset, offset + len(text)), cell=cell))  # type: ignore[arg-type]
            pieces.append(text)
            offset += len(text) + 1
    return "\n".join(pieces), Layout(tuple(blocks))


def read(source: str) -> tuple[Role, dict[str, Any]]:
    found = analyse(*view(source))._.found
    return found["role"][0].value, settle(found["evidence"])


def settle(facts: tuple[Finding[Evidence], ...]) -> dict[str, Any]:
    """One value per indicator, as the judge would put the facts together."""
    counted: dict[str, list[Evidence]] = {}
    for finding in facts:
        if finding.confidence >= CUT and finding.value.void is None:
            counted.setdefault(finding.value.indicator, []).append(finding.value)
    return {indicator: _settled(indicator, mine) for indicator, mine in counted.items()}


def _settled(indicator: str, facts: list[Evidence]) -> Any:
    stated = [fact for fact in facts if fact.value != "tidak_ada"]
    if not stated:
        return "tidak_ada"
    if indicator in BY_YEARS:
        return sorted({year for fact in stated for year in fact.years})
    if indicator in BY_ITEM:
        items = {fact.item for fact in stated if fact.item}
        counts = [fact.value for fact in stated if isinstance(fact.value, float)]
        return max([float(len(items)), *counts]) or 1.0
    values = {fact.value for fact in stated}
    value = max(values, key=str) if len(values) == 1 else sorted(map(str, values))
    if value is None:
        return "ada" if stated[0].document_type == "proposal" else stated[0].document_type
    return value


def same(found: Any, expected: Any) -> bool:
    if isinstance(expected, int | float) and isinstance(found, int | float):
        return abs(found - expected) <= 0.01 * max(1.0, abs(expected))
    return bool(found == expected)


def compare(part: str) -> Iterator[tuple[str, str, str]]:
    """(outcome, field, words) for each role and each fact of the documents of one part."""
    for document in documents(part):
        role, facts = read(document["text"])
        right = role.document_type == document["role"]
        yield ("right" if right else "wrong", "role", f"{document['id']}: {role.document_type}")
        for indicator in sorted({*facts, *document["facts"]}):
            expected, found = document["facts"].get(indicator), facts.get(indicator)
            words = f"{document['id']}: {indicator} expected {expected}, found {found}"
            if found is None:
                yield "missed", indicator, words
            elif expected is None:
                yield "false", indicator, words
            else:
                yield ("right" if same(found, expected) else "wrong"), indicator, words


@pytest.mark.parametrize(
    "document", [pytest.param(entry, id=entry["id"]) for part in ("tune", "styles") for entry in documents(part)]
)
def test_a_document_gives_its_facts_and_nothing_else(document: dict[str, Any]) -> None:
    role, facts = read(document["text"])
    assert role.document_type == document["role"]
    assert set(facts) == set(document["facts"])
    assert all(same(facts[indicator], value) for indicator, value in document["facts"].items()), facts


def report(part: str) -> None:
    tally: Counter[tuple[str, str]] = Counter()
    for outcome, field, words in compare(part):
        tally[field, outcome] += 1
        if outcome != "right":
            sys.stdout.write(f"{outcome}: {words}\n")
    for field in sorted({field for field, _ in tally}):
        counts = {outcome: tally[field, outcome] for outcome in ("right", "wrong", "missed", "false")}
        sys.stdout.write(f"{field:22} {counts}\n")


if __name__ == "__main__":
    report(sys.argv[1])
