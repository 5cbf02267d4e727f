"""A rubric as data: indicators, levels, weights and how sure the source is. Loaded by score/load.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["weighted_levels", "unweighted_levels", "weighted_criteria", "unweighted_criteria", "checklist_points"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What reaches a level; exactly one of the four families is set."""

    min: float | None = None
    max: float | None = None
    """Inclusive bounds on the measured number; None is open. `bounded` tells a bound rule from the others."""
    bounded: bool = False
    value: str | None = None
    """One word of an ordinal scale."""
    doc_types: tuple[str, ...] | None = None
    """Evidence types that reach the level; empty: reached without any document."""
    years: tuple[tuple[int, ...], ...] | None = None
    """Every group needs one of its years; years relative to the assessment year: 0, -1, -2."""


@dataclass(frozen=True, slots=True)
class Level:
    number: int
    score: float | None
    description: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Basis:
    """One of several ways to show an indicator; the judge stores which one it used."""

    id: str
    name_id: str
    unit: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    id: str
    fact: str
    """Which facts judge it: `Evidence.indicator`; equal to `id` unless the rubric says otherwise."""
    number: int
    order: int
    name_id: str
    name_en: str
    variable: str
    mandatory: bool
    weight: float | None
    measure: str
    """`count`, `ordinal`, `ratio`, `duration`, `set_of_years`."""
    unit: str | None
    by_document: bool
    consecutive: bool
    absent_level: int | None
    period_years: int | None
    levels: tuple[Level, ...]
    bases: tuple[Basis, ...] = ()
    evidence_types: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    notes: str = ""
    sources: tuple[str, ...] = ()

    @property
    def max_score(self) -> float | None:
        scores = [level.score for level in self.levels if level.score is not None]
        return max(scores) if scores else None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion that a person scores 0 to 100; the program only totals it."""

    id: str
    name_id: str
    weight: float | None
    word_limit: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Predicate:
    min: float
    max: float
    name: str


@dataclass(frozen=True, slots=True)
class Rubric:
    id: str
    family: str
    year: int | None
    title_id: str
    title_en: str
    kind: Kind
    status: str
    """Anything but `corroborated` is marked wherever a person sees it."""
    max_score: float | None
    indicators: tuple[Indicator, ...]
    criteria: tuple[Criterion, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    notes: str = ""
    sources: tuple[str, ...] = ()
    eligibility: Mapping[str, Any] = field(default_factory=dict)
    fingerprint: str = ""
    """SHA-256 of the canonical JSON of the file's content: two files that say the same have the same one."""

    @property
    def official(self) -> bool:
        return self.status == "corroborated"
