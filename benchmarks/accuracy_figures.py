"""The figures of one measurement: from what `berkas evaluate` says, stored and read again, held against others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

POINT = 0.01
"""The loss of F1 that has to be explained."""
_SHOWN = 0.001

Ratio = float | None


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1 of one field; None where there is nothing to divide by."""

    ratios: tuple[Ratio, Ratio, Ratio]
    support: int

    @property
    def f1(self) -> Ratio:
        return self.ratios[2]

    def as_json(self) -> dict[str, Any]:
        return dict(zip(("precision", "recall", "f1"), self.ratios, strict=True)) | {"support": self.support}


Figures = Mapping[str, Figure]
"""By field."""

MET = "evidence rightly met"
CITED = "exact citations"
ASKED: Mapping[str, tuple[Ratio, Ratio, Ratio]] = {
    "innovations": (None, None, 0.93),
    "name+unit": (None, None, 0.90),
    "pairs": (0.97, 0.95, None),
    "region": (None, None, 0.95),
    "regulations": (None, None, 0.96),
    "money": (None, None, 0.96),
    "dates": (None, None, 0.96),
    "people": (0.90, 0.75, None),
    "changes": (0.90, 0.75, None),
    "evidence": (None, 0.85, None),
    MET: (0.97, None, None),
    CITED: (None, None, 1.0),
}
"""What is asked on the test part, as precision, recall and F1."""
_ORDER = (
    "innovations", "expansions", "name+unit", "name+region", "name+year", "sector", "pairs", "acronyms", "region",
    "units", "people", "regulations", "money", "dates", "changes", "links", "evidence", MET, CITED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that is no longer what it was."""

    key: str
    """Part, group and field: `test/scanned/units`."""
    before: float
    now: float

    @property
    def by(self) -> float:
        return self.now - self.before

    @property
    def lost(self) -> bool:
        """By more than a point; both sides are rounded to four places, so the edge is exact."""
        return round(self.before - self.now, 4) > POINT


def figures_of(found: Mapping[str, Any]) -> dict[str, Figure]:
    """The figures in the answer of `berkas evaluate`; those that are plain shares stand in all of their columns."""
    figures = {
        name: Figure((field["precision"], field["recall"], field["f1"]), field["support"])
        for name, field in found["fields"].items()
    }
    evidence = found["evidence"]
    if evidence and evidence["met"]:
        right = round(1 - evidence["false_met_rate"], 4)
        figures[MET] = Figure((right, None, right), evidence["met"])
    cited = found["citations"]
    figures[CITED] = Figure((None, None, cited["share"]), cited["support"])
    return {name: figures[name] for name in sorted(figures, key=_ORDER.index)}


def stored(path: Path) -> dict[str, Figures]:
    """Figures by part and group, as `--store` wrote them."""
    content = json.loads(path.read_text(encoding="utf-8"))["figures"]
    return {
        key: {
            name: Figure((one["precision"], one["recall"], one["f1"]), one["support"]) for name, one in figures.items()
        }
        for key, figures in content.items()
    }


def changes(before: Mapping[str, Figures], now: Mapping[str, Figures]) -> Iterator[Change]:
    """Every F1 that moved by a tenth of a point or more; a field that is no longer measured has lost all."""
    for key, figures in now.items():
        for name, old in before.get(key, {}).items():
            new = figures[name].f1 if name in figures else 0.0
            if old.f1 is not None and abs((new or 0.0) - old.f1) >= _SHOWN:
                yield Change(f"{key}/{name}", old.f1, new or 0.0)


def explained(change: Change, notes: str) -> bool:
    """Whether a list item of the notes begins with this figure's key in backquotes and says why.

    The key may stop early: `test/scanned` explains every field of that group.
    """
    keys = re.findall(r"^- `([^`\n]+)`:[ \t]*\S", notes, flags=re.MULTILINE)
    return any(change.key == key or change.key.startswith(f"{key}/") for key in keys)
