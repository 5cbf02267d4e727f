"""Files and what was read in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, delete
from sqlmodel import Session, col, select

from models.tables import Decision, FindingRow, SourceFile
from store.rows import put

_CHUNK = 500
"""SQLite takes at most 32,766 variables in one statement; 500 keys at a time also keep memory flat."""


def chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys in lots that one statement can carry, each key once, in order."""
    rest = iter(dict.fromkeys(keys))
    while lot := list(islice(rest, _CHUNK)):
        yield lot


def put_file(connection: Connection, file: SourceFile, findings: Sequence[FindingRow]) -> None:
    """Store one file's reading in place of an older one; findings that a person settled stay."""
    put(connection, [file])
    kept = {finding.id for finding in findings}
    settled = select(col(Decision.subject))
    query = select(FindingRow.id).where(FindingRow.sha256 == file.sha256, col(FindingRow.id).not_in(settled))
    gone = set(connection.execute(query).scalars()) - kept
    for lot in chunks(sorted(gone)):
        connection.execute(delete(FindingRow).where(col(FindingRow.id).in_(lot)))
    put(connection, findings)


def files(connection: Connection, hashes: Collection[str]) -> dict[str, SourceFile]:
    """The files with these hashes, as far as they are known; without text and layout, which are big (`text_of`)."""
    columns = [column for column in SourceFile.__table__.columns if column.name not in {"text", "layout"}]  # type: ignore[attr-defined]
    found: dict[str, SourceFile] = {}
    for lot in chunks(hashes):
        for row in connection.execute(select(*columns).where(col(SourceFile.sha256).in_(lot))).mappings():
            found[row["sha256"]] = SourceFile(**row, text="", layout=b"")
    return found


def text_of(connection: Connection, sha256: str) -> str:
    """The text that every offset of this file points into; empty for an unknown file."""
    return connection.execute(select(SourceFile.text).where(SourceFile.sha256 == sha256)).scalar() or ""


def findings(connection: Connection, hashes: Collection[str], kinds: Collection[str] = ()) -> list[FindingRow]:
    """What was read in these files, all kinds or some, by file and then in reading order."""
    found: list[FindingRow] = []
    with Session(connection) as session:
        for lot in chunks(hashes):
            query = select(FindingRow).where(col(FindingRow.sha256).in_(lot))
            found += session.exec(query.where(col(FindingRow.kind).in_(kinds)) if kinds else query)
        session.expunge_all()
    return sorted(found, key=lambda row: (row.sha256, row.start, row.end, row.kind, row.id))


def findings_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, FindingRow]:
    found: dict[str, FindingRow] = {}
    with Session(connection) as session:
        for lot in chunks(ids):
            found |= {row.id: row for row in session.exec(select(FindingRow).where(col(FindingRow.id).in_(lot)))}
        session.expunge_all()
    return found


def with_fingerprints(connection: Connection, fingerprints: Iterable[str]) -> dict[str, list[str]]:
    """The files whose text has one of these fingerprints, by fingerprint; hashes ascending."""
    found: dict[str, list[str]] = {}
    for lot in chunks(fingerprints):
        query = select(SourceFile.fingerprint, SourceFile.sha256).where(col(SourceFile.fingerprint).in_(lot))
        for fingerprint, sha256 in connection.execute(query.order_by(SourceFile.sha256)):
            found.setdefault(fingerprint, []).append(sha256)
    return found


def all_hashes(connection: Connection) -> Iterator[str]:
    """Every hash there is, ascending."""
    yield from connection.execute(select(SourceFile.sha256).order_by(SourceFile.sha256)).scalars()
