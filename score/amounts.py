"""Measured numbers: their units, and the level that a number reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, isfinite

from models.finding import Evidence
from models.rubric import Level, Measure

DAYS_A_MONTH = 365.25 / 12
UNITS: Mapping[str, tuple[str, float]] = {
    "menit": ("time", 1 / 1440),
    "jam": ("time", 1 / 24),
    "hari": ("time", 1),
    "hari_kalender": ("time", 1),
    "hari_kerja": ("time", 1),
    "minggu": ("time", 7),
    "bulan": ("time", DAYS_A_MONTH),
    "tahun": ("time", 365.25),
    "persen": ("share", 1),
    "rupiah": ("money", 1),
}
"""Unit -> dimension and size in a common unit. A unit that is not here counts things (`orang`, `kegiatan`)."""


def amount(evidence: Evidence, unit: str | None, measure: Measure) -> float | None:
    """The fact's number in the rubric's unit; None when it has none, or one of another dimension.

    A duration is rounded up to whole units: half a day more is a day more, which can only lower the level.
    """
    value = evidence.value
    if not isinstance(value, int | float) or isinstance(value, bool) or not isfinite(value):
        return None
    theirs, ours = _unit(evidence.unit or unit), _unit(unit)
    if theirs[0] != ours[0] or (measure == "ratio" and not 0 <= value <= 100):
        return None
    converted = value * theirs[1] / ours[1]
    return float(ceil(round(converted, 1))) if measure == "duration" else converted


def _unit(unit: str | None) -> tuple[str, float]:
    return UNITS.get((unit or "").casefold(), ("things", 1))


def level_of(levels: Sequence[Level], value: float) -> Level | None:
    """The highest level whose bounds admit the number; None when it reaches none.

    Between two printed bounds (20,00 and 20,01) the lower level counts; beyond the last bound of the highest level,
    the highest.
    """
    bounded = [level for level in levels if level.rule.bounded]
    admitted = [level for level in bounded if _admits(level, value)]
    if admitted:
        return max(admitted, key=lambda level: level.number)
    below = [level for level in bounded if level.rule.max is not None and level.rule.max < value]
    above = [level for level in bounded if level.rule.min is not None and level.rule.min > value]
    if not below:
        return None
    nearest = max(below, key=lambda level: level.rule.max or 0)
    if above:
        return min(nearest, min(above, key=lambda level: level.rule.min or 0), key=lambda level: level.number)
    return nearest if nearest == max(bounded, key=lambda level: level.number) else None


def between_bounds(level: Level, value: float) -> bool:
    """Whether the number reached the level only because no other one has it."""
    return not _admits(level, value) and level.rule.max is not None and value > level.rule.max


def _admits(level: Level, value: float) -> bool:
    low, high = level.rule.min, level.rule.max
    return (low is None or low <= value) and (high is None or value <= high)


def printed(value: float) -> str:
    """A number as Indonesian prints it: decimal comma, no needless zeros."""
    return f"{value:.10g}".replace(".", ",")
