"""Files with the same text: noticed as soon as they are read, and counted once within a dossier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from models.problem import Problem
from models.tables import SourceFile
from pipeline.reading import stored_problem
from store import batches, files

WORDS = {
    "same-text": (
        "teksnya sama dengan {others}",
        "simpan satu saja bila memang salinan; dalam satu dossier isinya dihitung satu kali",
    ),
}
_NAMED = 3
"""So many other files are named, the rest are counted."""


def twins(known: Mapping[str, SourceFile]) -> dict[str, str]:
    """Each file that repeats the text of another, with that other: the one with pages, else the first.

    known: in the order of their names.
    """
    first: dict[str, str] = {}
    repeated: dict[str, str] = {}
    for sha256, file in sorted(known.items(), key=lambda item: item[1].pages == 0):
        if file.state == "read" and file.fingerprint:
            original = first.setdefault(file.fingerprint, sha256)
            if original != sha256:
                repeated[sha256] = original
    return repeated


def problem(others: list[str]) -> dict[str, Any]:
    """The problem of a file whose text these hold too."""
    message, remedy = WORDS["same-text"]
    named = ", ".join(others[:_NAMED]) + (f", dan {more} lagi" if (more := len(others) - _NAMED) > 0 else "")
    return stored_problem(Problem("same-text", message.format(others=named), remedy, ""))


def note(connection: Connection, batch_id: str) -> None:
    """Say of each file of a batch which others, of this batch or an earlier one, hold the same text."""
    mine = batches.fingerprints(connection, batch_id)
    alike = files.with_fingerprints(connection, set(mine.values()))
    several = {print_: hashes for print_, hashes in alike.items() if len(hashes) > 1}
    names = batches.latest_paths(connection, {sha256 for hashes in several.values() for sha256 in hashes})
    problems = {
        sha256: problem(sorted(names[other] for other in several[print_] if other != sha256 and other in names))
        for sha256, print_ in mine.items()
        if print_ in several
    }
    batches.add_problems(connection, batch_id, problems)
