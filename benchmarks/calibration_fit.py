"""From values with their truth to the table of extract/calibration.py, and how far its probabilities hold."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from benchmarks.calibration_truth import Observation
from extract.calibration import CEILING, Calibration, Curve, calibration_of

OVERALL, FIELD = 60, 20
"""A field leans on all fields as if on 60 further values, a rule on its field as if on 20."""
UNMET = 0.5
"""Each rule is charged half a wrong value that it has not met: it was made on documents like those measured here.

These three have the least loss on the samples for a table made of the tune part. Figures of the test part were in view
when the form of the table was chosen, so they are not those of an untouched set (docs/confidence.md)."""
MEASURED_FROM = 20
"""So many values make a rule `measured`."""
EDGES = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 0.98, 1.01)

Said = tuple[float, bool]
"""A probability that was given, and whether the value was right."""
Table = dict[str, Any]
"""As in calibration.yaml, without its head."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far given probabilities and shares of right values are apart."""

    n: int
    said: float
    right: float
    error: float
    """Expected calibration error: the mean over EDGES of |said - right|, each bin weighing what it holds."""
    loss: float
    """Mean logarithmic loss; lower is better, and unlike the error it also rewards telling right from wrong."""


def fitted(observations: Sequence[Observation]) -> Table:
    """The table of these values; those with doubt about letters are left out, for that doubt comes on top.

    Each line is the rule's share of right values, drawn towards its field, and the field's towards all: a Beta prior.
    """
    clean = [one for one in observations if one.trust == 1.0]
    everything = Curve(*_typical(clean))
    kinds: dict[str, Any] = {}
    for kind, values in _by(clean, lambda one: one.kind):
        prior = _drawn(values, everything, OVERALL, 0.0)
        rules = {rule: _drawn(own, _curve(prior), FIELD, UNMET) for rule, own in _by(values, lambda one: one.rule)}
        kinds[kind] = {"prior": prior, "rules": rules}
    return {
        "measured_from": MEASURED_FROM,
        "default": _line(clean, everything.score, everything.probability),
        "kinds": kinds,
    }


def _typical(values: Sequence[Observation]) -> tuple[float, float]:
    """The mean score and the share of right values."""
    return _mean(one.score for one in values), _mean(one.right for one in values)


def _drawn(values: Sequence[Observation], towards: Curve, strength: float, unmet: float) -> dict[str, float]:
    score, share = _typical(values)
    n = len(values)
    return _line(values, score, (n * share + strength * towards.at(score)) / (n + strength + unmet))


def _line(values: Sequence[Observation], score: float, probability: float) -> dict[str, float]:
    right = sum(one.right for one in values)
    return {
        "score": round(score, 3),
        "probability": round(min(probability, CEILING), 4),
        "n": len(values),
        "right": right,
    }


def _curve(line: Mapping[str, float]) -> Curve:
    return Curve(line["score"], line["probability"])


def _by(values: Sequence[Observation], key: Any) -> Iterator[tuple[str, list[Observation]]]:
    groups: dict[str, list[Observation]] = defaultdict(list)
    for one in values:
        groups[key(one)].append(one)
    yield from sorted(groups.items())


def left_out(observations: Sequence[Observation]) -> list[tuple[Observation, float]]:
    """Each value with the probability that a table made without its layout gives it: what unseen layouts may expect."""
    found = []
    for layout, values in _by(observations, lambda one: one.layout):
        table = calibration_of(fitted([one for one in observations if one.layout != layout]))
        found += [(one, probability(one, table)) for one in values]
    return found


def probability(one: Observation, table: Calibration) -> float:
    """What is stored for such a value: the table's probability, times the chance that its letters were read rightly."""
    return table.probability(one.kind, one.rule, one.score).value * one.trust


def reliability(said: Iterable[Said]) -> Reliability:
    """Raises: ZeroDivisionError for nothing."""
    pairs = list(said)
    error = sum(n * abs(mean - right) for n, mean, right in bins(pairs)) / len(pairs)
    loss = -sum(math.log(_inside(p if right else 1 - p)) for p, right in pairs) / len(pairs)
    return Reliability(len(pairs), _mean(p for p, _ in pairs), _mean(right for _, right in pairs), error, loss)


def bins(pairs: Sequence[Said]) -> Iterator[tuple[int, float, float]]:
    """How many, the mean of what was said, the share that was right; between EDGES, empty bins left out."""
    for low, high in pairwise(EDGES):
        inside = [pair for pair in pairs if low <= pair[0] < high]
        if inside:
            yield len(inside), _mean(p for p, _ in inside), _mean(right for _, right in inside)


def _inside(p: float) -> float:
    return min(max(p, 1 - CEILING), CEILING)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)
