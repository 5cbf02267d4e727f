"""The shipped samples, taken in the whole way, say what their expected files say."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from sqlalchemy import Engine

from extract.calibration import shipped
from pipeline.demo import SAMPLES, sample_paths
from pipeline.evaluating import evaluate
from pipeline.home import open_home
from pipeline.ingest import ingest
from pipeline.overview import batch_files
from pipeline.progress import Silent
from pipeline.settings import Settings
from store import files
from store.engine import reading

pytestmark = pytest.mark.slow

EXPECTED: dict[str, dict[str, Any]] = {
    path.name.removesuffix(".expected.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(SAMPLES.glob("*.expected.json"))
}
STORED = [stem for stem, entry in EXPECTED.items() if entry["outcome"] == "stored"]
JUDGED = [stem for stem in STORED if EXPECTED[stem]["evidence"]]

NAMES = ("innovations", "expansions", "name+unit", "region", "name+region", "name+year")
VALUES = ("acronyms", "regulations", "money", "dates", "changes", "links")
KNOWN = {
    "10-proposal-bebas-mas-kadin-bersinar name+unit": "the agency above the school is taken for the unit",
    "14-berita-dua-kolom innovations": "'UNIT membawa NAME, yakni ...' and '... alias NAME' are not read",
    "14-berita-dua-kolom expansions": "'UNIT membawa NAME, yakni ...' and '... alias NAME' are not read",
    "14-berita-dua-kolom name+unit": "'UNIT membawa NAME, yakni ...' and '... alias NAME' are not read",
    "14-berita-dua-kolom name+region": "'UNIT membawa NAME, yakni ...' and '... alias NAME' are not read",
    "05-pindaian-sidatan dates": "OCR loses the day",
    "05-pindaian-sidatan changes": "OCR loses a figure",
    "12-dossier-geradak-pos evidence": "a photograph whose banner bears nothing but the name: a person has to look",
}
"""Stem and field that are not right yet, and why. Take a line out when it is; nothing may be added for a new loss."""

Taken = tuple[Engine, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """All samples in one home, and what became of each file."""
    settings = Settings(home=tmp_path_factory.mktemp("samples") / "home")
    report = ingest(sample_paths(), settings, lambda: datetime.now(UTC), Silent())
    engine = open_home(settings)
    return engine, batch_files(engine, report.batch)


def each(stems: list[str], fields: tuple[str, ...]) -> list[ParameterSet]:
    """Every stem with every field; those known to be wrong are expected to fail."""
    return [
        pytest.param(
            stem,
            field,
            marks=[pytest.mark.xfail(reason=why, strict=True)] if (why := KNOWN.get(f"{stem} {field}")) else [],
        )
        for stem in stems
        for field in fields
    ]


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


@pytest.mark.parametrize(("stem", "field"), each(STORED, NAMES))
def test_innovations_and_region_are_those_expected(taken: Taken, stem: str, field: str) -> None:
    assert wrong(taken, stem, field) == []


@pytest.mark.parametrize(("stem", "field"), each(STORED, VALUES))
def test_every_value_is_read_and_none_is_invented(taken: Taken, stem: str, field: str) -> None:
    assert wrong(taken, stem, field) == []


@pytest.mark.parametrize(("stem", "field"), each(JUDGED, ("evidence",)))
def test_every_indicator_is_judged_as_expected(taken: Taken, stem: str, field: str) -> None:
    assert wrong(taken, stem, field) == []


UNMEASURED = {"title", "region"}
"""Kinds of value of which no gold speaks; the forms' profile is another."""


def test_the_rules_that_read_the_samples_were_measured_or_have_the_prior_of_their_field(taken: Taken) -> None:
    with reading(taken[0]) as connection:
        found = files.findings(connection, list(files.all_hashes(connection)))
    judged = [row for row in found if row.kind not in UNMEASURED and ".profile." not in row.kind]
    assert {row.kind for row in judged} <= shipped().fields.keys()
    assert all(0 < row.confidence < 1 and row.detail and row.detail["basis"] in {"measured", "prior"} for row in found)
    known = [row for row in judged if row.rule in shipped().fields[row.kind].rules]
    assert len(known) >= 0.8 * len(judged), "many rules have no line: python -m benchmarks.calibrate --write"
