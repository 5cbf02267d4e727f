"""The compared models all answer with one weight a feature and class."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from classify.estimators import ESTIMATORS, Problem

FOUR = Problem(
    rows=csr_matrix(np.repeat(np.eye(4), 5, axis=0)),
    classes=[0] * 5 + [1] * 5 + [2] * 5 + [3] * 5,
    weights=[1.0] * 20,
    groups=["dasar", "dasar", "pilihan", "pilihan"],
    seed=1,
)
TWO = replace(FOUR, rows=FOUR.rows[:10], classes=FOUR.classes[:10], weights=FOUR.weights[:10], groups=["a", "b"])


@pytest.mark.parametrize("name", ESTIMATORS)
@pytest.mark.parametrize("problem", [pytest.param(FOUR, id="four classes"), pytest.param(TWO, id="two classes")])
def test_an_estimator_learns_what_each_class_alone_has(name: str, problem: Problem) -> None:
    linear = ESTIMATORS[name](problem)
    scores = problem.rows @ linear.coef + linear.intercept
    assert scores.shape == (len(problem.classes), len(problem.groups))
    assert scores.argmax(axis=1).tolist() == list(problem.classes)


@pytest.mark.parametrize("name", ESTIMATORS)
def test_an_estimator_gives_the_same_twice(name: str) -> None:
    assert np.array_equal(ESTIMATORS[name](FOUR).coef, ESTIMATORS[name](FOUR).coef)
