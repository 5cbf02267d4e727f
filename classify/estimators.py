"""The linear models compared in docs/decisions/0005-sector-model.md: one weight a feature and class."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from classify.features import Floats


@dataclass(frozen=True, slots=True)
class Linear:
    """score = features @ coef + intercept."""

    coef: Floats
    """Features by classes."""
    intercept: Floats


@dataclass(frozen=True, slots=True)
class Problem:
    """What to learn: rows, their classes 0..classes-1 (each occurs), how much each row weighs, each class's group."""

    rows: csr_matrix
    classes: Sequence[int]
    weights: Sequence[float]
    groups: Sequence[str]
    seed: int


Estimator = Callable[[Problem], Linear]


def linear_svc(problem: Problem) -> Linear:
    from sklearn.svm import LinearSVC  # noqa: PLC0415 - scikit-learn only where a model is trained

    return _one_vs_rest(LinearSVC(C=3.0, random_state=problem.seed), problem)


def logistic_regression(problem: Problem) -> Linear:
    """One class against the rest: the multinomial form took forty times as long and was no better."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    labels, weights = np.asarray(problem.classes), np.asarray(problem.weights)
    fitted = []
    for position in range(int(labels.max()) + 1):
        model = LogisticRegression(C=30.0, solver="liblinear", random_state=problem.seed)
        model.fit(problem.rows, labels == position, sample_weight=weights)
        fitted.append((model.coef_[0], model.intercept_[0]))
    return Linear(np.array([coef for coef, _ in fitted]).T, np.array([intercept for _, intercept in fitted]))


def sgd(problem: Problem) -> Linear:
    from sklearn.linear_model import SGDClassifier  # noqa: PLC0415

    return _one_vs_rest(
        SGDClassifier(loss="modified_huber", alpha=1e-4, max_iter=50, tol=None, random_state=problem.seed), problem
    )


def complement_nb(problem: Problem) -> Linear:
    from sklearn.naive_bayes import ComplementNB  # noqa: PLC0415

    model = ComplementNB(alpha=0.3)
    model.fit(problem.rows, problem.classes, sample_weight=problem.weights)
    return Linear(np.asarray(model.feature_log_prob_.T, dtype=np.float64), np.zeros(len(model.classes_)))


def two_level(problem: Problem) -> Linear:
    """First the group of sectors, then the sector within it; the two scores are added."""
    groups = sorted(set(problem.groups))
    of_class = [groups.index(group) for group in problem.groups]
    classes = np.asarray(problem.classes)
    upper = linear_svc(Problem(problem.rows, [of_class[c] for c in classes], problem.weights, groups, problem.seed))
    coef, intercept = upper.coef[:, of_class].copy(), upper.intercept[of_class].copy()
    for group in range(len(groups)):
        members = [c for c, g in enumerate(of_class) if g == group]
        rows = np.flatnonzero(np.isin(classes, members))
        if len(members) > 1:
            lower = linear_svc(
                Problem(
                    problem.rows[rows],
                    [members.index(c) for c in classes[rows]],
                    np.asarray(problem.weights)[rows].tolist(),
                    [problem.groups[c] for c in members],
                    problem.seed,
                )
            )
            coef[:, members] += lower.coef
            intercept[members] += lower.intercept
    return Linear(coef, intercept)


ESTIMATORS: Mapping[str, Estimator] = {
    "LinearSVC": linear_svc,
    "logistic regression": logistic_regression,
    "ComplementNB": complement_nb,
    "SGD (modified Huber)": sgd,
    "two-level LinearSVC": two_level,
}


def _one_vs_rest(model: Any, problem: Problem) -> Linear:
    model.fit(problem.rows, problem.classes, sample_weight=problem.weights)
    coef, intercept = np.asarray(model.coef_, dtype=np.float64).T, np.asarray(model.intercept_, dtype=np.float64)
    if coef.shape[1] == 1:  # two classes: scikit-learn keeps only the second one's side
        return Linear(np.hstack([-coef, coef]), np.array([-intercept[0], intercept[0]]))
    return Linear(coef, intercept)
