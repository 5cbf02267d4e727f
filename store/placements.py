"""Which files were given together, and what a dossier went on as when they were grouped anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, delete, func, tuple_
from sqlmodel import Session, col, select

from models.tables import Placement, Successor
from store.files import chunks
from store.rows import put

_LOT = 200


def place(connection: Connection, rows: Sequence[Placement]) -> None:
    """Rows that are there stay as they are."""
    put(connection, rows, replace=False)


def of(connection: Connection, dossier_ids: Iterable[str]) -> list[Placement]:
    """By dossier, then by name."""
    found: list[Placement] = []
    with Session(connection) as session:
        for lot in chunks(dossier_ids):
            found += session.exec(select(Placement).where(col(Placement.dossier_id).in_(lot)))
        session.expunge_all()
    return sorted(found, key=lambda row: (row.dossier_id, row.name, row.sha256, row.folder))


def in_folders(connection: Connection, folders: Iterable[str]) -> list[Placement]:
    """Everything that was given with these folders."""
    found: list[Placement] = []
    with Session(connection) as session:
        for lot in chunks(folders):
            found += session.exec(select(Placement).where(col(Placement.folder).in_(lot)))
        session.expunge_all()
    return found


def holding_all(connection: Connection, hashes: Collection[str]) -> set[str]:
    """The dossiers that were given with every one of these files; counted by the database, as many may hold one."""
    held: set[str] | None = None
    for lot in chunks(hashes):
        query = select(Placement.dossier_id).where(col(Placement.sha256).in_(lot)).group_by(Placement.dossier_id)
        query = query.having(func.count(func.distinct(Placement.sha256)) == len(lot))
        found = set(connection.execute(query).scalars())
        held = found if held is None else held & found
    return held or set()


def holding_any(connection: Connection, hashes: Iterable[str]) -> set[str]:
    """The dossiers that were given with one of these files at least."""
    found: set[str] = set()
    for lot in chunks(hashes):
        found |= set(connection.execute(select(Placement.dossier_id).where(col(Placement.sha256).in_(lot))).scalars())
    return found


def withdraw(connection: Connection, rows: Sequence[Placement]) -> None:
    key = tuple_(col(Placement.folder), col(Placement.dossier_id), col(Placement.sha256), col(Placement.name))
    for start in range(0, len(rows), _LOT):
        lot = [(row.folder, row.dossier_id, row.sha256, row.name) for row in rows[start : start + _LOT]]
        connection.execute(delete(Placement).where(key.in_(lot)))


def succeed(connection: Connection, old: str, new: Collection[str]) -> None:
    """From now on what was `old` is found as each of `new`, and so is what had gone on as `old`."""
    before = set(connection.execute(select(Successor.old).where(Successor.new == old)).scalars())
    pairs = [(earlier, later) for earlier in sorted({old, *before}) for later in sorted(new) if earlier != later]
    put(connection, [Successor.model_validate({"old": a, "new": b}) for a, b in pairs], replace=False)


def predecessors(connection: Connection, ids: Iterable[str]) -> list[tuple[str, str]]:
    """(old, new) for each of these that were something else before."""
    found: list[tuple[str, str]] = []
    for lot in chunks(ids):
        query = select(Successor.old, Successor.new).where(col(Successor.new).in_(lot))
        found += [(row[0], row[1]) for row in connection.execute(query)]
    return sorted(found)


def successors(connection: Connection, prefix: str, limit: int = 6) -> list[str]:
    """What the things whose id begins like this are now."""
    query = select(Successor.new).where(col(Successor.old).startswith(prefix, autoescape=True)).distinct()
    return list(connection.execute(query.order_by(Successor.new).limit(limit)).scalars())
