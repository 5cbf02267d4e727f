"""Dossiers and their innovations, and what people settled about them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, delete, func
from sqlmodel import Session, SQLModel, col, select

from models.tables import (
    SECTORS,
    Decision,
    Dossier,
    DossierFile,
    InnovationEvidence,
    InnovationRow,
    SectorTag,
    SourceFile,
)
from store.files import chunks
from store.placements import predecessors
from store.rows import put

Row = TypeVar("Row", bound=SQLModel)


@dataclass(frozen=True, slots=True)
class DossierRows:
    """Everything that makes up one dossier."""

    dossier: Dossier
    files: Sequence[DossierFile]
    innovations: Sequence[InnovationRow] = ()
    evidence: Sequence[InnovationEvidence] = ()
    tags: Sequence[SectorTag] = ()


def put_dossier(connection: Connection, rows: DossierRows) -> None:
    """Store a dossier in place of its older state. Innovations that a person settled anything about stay."""
    put(connection, [rows.dossier])
    connection.execute(delete(DossierFile).where(col(DossierFile.dossier_id) == rows.dossier.id))
    put(connection, rows.files, replace=False)
    wanted = {row.id for row in rows.innovations}
    query = select(InnovationRow.id).where(InnovationRow.dossier_id == rows.dossier.id)
    gone = set(connection.execute(query).scalars()) - wanted
    before = predecessors(connection, gone)
    settled = {decision.subject for decision in decisions(connection, gone | {old for old, _ in before})}
    gone -= settled | {new for old, new in before if old in settled}
    for lot in chunks(sorted(gone)):
        connection.execute(delete(InnovationRow).where(col(InnovationRow.id).in_(lot)))
    put(connection, rows.innovations)
    for lot in chunks(sorted(wanted)):
        connection.execute(delete(InnovationEvidence).where(col(InnovationEvidence.innovation_id).in_(lot)))
    put(connection, rows.evidence)
    put(connection, rows.tags)


def remove_dossier(connection: Connection, dossier_id: str) -> None:
    """Take a dossier away, its files and findings stay."""
    connection.execute(delete(Dossier).where(col(Dossier.id) == dossier_id))


def get(connection: Connection, dossier_id: str) -> Dossier | None:
    return next(iter(_all(connection, Dossier, "id", [dossier_id])), None)


def existing(connection: Connection, ids: Collection[str]) -> set[str]:
    """Those of these dossiers that are stored."""
    return {row.id for row in _all(connection, Dossier, "id", ids)}


def by_prefix(connection: Connection, prefix: str, limit: int = 6) -> list[str]:
    """Ids that begin like this, ascending, at most `limit`."""
    query = select(Dossier.id).where(col(Dossier.id).startswith(prefix, autoescape=True))
    return list(connection.execute(query.order_by(Dossier.id).limit(limit)).scalars())


def pages_of_dossiers(connection: Connection, size: int = 200) -> Iterator[list[Dossier]]:
    """Every dossier in the order of their ids, some at a time, so that memory stays flat."""
    last = ""
    while True:
        with Session(connection) as session:
            lot = list(session.exec(select(Dossier).where(Dossier.id > last).order_by(Dossier.id).limit(size)))
            session.expunge_all()
        if not lot:
            return
        yield lot
        last = lot[-1].id


def innovations_of(connection: Connection, dossier_ids: Collection[str]) -> list[InnovationRow]:
    """By dossier, then in the order in which the dossier names them."""
    found = _all(connection, InnovationRow, "dossier_id", dossier_ids)
    return sorted(found, key=lambda row: (row.dossier_id, row.ordinal, row.id))


def innovations(connection: Connection, ids: Collection[str]) -> dict[str, InnovationRow]:
    return {row.id: row for row in _all(connection, InnovationRow, "id", ids)}


def innovations_like(connection: Connection, words: str, limit: int = 6) -> list[InnovationRow]:
    """Innovations whose id begins like this or whose name is this, whatever the case; at most `limit`."""
    query = select(InnovationRow).where(
        col(InnovationRow.id).startswith(words, autoescape=True) | (func.lower(InnovationRow.name) == words.lower())
    )
    with Session(connection) as session:
        found = list(session.exec(query.order_by(InnovationRow.id).limit(limit)))
        session.expunge_all()
    return found


def evidence_of(connection: Connection, innovation_ids: Collection[str]) -> list[InnovationEvidence]:
    found = _all(connection, InnovationEvidence, "innovation_id", innovation_ids)
    return sorted(found, key=lambda row: (row.innovation_id, row.finding_id))


def tags(connection: Connection, innovation_ids: Collection[str], taxonomy: str = SECTORS) -> dict[str, SectorTag]:
    """The tag of one taxonomy, by innovation."""
    rows = _all(connection, SectorTag, "innovation_id", innovation_ids)
    return {row.innovation_id: row for row in rows if row.taxonomy == taxonomy}


def further_tags(connection: Connection, innovation_ids: Collection[str]) -> dict[str, list[SectorTag]]:
    """By innovation the tags of every taxonomy but the sectors', by the taxonomy's id."""
    found: dict[str, list[SectorTag]] = {}
    for row in sorted(_all(connection, SectorTag, "innovation_id", innovation_ids), key=lambda row: row.taxonomy):
        if row.taxonomy != SECTORS:
            found.setdefault(row.innovation_id, []).append(row)
    return found


def files_of(connection: Connection, dossier_ids: Collection[str]) -> list[DossierFile]:
    """By dossier, then by name."""
    found = _all(connection, DossierFile, "dossier_id", dossier_ids)
    return sorted(found, key=lambda row: (row.dossier_id, row.name, row.sha256))


def dossiers_with(connection: Connection, hashes: Collection[str]) -> dict[str, set[str]]:
    """Each dossier that holds any of these files, with all of its files."""
    ids = {row.dossier_id for row in _all(connection, DossierFile, "sha256", hashes)}
    held: dict[str, set[str]] = {dossier_id: set() for dossier_id in sorted(ids)}
    for row in files_of(connection, ids):
        held[row.dossier_id].add(row.sha256)
    return held


def inside(connection: Connection, hashes: Collection[str]) -> set[str]:
    """Dossiers without a proposal all of whose files are among these; counted by the database."""
    touched: dict[str, int] = {}
    for lot in chunks(hashes):
        query = select(DossierFile.dossier_id, func.count(func.distinct(DossierFile.sha256)))
        query = query.join(Dossier, col(Dossier.id) == col(DossierFile.dossier_id))
        query = query.where(col(DossierFile.sha256).in_(lot), col(Dossier.kind) != "proposal")
        for id_, count in connection.execute(query.group_by(DossierFile.dossier_id)):
            touched[id_] = touched.get(id_, 0) + count
    return {id_ for id_, held in _sizes(connection, touched).items() if held == touched[id_]}


def _sizes(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """How many files each of these dossiers has."""
    found: dict[str, int] = {}
    for lot in chunks(ids):
        query = select(DossierFile.dossier_id, func.count(func.distinct(DossierFile.sha256)))
        query = query.where(col(DossierFile.dossier_id).in_(lot)).group_by(DossierFile.dossier_id)
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def decisions(connection: Connection, subjects: Collection[str]) -> list[Decision]:
    """What people settled about these innovations, dossiers and findings."""
    return _all(connection, Decision, "subject", subjects)


def decided_since(connection: Connection, at: datetime) -> list[Decision]:
    """What people settled after this time, oldest first."""
    query = select(Decision).where(col(Decision.decided_at) > at).order_by(col(Decision.decided_at))
    with Session(connection) as session:
        found = list(session.exec(query))
        session.expunge_all()
    return found


def spoken_for(connection: Connection, finding_ids: Collection[str]) -> dict[str, set[str]]:
    """For each piece of evidence the innovations it speaks for."""
    found: dict[str, set[str]] = {}
    for row in _all(connection, InnovationEvidence, "finding_id", finding_ids):
        found.setdefault(row.finding_id, set()).add(row.innovation_id)
    return found


def counts(connection: Connection) -> dict[str, int]:
    """How much there is, for a person to see at a glance."""
    tables: dict[str, type[SQLModel]] = {
        "files": SourceFile,
        "dossiers": Dossier,
        "innovations": InnovationRow,
        "decisions": Decision,
    }
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one() for name, table in tables.items()
    }


def _all(connection: Connection, model: type[Row], column: str, keys: Collection[str]) -> list[Row]:
    found: list[Row] = []
    with Session(connection) as session:
        for lot in chunks(keys):
            found += session.exec(select(model).where(getattr(model, column).in_(lot)))
        session.expunge_all()
    return found
