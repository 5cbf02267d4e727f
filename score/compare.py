"""Two runs beside each other: who moved, by how much, and which indicator caused it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.rubric import Rubric
from models.verdict import Cause, Comparison, Move, Ranked, Total

Parts = Mapping[str, float]
"""What each part of a rubric gave: fact id -> points, 0 where it is not met or cannot be judged."""

TOP = 10


@dataclass(frozen=True, slots=True)
class Run:
    """A ranking by innovation, and the points behind each of its rows."""

    rows: Sequence[Ranked]
    parts: Mapping[str, Parts]
    """Innovation id -> its points; see `points`."""


def points(total: Total, rubric: Rubric) -> dict[str, float]:
    """The points of one innovation by fact, so that rubrics which name an indicator differently can be compared."""
    facts = {indicator.id: indicator.fact for indicator in rubric.indicators}
    return {facts.get(each.indicator, each.indicator): each.score or 0.0 for each in total.verdicts}


def compare(before: Run, after: Run, top: int = TOP) -> Comparison:
    """Every innovation of both runs whose rank or score changed, and who came into or fell out of the `top`.

    Ties at the edge all belong to the top. The deltas of a move add up to the change of its score.
    """
    old = {row.entry.id: row for row in before.rows}
    moves = (_move(old[row.entry.id], row, before, after) for row in after.rows if row.entry.id in old)
    was, is_ = _top(before.rows, top), _top(after.rows, top)
    return Comparison(
        moves=tuple(move for move in moves if move is not None),
        entered_top=tuple(id_ for id_ in is_ if id_ not in was),
        left_top=tuple(id_ for id_ in was if id_ not in is_),
    )


def _move(old: Ranked, new: Ranked, before: Run, after: Run) -> Move | None:
    if old.rank == new.rank and old.entry.score == new.entry.score:
        return None
    id_ = new.entry.id
    because = _causes(before.parts.get(id_, {}), after.parts.get(id_, {}))
    return Move(id_, old.rank, new.rank, old.entry.score, new.entry.score, because)


def _causes(old: Parts, new: Parts) -> tuple[Cause, ...]:
    """What changed, the largest change first."""
    deltas = {key: round(new.get(key, 0.0) - old.get(key, 0.0), 6) for key in sorted({*old, *new})}
    changed = [Cause(key, delta) for key, delta in deltas.items() if delta]
    return tuple(sorted(changed, key=lambda cause: (-abs(cause.delta), cause.indicator)))


def _top(rows: Sequence[Ranked], top: int) -> dict[str, None]:
    return {row.entry.id: None for row in rows if row.rank <= top}
