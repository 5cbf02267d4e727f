"""Criteria that only people judge: the program keeps their marks and adds them up."""

from __future__ import annotations

from collections.abc import Sequence

from models.rubric import Criterion, Kind
from models.verdict import Fact, Outcome, Verdict
from score.amounts import printed
from score.reasons import sentence


def judge_criterion(criterion: Criterion, facts: Sequence[Fact], kind: Kind) -> Verdict:
    """What a person gave: `weight x mark / 100` for a mark of 0 to 100; the full points of a checked field.

    A mark is a fact of this criterion that a person entered (`reviewed`); without one it cannot be judged.
    """
    marks = [fact for fact in facts if fact.evidence.indicator == criterion.id and _by_person(fact)]
    shares = [(share, fact) for fact in marks if (share := _share(fact, kind)) is not None]
    if not shares:
        reason = "needs-person"
        return Verdict(criterion.id, "cannot_judge", None, None, criterion.weight, reason, sentence(reason))
    share, fact = max(shares, key=lambda pair: (pair[0], pair[1].id))
    score = None if criterion.weight is None else criterion.weight * share
    detail = sentence("person-scored", measured=printed(share * 100))
    outcome: Outcome = "met" if share > 0 else "not_met"
    return Verdict(criterion.id, outcome, None, score, criterion.weight, "person-scored", detail, facts=(fact.id,))


def _by_person(fact: Fact) -> bool:
    return fact.reviewed in {"confirmed", "corrected"} and fact.evidence.void is None


def _share(fact: Fact, kind: Kind) -> float | None:
    """The part of the weight that a mark earns, 0 to 1; None when it is no mark."""
    value = fact.evidence.value
    if kind == "checklist_points":
        return 0.0 if value == "tidak_ada" else 1.0
    if isinstance(value, int | float) and 0 <= value <= 100:
        return value / 100
    return None
