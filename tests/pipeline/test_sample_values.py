"""The shipped samples, taken in the whole way, say what their expected files say."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from pipeline.demo import SAMPLES, sample_paths
from pipeline.evaluating import evaluate
from pipeline.home import open_home
from pipeline.ingest import ingest
from pipeline.overview import batch_files
from pipeline.progress import Silent
from pipeline.settings import Settings

pytestmark = pytest.mark.slow

EXPECTED: dict[str, dict[str, Any]] = {
    path.name.removesuffix(".expected.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(SAMPLES.glob("*.expected.json"))
}
STORED = [stem for stem, entry in EXPECTED.items() if entry["outcome"] == "stored"]
JUDGED = [stem for stem in STORED if EXPECTED[stem]["evidence"]]

Taken = tuple[Engine, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """All samples in one home, and what became of each file."""
    settings = Settings(home=tmp_path_factory.mktemp("samples") / "home")
    report = ingest(sample_paths(), settings, lambda: datetime.now(UTC), Silent())
    engine = open_home(settings)
    return engine, batch_files(engine, report.batch)


def wrong(taken: Taken, stem: str, field: str) -> list[str]:
    """Misses and false values of one field; no indicator is false that the sample does not speak of."""
    found = evaluate(taken[0], {stem: EXPECTED[stem]})["fields"].get(field, {"misses": [], "false": []})
    false = [entry for entry in found["false"] if entry.get("instead") != "-"]
    return [f"- {entry['text']}" for entry in found["misses"]] + [f"+ {entry['text']}" for entry in false]


@pytest.mark.parametrize("stem", EXPECTED)
def test_every_file_of_a_sample_has_its_outcome_and_its_problem(taken: Taken, stem: str) -> None:
    entry = EXPECTED[stem]
    files = [row for row in taken[1] if entry["path"] in Path(row["path"]).parts]
    again = {"unchanged"} if entry["outcome"] == "stored" else set()  # a file that lies in its folder twice
    assert {row["outcome"] for row in files} - again == {entry["outcome"]}
    if entry["problem"]:
        assert [problem["code"] for row in files for problem in row["problems"]] == [entry["problem"]]


@pytest.mark.parametrize("field", ["innovations", "expansions", "name+unit", "region", "name+region"])
@pytest.mark.parametrize("stem", STORED)
def test_innovations_and_region_are_those_expected(taken: Taken, stem: str, field: str) -> None:
    assert wrong(taken, stem, field) == []


@pytest.mark.parametrize("field", ["acronyms", "regulations", "money", "dates", "changes", "links"])
@pytest.mark.parametrize("stem", STORED)
def test_every_value_is_read_and_none_is_invented(taken: Taken, stem: str, field: str) -> None:
    assert wrong(taken, stem, field) == []


@pytest.mark.parametrize("stem", JUDGED)
def test_every_indicator_is_judged_as_expected(taken: Taken, stem: str) -> None:
    assert wrong(taken, stem, "evidence") == []
