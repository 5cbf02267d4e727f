"""Scores of rules become probabilities: measured where they can be, the field's where not, and never certain."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.calibration import CEILING, Calibration, Curve, calibrated, calibration_of, shipped
from extract.lexicon import lexicon

TABLE = calibration_of(
    {
        "measured_from": 20,
        "default": {"score": 0.9, "probability": 0.8, "n": 400, "right": 320},
        "kinds": {
            "person": {
                "prior": {"score": 0.9, "probability": 0.9, "n": 60, "right": 54},
                "rules": {
                    "people.title/1": {"score": 0.97, "probability": 0.98, "n": 50, "right": 50},
                    "people.given/1": {"score": 0.72, "probability": 0.85, "n": 3, "right": 3},
                },
            }
        },
    }
)
SCORE = st.floats(0.0, 1.0)
CURVES = [pytest.param(TABLE, "person", rule, id=rule) for rule in ("people.title/1", "people.given/1", "other/1")] + [
    pytest.param(shipped(), kind, rule, id=f"{kind} {rule}")
    for kind, field in shipped().fields.items()
    for rule in (*field.rules, "a rule that nobody measured/1")
]


def test_at_the_score_a_rule_usually_gives_its_probability_is_the_measured_one() -> None:
    assert TABLE.probability("person", "people.title/1", 0.97).value == 0.98


@pytest.mark.parametrize(("rule", "basis"), [("people.title/1", "measured"), ("people.given/1", "prior")])
def test_a_rule_is_measured_when_enough_of_its_values_were_counted(rule: str, basis: str) -> None:
    assert TABLE.probability("person", rule, 0.9).basis == basis


def test_an_unknown_rule_gets_the_prior_of_its_field() -> None:
    found = TABLE.probability("person", "people.new/1", 0.9)
    assert (found.value, found.basis) == (0.9, "prior")


def test_a_rule_whose_version_was_raised_starts_anew() -> None:
    assert TABLE.probability("person", "people.title/2", 0.9).basis == "prior"


def test_an_unknown_kind_of_value_gets_what_holds_over_all() -> None:
    found = TABLE.probability("coordinates", "coordinates.new/1", 0.9)
    assert (found.value, found.basis) == (0.8, "prior")


def test_half_the_usual_score_is_half_the_probability() -> None:
    assert Curve(0.9, 0.98).at(0.45) == pytest.approx(0.49)


@pytest.mark.parametrize(("table", "kind", "rule"), CURVES)
def test_a_higher_score_is_never_less_probable_and_no_score_is_certain(
    table: Calibration, kind: str, rule: str
) -> None:
    values = [table.probability(kind, rule, score / 100).value for score in range(101)]
    assert all(low <= high for low, high in pairwise(values))
    assert values[0] == 0.0 and values[-1] <= CEILING < 1.0


@given(SCORE, SCORE, st.floats(0.05, 1.0), st.floats(0.0, CEILING))
def test_any_line_of_a_table_keeps_the_order_of_scores(one: float, other: float, score: float, share: float) -> None:
    low, high = (Curve(score, share).at(each) for each in sorted((one, other)))
    assert 0.0 <= low <= high + 1e-12 and high <= CEILING


def test_the_shipped_table_says_where_it_comes_from() -> None:
    table = lexicon("calibration")
    assert all(table[key] for key in ("source", "status", "date", "measured_from"))


def test_every_line_of_the_shipped_table_is_what_its_counts_allow() -> None:
    for kind, field in lexicon("calibration")["kinds"].items():
        for rule, line in [*field["rules"].items(), ("prior", field["prior"])]:
            assert 0 <= line["right"] <= line["n"], f"{kind} {rule}"
            assert 0 < line["score"] <= 1, f"{kind} {rule}"
            assert 0 < line["probability"] <= CEILING, f"{kind} {rule}"
        assert sum(line["n"] for line in field["rules"].values()) == field["prior"]["n"], kind


def test_nothing_is_certain_not_even_a_hyperlink_of_the_file() -> None:
    assert calibrated("link", "links.annotation/1", 1.0).value < 1.0
