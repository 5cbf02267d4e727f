"""Phrase pools, one set for tuning and another for testing; the texts are data in `gold/phrases.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.gold_world import Part
from models.data import read_yaml

GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Sentences of one part; slots as in gold_fill."""

    naming: tuple[str, ...]
    """Sentences that name an innovation with its expansion and its unit."""
    naming_bare: tuple[str, ...]
    """Sentences that name one without an expansion."""
    distractors: tuple[str, ...]
    """Sentences with other regions' innovations, programmes and competitions: none is the dossier's own."""
    acronyms: tuple[str, ...]
    quotes: tuple[str, ...]
    prose: dict[str, tuple[str, ...]]

    def prose_for(self, sector: str) -> tuple[str, ...]:
        return self.prose.get(sector, ()) + self.prose["umum"]


def phrases(part: Part) -> Phrases:
    """The pools of one part."""
    pools = read_yaml(GOLD / "phrases.yaml").value[part]
    lists = {key: tuple(pools[key]) for key in ("naming", "naming_bare", "distractors", "acronyms", "quotes")}
    return Phrases(**lists, prose={sector: tuple(lines) for sector, lines in pools["prose"].items()})
