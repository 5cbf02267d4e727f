"""What the judge makes of each indicator, against what gold says that the documents prove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.rubric import Rubric
from models.verdict import Verdict
from pipeline.facts import Case
from pipeline.folding import name_key
from pipeline.tally import pair, share
from score.total import score

CANNOT_JUDGE = "cannot_judge"
SILENT = "-"
"""What gold says of an indicator that no file touches."""

Level = int | str
"""1 to 3 when met, else `not_met` or `cannot_judge`."""


@dataclass(slots=True)
class Evidence:
    """Every indicator that gold lists, and those it does not list but that were judged as met."""

    judged: list[tuple[str, str, Level, Level]] = field(default_factory=list)
    """Dossier, indicator, what gold says, what the judge says."""

    def add(self, name: str, gold: Mapping[str, Mapping[str, Any]], cases: Sequence[Case], rubric: Rubric) -> None:
        """One dossier; `cases` are its innovations, that of the gold first."""
        verdicts = _verdicts(cases, rubric)
        unread = any(case.context.unreadable for case in cases)
        for indicator, said in gold.items():
            wanted = CANNOT_JUDGE if unread and said.get("needs_ocr") else said["level"]
            self.judged.append((name, indicator, wanted, verdicts.get(indicator, SILENT)))
        met = [indicator for indicator, level in verdicts.items() if indicator not in gold and isinstance(level, int)]
        self.judged += [(name, indicator, SILENT, verdicts[indicator]) for indicator in met]

    def field(self) -> dict[str, Any]:
        """As any other field: a level is found when it is exactly that of the gold."""
        listed = [row for row in self.judged if row[2] != SILENT]
        right = sum(1 for row in listed if row[2] == row[3])
        made = sum(1 for row in self.judged if row[3] != SILENT)
        wrong = [row for row in self.judged if row[2] != row[3]]
        return {
            "precision": share(right, made),
            "recall": share(right, len(listed)),
            "f1": share(2 * right, made + len(listed)),
            "support": len(listed),
            "misses": [_entry(name, item, said, read) for name, item, said, read in wrong if said != SILENT],
            "false": [_entry(name, item, read, said) for name, item, said, read in wrong if read != SILENT],
        }

    def summary(self) -> dict[str, Any]:
        """How many indicators are judged as gold does, and how often `met` is said where nothing proves it.

        `false_met_rate` is the share of all `met` verdicts where gold says not met, cannot be judged or nothing;
        `too_high` counts those that are met, but not at the level that the judge gives.
        """
        listed = [row for row in self.judged if row[2] != SILENT]
        met = [(said, read) for _, _, said, read in self.judged if isinstance(read, int)]
        false = sum(1 for said, _ in met if not isinstance(said, int))
        return {
            "accuracy": share(sum(1 for row in listed if row[2] == row[3]), len(listed)),
            "support": len(listed),
            "met": len(met),
            "false_met": false,
            "false_met_rate": share(false, len(met)),
            "too_high": sum(1 for said, read in met if isinstance(said, int) and read > said),
            "too_low": sum(1 for said, read in met if isinstance(said, int) and read < said),
            "unproven": sum(1 for row in listed if isinstance(row[2], int) and not isinstance(row[3], int)),
        }


def of_gold(cases: Sequence[Case], innovations: Sequence[Mapping[str, Any]]) -> list[Case]:
    """The innovation that gold names first; all where gold names none or it was not read by that name."""
    wanted = {name_key(item["name"]) for item in innovations[:1]}
    return [case for case in cases if name_key(case.innovation.name) in wanted] or list(cases)


def _verdicts(cases: Sequence[Case], rubric: Rubric) -> dict[str, Level]:
    """The best that any of these innovations reaches."""
    best: dict[str, Level] = {}
    for case in cases:
        for verdict in score(case.innovation.row.id, rubric, case.facts, case.context).verdicts:
            level = _level(verdict)
            best[verdict.indicator] = max(best.get(verdict.indicator, level), level, key=_height)
    return best


def _level(verdict: Verdict) -> Level:
    return verdict.level if verdict.outcome == "met" and verdict.level is not None else verdict.outcome


def _height(level: Level) -> int:
    return level if isinstance(level, int) else 0 if level == "not_met" else -1


def _entry(name: str, indicator: str, text: Level, other: Level) -> dict[str, str]:
    return {"file": name, "text": pair(indicator, text), "instead": str(other)}
