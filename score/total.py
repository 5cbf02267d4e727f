"""All indicators of one innovation, and what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from models.rubric import Rubric
from models.verdict import Context, Fact, Total, Verdict
from score.criteria import judge_criterion
from score.judge import judge


def score(innovation: str, rubric: Rubric, facts: Sequence[Fact], context: Context) -> Total:
    """Judge every part of the rubric in its order and add up; without known weights there are verdicts and no total."""
    by_id: dict[str, list[Fact]] = {}
    for fact in facts:
        by_id.setdefault(fact.evidence.indicator, []).append(fact)
    verdicts = (
        *(judge(indicator, _of(by_id, indicator.id, indicator.fact), context) for indicator in rubric.indicators),
        *(judge_criterion(criterion, _of(by_id, criterion.id), rubric.kind) for criterion in rubric.criteria),
    )
    outcomes = Counter(verdict.outcome for verdict in verdicts)
    total = _sum(verdict.score for verdict in verdicts) if rubric.totals else None
    return Total(
        innovation=innovation,
        verdicts=verdicts,
        score=total,
        possible=None if total is None else _sum(_at_best(verdict) for verdict in verdicts),
        claimed=_sum(verdict.claimed_score for verdict in verdicts) if rubric.totals else None,
        met=outcomes["met"],
        not_met=outcomes["not_met"],
        cannot_judge=outcomes["cannot_judge"],
        predicate=None if total is None else predicate(rubric, total),
    )


def _of(by_id: Mapping[str, list[Fact]], *ids: str) -> list[Fact]:
    """The facts of any of these ids; handed over apart only because the judge looks at each fact it is given."""
    return [fact for id_ in dict.fromkeys(ids) for fact in by_id.get(id_, ())]


def predicate(rubric: Rubric, total: float) -> str | None:
    """The name of the band that holds this total; None where the rubric has no bands for single innovations."""
    return next((band.name for band in rubric.predicates if band.min <= total <= band.max), None)


def _at_best(verdict: Verdict) -> float | None:
    return verdict.max_score if verdict.outcome == "cannot_judge" else verdict.score


def _sum(scores: Iterable[float | None]) -> float:
    """Rounded to six decimals, so that the order of adding cannot split a tie."""
    return round(sum(score for score in scores if score is not None), 6)
