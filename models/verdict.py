"""What the judge says of one indicator, and the total of one innovation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.finding import Evidence

Outcome = Literal["met", "not_met", "cannot_judge"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A piece of evidence as the judge sees it: the value and the id of the citation behind it."""

    id: str
    evidence: Evidence
    confidence: float
    reviewed: Literal["confirmed", "corrected", "absent"] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One indicator judged. `score` is None when it cannot be judged: never read that as zero."""

    indicator: str
    outcome: Outcome
    level: int | None
    score: float | None
    max_score: float | None
    reason: str
    """A code of score/reasons.py: `level-met`, `below-level-1`, `wrong-document`, `absent`, `claimed-only`, ..."""
    detail: str
    """The reason as a sentence in Indonesian."""
    facts: tuple[str, ...] = ()
    """Ids of the facts it rests on, the deciding one first."""
    basis: str | None = None
    claimed_level: int | None = None
    """The level that the proposal claims, whether or not a document proves it."""


@dataclass(frozen=True, slots=True)
class Total:
    """One innovation under one rubric."""

    innovation: str
    verdicts: tuple[Verdict, ...]
    score: float | None
    """Sum of what is met; None for a rubric without weights."""
    possible: float | None
    """The score if everything that cannot be judged were met in full."""
    claimed: float | None
    met: int
    not_met: int
    cannot_judge: int
    predicate: str | None = None
