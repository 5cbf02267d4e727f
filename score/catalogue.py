"""The rubrics that ship with the program, and those a committee names by path."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from models.data import DataFile, read_yaml
from models.rubric import Rubric
from score.load import load_rubric
from score.shared import RUBRICS, SHARED

OWN_FILE = "own_file"
"""The status of a committee's file that calls itself corroborated: no source of ours says so."""


class RubricNotFoundError(LookupError):
    """No rubric of this id and no file of this name; the message is for a person, in Indonesian."""


def rubric_ids() -> tuple[str, ...]:
    """Ids of the shipped rubrics in alphabetical order; each is the name of its file."""
    return tuple(sorted(path.stem for path in RUBRICS.glob("*.yaml") if path.stem not in SHARED))


def find_rubric(id_or_path: str) -> Rubric:
    """A shipped rubric by id, else the file at this path.

    Raises: RubricNotFoundError; DataError with the line when the file is no good rubric; OSError when unreadable.
    """
    if id_or_path in rubric_ids():
        return _shipped(id_or_path)
    path = Path(id_or_path)
    if not path.is_file():
        near = get_close_matches(id_or_path, rubric_ids(), n=1)
        hint = f"; mungkin maksudnya {near[0]}" if near else f"; yang ada: {', '.join(rubric_ids())}"
        raise RubricNotFoundError(f"rubrik tidak ditemukan: {id_or_path}{hint}")
    return _of_a_committee(read_yaml(path))


def _of_a_committee(file: DataFile) -> Rubric:
    """A file's own rubric: it can neither pass for a shipped one nor call itself official."""
    rubric = load_rubric(file)
    if rubric.id in rubric_ids():
        if rubric.fingerprint != _shipped(rubric.id).fingerprint:
            raise file.error(
                f"id {rubric.id} milik rubrik bawaan yang isinya berbeda; beri rubrik ini id sendiri", "id"
            )
        return rubric
    return replace(rubric, status=OWN_FILE) if rubric.official else rubric


def all_rubrics() -> tuple[Rubric, ...]:
    return tuple(_shipped(id_) for id_ in rubric_ids())


def default_rubric() -> Rubric:
    """The one shipped rubric marked `default`."""
    (rubric,) = (rubric for rubric in all_rubrics() if rubric.default)
    return rubric


@cache
def _shipped(id_: str) -> Rubric:
    return load_rubric(read_yaml(RUBRICS / f"{id_}.yaml"))
