"""The five real texts, as PDF and as Word, against their gold: nothing missed, nothing false among the innovations."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.document import extract
from extract.readers.read import read
from models.document import ParsedDocument
from models.finding import Extraction

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not beside this checkout")

GOLD: dict[str, Any] = json.loads((SEEDS / "gold.json").read_text()) if SEEDS.exists() else {}
FILES = [pytest.param(stem, suffix, id=f"{stem[:3]}{suffix}") for stem in GOLD for suffix in (".pdf", ".docx")]


@cache
def seed(name: str) -> tuple[ParsedDocument, Extraction]:
    parsed = read((SEEDS / name).read_bytes(), name)
    return parsed, extract(parsed)


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@pytest.mark.parametrize(("stem", "suffix"), FILES)
def test_the_innovations_are_those_of_the_gold_with_expansion_and_unit(stem: str, suffix: str) -> None:
    _, extraction = seed(stem + suffix)
    found = {
        (
            folded(innovation.name.value),
            folded(innovation.expansion.value if innovation.expansion else ""),
            folded(innovation.unit.value if innovation.unit else ""),
        )
        for innovation in extraction.innovations
    }
    expected = {(folded(i["name"]), folded(i["expansion"]), folded(i["unit"])) for i in GOLD[stem]["innovations"]}
    assert found == expected


@pytest.mark.parametrize(("stem", "suffix"), FILES)
def test_the_acronyms_are_those_of_the_gold(stem: str, suffix: str) -> None:
    _, extraction = seed(stem + suffix)
    found = {(folded(acronym.value.short), folded(acronym.value.long)) for acronym in extraction.acronyms}
    assert found == {(folded(short), folded(long)) for short, long in GOLD[stem]["acronyms"].items()}


@pytest.mark.parametrize(("stem", "suffix"), FILES)
def test_the_region_is_that_of_the_gold(stem: str, suffix: str) -> None:
    _, extraction = seed(stem + suffix)
    assert extraction.region is not None
    assert extraction.region.value.name == GOLD[stem]["region"]


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
@pytest.mark.parametrize("field", ["people", "dates"])
def test_at_least_four_fifths_of_people_and_dates_are_found(field: str, suffix: str) -> None:
    expected, found = 0, 0
    for stem, gold in GOLD.items():
        _, extraction = seed(stem + suffix)
        names = {folded(person.value.name) for person in extraction.people}
        values = names if field == "people" else {date.value.iso for date in extraction.dates}
        wanted = {folded(value) for value in gold.get(field, [])}
        expected += len(wanted)
        found += len(wanted & values)
    assert found >= 0.8 * expected


@pytest.mark.parametrize(("stem", "suffix"), FILES)
def test_every_quote_is_the_slice_it_points_to(stem: str, suffix: str) -> None:
    parsed, extraction = seed(stem + suffix)
    for innovation in extraction.innovations:
        for part in (innovation.name, innovation.expansion, innovation.unit):
            if part is not None:
                assert folded(parsed.quote(part.span)) == folded(part.value)
