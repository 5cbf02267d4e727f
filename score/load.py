"""From a rubric file to a Rubric, or to the reason why not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from models.data import DataError, DataFile
from models.rubric import Basis, Criterion, Indicator, Level, Predicate, Rubric, Rule
from score.check import check_rubric
from score.periods import parse_period, parse_year
from score.shared import evidence_types, with_kinds


def load_rubric(file: DataFile) -> Rubric:
    """The rubric in a data file. Raises: DataError for the first error that `check_rubric` finds; warnings pass."""
    for problem in check_rubric(file):
        if problem.severity == "kesalahan":
            raise DataError(file.name, problem.line, problem.message)
    value = file.value
    return Rubric(
        id=value["id"],
        family=value["family"],
        year=value.get("year"),
        title_id=value["title_id"],
        title_en=value.get("title_en", value["title_id"]),
        kind=value["kind"],
        status=value["status"],
        max_score=value.get("max_score"),
        indicators=tuple(_indicator(entry, order) for order, entry in enumerate(value.get("indicators", ()), 1)),
        criteria=tuple(_criterion(entry) for entry in (*value.get("criteria", ()), *value.get("fields", ()))),
        predicates=tuple(Predicate(band["min"], band["max"], band["name"]) for band in value.get("predicates", ())),
        notes=value.get("notes", ""),
        sources=tuple(value["sources"]),
        eligibility=value.get("eligibility", {}),
        fingerprint=fingerprint(value),
        default=value.get("default", False),
    )


def fingerprint(content: Any) -> str:
    """SHA-256 of the content as canonical JSON; the order of keys and `20` against `20.0` make no difference."""
    text = json.dumps(_plain(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _indicator(entry: Mapping[str, Any], order: int) -> Indicator:
    measure, evidence = entry["measure"], entry["evidence"]
    accepted = tuple(sorted(with_kinds(evidence["types"])))
    return Indicator(
        id=entry["id"],
        fact=entry.get("fact", entry["id"]),
        number=entry.get("number"),
        order=entry.get("order", order),
        name_id=entry["name_id"],
        name_en=entry.get("name_en", entry["name_id"]),
        variable=entry.get("variable", ""),
        mandatory=entry.get("mandatory"),
        weight=entry["weight"],
        measure=measure["kind"],
        unit=measure.get("unit"),
        combine=measure.get("combine", "best"),
        by_document=measure.get("by") == "document_type",
        consecutive=measure.get("consecutive", False),
        absent_level=measure.get("absent_level"),
        periods=parse_period(entry["period"]) or () if "period" in entry else (),
        levels=_levels(entry["levels"]),
        bases=tuple(
            Basis(basis["id"], basis["name_id"], basis["unit"], _levels(basis["levels"]))
            for basis in entry.get("alternatives", ())
        ),
        items=tuple(measure.get("of", ())),
        evidence_types=tuple(evidence["types"]),
        evidence_names=tuple(evidence_types()[name].name_id for name in evidence["types"]),
        accepted=accepted,
        untextual=tuple(name for name in accepted if not evidence_types()[name].textual),
        formats=tuple(evidence.get("formats", ())),
        notes=" ".join(part for part in (entry.get("notes"), evidence.get("notes")) if part),
        sources=tuple(entry.get("sources", ())),
    )


def _levels(entries: Sequence[Mapping[str, Any]]) -> tuple[Level, ...]:
    return tuple(Level(entry["level"], entry["score"], entry["description"], _rule(entry["rule"])) for entry in entries)


def _rule(entry: Mapping[str, Any]) -> Rule:
    if "value" in entry:
        value = entry["value"]
        return Rule(words=(value,) if isinstance(value, str) else tuple(value))
    if "doc_type" in entry:
        return Rule(doc_types=tuple(sorted(with_kinds(entry["doc_type"]))))
    if "years" in entry:
        return Rule(years=tuple(parse_year(text) or () for text in entry["years"]))
    return Rule(entry.get("min"), entry.get("max"), bounded=True)


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    name = entry.get("name_id") or entry["id"].replace("_", " ").capitalize()
    return Criterion(
        id=entry["id"],
        name_id=name,
        name_en=entry.get("name_en", name),
        weight=entry.get("weight", entry.get("points")),
        word_limit=entry.get("max_words"),
        guide=entry.get("guide", ""),
    )
