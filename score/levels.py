"""What can be wrong with the levels of an indicator, or of one basis of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from models.rubric import RubricProblem
from score import schema
from score.periods import parse_year
from score.schema import Part, mismatches, strays

FAMILIES = ("bounds", "value", "doc_type", "years")
WANTED = {"count": "bounds", "ratio": "bounds", "duration": "bounds", "set_of_years": "years"}
"""Measure kind -> the rule family its levels must use; `ordinal` uses words, or document types where it says so."""


def level_problems(indicator: Part, holder: Part) -> Iterator[RubricProblem]:
    """Problems of `holder.levels`, where holder is the indicator itself or one of its alternatives."""
    yield from strays(holder, "levels")
    levels = holder.parts("levels")
    for level in levels:
        yield from mismatches(level, schema.LEVEL)
        yield from _score(level, indicator.number("weight"))
        yield from _rule(level, _wanted(indicator))
    numbers = [level.value.get("level") for level in levels]
    if all(isinstance(number, int) for number in numbers) and numbers != list(range(1, len(numbers) + 1)):
        yield holder.problem("tingkat harus berurutan naik: 1, 2, 3, ...", "levels")
    yield from _bounds(levels, decimal=_decimal(indicator, holder))


def _wanted(indicator: Part) -> str | None:
    measure = indicator.part("measure").value
    if measure.get("kind") == "ordinal":
        return "doc_type" if measure.get("by") == "document_type" else "value"
    return WANTED.get(str(measure.get("kind")))


def _decimal(indicator: Part, holder: Part) -> bool:
    return indicator.part("measure").value.get("kind") == "ratio" or holder.value.get("unit") == "persen"


def _score(level: Part, weight: float | None) -> Iterator[RubricProblem]:
    score, number = level.number("score"), level.number("level")
    if weight is None and score is not None:
        yield level.problem("score harus null selama bobotnya tidak diketahui", "score")
    elif weight is not None and number is not None and (score is None or abs(score - weight * number) > 1e-6):
        yield level.problem(f"score harus bobot x tingkat = {weight:g} x {number:g} = {weight * number:g}", "score")


def _rule(level: Part, wanted: str | None) -> Iterator[RubricProblem]:
    rule = level.part("rule")
    yield from mismatches(rule, schema.RULE)
    keys = set(rule.value) & {"min", "max", "value", "doc_type", "years"}
    families = {"bounds" if key in {"min", "max"} else key for key in keys}
    if "rule" in level.value and len(families) != 1:
        yield rule.problem("rule harus memuat tepat satu dari: min/max, value, doc_type, years")
    elif wanted is not None and families and families != {wanted}:
        yield rule.problem(f"jenis ukuran indikator ini memerlukan rule {'min/max' if wanted == 'bounds' else wanted}")
    low, high = rule.number("min"), rule.number("max")
    if low is not None and high is not None and low > high:
        yield rule.problem(f"min {low:g} lebih besar dari max {high:g}")
    if keys == {"years"}:
        for text in rule.texts("years"):
            if parse_year(text) is None:
                yield rule.problem(f"tahun tidak dapat dibaca: {text}; tulis T-0, T-1 atau T-1|T-2", "years")


def _bounds(levels: tuple[Part, ...], decimal: bool) -> Iterator[RubricProblem]:
    """Warnings where neighbouring bounds overlap or leave a gap: printed rubrics do both, and the judge copes."""
    rules = [rule for level in levels if {"min", "max"} & set((rule := level.part("rule")).value)]
    for low, high in pairwise(sorted(rules, key=lambda rule: rule.number("min") or 0.0)):
        top, bottom = low.number("max"), high.number("min")
        if top is None or bottom is None or bottom <= top:
            yield high.warning("batasnya bertumpang tindih: tingkat yang lebih tinggi yang dihitung")
        elif bottom - top > (0 if decimal else 1):
            yield high.warning(f"antara {top:g} dan {bottom:g} tidak ada tingkat: dihitung yang lebih rendah")
