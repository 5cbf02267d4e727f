"""Rubrics by id or path, with other weights, and what is wrong with a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from models.data import DataError, read_yaml
from models.rubric import Rubric
from pipeline.errors import CommandError, NotFoundError
from score.catalogue import RubricNotFoundError, all_rubrics, default_rubric, find_rubric
from score.check import check_rubric
from score.load import load_rubric
from score.override import OverrideError, override


def rubric_of(id_or_path: str | None, changes: Iterable[str] = ()) -> Rubric:
    """The default rubric, a shipped one, or the one in a file; `changes` as on the command line: `replikasi.weight=5`.

    Raises: NotFoundError, CommandError.
    """
    try:
        rubric = default_rubric() if id_or_path is None else find_rubric(id_or_path)
        return override(rubric, dict(_change(text) for text in changes))
    except RubricNotFoundError as error:
        raise NotFoundError("no-rubric", detail=str(error)) from error
    except (DataError, OverrideError, OSError) as error:
        raise CommandError("bad-rubric", detail=str(error)) from error


def _change(text: str) -> tuple[str, float]:
    key, _, value = text.partition("=")
    try:
        return key.strip(), float(value)
    except ValueError as error:
        raise CommandError("bad-set", text=text) from error


def shipped() -> list[dict[str, Any]]:
    """The rubrics that come with the program, by id."""
    return [summary(rubric) for rubric in all_rubrics()]


def summary(rubric: Rubric) -> dict[str, Any]:
    keys = ("id", "family", "year", "title_id", "title_en", "kind", "status", "official", "max_score", "default")
    return {key: getattr(rubric, key) for key in keys} | {
        "indicators": len(rubric.indicators),
        "criteria": len(rubric.criteria),
        "fingerprint": rubric.fingerprint,
    }


def check(path: Path) -> dict[str, Any]:
    """What is wrong with a rubric file, each with its line. Raises: NotFoundError for no such file."""
    try:
        file = read_yaml(path)
    except OSError as error:
        raise NotFoundError("no-rubric", detail=f"{path}: {error.strerror}") from error
    except DataError as error:
        return {"file": str(path), "good": False, "problems": [_problem(error.line, "kesalahan", error.message)]}
    problems = [_problem(one.line, one.severity, one.message) for one in check_rubric(file)]
    good = not any(one["severity"] == "kesalahan" for one in problems)
    found = summary(load_rubric(file)) if good else {}
    return {"file": str(path), "good": good, "problems": problems, "rubric": found or None}


def _problem(line: int, severity: str, message: str) -> dict[str, Any]:
    return {"line": line, "severity": severity, "message": message}
