"""What ingest stores and looks up: readings, groups, dossiers. Each call is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, Engine

from extract.readers.sniff import media_type
from models.problem import Problem
from models.tables import FindingRow, Placement, SectorTag, SourceFile
from pipeline.assembling import assemble, names_of
from pipeline.failures import WORKER_CODES
from pipeline.folding import name_key
from pipeline.grouping import Group, Member
from pipeline.manifest import Entry, entries
from pipeline.placing import Base, Names, absorbed, bases, files_together, follow, homes_of, identity, stale
from pipeline.reading import refused_file, unpack_reading
from pipeline.settings import SEASON, Ocr
from pipeline.settled import decided_in, settled
from pipeline.tagging import Tagger, pinned
from pipeline.workers import Done
from store import dossiers, files, placements
from store.dossiers import DossierRows
from store.engine import reading, writing


@cache
def program(ocr: Ocr = "auto") -> str:
    """Whose rules read a file, and how: another version of the program, or another choice of OCR, reads it again."""
    return f"berkas {version('berkas')}" + ("" if ocr == "auto" else f", ocr {ocr}")


def known(engine: Engine, sha256: str, ocr: Ocr, *, again: bool) -> SourceFile | None:
    """What this program found in this content before; None when it has to be read.

    What was set aside for something in the file stays so, unless it is to be tried `again`; so does a file that workers
    did not survive. What says more about the moment (WORKER_CODES) is always tried again.
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
    return _keep_file(engine, columns, findings, ocr)


def keep_failure(engine: Engine, sha256: str, data: bytes, problem: Problem, ocr: Ocr) -> SourceFile:
    """Store that a file could not be read, and why."""
    return _keep_file(engine, {**refused_file(sha256, len(data), media_type(data), problem), "layout": b""}, [], ocr)


def _keep_file(
    engine: Engine, columns: Mapping[str, Any], findings: Sequence[Mapping[str, Any]], ocr: Ocr
) -> SourceFile:
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


def manifests(engine: Engine, given: Collection[Member]) -> dict[str, list[Entry]]:
    """What each manifest among these files says, by its content hash."""
    hashes = {member.sha256 for member in given if member.kind == "manifest" and member.sha256 is not None}
    if not hashes:
        return {}
    with reading(engine) as connection:
        return {sha256: entries(files.findings(connection, [sha256])) for sha256 in sorted(hashes)}


def keep_dossiers(
    engine: Engine, groups: Sequence[Group], season: int, tag: Tagger, fresh: Collection[str]
) -> dict[str, str]:
    """Put the dossiers of these groups together and store them, each in one transaction; returns where each path shows.

    A manifest shows in all that it names, and in none more than another.

    The groups are all that their folders hold. `fresh`: the paths that were not known before; a dossier of others that
    is there already is left as it is. Killed in between, the same files given again do the rest.
    """
    placed = [(group, rows) for group in groups if (rows := _placed(engine, group))]
    homes = [
        _keep(engine, rows, season, tag, fresh=any(member.path in fresh for member in group.members))
        for group, rows in placed
    ]
    _let_go(engine, groups, [row for _, rows in placed for row in rows if row.folder], tag)
    with reading(engine) as connection:
        there = dossiers.existing(connection, homes)
        return {
            member.path: home if home in there else _home(connection, rows[0].dossier_id)
            for (group, rows), home in zip(placed, homes, strict=True)
            for member in group.members
            if member.kind != "manifest"
        }


def _home(connection: Connection, base_id: str) -> str:
    """Where the files of a group show, after all groups were put together."""
    return homes_of(connection, bases(connection, [base_id])[base_id])[0]


def _keep(engine: Engine, rows: Sequence[Placement], season: int, tag: Tagger, *, fresh: bool) -> str:
    """Place the files of one group, and store the dossiers that they show in unless they are there already."""
    id_ = rows[0].dossier_id
    with writing(engine) as connection:
        placements.place(connection, rows)
        base = bases(connection, [id_])[id_]
        homes = homes_of(connection, base)
        whole = all(_holds(connection, home, base.names) for home in homes)
    if fresh or not whole:
        for home in homes:
            _put_together(engine, home, season, tag)
    return homes[0]


