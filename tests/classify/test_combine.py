"""From evidence to confidence, and where to abstain."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from classify.combine import (
    CAUTIOUS,
    MOST_WRONG,
    START,
    Votes,
    choose_level,
    confidences,
    fit_weights,
    planes,
    upper_bound,
)


def stack_of(scores: list[list[float]]) -> np.ndarray:
    array = np.array(scores)
    return planes(array, np.zeros_like(array), [Votes((), False)] * len(scores))


@given(st.lists(st.lists(st.floats(-50, 50), min_size=3, max_size=3), min_size=1, max_size=8))
def test_confidences_sum_to_one_and_keep_the_order_of_the_scores(scores: list[list[float]]) -> None:
    given_ = confidences(stack_of(scores), np.array(START))
    assert np.allclose(given_.sum(axis=1), 1)
    for row, confidence in zip(scores, given_, strict=True):
        assert confidence[int(np.argmax(row))] >= confidence.max() - 1e-9


def test_too_few_rows_leave_the_weights_as_they_are() -> None:
    assert fit_weights(stack_of([[1, 0, 0]] * 10), [0] * 10).tolist() == list(START)


def test_few_rows_tell_how_far_to_trust_the_weights_and_no_more() -> None:
    rows = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]] * 30
    right = fit_weights(stack_of(rows), [0, 1, 2] * 30) / np.array(START)
    half_wrong = fit_weights(stack_of(rows), [0, 1, 2, 1, 2, 0] * 15) / np.array(START)
    assert np.allclose(right, right[0]) and np.allclose(half_wrong, half_wrong[0])
    assert right[0] > 1 > half_wrong[0] > 0


def test_scores_that_mislead_get_less_weight_than_scores_that_lead() -> None:
    rows = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]] * 60
    right = fit_weights(stack_of(rows), [0, 1, 2] * 60)
    wrong = fit_weights(stack_of(rows), [1, 2, 0] * 60)
    assert right[0] > 0 > wrong[0]


def test_a_merged_agency_speaks_first_for_what_it_names_first() -> None:
    stack = planes(np.zeros((1, 3)), np.zeros((1, 3)), [Votes((2, 0), False)])
    assert stack[0, 2, 5] == 1
    assert stack[0, 0, 6] == 1


def test_an_ambiguous_abbreviation_prefers_none_of_its_meanings() -> None:
    stack = planes(np.zeros((1, 3)), np.zeros((1, 3)), [Votes((2, 0), False, ambiguous=True)])
    assert stack[0, 2].tolist() == stack[0, 0].tolist()


def test_the_level_keeps_the_wrong_among_the_tagged_below_the_rule() -> None:
    confidence = np.linspace(1, 0, 400)
    right = np.arange(400) < 300
    level = choose_level(confidence, right)
    tagged = confidence >= level
    assert tagged.sum() >= 300
    assert (~right[tagged]).mean() <= MOST_WRONG


def test_a_stricter_rule_tags_no_more() -> None:
    random = np.random.default_rng(1)
    confidence = random.random(500)
    right = random.random(500) < 0.8 + 0.2 * confidence
    assert choose_level(confidence, right, 0.02) >= choose_level(confidence, right, 0.10)


def test_where_no_level_keeps_the_rule_the_surest_rows_alone_are_tagged() -> None:
    confidence = np.linspace(1, 0.5, 200)
    right = np.arange(200) % 10 != 0
    right[:70] = True
    right[5] = right[6] = right[7] = False
    assert choose_level(confidence, right) > confidence[80]


def test_few_rows_give_the_cautious_level() -> None:
    assert choose_level(np.ones(5), np.ones(5, dtype=np.bool_)) == CAUTIOUS


def test_equal_confidences_are_tagged_together_or_not_at_all() -> None:
    confidence = np.array([0.9] * 100 + [0.5] * 100)
    right = np.array([True] * 100 + [True, False] * 50)
    assert choose_level(confidence, right) == 0.9


def test_the_bound_shrinks_with_the_number_seen() -> None:
    assert upper_bound(5, 100) > upper_bound(50, 1_000) > 0.05
