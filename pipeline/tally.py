"""Precision, recall and F1 over any number of files, with every miss and every false finding by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from pipeline.folding import folded

Text = str
Printings = frozenset[Text]
"""The ways in which one found value may be written, folded; any of them may be what the gold says."""


def pair(*parts: Any) -> Text:
    """Several texts as one, each folded; an arrow between them, as a person would read it."""
    return " -> ".join(folded(str(part)) for part in parts)


def one(*parts: Any) -> Printings:
    """A value that is written in one way only."""
    return frozenset([pair(*parts)])


@dataclass(slots=True)
class Tally:
    """One field, counted over files."""

    hits: int = 0
    missed: list[dict[str, str]] = field(default_factory=list)
    false: list[dict[str, str]] = field(default_factory=list)

    def add(
        self, name: str, gold: Iterable[Text], found: Iterable[Printings], tolerated: Collection[Text] = ()
    ) -> None:
        """Match each gold text with one found value; the rest are misses, and false findings unless tolerated."""
        wanted = Counter(gold)
        rest: list[Printings] = []
        for printings in dict.fromkeys(found):
            match = next((text for text in sorted(printings) if wanted[text] > 0), None)
            if match is None:
                rest += [] if printings.intersection(tolerated) else [printings]
            else:
                self.hits += 1
                wanted[match] -= 1
        self.missed += [{"file": name, "text": text} for text in wanted.elements()]
        self.false += [{"file": name, "text": min(sorted(printings), key=len)} for printings in rest]

    def as_json(self) -> dict[str, Any]:
        """Ratios are None where there is nothing to divide by."""
        support, found = self.hits + len(self.missed), self.hits + len(self.false)
        ratios = {
            "precision": share(self.hits, found),
            "recall": share(self.hits, support),
            "f1": share(2 * self.hits, support + found),
        }
        return {**ratios, "support": support, "misses": self.missed, "false": self.false}


def share(part: int, whole: int) -> float | None:
    """`part` of `whole` to four places; None of nothing."""
    return round(part / whole, 4) if whole else None
