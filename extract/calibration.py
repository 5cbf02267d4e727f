"""From a rule's own score to a probability: how often its values were right where the truth is known.

A rule says how sure it is on a scale of its own. What that is worth was measured on documents with known facts and
stands in lexicons/calibration.yaml, which `python -m benchmarks.calibrate --write` makes again (docs/confidence.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from extract.lexicon import lexicon

Basis = Literal["measured", "prior"]
"""`measured`: on enough values of this very rule; `prior`: mostly on those of its field, for want of its own."""

CEILING = 0.995
"""No rule is surer: the documents that nobody measured are other documents."""


@dataclass(frozen=True, slots=True)
class Probability:
    value: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class Curve:
    """The probability at the score a rule usually gives; from there straight lines to nothing and to the ceiling.

    A score far below the usual one is a doubt that the rule itself has: where nobody measured it, it is believed.
    """

    score: float
    probability: float

    def at(self, score: float) -> float:
        """Never less for a higher score."""
        if score <= self.score:
            return self.probability * max(score, 0.0) / self.score
        above = min(1.0, (score - self.score) / (1 - self.score))
        return min(CEILING, self.probability + (CEILING - self.probability) * above)


@dataclass(frozen=True, slots=True)
class Field:
    """The rules that find one kind of value."""

    prior: Curve
    """For a rule that nobody measured."""
    rules: Mapping[str, Curve]
    measured: frozenset[str]
    """Rules with enough values to speak for themselves."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the scores of all rules are worth."""

    fields: Mapping[str, Field]
    """By kind of value, as it is stored: `person`, `innovation.name`, ..."""
    default: Curve
    """For a kind of which no truth is known."""

    def probability(self, kind: str, rule: str, score: float) -> Probability:
        field = self.fields.get(kind)
        if field is None:
            return Probability(self.default.at(score), "prior")
        curve = field.rules.get(rule, field.prior)
        return Probability(curve.at(score), "measured" if rule in field.measured else "prior")


def calibrated(kind: str, rule: str, score: float) -> Probability:
    """How probably a value is right, given nothing but its rule and that rule's score.

    Args: kind: as stored; rule: with its version, so that a rule whose meaning changed starts anew; score: 0 to 1.
    Returns: the probability that the words say what the value says, if they were read rightly; doubt about letters
        comes on top (`readers/trust.py`). An unknown rule gets the prior of its kind, an unknown kind that of all.
    """
    return shipped().probability(kind, rule, score)


@cache
def shipped() -> Calibration:
    """The table that comes with the program. Raises: DataError when it is damaged."""
    return calibration_of(lexicon("calibration"))


def calibration_of(data: Mapping[str, Any]) -> Calibration:
    """A table as its file says it."""
    fields = {
        kind: Field(
            prior=_curve(entry["prior"]),
            rules={rule: _curve(line) for rule, line in entry["rules"].items()},
            measured=frozenset(rule for rule, line in entry["rules"].items() if line["n"] >= data["measured_from"]),
        )
        for kind, entry in data["kinds"].items()
    }
    return Calibration(fields, _curve(data["default"]))


def _curve(line: Mapping[str, Any]) -> Curve:
    return Curve(line["score"], line["probability"])
