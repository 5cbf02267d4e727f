"""What was given when, and what became of it. Bookkeeping: no id of any content depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, update
from sqlmodel import Session, col, select

from models.tables import Batch, BatchFile, SourceFile
from store.files import chunks
from store.rows import put


def finish(connection: Connection, batch_id: str, at: datetime, seconds: float) -> None:
    connection.execute(update(Batch).where(col(Batch.id) == batch_id).values(finished_at=at, seconds=seconds))


def newest(connection: Connection, limit: int) -> list[Batch]:
    """Newest first."""
    with Session(connection) as session:
        found = list(session.exec(select(Batch).order_by(col(Batch.created_at).desc(), col(Batch.id)).limit(limit)))
        session.expunge_all()
    return found


def tally(connection: Connection, batch_id: str) -> dict[str, int]:
    """How many files ended in each outcome, and `pages` over all of them."""
    query = select(BatchFile.outcome, func.count(), func.sum(BatchFile.pages)).where(BatchFile.batch_id == batch_id)
    rows = connection.execute(query.group_by(BatchFile.outcome)).all()
    return {row[0]: row[1] for row in rows} | {"pages": sum(row[2] or 0 for row in rows)}


def files(connection: Connection, batch_id: str, outcome: str | None = None) -> Iterator[BatchFile]:
    """By path; all of them or those with one outcome."""
    query = select(BatchFile).where(BatchFile.batch_id == batch_id).order_by(BatchFile.path)
    with Session(connection) as session:
        for row in session.exec(query.where(BatchFile.outcome == outcome) if outcome else query):
            session.expunge(row)
            yield row


def with_set_aside(connection: Connection) -> list[BatchFile]:
    """Every file whose latest outcome is `set_aside`, with the files it was given with; by root, then by path."""
    query = select(BatchFile).join(Batch, col(Batch.id) == col(BatchFile.batch_id))
    latest: dict[tuple[str, str], BatchFile] = {}
    with Session(connection) as session:
        for row in session.exec(query.order_by(col(Batch.created_at), col(Batch.id))):
            latest[row.root, row.path] = row
        session.expunge_all()
    roots = {row.root for row in latest.values() if row.outcome == "set_aside"}
    return [row for _key, row in sorted(latest.items()) if row.root in roots]


def folders(connection: Connection) -> list[tuple[str, str]]:
    """Each folder that files were taken from, with each dossier that they went into."""
    query = select(BatchFile.folder, BatchFile.dossier_id).distinct()
    query = query.where(col(BatchFile.folder).is_not(None), col(BatchFile.dossier_id).is_not(None))
    return [
        (row[0], row[1]) for row in connection.execute(query.order_by(col(BatchFile.folder), col(BatchFile.dossier_id)))
    ]


def fingerprints(connection: Connection, batch_id: str) -> dict[str, str]:
    """The content of a batch that has a fingerprint of its text, with it."""
    query = select(SourceFile.sha256, SourceFile.fingerprint).join(
        BatchFile, col(BatchFile.sha256) == col(SourceFile.sha256)
    )
    query = query.where(BatchFile.batch_id == batch_id, SourceFile.fingerprint != "")
    return {row[0]: row[1] for row in connection.execute(query)}


def latest_paths(connection: Connection, hashes: Iterable[str]) -> dict[str, str]:
    """What each content was called when it was given last."""
    found: dict[str, str] = {}
    for lot in chunks(hashes):
        query = select(BatchFile.sha256, BatchFile.path).join(Batch, col(Batch.id) == col(BatchFile.batch_id))
        query = query.where(col(BatchFile.sha256).in_(lot))
        rows = connection.execute(query.order_by(col(Batch.created_at), col(BatchFile.path).desc()))
        found |= {row[0]: row[1] for row in rows}
    return found


def add_problems(connection: Connection, batch_id: str, problems: Mapping[str, Any]) -> None:
    """One more problem for each file of a batch, by its content."""
    for lot in chunks(problems):
        query = select(BatchFile).where(BatchFile.batch_id == batch_id, col(BatchFile.sha256).in_(lot))
        with Session(connection) as session:
            rows = list(session.exec(query))
            session.expunge_all()
        for row in rows:
            row.problems = [*row.problems, problems[row.sha256 or ""]]
        put(connection, rows)
