"""Lexicons say where they come from and how sure they are."""

from __future__ import annotations

import pytest

from extract.lexicon import lexicon


@pytest.mark.parametrize("name", ["regions", "dates", "money", "regulations", "people", "changes"])
def test_a_lexicon_names_its_source_status_and_date(name: str) -> None:
    data = lexicon(name)
    assert all(data[key] for key in ("source", "status", "date"))


def test_the_units_list_explains_every_source_it_cites() -> None:
    data = lexicon("units")
    entries = [*data["agencies"], *data["unit_types"]]
    cited = {source for entry in entries for source in entry.get("source", ())}
    assert cited <= data["sources"].keys()
