"""What ingest stores and looks up: readings, groups, dossiers. Each call is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, Engine

from extract.readers.sniff import media_type
from models.problem import Problem
from models.sector import SectorInput
from models.tables import FindingRow, SectorTag, SourceFile
from pipeline.assembling import Draft, assemble, identity
from pipeline.failures import WORKER_CODES
from pipeline.folding import name_key
from pipeline.grouping import Group, Member
from pipeline.reading import refused_file, unpack_reading
from pipeline.settings import Ocr
from pipeline.workers import Done
from store import dossiers, files
from store.dossiers import DossierRows
from store.engine import reading, writing

Tagger = Callable[[Sequence[str], Sequence[SectorInput]], list[SectorTag]]


@cache
def program(ocr: Ocr = "auto") -> str:
    """Whose rules read a file, and how: another version of the program, or another choice of OCR, reads it again."""
    return f"berkas {version('berkas')}" + ("" if ocr == "auto" else f", ocr {ocr}")


def known(engine: Engine, sha256: str, ocr: Ocr, *, again: bool) -> SourceFile | None:
    """What this program found in this content before; None when it has to be read.

    What was set aside for something in the file stays so, unless it is to be tried `again`; what a worker did not
    survive is always tried again.
    """
    with reading(engine) as connection:
        file = files.files(connection, [sha256]).get(sha256)
    if file is None or file.program != program(ocr):
        return None
    if file.state != "read" and (again or any(one["code"] in WORKER_CODES for one in file.problems)):
        return None
    return file


def keep_reading(engine: Engine, done: Done, ocr: Ocr) -> SourceFile:
    """Store what a worker handed back. Raises: ValueError when there is no result or it fits no row."""
    if done.result is None:
        raise ValueError(done.failure)
    columns, findings = unpack_reading(done.result)
    return _keep(engine, columns, findings, ocr)


def keep_failure(engine: Engine, sha256: str, data: bytes, problem: Problem, ocr: Ocr) -> SourceFile:
    """Store that a file could not be read, and why."""
    return _keep(engine, {**refused_file(sha256, len(data), media_type(data), problem), "layout": b""}, [], ocr)


def _keep(engine: Engine, columns: Mapping[str, Any], findings: Sequence[Mapping[str, Any]], ocr: Ocr) -> SourceFile:
    file = SourceFile.model_validate({**columns, "program": program(ocr)})
    rows = [FindingRow.model_validate(row) for row in findings]
    with writing(engine) as connection:
        files.put_file(connection, file, rows)
    return file


def members(engine: Engine, given: Collection[tuple[str, str | None, str | None]]) -> list[Member]:
    """Path, folder and content hash of files, as grouping needs to know them."""
    with reading(engine) as connection:
        hashes = {sha256 for _, _, sha256 in given if sha256 is not None}
        seen = files.files(connection, hashes)
        proposed = _proposed(connection, [file.sha256 for file in seen.values() if file.kind == "proposal"])
    return [_member(path, folder, sha256, seen.get(sha256 or ""), proposed) for path, folder, sha256 in given]


def _member(
    path: str, folder: str | None, sha256: str | None, file: SourceFile | None, proposed: Mapping[str, str]
) -> Member:
    if file is None or file.state != "read":
        return Member(path, folder, sha256 if file else None, readable=False)
    kind: Any = file.kind
    return Member(path, folder, sha256, kind, proposes=proposed.get(file.sha256))


def _proposed(connection: Connection, hashes: Sequence[str]) -> dict[str, str]:
    """For each proposal the names it proposes, as one key; versions of one proposal share it."""
    names: dict[str, set[str]] = {}
    for row in files.findings(connection, hashes, ["innovation.name"]):
        names.setdefault(row.sha256, set()).add(name_key(row.value))
    return {sha256: "|".join(sorted(keys)) for sha256, keys in names.items()}


def keep_dossier(engine: Engine, group: Group, season: int, tag: Tagger, *, fresh: bool) -> str | None:
    """Put the dossier of a group together and store it; returns its id, None when none of its files could be read.

    Not `fresh`: every file was known before, so a dossier that holds them all is left as it is.

    A set of files without a proposal or list is only kept while no other dossier holds all of them, whichever came
    first: evidence given once more by itself does not become a second dossier.
    """
    names: dict[str, list[str]] = {}
    for member in group.members:
        if member.sha256 is not None:
            names.setdefault(member.sha256, []).append(member.name_in(group.folder))
    with reading(engine) as connection:
        if not fresh and (there := _there(connection, names)):
            return there
        draft = assemble(connection, names, season)
    if draft is None:
        return None
    tags = tag([row.id for row in draft.innovations], draft.inputs)
    with writing(engine) as connection:
        held = dossiers.dossiers_with(connection, names)
        mine = {row.sha256 for row in draft.files}
        larger = [] if draft.anchored else [id_ for id_, theirs in held.items() if mine < theirs]
        if larger:
            return larger[0]
        dossiers.put_dossier(
            connection, DossierRows(draft.dossier, draft.files, draft.innovations, draft.evidence, tags)
        )
        _absorb(connection, draft, mine, held)
    return draft.dossier.id


def _there(connection: Connection, names: Mapping[str, Sequence[str]]) -> str | None:
    """The dossier that these files make, if it is stored with all of them under these names."""
    dossier_id = identity(files.files(connection, names))
    held = {(row.sha256, row.name) for row in dossiers.files_of(connection, [dossier_id])}
    wanted = {(sha256, name) for sha256, mine in names.items() for name in mine}
    return dossier_id if held and wanted <= held else None


def _absorb(connection: Connection, draft: Draft, mine: Collection[str], held: Mapping[str, set[str]]) -> None:
    """Take away dossiers without proposal or list whose files this one holds all, unless a person settled something."""
    smaller = [id_ for id_, theirs in held.items() if id_ != draft.dossier.id and theirs < set(mine)]
    for id_ in smaller:
        kind = dossiers.get(connection, id_)
        subjects = [id_, *(row.id for row in dossiers.innovations_of(connection, [id_]))]
        if kind is not None and kind.kind in {"evidence", "other"} and not dossiers.decisions(connection, subjects):
            dossiers.remove_dossier(connection, id_)
