"""The fitted model: plain arrays and words, nothing that needs scikit-learn."""

from __future__ import annotations

from dataclasses import dataclass, field

from scipy.sparse import csr_matrix

from classify.estimators import Linear
from classify.features import Floats, Vocabulary
from classify.reading import Reader
from classify.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled innovation as shown beside a tag."""

    name: str
    slug: str
    confirmed: bool
    derived: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class SectorModel:
    taxonomy: Taxonomy
    vocabulary: Vocabulary
    linear: Linear
    weights: Floats
    """One for each of combine.PLANES."""
    level: float
    """Abstains below it; chosen by combine.choose_level."""
    examples: tuple[Example, ...]
    example_rows: csr_matrix
    """One row an example, each of length one."""
    fingerprint: str
    """What it was trained from and by; stored with each tag."""
    trained_on: int
    """Labels, the confirmed ones included."""
    confirmed: int
    reader: Reader = field(repr=False)
