"""Fit the sector model from the taxonomy and labelled innovations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from classify.combine import CAUTIOUS, FEWEST_TO_FIT, Votes, choose_level, confidences, fit_weights, planes
from classify.estimators import Estimator, Linear, Problem, linear_svc
from classify.features import Floats, Vocabulary, fit_vocabulary, parts_of, to_matrix
from classify.folds import Fold, by_source
from classify.labels import for_taxonomy
from classify.model import Example, SectorModel
from classify.reading import Reader, UnitReading
from classify.taxonomy import Taxonomy
from models.sector import LabelledInnovation, SectorInput

CONFIRMED_WEIGHT = 3.0
"""What a person settled in the review desk counts as much as so many shipped labels."""
NAME_WEIGHT, KEYWORDS_WEIGHT, KEYWORD_WEIGHT, UNIT_WEIGHT = 1.0, 1.0, 0.2, 0.3
"""How much the taxonomy's own texts weigh beside a label: its name, all keywords at once, each alone, each unit."""


def train(
    labels: Sequence[LabelledInnovation],
    taxonomy: Taxonomy,
    seed: int,
    estimator: Estimator = linear_svc,
    fingerprint: str = "",
) -> SectorModel:
    """The model of a taxonomy. Weak labels and labels of no class of it are left out; none at all is allowed.

    The shared weights and the abstention level come from folds by source, so they speak of unseen sources.
    Deterministic: the same labels in the same order, taxonomy, seed and library versions give the same model.
    """
    usable = for_taxonomy(labels, taxonomy)
    fitter = Fitter(usable, taxonomy, seed, estimator)
    vocabulary, linear = fitter.fit(range(len(usable)))
    weights, level = _weights_and_level(fitter)
    return SectorModel(
        taxonomy=taxonomy,
        vocabulary=vocabulary,
        linear=linear,
        weights=weights,
        level=level,
        examples=tuple(Example(label.input.name, label.slug, label.confirmed, label.derived) for label in usable),
        example_rows=to_matrix(fitter.parts, vocabulary),
        fingerprint=fingerprint,
        trained_on=len(usable),
        confirmed=sum(label.confirmed for label in usable),
        reader=fitter.reader,
    )


def _weights_and_level(fitter: Fitter) -> tuple[Floats, float]:
    """From labels as an unseen source shows them; derived ones tell no doubt, so they never lower the level."""
    stack, classes = fitter.unseen(by_source)
    own = [row for row, label in enumerate(fitter.labels) if not label.derived] if len(classes) else []
    enough = len(own) >= FEWEST_TO_FIT
    if enough:
        stack, classes = stack[own], [classes[row] for row in own]
    weights = fit_weights(stack, classes)
    confidence = confidences(stack, weights)
    right = confidence.argmax(axis=1) == np.asarray(classes, dtype=np.int64) if classes else np.zeros(0, dtype=np.bool_)
    level = choose_level(confidence.max(axis=1, initial=0), right)
    return weights, level if enough else max(level, CAUTIOUS)


def votes_of(unit: UnitReading, reader: Reader) -> Votes:
    """What a unit's name says, in positions of the taxonomy."""
    found = unit.affairs or unit.may_be
    by_affair = reader.taxonomy.by_affair
    positions = tuple(dict.fromkeys(by_affair[affair] for affair in found if affair in by_affair))
    return Votes(positions, unit.any_affair, ambiguous=len(positions) > 1 and bool(unit.may_be))


def scores(linear: Linear, rows: csr_matrix) -> Floats:
    """Shape (inputs, classes)."""
    return np.asarray(rows @ linear.coef + linear.intercept, dtype=np.float64)


class Fitter:
    """Labels read once; fits on any subset of them together with the taxonomy's own texts."""

    def __init__(
        self, labels: Sequence[LabelledInnovation], taxonomy: Taxonomy, seed: int, estimator: Estimator
    ) -> None:
        self.labels, self.taxonomy, self.seed, self.estimator = labels, taxonomy, seed, estimator
        self.reader = Reader(taxonomy)
        self.classes = [taxonomy.slugs.index(label.slug) for label in labels]
        self.readings = [self.reader.read(label.input) for label in labels]
        self.parts = [parts_of(reading, self.reader) for reading in self.readings]
        own = list(own_texts(taxonomy))
        self.own_parts = [parts_of(self.reader.read(item), self.reader) for item, _, _ in own]
        self.own_classes = [position for _, position, _ in own]
        self.own_weights = [weight for _, _, weight in own]

    def fit(self, rows: Sequence[int]) -> tuple[Vocabulary, Linear]:
        parts = [self.parts[row] for row in rows] + self.own_parts
        vocabulary = fit_vocabulary(parts)
        weights = [CONFIRMED_WEIGHT if self.labels[row].confirmed else 1.0 for row in rows]
        problem = Problem(
            rows=to_matrix(parts, vocabulary),
            classes=[self.classes[row] for row in rows] + self.own_classes,
            weights=weights + self.own_weights,
            groups=[sector.group for sector in self.taxonomy.sectors],
            seed=self.seed,
        )
        return vocabulary, self.estimator(problem)

    def unseen(self, folds: Callable[[Sequence[LabelledInnovation]], Iterator[Fold]]) -> tuple[Floats, list[int]]:
        """Planes of every label as a model sees it that knew neither its source nor its region; and its class."""
        size = len(self.taxonomy.sectors)
        score = np.zeros((len(self.labels), size))
        kept: list[int] = []
        for known, held_out in folds(self.labels):
            vocabulary, linear = self.fit(known)
            score[held_out] = scores(linear, to_matrix([self.parts[row] for row in held_out], vocabulary))
            kept.extend(held_out)
        kept.sort()
        cues = np.array([self.reader.cues(self.readings[row]) for row in kept]).reshape(len(kept), size)
        votes = [votes_of(self.readings[row].unit, self.reader) for row in kept]
        return planes(score[kept], cues, votes), [self.classes[row] for row in kept]


def own_texts(taxonomy: Taxonomy) -> Iterator[tuple[SectorInput, int, float]]:
    """The taxonomy as labelled texts: (text, class, weight). They are what a class without labels is known by."""
    for position, sector in enumerate(taxonomy.sectors):
        yield SectorInput(sector.name), position, NAME_WEIGHT
        if sector.keywords:
            yield SectorInput(" ".join(sector.keywords)), position, KEYWORDS_WEIGHT
        for keyword in sector.keywords:
            yield SectorInput(keyword), position, KEYWORD_WEIGHT
        for unit in sector.units:
            yield SectorInput("", unit=unit), position, UNIT_WEIGHT
