"""Verdicts against the levels that gold gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from models.rubric import Rubric
from models.tables import InnovationRow
from models.verdict import Context, Fact
from pipeline.facts import Case, evidence_of
from pipeline.gold_evidence import Evidence, of_gold
from pipeline.settled import Shown
from score.catalogue import find_rubric

RUBRIC: Rubric = find_rubric("iid-sid-2026")
PERDA = {"indicator": "regulasi", "document_type": "perda", "years": [2025]}
DRAFT = PERDA | {"void": "draft"}
CLAIM = {"indicator": "regulasi", "document_type": "proposal", "value": "perda"}


def case(*facts: Mapping[str, Any], name: str = "SAPA", unreadable: tuple[str, ...] = ()) -> Case:
    blank = {"dossier_id": "d", "ordinal": 1, "profile": {}, "alignment": [], "cites": {}, "flags": []}
    row = InnovationRow.model_validate(blank | {"id": name, "name": name})
    shown = Shown(row, name, None, None, None, None, {}, None)
    judged = tuple(Fact(str(number), evidence_of(fact), 0.99) for number, fact in enumerate(facts))
    return Case(shown, judged, Context(2026, unreadable), {})


def measured(gold: dict[str, Mapping[str, Any]], *cases: Case) -> Evidence:
    evidence = Evidence()
    evidence.add("map", gold, cases, RUBRIC)
    return evidence


def test_the_level_that_a_document_proves_is_right() -> None:
    assert measured({"regulasi": {"level": 3}}, case(PERDA)).summary()["accuracy"] == 1.0


def test_a_claim_that_nothing_proves_cannot_be_judged() -> None:
    assert measured({"regulasi": {"level": "cannot_judge"}}, case(CLAIM)).summary()["accuracy"] == 1.0


def test_met_without_proof_in_gold_is_a_false_met() -> None:
    found = measured({"regulasi": {"level": "not_met"}}, case(PERDA)).summary()
    assert (found["met"], found["false_met"], found["false_met_rate"]) == (1, 1, 1.0)


def test_met_where_gold_is_silent_is_a_false_met_and_costs_precision() -> None:
    found = measured({}, case(PERDA))
    assert found.summary()["false_met"] == 1
    assert found.field()["false"] == [{"file": "map", "text": "regulasi -> 3", "instead": "-"}]


def test_an_indicator_that_is_not_met_and_not_in_gold_is_no_finding() -> None:
    assert measured({}, case()).judged == []


def test_a_wrong_level_is_a_miss_and_a_false_finding() -> None:
    found = measured({"regulasi": {"level": 1}}, case(PERDA))
    assert found.field()["misses"] == [{"file": "map", "text": "regulasi -> 1", "instead": "3"}]
    assert (found.summary()["too_high"], found.summary()["false_met"]) == (1, 0)


def test_a_proof_that_was_not_seen_is_unproven() -> None:
    assert measured({"regulasi": {"level": 3}}, case(DRAFT)).summary()["unproven"] == 1


def test_a_dossier_without_any_innovation_misses_all_of_its_evidence() -> None:
    assert measured({"regulasi": {"level": 3}}).field()["recall"] == 0.0


@pytest.mark.parametrize(("unreadable", "accuracy"), [(("foto.pdf",), 1.0), ((), 0.0)])
def test_what_only_a_picture_shows_cannot_be_judged_where_it_was_not_read(
    unreadable: tuple[str, ...], accuracy: float
) -> None:
    gold: dict[str, Mapping[str, Any]] = {"sosialisasi": {"level": 1, "needs_ocr": True}}
    assert measured(gold, case(unreadable=unreadable)).summary()["accuracy"] == accuracy


def test_the_innovation_that_gold_names_is_judged() -> None:
    ours, theirs = case(PERDA), case(name="LAIN")
    assert of_gold([theirs, ours], [{"name": "Sapa"}]) == [ours]
    assert of_gold([theirs, ours], [{"name": "TIDAK ADA"}]) == [theirs, ours]


def test_of_several_innovations_the_best_level_counts() -> None:
    assert measured({"regulasi": {"level": 3}}, case(name="LAIN"), case(PERDA)).summary()["accuracy"] == 1.0
