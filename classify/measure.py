"""How good a model is: the figures that the benchmark prints and that `train` compares before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classify.features import Floats
from classify.labels import for_taxonomy
from classify.model import SectorModel
from classify.predict import sector_probabilities
from models.sector import LabelledInnovation

BINS = 10
ENOUGH_EXAMPLES = 5
"""Fewer of a class say nothing about it: they stay out of the macro F1."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions with confidence in (low, low + 1 / BINS]."""

    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Quality:
    """All but `rows` and `classes` are shares, 0 to 1."""

    rows: int
    top1: float
    top3: float
    macro_f1: float
    classes: int
    """With ENOUGH_EXAMPLES among the rows: those the macro F1 is over."""
    ece: float
    """Expected calibration error over BINS equal bins."""
    tagged: float
    """Not abstained at the level."""
    right_of_tagged: float
    bins: tuple[Bin, ...]


def measure(labels: Sequence[LabelledInnovation], model: SectorModel, level: float | None = None) -> Quality:
    """The quality on labels the model has not seen. Weak ones are left out.

    Raises: ValueError when no label is left to score.
    """
    usable = for_taxonomy(labels, model.taxonomy)
    slugs = model.taxonomy.slugs
    classes = [slugs.index(label.slug) for label in usable]
    confidence = sector_probabilities([label.input for label in usable], model)
    return quality(confidence, classes, model.level if level is None else level)


def quality(confidence: Floats, classes: Sequence[int], level: float) -> Quality:
    """From the confidences, shape (rows, classes), and each row's true class."""
    if not classes:
        raise ValueError("no labels to measure on")
    truth = np.asarray(classes)
    order = np.argsort(-confidence, axis=1, kind="stable")
    first, best = order[:, 0], confidence.max(axis=1)
    right = first == truth
    tagged = best >= level
    frequent = [k for k in np.unique(truth) if (truth == k).sum() >= ENOUGH_EXAMPLES]
    bins = _bins(best, right)
    return Quality(
        rows=len(truth),
        top1=float(right.mean()),
        top3=float((order[:, :3] == truth[:, None]).any(axis=1).mean()),
        macro_f1=float(np.mean([_f1(first == k, truth == k) for k in frequent])) if frequent else 0.0,
        classes=len(frequent),
        ece=sum(abs(b.confidence - b.accuracy) * b.count for b in bins) / len(truth),
        tagged=float(tagged.mean()),
        right_of_tagged=float(right[tagged].mean()) if tagged.any() else 1.0,
        bins=bins,
    )


def _f1(found: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    return float(2 * (found & true).sum() / (found.sum() + true.sum()))


def _bins(confidence: Floats, right: NDArray[np.bool_]) -> tuple[Bin, ...]:
    place = np.clip(np.ceil(confidence * BINS).astype(int) - 1, 0, BINS - 1)
    inside = [place == at for at in range(BINS)]
    return tuple(
        Bin(int(mask.sum()), float(confidence[mask].mean()), float(right[mask].mean())) for mask in inside if mask.any()
    )
