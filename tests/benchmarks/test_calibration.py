"""The table of probabilities is made of counted values, drawn towards what is known of their field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from benchmarks.calibrate import pairs, written
from benchmarks.calibration_fit import FIELD, MEASURED_FROM, bins, fitted, left_out, reliability
from benchmarks.calibration_truth import Observation, fact_is_right, layout_of
from extract.calibration import calibration_of
from models.data import parse_yaml
from models.finding import Evidence
from models.rubric import Indicator
from models.verdict import Fact
from score.catalogue import default_rubric


def seen(rule: str, right: int, wrong: int, score: float = 0.9, layout: str = "one") -> list[Observation]:
    """Values of one rule of one field."""
    truths = [True] * right + [False] * wrong
    return [Observation("person", rule, score, 1.0, truth, layout, "people") for truth in truths]


def share(values: Iterable[Observation], rule: str, score: float = 0.9) -> float:
    return calibration_of(fitted(list(values))).probability("person", rule, score).value


def test_a_rule_that_is_often_right_is_more_probable_than_one_that_is_often_wrong() -> None:
    values = [*seen("good/1", 95, 5), *seen("poor/1", 60, 40)]
    assert share(values, "good/1") > share(values, "unknown/1") > share(values, "poor/1")


def test_with_many_values_the_probability_is_the_share_that_was_right() -> None:
    assert share(seen("often/1", 8000, 2000), "often/1") == pytest.approx(0.8, abs=0.005)


def test_a_rule_that_was_never_wrong_is_surer_the_more_it_was_seen_and_never_certain() -> None:
    rest = seen("other/1", 80, 20)
    once, often = (share([*rest, *seen("new/1", n, 0)], "new/1") for n in (1, FIELD * 10))
    assert 0.75 < once < 0.85 < often < 1.0


def test_a_few_values_are_no_measurement() -> None:
    table = calibration_of(fitted([*seen("few/1", MEASURED_FROM - 1, 0), *seen("enough/1", MEASURED_FROM, 0)]))
    bases = [table.probability("person", rule, 0.9).basis for rule in ("few/1", "enough/1")]
    assert bases == ["prior", "measured"]


def test_values_with_doubtful_letters_say_nothing_of_the_rule() -> None:
    doubtful = [Observation("person", "good/1", 0.9, 0.5, False, "scan", "people")] * 50
    assert fitted([*seen("good/1", 50, 0), *doubtful]) == fitted(seen("good/1", 50, 0))


def test_a_layout_is_tried_on_a_table_that_has_not_seen_it() -> None:
    values = [*seen("title/1", 50, 0, layout="forms"), *seen("title/1", 0, 50, layout="posters")]
    said = {one.layout: p for one, p in left_out(values)}
    assert said["forms"] < 0.5 < said["posters"]


def test_the_error_is_the_distance_between_what_is_said_and_what_is_right() -> None:
    found = reliability([(0.9, True)] * 8 + [(0.9, False)] * 2 + [(0.6, True)] * 10)
    assert [found.n, found.said, found.right] == pytest.approx([20, 0.75, 0.9])
    assert found.error == pytest.approx(0.5 * 0.1 + 0.5 * 0.4)
    assert [n for n, _, _ in bins([(0.9, True), (0.6, False)])] == [1, 1]


def test_of_two_that_are_right_as_often_the_one_that_knows_when_has_less_loss() -> None:
    flat = reliability([(0.5, True), (0.5, False)])
    telling = reliability([(0.9, True), (0.1, False)])
    assert telling.loss < flat.loss


def test_the_written_table_is_read_as_it_was_made() -> None:
    table = fitted([*seen("title/1", 40, 1), *seen("given/1", 3, 1, score=0.7)])
    read = parse_yaml(written(table, date(2026, 11, 24), "a test: of two rules"), "calibration.yaml").value
    assert {key: read[key] for key in table} == table
    assert (read["date"], read["status"], read["source"]) == ("2026-11-24", "measured", "a test: of two rules")


def test_the_pairs_of_the_aligner_are_mostly_true_ones() -> None:
    found = list(pairs())
    assert len(found) >= MEASURED_FROM
    assert 0.5 < sum(one.right for one in found) / len(found) <= 1.0


@pytest.mark.parametrize(
    ("stem", "layout"),
    [("tune-iid-cetak-3", "iid-cetak"), ("test-opini", "opini"), ("01-laporan-iid-penari", "01-laporan-iid-penari")],
)
def test_dossiers_of_one_template_are_one_layout(stem: str, layout: str) -> None:
    assert layout_of(stem) == layout


def indicator(id_: str) -> Indicator:
    return next(one for one in default_rubric().indicators if one.id == id_)


def right(evidence: Evidence, said: dict[str, object]) -> bool | None:
    return fact_is_right(indicator("sdm"), Fact("f", evidence, 1.0), {"sdm": said}, 2026)


def test_a_fact_is_wrong_when_it_gives_points_that_gold_does_not() -> None:
    many = Evidence("sdm", "sk_kepala_daerah", 31, "orang")
    assert right(many, {"level": 3}) is True
    assert right(many, {"level": 1}) is False
    assert right(many, {"level": "cannot_judge"}) is False


def test_a_fact_may_give_less_than_the_whole_dossier() -> None:
    assert right(Evidence("sdm", "sk_kepala_daerah", 5, "orang"), {"level": 3}) is True


def test_a_claim_is_held_against_what_the_dossier_claims() -> None:
    claim = Evidence("sdm", "proposal", 31, "orang")
    assert right(claim, {"level": "cannot_judge", "claimed": 3}) is True
    assert right(claim, {"level": 3, "claimed": 1}) is False


def test_a_claim_of_which_gold_is_silent_is_neither_right_nor_wrong() -> None:
    assert right(Evidence("sdm", "proposal", 31, "orang"), {"level": 3}) is None
