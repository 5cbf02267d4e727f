"""What the judge says of one indicator, the total of one innovation, and its place among the others."""

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
class Context:
    """What the judge has to know besides the facts; the same for every indicator of one dossier."""

    year: int
    """The assessment year, T-0."""
    unreadable: tuple[str, ...] = ()
    """Files and pages that nothing could read, as a person calls them: `sk.pdf`, `dpa.pdf halaman 3`."""
    cut: float = 0.8
    """The least confidence at which a fact counts that no person has settled (docs/decisions/0003-probabilities.md)."""


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
    claimed_score: float | None = None
    mandatory: bool | None = None
    others: tuple[str, ...] = ()
    """Ids of proving facts that say something else: a contradiction for the reviewer, not a silent choice."""


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
    """Sum of the levels that the proposal claims, proven or not; 0 when it claims nothing."""
    met: int
    not_met: int
    cannot_judge: int
    predicate: str | None = None


By = Literal["innovation", "unit", "region", "sector"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One innovation as it enters the ranking."""

    id: str
    name: str
    score: float
    possible: float
    met: int = 0
    not_met: int = 0
    cannot_judge: int = 0
    unit: str | None = None
    region: str | None = None
    sector: str | None = None
    dossier: str | None = None
    predicate: str | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row of a ranking. Of a group (`by` not innovation) the entry holds means and `size` counts innovations."""

    rank: int
    tied: bool
    interval: tuple[int, int]
    """Best and worst rank once everything that cannot be judged now is judged, one way or the other."""
    entry: Entry
    size: int = 1


@dataclass(frozen=True, slots=True)
class Cause:
    indicator: str
    delta: float


@dataclass(frozen=True, slots=True)
class Move:
    """How one innovation moved between two runs; `because` is empty when only the others moved."""

    id: str
    from_rank: int
    to_rank: int
    score_from: float
    score_to: float
    because: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    moves: tuple[Move, ...]
    """Those whose rank or score changed, in the order of the new ranking."""
    entered_top: tuple[str, ...]
    left_top: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of eligibility; `outcome` as for an indicator."""

    id: Literal["stage", "window", "words", "age"]
    outcome: Outcome
    detail: str
    """In Indonesian."""
