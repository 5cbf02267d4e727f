"""Who may enter: stage, window, length and age."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.verdict import Check
from score.catalogue import find_rubric
from score.eligibility import Candidate, check_eligibility
from tests.score.facts import IID, IID_2024


def checks(candidate: Candidate) -> dict[str, Check]:
    return {check.id: check for check in check_eligibility(IID, candidate)}


def test_a_candidate_that_fulfils_everything() -> None:
    found = checks(Candidate(stage="Penerapan", launched="2025-03-02", words=412))
    assert {check.outcome for check in found.values()} == {"met"}


def test_what_the_dossier_does_not_say_cannot_be_judged() -> None:
    assert {check.outcome for check in checks(Candidate()).values()} == {"cannot_judge"}


@pytest.mark.parametrize(("words", "outcome"), [(299, "not_met"), (300, "met")])
def test_three_hundred_words_are_enough(words: int, outcome: str) -> None:
    assert checks(Candidate(words=words))["words"].outcome == outcome


def test_a_trial_is_not_yet_put_into_practice() -> None:
    assert checks(Candidate(stage="uji_coba"))["stage"].outcome == "not_met"


@pytest.mark.parametrize(
    ("launched", "developed", "outcome"),
    [
        pytest.param("2024-01-01", None, "met", id="first day"),
        pytest.param("2025-12-31", None, "met", id="last day"),
        pytest.param("2025", None, "met", id="a year inside"),
        pytest.param("2024-02", None, "met", id="a month inside"),
        pytest.param("2021", "2025-05", "met", id="developed further in the window"),
        pytest.param("2021", None, "cannot_judge", id="older, and nothing said of a development"),
        pytest.param("2021", "2022", "not_met", id="both too old"),
        pytest.param("2026-01-01", "2026-02", "not_met", id="too new"),
        pytest.param("awal musim hujan", None, "cannot_judge", id="no date"),
    ],
)
def test_the_window_of_years(launched: str, developed: str | None, outcome: str) -> None:
    assert checks(Candidate(launched=launched, developed=developed))["window"].outcome == outcome


def test_a_date_too_coarse_for_the_window_stays_open() -> None:
    rules = {**IID.eligibility, "implementation_from": "2024-07-01", "or_developed_in_same_window": False}
    found = check_eligibility(replace(IID, eligibility=rules), Candidate(launched="2024"))
    assert {check.id: check.outcome for check in found}["window"] == "cannot_judge"


def test_a_window_that_nobody_confirmed_says_so() -> None:
    found = {check.id: check for check in check_eligibility(IID_2024, Candidate(launched="2022-05"))}
    assert "UNVERIFIED" in found["window"].detail


@pytest.mark.parametrize(
    ("launched", "outcome"),
    [("2021-06-30", "met"), ("2021-07-01", "not_met"), ("2021-06", "met"), (None, "cannot_judge")],
)
def test_an_age_is_counted_back_from_the_closing_day(launched: str | None, outcome: str) -> None:
    kovablik = find_rubric("kovablik-2022-umum")
    (check,) = check_eligibility(kovablik, Candidate(launched=launched, closing="2022-06-30"))
    assert (check.id, check.outcome) == ("age", outcome)


def test_a_rubric_without_conditions_checks_nothing() -> None:
    assert check_eligibility(find_rubric("iga-presentasi-2023"), Candidate()) == ()
