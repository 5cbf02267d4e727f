"""The shape of a rubric file: the keys of each part and what stands behind them. docs/rubrics.md tells it in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from models.data import DataFile, KeyPath
from models.rubric import RubricProblem


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15  # nan and inf fail too


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


TYPES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "text": (lambda value: isinstance(value, str) and bool(value.strip()), "teks"),
    "texts": (_texts, "daftar teks, misalnya [a, b]"),
    "word": (lambda value: isinstance(value, str) or (_texts(value) and bool(value)), "satu kata atau daftar kata"),
    "number": (_number, "angka"),
    "integer": (lambda value: isinstance(value, int) and not isinstance(value, bool), "bilangan bulat"),
    "flag": (lambda value: isinstance(value, bool), "true atau false"),
    "list": (lambda value: isinstance(value, list) and bool(value), "daftar yang berisi"),
    "map": (lambda value: isinstance(value, dict), "pasangan kunci dan nilai"),
}
"""A type name with a question mark may also be null."""

Shape = Mapping[str, str]
"""Key -> type name; a key with a leading `!` must be there."""

RUBRIC: Shape = {
    "!id": "text",
    "!family": "text",
    "!kind": "text",
    "!status": "text",
    "!title_id": "text",
    "!sources": "texts",
    "title_en": "text",
    "year": "integer?",
    "max_score": "number?",
    "date": "text",
    "default": "flag",
    "notes": "text",
    "eligibility": "map",
    "indicators": "list",
    "criteria": "list",
    "fields": "list",
    "other_groups": "map",
    "predicates": "list",
    "source_list": "map",
}
INDICATOR: Shape = {
    "!id": "text",
    "!name_id": "text",
    "!weight": "number?",
    "!measure": "map",
    "!levels": "list",
    "!evidence": "map",
    "fact": "text",
    "number": "integer?",
    "order": "integer",
    "name_en": "text",
    "variable": "text",
    "mandatory": "flag?",
    "period": "text",
    "alternatives": "list",
    "sources": "texts",
    "notes": "text",
    "word_notes": "text",
}
MEASURE: Shape = {
    "!kind": "text",
    "unit": "text",
    "by": "text",
    "combine": "text",
    "consecutive": "flag",
    "absent_level": "integer",
    "of": "texts",
}
EVIDENCE: Shape = {"!types": "texts", "formats": "texts", "notes": "text"}
LEVEL: Shape = {"!level": "integer", "!score": "number?", "!description": "text", "!rule": "map"}
RULE: Shape = {"min": "number?", "max": "number?", "value": "word", "doc_type": "texts", "years": "texts"}
BASIS: Shape = {"!id": "text", "!name_id": "text", "!unit": "text", "!levels": "list"}
CRITERION: Shape = {
    "!id": "text",
    "!name_id": "text",
    "!weight": "number?",
    "name_en": "text",
    "max_words": "integer",
    "guide": "text",
    "sources": "texts",
}
FIELD: Shape = {"!id": "text", "!points": "number", "name_id": "text", "name_en": "text"}
ELIGIBILITY: Shape = {
    "stage": "text",
    "implementation_from": "text",
    "implementation_to": "text",
    "or_developed_in_same_window": "flag",
    "rancang_bangun_min_words": "integer",
    "min_age_months": "integer?",
    "groups": "texts",
    "umum": "texts",
    "khusus": "texts",
    "quota": "map",
    "status": "text",
    "notes": "text",
    "unverified": "texts",
}
PREDICATE: Shape = {"!min": "number", "!max": "number", "!name": "text", "note": "text"}


@dataclass(frozen=True, slots=True)
class Part:
    """One mapping of a rubric file and where it stands."""

    file: DataFile
    path: KeyPath
    value: Mapping[str, Any]

    def problem(self, message: str, *path: str | int) -> RubricProblem:
        return RubricProblem(self.file.line(*self.path, *path), message)

    def warning(self, message: str, *path: str | int) -> RubricProblem:
        return RubricProblem(self.file.line(*self.path, *path), message, "peringatan")

    def part(self, key: str) -> Part:
        """The mapping behind a key; an empty one where there is none."""
        value = self.value.get(key)
        return Part(self.file, (*self.path, key), value if isinstance(value, dict) else {})

    def parts(self, key: str) -> tuple[Part, ...]:
        """The mappings of a list; what is no mapping is left to `mismatches` to report."""
        items = self.value.get(key)
        return tuple(
            Part(self.file, (*self.path, key, index), item)
            for index, item in enumerate(items if isinstance(items, list) else ())
            if isinstance(item, dict)
        )

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.value.get(key)
        if isinstance(value, str):
            return (value,)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    def number(self, key: str) -> float | None:
        value = self.value.get(key)
        return value if _number(value) else None


def mismatches(part: Part, shape: Shape) -> Iterator[RubricProblem]:
    """Every unknown key, missing key and value of the wrong type in one mapping."""
    known = {key.removeprefix("!"): type_name for key, type_name in shape.items()}
    for key, value in part.value.items():
        if key not in known:
            yield part.problem(f"kunci tidak dikenal: {key}{_suggestion(str(key), known)}", key)
        elif not _fits(value, known[key]):
            yield part.problem(f"{key} harus berupa {TYPES[known[key].removesuffix('?')][1]}", key)
    for key in shape:
        if key.startswith("!") and key[1:] not in part.value:
            yield part.problem(f"kunci wajib tidak ada: {key[1:]}")


def strays(part: Part, key: str) -> Iterator[RubricProblem]:
    """Items of a list that are not mappings, although the list should hold only such."""
    items = part.value.get(key)
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if not isinstance(item, dict):
            yield part.problem(f"setiap butir {key} harus berupa {TYPES['map'][1]}", key, index)


def _fits(value: Any, type_name: str) -> bool:
    return (value is None and type_name.endswith("?")) or TYPES[type_name.removesuffix("?")][0](value)


def _suggestion(key: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(key, known, n=1)
    return f" (mungkin maksudnya {near[0]})" if near else ""
