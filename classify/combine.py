"""From evidence to honest confidence: a few weights, shared by all classes, fitted on rows the scorer has not seen.

Each class gets seven numbers (planes): the linear score, what the cue words say, the unit's vote in four strengths.
A softmax over their weighted sum is the confidence. Sharing the weights lets a sector
with no label of its own profit from its words and its agency; fitting them out of fold is what calibrates.
Source of the idea: temperature scaling (Guo et al. 2017), with seven temperatures in place of one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classify.features import Floats

PLANES = ("score", "cues", "cues_lead", "unit_alone", "unit_any_affair", "unit_first", "unit_further")
START = (3.0, 1.0, 0.5, 2.0, 1.0, 1.0, 0.5)
"""Weights where there is too little to fit them on; the fit is drawn towards them, too."""
PULL = 0.1
"""How hard: the price of a unit of squared distance, in nats over the whole fold."""
LOG_SCALE = (-2.0, 1.0)
DOUBT = 0.02
"""Share of labels that are a toss-up whatever the text says: no confidence exceeds 1 - DOUBT by much."""
FEWEST_TO_FIT = 60
"""Labels below which nothing is fitted, ..."""
ROWS_A_WEIGHT = 25
"""... and labels a weight below which only one number is: how much all of START counts (a temperature)."""
MOST_WRONG = 0.05
"""The rule for the abstention level: at most this share wrong among the tagged ..."""
ASSURANCE = 1.645
"""... with 95 % assurance (one-sided normal quantile of Wilson's bound), not just on the rows at hand."""
CAUTIOUS = 0.8
"""The level where nothing can be measured."""


@dataclass(frozen=True, slots=True)
class Votes:
    """What one unit's name says, by class position."""

    affairs: tuple[int, ...]
    any_affair: bool
    """Its innovations serve any affair (a sub-district, a planning board): its vote is weak."""
    ambiguous: bool = False
    """The abbreviation stands for one of `affairs`, none of them first."""


def planes(scores: Floats, cues: Floats, votes: Sequence[Votes]) -> Floats:
    """Shape (rows, classes, len(PLANES)). `scores`, `cues`: (rows, classes)."""
    stack = np.zeros((*scores.shape, len(PLANES)))
    stack[..., 0] = scores
    stack[..., 1] = np.sqrt(cues)
    stack[..., 2] = (cues == cues.max(axis=1, keepdims=True)) & (cues > 0)
    for row, vote in enumerate(votes):
        if vote.ambiguous:
            stack[row, vote.affairs, 6] = 1
        elif len(vote.affairs) == 1:
            stack[row, vote.affairs[0], 4 if vote.any_affair else 3] = 1
        else:
            stack[row, vote.affairs[:1], 5] = 1
            stack[row, vote.affairs[1:], 6] = 1
    return stack


def confidences(stack: Floats, weights: Floats) -> Floats:
    """Shape (rows, classes); rows sum to 1."""
    return np.asarray((1 - DOUBT) * _softmax(stack, weights) + DOUBT / stack.shape[1], dtype=np.float64)


def fit_weights(stack: Floats, classes: Sequence[int]) -> Floats:
    """The weights under which the true classes are most likely, drawn towards START.

    START itself for fewer than FEWEST_TO_FIT rows, a multiple of it for fewer than ROWS_A_WEIGHT a weight.
    """
    start = np.array(START)
    if len(classes) < FEWEST_TO_FIT:
        return start
    if len(classes) < ROWS_A_WEIGHT * len(PLANES):
        return start * _scale(stack @ start, classes)
    from scipy.optimize import minimize  # noqa: PLC0415 - only training needs it

    rows = np.arange(len(classes))
    truth = stack[rows, np.asarray(classes)]

    def loss(weights: Floats) -> tuple[float, Floats]:
        given = _softmax(stack, weights)
        likely = (1 - DOUBT) * given[rows, classes] + DOUBT / stack.shape[1]
        trusted = (1 - DOUBT) * given[rows, classes] / likely
        slope = trusted @ (np.einsum("rk,rkp->rp", given, stack) - truth)
        away = weights - start
        return float(PULL / 2 * (away @ away) - np.log(likely).sum()), slope + PULL * away

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x, dtype=np.float64)


def _scale(logits: Floats, classes: Sequence[int]) -> float:
    """The inverse temperature under which the true classes are most likely, drawn towards 1."""
    from scipy.optimize import minimize_scalar  # noqa: PLC0415 - only training needs it

    rows = np.arange(len(classes))

    def loss(power: float) -> float:
        likely = (1 - DOUBT) * _shares(logits * np.exp(power))[rows, classes] + DOUBT / logits.shape[1]
        return float(power * power / 2 - np.log(likely).sum())

    return float(np.exp(minimize_scalar(loss, bounds=LOG_SCALE, method="bounded").x))


def _softmax(stack: Floats, weights: Floats) -> Floats:
    return _shares(stack @ weights)


def _shares(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float64)


def choose_level(confidence: Floats, right: NDArray[np.bool_], most_wrong: float = MOST_WRONG) -> float:
    """The lowest confidence from which on at most `most_wrong` of the tagged are wrong, with 95 % assurance.

    Where no level keeps the rule the one that comes nearest to it, never below CAUTIOUS; CAUTIOUS for too few rows.
    """
    order = np.argsort(-confidence, kind="stable")
    wrong = np.cumsum(~right[order])
    level, nearest, least = None, CAUTIOUS, 1.0
    for tagged in range(FEWEST_TO_FIT, len(order) + 1):
        lowest = float(confidence[order[tagged - 1]])
        last_of_ties = tagged == len(order) or confidence[order[tagged]] < lowest
        bound = upper_bound(int(wrong[tagged - 1]), tagged)
        if last_of_ties and bound <= most_wrong:
            level = lowest
        if last_of_ties and bound < least:
            nearest, least = max(lowest, CAUTIOUS), bound
    return nearest if level is None else level


def upper_bound(wrong: int, tagged: int) -> float:
    """One-sided Wilson bound on the share wrong (Wilson 1927)."""
    share, z = wrong / tagged, ASSURANCE
    middle = share + z * z / (2 * tagged)
    spread = z * math.sqrt(share * (1 - share) / tagged + z * z / (4 * tagged * tagged))
    return (middle + spread) / (1 + z * z / tagged)
