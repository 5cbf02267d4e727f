"""Which dossiers there are. They follow from what each folder held when it was given last, in no matter which order.

- Files given together make one dossier, named by its proposals, else its lists, else all of its files (`identity`).
  What was given under one identity from several folders, or by itself, is united.
- A dossier goes into another whose proposals (else lists) hold all of its own and more; its files go along. One
  without proposal or list goes into any that holds all of its files.
- A folder given again is what it is now: what it made before is withdrawn, and so are files that are no longer in it.
  But a folder that was emptied and used for another dossier takes nothing away: the earlier dossier stays unless one
  of its proposals is there again, or another version that proposes the same innovation.
- What goes into another or is withdrawn is followed by what holds its files now, and people's decisions go along.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from models.tables import InnovationRow, Placement, SourceFile
from pipeline.folding import name_key
from store import dossiers, files, placements
from store.ids import content_id

Names = Mapping[str, frozenset[str]]
"""Content hash of each file, with every name it was given under."""


@dataclass(frozen=True, slots=True)
class Base:
    """What was given under one identity."""

    id: str
    names: Names
    kind: str
    """Of the files that name it: `proposal`, `listing`, or empty where all of its files do."""
    anchors: frozenset[str]
    core: frozenset[str] = frozenset()
    """What it is known by: its anchors, else all of its files but manifests."""

    def within(self, other: Base) -> bool:
        """Whether this goes into the other."""
        if self.kind:
            return self.kind == other.kind and self.anchors < other.anchors
        return self.core < other.names.keys()


def anchors(known: Mapping[str, SourceFile]) -> tuple[str, frozenset[str]]:
    """The files that give a dossier its identity: its proposals, else its lists, else none."""
    read = [file for file in known.values() if file.state == "read"]
    for kind in ("proposal", "listing"):
        if found := frozenset(file.sha256 for file in read if file.kind == kind):
            return kind, found
    return "", frozenset()


def identity(known: Mapping[str, SourceFile]) -> str:
    """The id of the dossier that these files make."""
    return content_id("dossier", sorted(core(known)))


def core(known: Mapping[str, SourceFile]) -> frozenset[str]:
    """What these files are known by together: those that name the dossier, else all but manifests."""
    return anchors(known)[1] or frozenset(sha256 for sha256, file in known.items() if file.kind != "manifest")


def bases(connection: Connection, ids: Iterable[str]) -> dict[str, Base]:
    """What was given under these identities; an identity that nothing is given under any more is left out."""
    rows = placements.of(connection, ids)
    known = files.files(connection, {row.sha256 for row in rows})
    named: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        named.setdefault(row.dossier_id, {}).setdefault(row.sha256, set()).add(row.name)
    found = {}
    for id_, names in named.items():
        held = {sha256: known[sha256] for sha256 in names}
        kind, mine = anchors(held)
        called = {sha256: frozenset(names) for sha256, names in names.items()}
        found[id_] = Base(id_, called, kind, mine, core(held))
    return found


def homes_of(connection: Connection, base: Base) -> list[str]:
    """The dossiers that this shows in: itself, or those it goes into."""
    around = bases(connection, placements.holding_all(connection, base.core) - {base.id})
    larger = [one for one in around.values() if base.within(one)]
    return sorted(one.id for one in larger if not any(one.within(other) for other in larger)) or [base.id]


def files_together(connection: Connection, base: Base) -> Names:
    """The base's files with those of all that goes into it."""
    together = {sha256: set(names) for sha256, names in base.names.items()}
    if base.kind:
        for one in bases(connection, placements.holding_any(connection, base.anchors) - {base.id}).values():
            if one.within(base):
                for sha256, names in one.names.items():
                    together.setdefault(sha256, set()).update(names)
    return {sha256: frozenset(names) for sha256, names in together.items()}


def absorbed(connection: Connection, base: Base, together: Collection[str]) -> list[str]:
    """Stored dossiers that go into this one."""
    likely = dossiers.inside(connection, together) | (
        placements.holding_any(connection, base.anchors) if base.kind else set()
    )
    whole = replace(base, names={sha256: frozenset() for sha256 in together})
    return sorted(one.id for one in bases(connection, likely - {base.id}).values() if one.within(whole))


def stale(
    connection: Connection,
    now: Sequence[Placement],
    unread: Collection[tuple[str, str]],
    given: Collection[str],
    walked: Collection[str],
) -> list[Placement]:
    """What folders that are given again no longer hold.

    now: what they hold. unread: folder and name of what could not be opened this time: nobody says that it is gone.
    given: content of all that was given with them. walked: the folders that were looked into; a manifest may have
    placed what lies there elsewhere.
    """
    folders = {row.folder for row in now} | {folder for folder, _ in unread} | set(walked)
    there = {(row.folder, row.dossier_id, row.sha256, row.name) for row in now}
    gone = [
        row
        for row in placements.in_folders(connection, folders)
        if (row.folder, row.dossier_id, row.sha256, row.name) not in there and not _unread(row, unread)
    ]
    before = bases(connection, {row.dossier_id for row in gone})
    proposed = _proposed(connection, given)
    again = {
        id_ for id_, base in before.items() if base.core & set(given) or _proposed(connection, base.anchors) & proposed
    }
    return [row for row in gone if row.dossier_id in again]


def _unread(row: Placement, unread: Collection[tuple[str, str]]) -> bool:
    return any(row.folder == folder and f"{row.name}/".startswith(f"{name}/") for folder, name in unread)


def _proposed(connection: Connection, hashes: Collection[str]) -> set[str]:
    """The names that proposals among these files propose."""
    known = files.files(connection, hashes)
    proposals = [file.sha256 for file in known.values() if file.kind == "proposal"]
    return {name_key(row.value) for row in files.findings(connection, proposals, ["innovation.name"])}


def follow(connection: Connection, old: str, new: Collection[str]) -> None:
    """Let a dossier go; it and its innovations go on in `new`, so far as the same innovations are there."""
    before = dossiers.innovations_of(connection, [old])
    if dossiers.get(connection, old) is None:
        return
    after: dict[str, list[InnovationRow]] = {}
    for row in dossiers.innovations_of(connection, new):
        after.setdefault(name_key(row.name), []).append(row)
    for row in before:
        placements.succeed(connection, row.id, [one.id for one in _same(row, after.get(name_key(row.name), []))])
    placements.succeed(connection, old, new)
    dossiers.remove_dossier(connection, old)


def _same(row: InnovationRow, candidates: Sequence[InnovationRow]) -> Sequence[InnovationRow]:
    """Of those with its name, those of its unit, where some are."""
    unit = name_key(row.unit or "")
    return [one for one in candidates if name_key(one.unit or "") == unit] or candidates
