"""Grouped folds: what is held out shares neither source nor region with what is trained on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

from models.sector import LabelledInnovation

FOLDS = 5
NATIONWIDE = {"", "Nasional"}
"""Regions that name no place: sharing them says nothing."""

Fold = tuple[list[int], list[int]]
"""Positions to train on, positions held out."""


def by_source(labels: Sequence[LabelledInnovation]) -> Iterator[Fold]:
    """Folds of whole sources (a page, a person's review)."""
    return _folds(labels, lambda label: label.source)


def by_region(labels: Sequence[LabelledInnovation]) -> Iterator[Fold]:
    """Folds of whole regions; a label without region stands alone."""
    return _folds(labels, lambda label: label.input.region or label.source)


def _folds(labels: Sequence[LabelledInnovation], key: Callable[[LabelledInnovation], str]) -> Iterator[Fold]:
    groups: dict[str, list[int]] = {}
    for position, label in enumerate(labels):
        groups.setdefault(key(label), []).append(position)
    parts: list[list[int]] = [[] for _ in range(min(FOLDS, len(groups)))]
    for name in sorted(groups, key=lambda name: (-len(groups[name]), _shuffled(name))):
        min(parts, key=len).extend(groups[name])
    for held_out in parts:
        sources = {labels[at].source for at in held_out}
        regions = {labels[at].input.region for at in held_out} - NATIONWIDE
        inside = set(held_out)
        train = [
            at
            for at, label in enumerate(labels)
            if at not in inside and label.source not in sources and label.input.region not in regions
        ]
        if train:
            yield train, sorted(held_out)


def _shuffled(name: str) -> str:
    """A fixed order that has nothing to do with the alphabet."""
    return hashlib.sha256(name.encode()).hexdigest()
