"""What the sector classifier takes and gives: an innovation as far as it is known, and the sectors it may belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Field = Literal["name", "expansion", "unit", "words"]


@dataclass(frozen=True, slots=True)
class SectorInput:
    """One innovation as found. A part nobody printed is the empty string."""

    name: str
    expansion: str = ""
    unit: str = ""
    region: str = ""
    words: str = ""
    """The dossier's own words about this innovation. In a listing pass the words of its own entry, not of the page."""


@dataclass(frozen=True, slots=True)
class SectorChoice:
    slug: str
    confidence: float
    """0 to 1, calibrated: of the choices given with 0.8, about eight in ten are right."""


@dataclass(frozen=True, slots=True)
class SectorReason:
    """One thing that carried the decision.

    `word`: a word of the text, `field` and `start` say where; `unit`: the unit's vote, `text` is the sector it names;
    `example`: the nearest innovation whose sector is known, `text` is its name.
    """

    kind: Literal["word", "unit", "example"]
    text: str
    weight: float
    """`word` and `unit`: share of the winner's evidence, negative when it speaks against; `example`: similarity."""
    field: Field | None
    start: int | None = None
    """Code point in that field of the input where the word begins; None where there is no one place."""
    slug: str | None = None
    """The sector this reason speaks for."""
    times: int = 1
    """`word`: in how many places it stands; `weight` is of all of them, `start` of the one that carried most."""
    confirmed: bool = False
    """`example`: a person settled its class in the review desk."""
    derived: bool = False
    """`example`: nobody labelled it under this taxonomy, its class follows from its sector."""


@dataclass(frozen=True, slots=True)
class SectorPrediction:
    top: tuple[SectorChoice, ...]
    """Three, descending by confidence."""
    abstained: bool
    """True when the first choice is below the level the caller asked for: show the three, tag none."""
    reasons: tuple[SectorReason, ...]
    """Words by falling weight, then the unit, then examples."""
    unit_vote: str | None
    """The one sector that the unit's name stands for; None when it names none or several."""
    model: str
    """Fingerprint of the model: data, code and library versions."""


@dataclass(frozen=True, slots=True)
class LabelledInnovation:
    """An innovation whose sector a person settled."""

    input: SectorInput
    slug: str
    """Empty where a person found that no class fits."""
    source: str
    """Where the label comes from (a page, a person's review): rows of one source are never split between folds."""
    weak: bool = False
    """Little to go on: neither trains nor scores."""
    confirmed: bool = False
    """Settled by a person in the review desk; weighs more than a shipped label."""
    derived: bool = False
    """Nobody labelled it under this taxonomy: its class follows from the sector that somebody set. Trains, and measures
    only where no other label does."""
