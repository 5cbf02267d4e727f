"""The figures a model is judged by, on numbers small enough to check by hand."""

from __future__ import annotations

import numpy as np
import pytest

from classify.measure import quality


def test_right_first_and_among_three() -> None:
    found = quality(np.array([[0.7, 0.2, 0.1, 0.0], [0.7, 0.2, 0.1, 0.0], [0.7, 0.2, 0.1, 0.0]]), [0, 2, 3], 0.5)
    assert found.top1 == pytest.approx(1 / 3)
    assert found.top3 == pytest.approx(2 / 3)


def test_the_calibration_error_is_the_gap_between_said_and_right() -> None:
    assert quality(np.array([[0.9, 0.1]] * 10), [0] * 9 + [1], 0.0).ece == pytest.approx(0.0)
    assert quality(np.array([[0.9, 0.1]] * 10), [0] * 5 + [1] * 5, 0.0).ece == pytest.approx(0.4)


def test_only_the_tagged_count_for_the_share_right_of_the_tagged() -> None:
    found = quality(np.array([[0.9, 0.1], [0.6, 0.4]]), [0, 1], 0.8)
    assert (found.tagged, found.right_of_tagged) == (0.5, 1.0)


def test_a_class_with_few_examples_stays_out_of_the_macro_f1() -> None:
    found = quality(np.array([[0.9, 0.1]] * 6), [0] * 5 + [1], 0.0)
    assert found.classes == 1
    assert found.macro_f1 == pytest.approx(10 / 11)


def test_nothing_to_measure_is_said() -> None:
    with pytest.raises(ValueError, match="no labels"):
        quality(np.zeros((0, 3)), [], 0.5)
