"""How well the general fields read whole documents, and what they do with hostile text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from extract.dossier_region import dossier_region
from extract.fields.changes import find_changes
from extract.fields.dates import find_dates
from extract.fields.links import find_links
from extract.fields.money import find_money
from extract.fields.people import find_people
from extract.fields.regions import find_regions
from extract.fields.regulations import find_regulations
from extract.fields.units import find_units
from models.data import read_yaml
from models.finding import Finding

NLP = spacy.blank("id")
FIELDS = {
    "regions": find_regions,
    "units": find_units,
    "dates": find_dates,
    "money": find_money,
    "regulations": find_regulations,
    "people": find_people,
    "changes": find_changes,
    "links": find_links,
}
DOCUMENTS = read_yaml(Path(__file__).parent / "general_fields.yaml").value["documents"]
PRECISION, RECALL = 0.96, 0.96


def read(text: str) -> Mapping[str, tuple[Finding[Any], ...]]:
    doc: Doc = NLP.make_doc(text)
    doc._.found = {}
    for name, find in FIELDS.items():
        doc._.found[name] = tuple(find(doc))
    found: Mapping[str, tuple[Finding[Any], ...]] = doc._.found
    return found


def values(text: str, field: str) -> set[Any]:
    found = read(text)[field]
    match field:
        case "people":
            return {finding.value.name.casefold() for finding in found}
        case "dates":
            return {finding.value.iso for finding in found}
        case "money":
            return {finding.value.amount for finding in found}
        case "changes":
            return {(finding.value.before, finding.value.after, finding.value.unit) for finding in found}
        case "regulations":
            return {f"{f.value.kind} {f.value.number or '-'} {f.value.year}" for f in found}
        case _:
            return {finding.value.name for finding in found}


def gold(document: Mapping[str, Any], field: str) -> set[Any]:
    if field == "people":
        return {name.casefold() for name in document[field]}
    return {tuple(item) if isinstance(item, list) else item for item in document[field]}


def measured(field: str, part: str) -> Iterator[tuple[set[Any], set[Any]]]:
    for document in DOCUMENTS:
        if document["part"] == part and field not in document.get("skip", ()):
            yield values(document["text"], field), gold(document, field)


@pytest.mark.parametrize("part", ["tune", "test"])
@pytest.mark.parametrize("field", ["people", "dates", "money", "regulations", "changes", "units"])
def test_whole_documents_are_read_as_a_careful_reader_reads_them(field: str, part: str) -> None:
    pairs = list(measured(field, part))
    right = sum(len(found & expected) for found, expected in pairs)
    assert right >= PRECISION * sum(len(found) for found, _ in pairs)
    assert right >= RECALL * sum(len(expected) for _, expected in pairs)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["id"])
def test_every_document_has_its_own_region(document: Mapping[str, Any]) -> None:
    found = dossier_region(NLP.make_doc(document["text"]))
    assert found is not None
    assert found.value.name == document["region"]


@given(st.text(alphabet="Aa. ,\n()/0129RpDinasKotaBudiS:%-", max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_quotes_within_itself_in_order(text: str) -> None:
    for findings in read(text).values():
        spans = [finding.span for finding in findings]
        assert spans == sorted(spans)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
