"""From what a person typed to the one thing they meant."""

from __future__ import annotations

from sqlalchemy import Connection

from models.tables import Dossier, InnovationRow, Run
from pipeline.errors import NotFoundError
from store import dossiers, placements, runs


def find_dossier(connection: Connection, words: str) -> Dossier:
    """By id or the beginning of one, also of what it was before, or by an innovation in it. Raises: NotFoundError."""
    ids = dossiers.by_prefix(connection, words)
    if not ids:
        now = placements.successors(connection, words) if words else []
        found = [*dossiers.innovations_like(connection, words), *dossiers.innovations(connection, now).values()]
        ids = sorted({row.dossier_id for row in found} | {id_ for id_ in now if dossiers.get(connection, id_)})
    dossier = dossiers.get(connection, _only("dossier", words, ids))
    assert dossier is not None  # noqa: S101 - its id was just read
    return dossier


def find_innovation(connection: Connection, words: str) -> InnovationRow:
    """By id or the beginning of one, also of what it was before, by name, or by the dossier when that has only one.

    Raises: NotFoundError.
    """
    found = dossiers.innovations_like(connection, words)
    if not found and words:
        found = list(dossiers.innovations(connection, placements.successors(connection, words)).values())
    if not found:
        found = dossiers.innovations_of(connection, dossiers.by_prefix(connection, words))
    chosen = _only("innovation", words, [row.id for row in found])
    return next(row for row in found if row.id == chosen)


def find_run(connection: Connection, words: str | None) -> Run:
    """By id or the beginning of one; the current one when none is named. Raises: NotFoundError."""
    if words is None:
        current = runs.current(connection)
        if current is None:
            raise NotFoundError("no-runs")
        return current
    run = runs.get(connection, _only("run", words, runs.by_prefix(connection, words)))
    assert run is not None  # noqa: S101 - its id was just read
    return run


def _only(kind: str, words: str, ids: list[str]) -> str:
    if not ids:
        raise NotFoundError(f"no-{kind}", words=words)
    if len(ids) > 1:
        raise NotFoundError(f"many-{kind}", words=words, ids=", ".join(ids))
    return ids[0]
