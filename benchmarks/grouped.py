"""What a model says of labels whose source and region it has not seen, with the uncertainty of so few of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from classify.cache import SEED
from classify.combine import FEWEST_TO_FIT, choose_level, confidences, fit_weights
from classify.estimators import Estimator
from classify.features import Floats
from classify.folds import Fold
from classify.labels import publisher
from classify.measure import Quality, quality
from classify.taxonomy import Taxonomy
from classify.train import Fitter
from models.sector import LabelledInnovation

FIGURES = ("top1", "top3", "macro_f1", "ece", "tagged", "right_of_tagged")
RESAMPLES = 1_000
PARTS = 5

Labels = Sequence[LabelledInnovation]
Folds = Callable[[Labels], Iterator[Fold]]
Intervals = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Unseen:
    """Confidences of models that knew neither the source nor the region of a row; rows of the labels that measure."""

    labels: Labels
    confidence: Floats
    classes: Sequence[int]
    level: float

    @property
    def quality(self) -> Quality:
        return quality(self.confidence, self.classes, self.level)


def unseen(labels: Labels, taxonomy: Taxonomy, folds: Folds, estimator: Estimator) -> Unseen:
    """Scores from other folds; weights and level from four fifths of the sources, as `train` chooses them.

    Derived labels help to train and never measure, unless there is no other.
    """
    stack, truth = Fitter(labels, taxonomy, SEED, estimator).unseen(folds)
    classes = np.asarray(truth)
    fifth = np.array([int(hashlib.sha256(label.source.encode()).hexdigest(), 16) % PARTS for label in labels])
    own = np.array([not label.derived for label in labels])
    counted = own if own.any() else ~own
    confidence = np.zeros(stack.shape[:2])
    levels = np.zeros(PARTS)
    for part in range(PARTS):
        other = fifth != part
        if (own & other).sum() >= FEWEST_TO_FIT:
            other &= own
        weights = fit_weights(stack[other], classes[other].tolist())
        confidence[fifth == part] = confidences(stack[fifth == part], weights)
        seen = confidences(stack[other], weights)
        levels[part] = choose_level(seen.max(axis=1), seen.argmax(axis=1) == classes[other])
    rows: list[int] = np.flatnonzero(counted).tolist()
    return Unseen([labels[row] for row in rows], confidence[rows], classes[rows].tolist(), float(levels.mean()))


def intervals(found: Unseen) -> Intervals:
    """95 % bootstrap intervals of FIGURES; whole publishers are drawn, because rows of one are alike."""
    random = np.random.default_rng(SEED)
    names = sorted({publisher(label) for label in found.labels})
    rows = {name: [at for at, label in enumerate(found.labels) if publisher(label) == name] for name in names}
    truth = np.asarray(found.classes)
    drawn: dict[str, list[float]] = {key: [] for key in FIGURES}
    for _ in range(RESAMPLES):
        sample = [at for name in random.choice(names, len(names)) for at in rows[str(name)]]
        one = quality(found.confidence[sample], truth[sample].tolist(), found.level)
        for key, values in drawn.items():
            values.append(getattr(one, key))
    return {key: (float(np.quantile(v, 0.025)), float(np.quantile(v, 0.975))) for key, v in drawn.items()}


def publishers(labels: Labels) -> int:
    return len({publisher(label) for label in labels})
