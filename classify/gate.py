"""Before a model that learned from people replaces the last one: is it better on what neither has seen?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from classify.cache import SEED
from classify.labels import for_taxonomy, labels_of, measuring, split
from classify.measure import Quality, measure
from classify.taxonomy import Taxonomy
from classify.train import train
from models.sector import LabelledInnovation


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both measured on the frozen part, which neither trained on; None where no label is frozen."""

    before: Quality | None
    after: Quality | None

    @property
    def worse(self) -> bool:
        """Fewer right first, or as many right first and fewer among the first three."""
        if self.before is None or self.after is None:
            return False
        return (self.after.top1, self.after.top3) < (self.before.top1, self.before.top3)


def compare(
    before: Sequence[LabelledInnovation], after: Sequence[LabelledInnovation], taxonomy: Taxonomy
) -> Comparison:
    """What the confirmed labels `after` give beside the confirmed labels `before` (empty: the shipped ones alone).

    A confirmed label of an innovation that is in the frozen part is left out of training, so that it stays a test.
    """
    return Comparison(_measured(before, taxonomy), _measured(after, taxonomy))


def _measured(confirmed: Sequence[LabelledInnovation], taxonomy: Taxonomy) -> Quality | None:
    known, frozen = split(for_taxonomy((*labels_of(taxonomy), *confirmed), taxonomy))
    return measure(measuring(frozen), train(known, taxonomy, SEED)) if frozen else None
