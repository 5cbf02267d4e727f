"""Tag innovations with their sector: top three with confidence, abstention, and why."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from classify.combine import confidences, planes
from classify.explain import reasons_for
from classify.features import Floats, to_matrix
from classify.model import SectorModel
from classify.train import scores, votes_of
from models.sector import SectorChoice, SectorInput, SectorPrediction, SectorReason

TOP = 3
BATCH = 2_000
"""Rows held in memory at once."""


def predict(
    inputs: Sequence[SectorInput], model: SectorModel, level: float | None = None, *, explain: bool = True
) -> list[SectorPrediction]:
    """One prediction an input, in order; an input without any known word abstains.

    level: abstain below this confidence (0 to 1); None takes the model's own, chosen so that at most one in
    twenty of the tagged is wrong. explain=False leaves `reasons` empty and is faster.
    """
    found: list[SectorPrediction] = []
    for start in range(0, len(inputs), BATCH):
        found.extend(_batch(inputs[start : start + BATCH], model, model.level if level is None else level, explain))
    return found


def sector_probabilities(inputs: Sequence[SectorInput], model: SectorModel) -> Floats:
    """How likely each sector is: shape (len(inputs), sectors of the taxonomy), rows sum to 1."""
    if not inputs:
        return np.zeros((0, len(model.taxonomy.sectors)))
    return confidences(_planes(inputs, _rows(inputs, model), model), model.weights)


def _rows(inputs: Sequence[SectorInput], model: SectorModel) -> csr_matrix:
    return to_matrix([model.reader.parts(item) for item in inputs], model.vocabulary)


def _planes(inputs: Sequence[SectorInput], rows: csr_matrix, model: SectorModel) -> Floats:
    cues = np.array([model.reader.cues(item) for item in inputs])
    return planes(scores(model.linear, rows), cues, [votes_of(item.unit, model.reader) for item in inputs])


def _batch(inputs: Sequence[SectorInput], model: SectorModel, level: float, explain: bool) -> list[SectorPrediction]:
    rows = _rows(inputs, model)
    stack = _planes(inputs, rows, model)
    confidence = confidences(stack, model.weights)
    order = np.argsort(-confidence, axis=1, kind="stable")[:, :TOP]
    slugs = model.taxonomy.slugs
    reasons: list[tuple[SectorReason, ...]] = [()] * len(inputs)
    if explain:
        reasons = reasons_for(inputs, rows, order[:, 0].tolist(), stack, model)
    return [
        SectorPrediction(
            top=tuple(SectorChoice(slugs[k], float(row[k])) for k in best),
            abstained=bool(row[best[0]] < level),
            reasons=why,
            unit_vote=unit_vote(item.unit, model),
            model=model.fingerprint,
        )
        for item, row, best, why in zip(inputs, confidence, order, reasons, strict=True)
    ]


def unit_vote(unit: str, model: SectorModel) -> str | None:
    """The one class a unit's name stands for; None when it names none or several."""
    affairs = votes_of(unit, model.reader).affairs
    return model.taxonomy.slugs[affairs[0]] if len(affairs) == 1 else None
