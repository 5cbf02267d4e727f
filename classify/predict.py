"""Tag innovations with their sector: top three with confidence, abstention, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from classify.combine import Votes, confidences, planes
from classify.explain import Case, reasons_for
from classify.features import Floats, parts_of, to_matrix
from classify.model import SectorModel
from classify.reading import Reading
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
    return _seen(inputs, model).confidence


def _one_vote(votes: Votes, model: SectorModel) -> str | None:
    """The one class a unit's name stands for; None when it names none or several."""
    return model.taxonomy.slugs[votes.affairs[0]] if len(votes.affairs) == 1 else None


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """A batch as the model sees it."""

    readings: list[Reading]
    votes: list[Votes]
    rows: csr_matrix
    stack: Floats
    confidence: Floats


def _seen(inputs: Sequence[SectorInput], model: SectorModel) -> _Seen:
    reader = model.reader
    readings = [reader.read(item) for item in inputs]
    rows = to_matrix([parts_of(reading, reader) for reading in readings], model.vocabulary)
    cues = np.array([reader.cues(reading) for reading in readings])
    votes = [votes_of(reading.unit, reader) for reading in readings]
    stack = planes(scores(model.linear, rows), cues, votes)
    return _Seen(readings, votes, rows, stack, confidences(stack, model.weights))


def _batch(inputs: Sequence[SectorInput], model: SectorModel, level: float, explain: bool) -> list[SectorPrediction]:
    seen = _seen(inputs, model)
    order = np.argsort(-seen.confidence, axis=1, kind="stable")[:, :TOP]
    reasons: list[tuple[SectorReason, ...]] = [()] * len(inputs)
    if explain:
        decided = zip(inputs, seen.readings, order[:, 0].tolist(), seen.stack, strict=True)
        cases = [Case(item, reading, winner, planed[winner]) for item, reading, winner, planed in decided]
        reasons = reasons_for(cases, seen.rows, model)
    slugs = model.taxonomy.slugs
    return [
        SectorPrediction(
            top=tuple(SectorChoice(slugs[k], float(row[k])) for k in best),
            abstained=bool(row[best[0]] < level),
            reasons=why,
            unit_vote=_one_vote(votes, model),
            model=model.fingerprint,
        )
        for votes, row, best, why in zip(seen.votes, seen.confidence, order.tolist(), reasons, strict=True)
    ]
