"""Before a model that learned from people replaces the last one: is it better on what neither has seen?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from classify.cache import SEED
from classify.labels import for_taxonomy, read_labels, split
from classify.measure import Quality, measure
from classify.taxonomy import Taxonomy
from classify.train import train
from models.sector import LabelledInnovation


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both measured on the frozen part, which neither trained on."""

    before: Quality
    after: Quality

    @property
    def worse(self) -> bool:
        """Fewer right first, or as many right first and fewer among the first three."""
        return (self.after.top1, self.after.top3) < (self.before.top1, self.before.top3)


def compare(
    before: Sequence[LabelledInnovation], after: Sequence[LabelledInnovation], taxonomy: Taxonomy
) -> Comparison:
    """What the confirmed labels `after` give beside the confirmed labels `before` (empty: the shipped ones alone).

    A confirmed label of an innovation that is in the frozen part is left out of training, so that it stays a test.
    """
    return Comparison(_measured(before, taxonomy), _measured(after, taxonomy))


def _measured(confirmed: Sequence[LabelledInnovation], taxonomy: Taxonomy) -> Quality:
    known, frozen = split(for_taxonomy((*read_labels(), *confirmed), taxonomy))
    return measure(frozen, train(known, taxonomy, SEED))
