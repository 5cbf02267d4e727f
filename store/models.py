"""The models that tags were given by, of the sectors and of every other taxonomy."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, update
from sqlmodel import Session, col, select

from models.tables import SECTORS, SectorModelRow
from store.files import chunks


def in_use(connection: Connection, taxonomy: str = SECTORS) -> SectorModelRow | None:
    """The taxonomy's model that was chosen last; None before anything was tagged by one."""
    query = select(SectorModelRow).where(SectorModelRow.taxonomy == taxonomy)
    query = query.order_by(col(SectorModelRow.chosen_at).desc(), col(SectorModelRow.fingerprint))
    with Session(connection) as session:
        found = session.exec(query.limit(1)).first()
        session.expunge_all()
    return found


def taxonomies(connection: Connection) -> set[str]:
    """Those that a model of was ever chosen for."""
    return set(connection.execute(select(SectorModelRow.taxonomy).distinct()).scalars())


def by_fingerprint(connection: Connection, fingerprints: Collection[str]) -> dict[str, SectorModelRow]:
    found: dict[str, SectorModelRow] = {}
    with Session(connection) as session:
        for lot in chunks(fingerprints):
            rows = session.exec(select(SectorModelRow).where(col(SectorModelRow.fingerprint).in_(lot)))
            found |= {row.fingerprint: row for row in rows}
        session.expunge_all()
    return found


def choose(connection: Connection, fingerprint: str, level: float, at: datetime) -> None:
    """Let a model that is stored tag from now on, with this level."""
    row = col(SectorModelRow.fingerprint) == fingerprint
    connection.execute(update(SectorModelRow).where(row).values(chosen_at=at, level=level))
