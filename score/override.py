"""A rubric with other weights, to see what would change: `replikasi.weight=5`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from models.rubric import Criterion, Indicator, Level, Rubric
from score.load import fingerprint

CHANGED = "overridden"
"""The status of a rubric whose weights are no longer those of its source."""


class OverrideError(ValueError):
    """A change that this rubric cannot take; the message is for a person, in Indonesian."""


def override(rubric: Rubric, changes: Mapping[str, float]) -> Rubric:
    """The rubric with new weights: scores of the levels, maximum and fingerprint follow, id and status say so.

    `changes`: `indicator.weight` -> the new weight, 0 or more. Raises: OverrideError.
    """
    if not changes:
        return rubric
    if not rubric.totals:
        raise OverrideError(f"rubrik {rubric.id} tidak berbobot, jadi bobotnya tidak dapat diganti")
    weights = {_target(rubric, key): _weight(key, value) for key, value in changes.items()}
    indicators = tuple(
        _reweighted(indicator, weights[indicator.id]) if indicator.id in weights else indicator
        for indicator in rubric.indicators
    )
    criteria = tuple(
        replace(criterion, weight=weights[criterion.id]) if criterion.id in weights else criterion
        for criterion in rubric.criteria
    )
    marks = "".join(f"+{key}={value:g}" for key, value in sorted(changes.items()))
    return replace(
        rubric,
        id=rubric.id + marks,
        status=CHANGED,
        default=False,
        indicators=indicators,
        criteria=criteria,
        max_score=_maximum(indicators, criteria),
        fingerprint=fingerprint({"base": rubric.fingerprint, "set": dict(changes)}),
    )


def _target(rubric: Rubric, key: str) -> str:
    id_, _, attribute = key.partition(".")
    known = [part.id for part in rubric.indicators] + [part.id for part in rubric.criteria]
    if attribute != "weight":
        raise OverrideError(f"hanya bobot yang dapat diganti, misalnya {known[0]}.weight=3; bukan {key}")
    if id_ not in known:
        raise OverrideError(f"indikator tidak ada di rubrik {rubric.id}: {id_}; yang ada: {', '.join(known)}")
    return id_


def _weight(key: str, value: float) -> float:
    if not 0 <= value < 1e6:
        raise OverrideError(f"bobot harus 0 atau lebih: {key}={value:g}")
    return value


def _reweighted(indicator: Indicator, weight: float) -> Indicator:
    return replace(
        indicator,
        weight=weight,
        levels=_levels(indicator.levels, weight),
        bases=tuple(replace(basis, levels=_levels(basis.levels, weight)) for basis in indicator.bases),
    )


def _levels(levels: tuple[Level, ...], weight: float) -> tuple[Level, ...]:
    return tuple(replace(level, score=weight * level.number) for level in levels)


def _maximum(indicators: tuple[Indicator, ...], criteria: tuple[Criterion, ...]) -> float:
    return sum(part.max_score or 0 for part in indicators) + sum(part.weight or 0 for part in criteria)
