"""What must hold for every rubric, every dossier and every order."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.finding import Evidence
from models.rubric import Indicator, Rubric
from models.verdict import Context, Entry, Fact
from score.catalogue import find_rubric
from score.compare import Run, compare, points
from score.judge import judge
from score.override import override
from score.rank import rank
from score.shared import evidence_types
from score.total import score
from tests.score.facts import IID, IID_2024

YEAR = 2026
MANY = settings(max_examples=400, deadline=None)
FEW = settings(max_examples=40, deadline=None)
RUBRICS = [IID, IID_2024, find_rubric("iid-sid-2021"), find_rubric("iid-sid-varian-2022")]
INDICATORS = [each for rubric in RUBRICS for each in rubric.indicators]


def words_of(indicator: Indicator) -> list[str]:
    return (
        [word for level in indicator.levels for word in level.rule.words]
        + list(indicator.items)
        + ["tidak_ada", "tingkat_2"]
    )


@cache
def facts_of(indicator: Indicator) -> st.SearchStrategy[Fact]:
    numbers = st.one_of(st.integers(0, 700), st.floats(0, 120, allow_nan=False))
    evidence = st.builds(
        Evidence,
        indicator=st.just(indicator.fact),
        document_type=st.sampled_from([*sorted(indicator.accepted), "proposal", *sorted(evidence_types())]),
        value=st.one_of(st.none(), numbers, st.sampled_from(words_of(indicator))),
        unit=st.sampled_from([None, indicator.unit, "persen", "hari", "bulan", "orang"]),
        years=st.lists(st.integers(YEAR - 4, YEAR + 1), max_size=3, unique=True).map(sorted).map(tuple),
        basis=st.sampled_from([None, *(basis.id for basis in indicator.bases), "lain"]),
        void=st.sampled_from([None, None, None, "draft"]),
        item=st.sampled_from([None, "Kota A", "Kota B", "media"]),
    )
    return st.builds(
        Fact,
        id=st.uuids().map(str),
        evidence=evidence,
        confidence=st.sampled_from([1.0, 0.9, 0.5]),
        reviewed=st.sampled_from([None, None, "confirmed", "absent"]),
    )


@st.composite
def judged(draw: st.DrawFn) -> tuple[Indicator, list[Fact]]:
    """Any indicator of any rubric, and a few facts about it."""
    indicator = draw(st.sampled_from(INDICATORS))
    return indicator, draw(st.lists(facts_of(indicator), min_size=1, max_size=5))


def level(indicator: Indicator, facts: list[Fact]) -> int:
    return judge(indicator, facts, Context(YEAR)).level or 0


@MANY
@given(case=judged())
def test_a_further_fact_never_lowers_a_level(case: tuple[Indicator, list[Fact]]) -> None:
    indicator, facts = case
    assert level(indicator, facts) >= level(indicator, facts[:-1])


@MANY
@given(case=judged(), seed=st.integers(0, 99))
def test_the_order_of_the_facts_makes_no_difference(case: tuple[Indicator, list[Fact]], seed: int) -> None:
    indicator, facts = case
    shuffled = random.Random(seed).sample(facts, len(facts))
    assert judge(indicator, facts, Context(YEAR)) == judge(indicator, shuffled, Context(YEAR))


@MANY
@given(case=judged())
def test_a_verdict_says_what_it_rests_on_and_never_takes_unknown_for_zero(case: tuple[Indicator, list[Fact]]) -> None:
    indicator, facts = case
    verdict = judge(indicator, facts, Context(YEAR))
    assert verdict.detail
    assert set(verdict.facts) <= {fact.id for fact in facts}
    assert (verdict.outcome == "met") == (verdict.level is not None)
    assert verdict.facts or verdict.outcome == "cannot_judge"
    if verdict.outcome != "met":
        assert verdict.score == (0 if verdict.outcome == "not_met" else None)
    if verdict.score is not None and verdict.max_score is not None:
        assert 0 <= verdict.score <= verdict.max_score


@MANY
@given(case=judged())
def test_claims_alone_score_only_where_the_rubric_asks_no_other_document(case: tuple[Indicator, list[Fact]]) -> None:
    indicator, drawn = case
    facts = [replace(fact, evidence=replace(fact.evidence, document_type="proposal")) for fact in drawn]
    verdict = judge(indicator, facts, Context(YEAR))
    asks_none = any(each.rule.doc_types == () for each in indicator.levels)
    if verdict.outcome == "met" and "proposal" not in indicator.accepted:
        confirmed = any(fact.reviewed == "confirmed" for fact in facts)
        assert (asks_none and confirmed and verdict.level == 1) or verdict.reason == "absent-level"


def dossier(rubric: Rubric) -> st.SearchStrategy[list[Fact]]:
    return st.lists(st.sampled_from(rubric.indicators).flatmap(facts_of), max_size=25)


@FEW
@pytest.mark.parametrize("rubric", RUBRICS[:3], ids=lambda rubric: rubric.id)
@given(data=st.data())
def test_a_total_lies_between_nothing_and_the_maximum(rubric: Rubric, data: st.DataObject) -> None:
    total = score("x", rubric, data.draw(dossier(rubric)), Context(YEAR))
    assert total.score is not None
    assert total.possible is not None
    assert 0 <= total.score <= total.possible <= (rubric.max_score or 0)
    assert total.met + total.not_met + total.cannot_judge == len(rubric.indicators)


ENTRIES = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 5), st.sampled_from("abc")), max_size=15).map(
    lambda rows: [
        Entry(f"i{number}", name, float(low), float(low + more), region=f"Kota {name}")
        for number, (low, more, name) in enumerate(rows)
    ]
)


@given(entries=ENTRIES, seed=st.integers(0, 99))
def test_the_ranking_does_not_depend_on_the_order_given(entries: list[Entry], seed: int) -> None:
    shuffled = random.Random(seed).sample(entries, len(entries))
    assert rank(entries) == rank(shuffled)
    assert rank(entries, by="region") == rank(shuffled, by="region")


@given(entries=ENTRIES)
def test_a_rank_is_one_more_than_the_number_of_better_scores(entries: list[Entry]) -> None:
    for row in rank(entries):
        assert row.rank == 1 + sum(other.score > row.entry.score for other in entries)
        assert row.tied == (sum(other.score == row.entry.score for other in entries) > 1)


@given(entries=ENTRIES)
def test_the_interval_holds_the_rank_and_whatever_the_open_verdicts_may_bring(entries: list[Entry]) -> None:
    for row in rank(entries):
        low, high = row.interval
        others = [other for other in entries if other is not row.entry]
        assert low <= row.rank <= high
        assert low == 1 + sum(other.score > row.entry.possible for other in others)
        assert high == 1 + sum(other.possible > row.entry.score for other in others)


@FEW
@given(data=st.data(), weights=st.dictionaries(st.sampled_from(IID.indicators), st.integers(0, 9), max_size=3))
def test_the_causes_of_a_move_add_up_to_it(data: st.DataObject, weights: dict[Indicator, int]) -> None:
    dossiers = {f"i{number}": data.draw(dossier(IID)) for number in range(3)}
    changed = override(IID, {f"{indicator.id}.weight": weight for indicator, weight in weights.items()})
    for move in compare(_run(IID, dossiers), _run(changed, dossiers)).moves:
        assert sum(cause.delta for cause in move.because) == pytest.approx(move.score_to - move.score_from)


def _run(rubric: Rubric, dossiers: dict[str, list[Fact]]) -> Run:
    totals: dict[str, Any] = {id_: score(id_, rubric, facts, Context(YEAR)) for id_, facts in dossiers.items()}
    entries = [Entry(id_, id_, total.score, total.possible) for id_, total in totals.items()]
    return Run(rank(entries), {id_: points(total, rubric) for id_, total in totals.items()})
