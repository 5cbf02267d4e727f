"""The baseline a model has to beat: count the taxonomy's keywords, and let the unit's listed name count double."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from classify.features import Floats
from classify.taxonomy import SECTORS, Sector, Taxonomy
from models.data import read_yaml
from models.sector import SectorInput

UNIT_COUNTS = 2.0


def keyword_scores(inputs: Sequence[SectorInput], taxonomy: Taxonomy) -> Floats:
    """Shape (inputs, sectors): how many keywords of sectors.yaml stand in the text as whole words, plus the unit."""
    entries = {entry["id"]: entry for entry in read_yaml(SECTORS).value["sectors"]}
    rules = [_rules(sector, entries) for sector in taxonomy.sectors]
    return np.array([[_count(item, *rule) for rule in rules] for item in inputs])


def taxonomy_scores(inputs: Sequence[SectorInput], taxonomy: Taxonomy) -> Floats:
    """The same for any taxonomy, by the keywords and unit names that its classes have (those they borrow included)."""
    rules = [(_any_of(sector.keywords or [sector.name]), _any_of(sector.units or ["-"])) for sector in taxonomy.sectors]
    return np.array([[_count(item, *rule) for rule in rules] for item in inputs])


def _count(item: SectorInput, words: re.Pattern[str], units: re.Pattern[str]) -> float:
    text = f"{item.name} {item.expansion} {item.words}".lower()
    return len(words.findall(text)) + UNIT_COUNTS * bool(units.search(item.unit.lower()))


def _rules(sector: Sector, entries: dict[str, dict]) -> tuple[re.Pattern[str], re.Pattern[str]]:  # type: ignore[type-arg]
    entry = entries[sector.slug]
    units = [name for unit in entry["opd"] for name in (unit["name"], *unit["abbr"])]
    return _any_of(entry["keywords"]), _any_of(units)


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted((phrase.lower() for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
