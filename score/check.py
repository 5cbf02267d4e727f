"""Everything that is wrong with a rubric file, at once and with the line, in words for the committee that writes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from models.data import DataError, DataFile, read_yaml
from models.rubric import Combine, Kind, Measure, RubricProblem
from score import schema
from score.levels import level_problems
from score.periods import parse_period
from score.schema import Part, mismatches, strays
from score.shared import evidence_types, source_ids, with_kinds

STATUSES = frozenset(
    {
        "corroborated",
        "corroborated_local_apps",
        "official_news",
        "single_secondary_source",
        "single_local_app",
        "single_local_form_no_weights",
        "single_local_app_year_unverified",
        "single_source_year_unverified",
        "verified_names_no_weights",
        "committee",
        "CRITERIA_NOT_PUBLIC",
    }
)
TEMPLATE = "CRITERIA_NOT_PUBLIC"
PARTS_OF: dict[str, str] = {
    "weighted_levels": "indicators",
    "unweighted_levels": "indicators",
    "weighted_criteria": "criteria",
    "unweighted_criteria": "criteria",
    "checklist_points": "fields",
}


def check_file(path: Path) -> tuple[RubricProblem, ...]:
    """As `check_rubric`; a file that is no YAML has one problem. Raises: OSError when it cannot be opened."""
    try:
        return check_rubric(read_yaml(path))
    except DataError as error:
        return (RubricProblem(error.line, error.message),)


def check_rubric(file: DataFile) -> tuple[RubricProblem, ...]:
    """All errors and warnings of a rubric file, ascending by line; empty when there is nothing to say."""
    if not isinstance(file.value, dict):
        return (RubricProblem(1, "berkas rubrik harus berupa pasangan kunci dan nilai"),)
    rubric = Part(file, (), file.value)
    problems = [*mismatches(rubric, schema.RUBRIC), *_head(rubric), *_sources(rubric, own=_own_sources(rubric))]
    kind = file.value.get("kind")
    if isinstance(kind, str) and kind in PARTS_OF:
        problems.extend(_body(rubric, kind))
    return tuple(sorted(set(problems)))


def _head(rubric: Part) -> Iterator[RubricProblem]:
    kind, status = rubric.value.get("kind"), rubric.value.get("status")
    if isinstance(kind, str) and kind not in get_args(Kind):
        yield rubric.problem(f"kind tidak dikenal: {kind}; pilih {', '.join(get_args(Kind))}", "kind")
    if isinstance(status, str) and status not in STATUSES:
        yield rubric.problem(f"status tidak dikenal: {status}; pilih {', '.join(sorted(STATUSES))}", "status")
    yield from strays(rubric, "predicates")
    for predicate in rubric.parts("predicates"):
        yield from mismatches(predicate, schema.PREDICATE)
    yield from _eligibility(rubric.part("eligibility"))


def _eligibility(part: Part) -> Iterator[RubricProblem]:
    yield from mismatches(part, schema.ELIGIBILITY)
    for key in ("implementation_from", "implementation_to"):
        value = part.value.get(key)
        if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            yield part.problem(f"{key} harus berupa tanggal lengkap dalam tanda kutip, misalnya '2024-01-01'", key)


def _own_sources(rubric: Part) -> frozenset[str]:
    return frozenset(str(key) for key in rubric.part("source_list").value)


def _sources(part: Part, own: frozenset[str]) -> Iterator[RubricProblem]:
    for source in part.texts("sources"):
        if source not in source_ids() and source not in own:
            yield part.problem(f"sumber tidak dikenal: {source}; daftarkan di source_list berkas ini", "sources")


def _body(rubric: Part, kind: str) -> Iterator[RubricProblem]:
    key = PARTS_OF[kind]
    if key not in rubric.value:
        yield rubric.problem(f"rubrik berjenis {kind} harus memuat {key}")
    for other in sorted(set(PARTS_OF.values()) - {key}):
        if other in rubric.value:
            yield rubric.problem(f"rubrik berjenis {kind} tidak memakai {other}", other)
    parts = rubric.parts(key)
    yield from strays(rubric, key)
    yield from _duplicates(parts)
    for part in parts:
        yield from _sources(part, own=_own_sources(rubric))
        if key == "indicators":
            yield from _indicator(part)
        else:
            yield from mismatches(part, schema.CRITERION if key == "criteria" else schema.FIELD)
    yield from _weights(rubric, parts, kind)


def _duplicates(parts: tuple[Part, ...]) -> Iterator[RubricProblem]:
    counts = Counter(part.value.get("id") for part in parts if isinstance(part.value.get("id"), str))
    seen: set[str] = set()
    for part in parts:
        id_ = part.value.get("id")
        if isinstance(id_, str) and counts[id_] > 1 and id_ in seen:
            yield part.problem(f"id ganda: {id_}", "id")
        elif isinstance(id_, str):
            seen.add(id_)


def _weights(rubric: Part, parts: tuple[Part, ...], kind: str) -> Iterator[RubricProblem]:
    """Whether the weights are there exactly when the kind needs them, and add up to the printed maximum."""
    key = "points" if kind == "checklist_points" else "weight"
    for part in parts:
        weight = part.number(key)
        if weight is not None and weight < 0:
            yield part.problem(f"{key} tidak boleh negatif", key)
        elif weight is None and not kind.startswith("unweighted") and part.value.get(key, "") is None:
            if rubric.value.get("status") == TEMPLATE:
                yield part.warning("bobot belum diisi: sekretariat harus mengisinya sebelum menilai", key)
            else:
                yield part.problem(f"rubrik berjenis {kind} memerlukan bobot", key)
        elif weight is not None and kind.startswith("unweighted"):
            yield part.problem(f"rubrik berjenis {kind} tidak memakai bobot", key)
    yield from _maximum(rubric, [_highest(part, key) for part in parts])


def _maximum(rubric: Part, highest: list[float | None]) -> Iterator[RubricProblem]:
    printed = rubric.number("max_score")
    known = [value for value in highest if value is not None]
    if len(known) < len(highest) or not known:
        if printed is not None:
            yield rubric.problem("max_score harus null selama ada bobot yang tidak diketahui", "max_score")
    elif printed is None:
        yield rubric.problem(f"max_score harus diisi: jumlahnya {sum(known):g}", *_if_there(rubric, "max_score"))
    elif abs(printed - sum(known)) > 1e-6:
        yield rubric.problem(f"max_score {printed:g} tidak sama dengan jumlahnya, {sum(known):g}", "max_score")


def _if_there(part: Part, key: str) -> tuple[str, ...]:
    return (key,) if key in part.value else ()


def _highest(part: Part, key: str) -> float | None:
    """What the weight makes of the highest level, whatever score is printed there: one slip is told once."""
    if "levels" not in part.value:
        return part.number(key)
    weight = part.number(key)
    numbers = [number for level in part.parts("levels") if (number := level.number("level")) is not None]
    return None if weight is None else weight * max(numbers, default=0.0)


def _indicator(part: Part) -> Iterator[RubricProblem]:
    yield from mismatches(part, schema.INDICATOR)
    yield from _measure(part)
    yield from _evidence(part)
    period = part.value.get("period")
    if isinstance(period, str) and parse_period(period) is None:
        yield part.problem(f'period tidak dapat dibaca: {period}; tulis "3 tahun" atau "T-1, T-2"', "period")
    yield from level_problems(part, part)
    yield from strays(part, "alternatives")
    yield from _duplicates(part.parts("alternatives"))
    for basis in part.parts("alternatives"):
        yield from mismatches(basis, schema.BASIS)
        yield from level_problems(part, basis)


def _measure(part: Part) -> Iterator[RubricProblem]:
    measure = part.part("measure")
    if not measure.value:
        return
    yield from mismatches(measure, schema.MEASURE)
    for key, allowed in (("kind", get_args(Measure)), ("combine", get_args(Combine)), ("by", ("document_type",))):
        value = measure.value.get(key)
        if isinstance(value, str) and value not in allowed:
            yield measure.problem(f"measure.{key} tidak dikenal: {value}; pilih {', '.join(allowed)}", key)
    absent = measure.value.get("absent_level")
    if absent is not None and absent not in [level.value.get("level") for level in part.parts("levels")]:
        yield measure.problem(f"absent_level {absent} bukan tingkat indikator ini", "absent_level")


def _evidence(part: Part) -> Iterator[RubricProblem]:
    evidence = part.part("evidence")
    if not evidence.value:
        return
    yield from mismatches(evidence, schema.EVIDENCE)
    for name in evidence.texts("types"):
        if name not in evidence_types():
            yield evidence.problem(f"jenis bukti tidak dikenal: {name}", "types")
    accepted = with_kinds(evidence.texts("types"))
    for level in part.parts("levels"):
        rule = level.part("rule")
        for name in rule.texts("doc_type"):
            if name not in evidence_types():
                yield rule.problem(f"jenis bukti tidak dikenal: {name}", "doc_type")
            elif name not in accepted:
                yield rule.problem(f"{name} tidak ada pada evidence.types: tingkat ini tidak akan tercapai", "doc_type")
