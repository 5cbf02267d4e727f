"""Runs: written once, in one transaction, and never changed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection
from sqlmodel import Session, col, select

from models.tables import Run, RunTotal, RunVerdict
from store.rows import put

_LOT = 200


def get(connection: Connection, run_id: str) -> Run | None:
    with Session(connection) as session:
        run = session.get(Run, run_id)
        session.expunge_all()
    return run


def put_run(connection: Connection, run: Run, scored: Iterable[tuple[RunTotal, list[RunVerdict]]]) -> None:
    """Store a run with all it found; a run that is there already stays as it is."""
    put(connection, [run], replace=False)
    totals: list[RunTotal] = []
    verdicts: list[RunVerdict] = []
    for total, judged in scored:
        totals.append(total)
        verdicts += judged
        if len(totals) == _LOT:
            put(connection, totals, replace=False)
            put(connection, verdicts, replace=False)
            totals, verdicts = [], []
    put(connection, totals, replace=False)
    put(connection, verdicts, replace=False)


def newest(connection: Connection, limit: int = 50) -> list[Run]:
    """Newest first."""
    with Session(connection) as session:
        found = list(session.exec(select(Run).order_by(col(Run.created_at).desc(), col(Run.id)).limit(limit)))
        session.expunge_all()
    return found


def current(connection: Connection) -> Run | None:
    """The newest run under a rubric as it stands; a what-if with other weights counts only where there is no other."""
    own = select(Run).where(~col(Run.rubric_id).contains("+"))
    with Session(connection) as session:
        found = session.exec(own.order_by(col(Run.created_at).desc(), col(Run.id)).limit(1)).first()
        session.expunge_all()
    return found or next(iter(newest(connection, 1)), None)


def by_prefix(connection: Connection, prefix: str, limit: int = 6) -> list[str]:
    query = select(Run.id).where(col(Run.id).startswith(prefix, autoescape=True))
    return list(connection.execute(query.order_by(Run.id).limit(limit)).scalars())


def total(connection: Connection, run_id: str, innovation_id: str) -> RunTotal | None:
    with Session(connection) as session:
        found = session.get(RunTotal, (run_id, innovation_id))
        session.expunge_all()
    return found


def totals_like(connection: Connection, run_id: str, prefix: str, limit: int = 2) -> list[RunTotal]:
    """What a run says of the innovations whose id begins like this; nothing for no words."""
    query = select(RunTotal).where(RunTotal.run_id == run_id)
    query = query.where(col(RunTotal.innovation_id).startswith(prefix, autoescape=True))
    with Session(connection) as session:
        found = list(session.exec(query.limit(limit))) if prefix else []
        session.expunge_all()
    return found


def totals(connection: Connection, run_id: str) -> list[RunTotal]:
    """By innovation."""
    with Session(connection) as session:
        found = list(session.exec(select(RunTotal).where(RunTotal.run_id == run_id).order_by(RunTotal.innovation_id)))
        session.expunge_all()
    return found


def innovation_ids(connection: Connection, run_id: str) -> list[str]:
    return list(connection.execute(select(RunTotal.innovation_id).where(RunTotal.run_id == run_id)).scalars())


def verdicts(connection: Connection, run_id: str, innovation_id: str | None = None) -> list[RunVerdict]:
    """By innovation, then in the order of the rubric."""
    query = select(RunVerdict).where(RunVerdict.run_id == run_id)
    if innovation_id is not None:
        query = query.where(RunVerdict.innovation_id == innovation_id)
    with Session(connection) as session:
        found = list(session.exec(query.order_by(RunVerdict.innovation_id, col(RunVerdict.ordinal))))
        session.expunge_all()
    return found
