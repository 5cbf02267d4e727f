"""A rubric as data: indicators, levels, weights and how sure the source is. Loaded by score/load.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["weighted_levels", "unweighted_levels", "weighted_criteria", "unweighted_criteria", "checklist_points"]

Measure = Literal["count", "ordinal", "ratio", "duration", "set_of_years"]

Combine = Literal["best", "distinct_items", "distinct_events", "distinct_years"]
"""How several facts become one measured value; `best`: each is judged alone and the highest level counts."""

Years = tuple[int, ...]
"""Years relative to the assessment year, T-0: 0, -1, -2."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What reaches a level; exactly one of the four families is set."""

    min: float | None = None
    max: float | None = None
    """Inclusive bounds on the measured number; None is open. `bounded` tells a bound rule from the others."""
    bounded: bool = False
    words: tuple[str, ...] = ()
    """Words of an ordinal scale, any of which is the level; the first is the rubric's own."""
    doc_types: tuple[str, ...] | None = None
    """Evidence types that reach the level, their special kinds included; empty: reached without any document."""
    years: tuple[Years, ...] | None = None
    """Every group needs one of its years."""


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
    number: int | None
    """As the letter numbers it; None where the source does not."""
    order: int
    name_id: str
    name_en: str
    variable: str
    mandatory: bool | None
    """None where the source does not say."""
    weight: float | None
    measure: Measure
    unit: str | None
    combine: Combine
    by_document: bool
    consecutive: bool
    absent_level: int | None
    """The level when the dossier states that there is nothing to count (no complaints)."""
    periods: tuple[Years, ...]
    """The windows of years that count, each judged for itself; empty: no limit."""
    levels: tuple[Level, ...]
    """Ascending by number."""
    bases: tuple[Basis, ...] = ()
    items: tuple[str, ...] = ()
    """The closed list of what can be counted; empty: anything can."""
    evidence_types: tuple[str, ...] = ()
    """As the rubric names them."""
    evidence_names: tuple[str, ...] = ()
    """The same in words a person reads."""
    accepted: tuple[str, ...] = ()
    """The same with their special kinds: what proves."""
    untextual: tuple[str, ...] = ()
    """Those of them whose content no text can show (video)."""
    formats: tuple[str, ...] = ()
    notes: str = ""
    sources: tuple[str, ...] = ()

    @property
    def max_score(self) -> float | None:
        scores = [level.score for level in self.levels if level.score is not None]
        return max(scores) if scores else None


@dataclass(frozen=True, slots=True)
class Criterion:
    """What only a person judges: 0 to 100 in the kinds with criteria, present and adequate in a checklist."""

    id: str
    name_id: str
    name_en: str
    weight: float | None
    """Its share of the total in points; for a checklist the points of the field."""
    word_limit: int | None = None
    guide: str = ""


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
    """Bands for single innovations; every shipped rubric has none, since the published bands are for whole regions."""
    notes: str = ""
    sources: tuple[str, ...] = ()
    eligibility: Mapping[str, Any] = field(default_factory=dict)
    fingerprint: str = ""
    """SHA-256 of the canonical JSON of the file's content: two files that say the same have the same one."""
    default: bool = False

    @property
    def official(self) -> bool:
        return self.status == "corroborated"

    @property
    def totals(self) -> bool:
        """Whether a total, and so a ranking, exists: every weight is known and the kind adds them up."""
        weights = [indicator.weight for indicator in self.indicators]
        weights += [criterion.weight for criterion in self.criteria]
        return bool(weights) and None not in weights and not self.kind.startswith("unweighted")


@dataclass(frozen=True, slots=True, order=True)
class RubricProblem:
    """What is wrong with a rubric file, for the committee that writes it; only a `kesalahan` stops its use."""

    line: int
    """1-based."""
    message: str
    """In Indonesian."""
    severity: Literal["kesalahan", "peringatan"] = "kesalahan"

    def __str__(self) -> str:
        return f"baris {self.line}: {self.severity}: {self.message}"