def _let_go(engine: Engine, groups: Sequence[Group], now: Sequence[Placement], tag: Tagger) -> None:
    """Withdraw what the folders of these groups held before and hold no longer."""
    members = [(group.folder, member) for group in groups for member in group.members]
    walked = {member.folder for _, member in members if member.folder}
    unread = {(folder, one.name_in(folder)) for folder, one in members if folder is not None and one.sha256 is None}
    with writing(engine) as connection:
        gone = stale(connection, now, unread, {one.sha256 for _, one in members if one.sha256}, walked)
        if not gone:
            return
        before = bases(connection, {row.dossier_id for row in gone})
        placements.withdraw(connection, gone)
        touched = placements.holding_any(connection, {row.sha256 for row in gone} | _anchors_of(before.values()))
    for id_ in sorted(touched):
        _put_together(engine, id_, None, tag)
    with writing(engine) as connection:
        for id_ in sorted(before.keys() - bases(connection, before).keys()):
            near = {row.dossier_id for row in now} | placements.holding_any(connection, before[id_].names)
            follow(connection, id_, _heirs(connection, before[id_], near))


def _anchors_of(found: Iterable[Base]) -> set[str]:
    return {sha256 for base in found for sha256 in base.anchors}


def _heirs(connection: Connection, old: Base, near: Collection[str]) -> list[str]:
    """Where a withdrawn dossier goes on: where its anchors are, else where the same innovation is proposed."""
    shown = sorted(
        {home for base in bases(connection, near).values() for home in homes_of(connection, base)} - {old.id}
    )
    holding = [id_ for id_ in shown if old.core & names_of(connection, id_).keys()]
    if holding:
        return holding
    names = {name_key(row.name) for row in dossiers.innovations_of(connection, [old.id])}
    return [id_ for id_ in shown if names & {name_key(row.name) for row in dossiers.innovations_of(connection, [id_])}]


def _placed(engine: Engine, group: Group) -> list[Placement]:
    """The rows that say what a group holds; none when nothing of it could be read."""
    with reading(engine) as connection:
        known = files.files(connection, {member.sha256 for member in group.members if member.sha256 is not None})
    if not any(file.state == "read" and file.kind != "manifest" for file in known.values()):
        return []
    dossier_id = identity(known)
    return [
        Placement.model_validate(
            {
                "folder": group.folder or "",
                "dossier_id": dossier_id,
                "sha256": member.sha256,
                "name": member.name_in(group.folder),
            }
        )
        for member in group.members
        if member.sha256 in known
    ]


def _holds(connection: Connection, dossier_id: str, names: Names) -> bool:
    """Whether the stored dossier has these files under these names."""
    held = names_of(connection, dossier_id)
    return all(called <= held.get(sha256, frozenset()) for sha256, called in names.items())


def _put_together(engine: Engine, dossier_id: str, season: int | None, tag: Tagger) -> None:
    """Store the dossier as what is placed makes it, and let go of those that it takes in. Season: None keeps it."""
    with reading(engine) as connection:
        base = bases(connection, [dossier_id]).get(dossier_id)
        if base is None or homes_of(connection, base) != [dossier_id]:
            return
        before = dossiers.get(connection, dossier_id)
        together = files_together(connection, base)
        draft = assemble(connection, dossier_id, together, season or (before.season if before else SEASON))
    if draft is None:
        return
    tags = tag([row.id for row in draft.innovations], draft.inputs)
    pins = dict(zip((row.id for row in draft.innovations), draft.pins, strict=True))
    tags = [pinned(one, pins[one.innovation_id]) for one in tags]
    with writing(engine) as connection:
        rows = DossierRows(draft.dossier, draft.files, draft.innovations, draft.evidence, open_tags(connection, tags))
        dossiers.put_dossier(connection, rows)
        for id_ in absorbed(connection, base, together):
            follow(connection, id_, [dossier_id])


def open_tags(connection: Connection, tags: Sequence[SectorTag]) -> list[SectorTag]:
    """Those that may be stored: a tag whose class a person settled stays as the person saw it."""
    ids = {tag.innovation_id for tag in tags}
    people = settled(connection, ids)
    there = {taxonomy: dossiers.tags(connection, ids, taxonomy) for taxonomy in {tag.taxonomy for tag in tags}}
    return [
        tag
        for tag in tags
        if tag.innovation_id not in there[tag.taxonomy]
        or people.verdict(tag.innovation_id, decided_in(tag.taxonomy)) is None
    ]
