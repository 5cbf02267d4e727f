"""Which files make up one dossier. A person can read the rule here and see its outcome with `ingest --dry-run`.

- A file given by itself is a dossier of its own.
- `file`: every file is a dossier of its own.
- `folder`: every folder is one dossier.
- `auto`: a folder is one dossier when at least one of its files is evidence and its files propose at most one
  innovation; otherwise each of its files is a dossier of its own.
- With `folder` and `auto` a subfolder in which nothing is proposed or listed goes with the folder above: for `auto`
  only where that folder holds a proposal and its proposals name no second innovation.

What a manifest names is grouped by it beforehand (pipeline/manifest.py), and no manifest is a dossier by itself.
Kinds are judged by content, never by name. A folder inside a ZIP is a folder, and so is the ZIP.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.settings import Grouping

Kind = Literal["proposal", "listing", "evidence", "other", "manifest"]


@dataclass(frozen=True, slots=True)
class Member:
    """One file as far as grouping needs to know it."""

    path: str
    """As the person who gave it would call it; unique within a batch."""
    folder: str | None
    """None for a file given by itself."""
    sha256: str | None
    """None when not a byte of it could be read."""
    kind: Kind = "other"
    readable: bool = True
    proposes: str | None = None
    """For a proposal: what tells its innovation from others; None where it names none, as a report of stages may."""
    called: str | None = None
    """What a manifest calls it."""

    def name_in(self, folder: str | None) -> str:
        """What the file is called within a dossier that begins at this folder."""
        if self.called is not None:
            return self.called
        if folder is None:
            return self.path.rsplit("/", 1)[-1]
        return self.path.removeprefix(f"{folder}/")


@dataclass(frozen=True, slots=True)
class Group:
    """The files of one dossier, by path."""

    folder: str | None
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class _Folder:
    path: str
    own: tuple[Member, ...]
    below: tuple[_Folder, ...]

    def all(self) -> Iterator[Member]:
        yield from self.own
        for folder in self.below:
            yield from folder.all()


def group(members: Sequence[Member], grouping: Grouping) -> list[Group]:
    """Every member in exactly one group; groups by the path of their first member."""
    alone = [member for member in members if member.folder is None or grouping == "file"]
    foldered = [member for member in members if member.folder is not None and grouping != "file"]
    groups = [_single(member) for member in alone]
    for folder in _tree(foldered):
        groups += _whole(folder) if grouping == "folder" else _auto(folder)
    return sorted(groups, key=lambda group: group.members[0].path)


def _single(member: Member) -> Group:
    return Group(member.folder, (member,))


def _whole(folder: _Folder) -> list[Group]:
    taken = [below for below in folder.below if folder.own and _silent(below)]
    groups = [_joined(folder, taken)] if folder.own else []
    return groups + [group for below in folder.below if below not in taken for group in _whole(below)]


def _auto(folder: _Folder) -> list[Group]:
    proposals = [member for member in folder.own if member.kind == "proposal"]
    proposed = {member.proposes for member in proposals if member.proposes is not None}
    taken = [below for below in folder.below if proposals and len(proposed) <= 1 and _silent(below)]
    evidence = any(member.kind == "evidence" for member in (*folder.own, *(m for below in taken for m in below.all())))
    if folder.own and evidence and len(proposed) <= 1:
        groups = [_joined(folder, taken)]
    else:
        taken = []
        groups = [_single(member) for member in folder.own]
    return groups + [group for below in folder.below if below not in taken for group in _auto(below)]


def _silent(folder: _Folder) -> bool:
    """Nothing in it, however deep, proposes or lists innovations."""
    return not any(member.kind in {"proposal", "listing"} for member in folder.all())


def _joined(folder: _Folder, taken: Sequence[_Folder]) -> Group:
    members = [*folder.own, *(member for below in taken for member in below.all())]
    return Group(folder.path, tuple(sorted(members, key=lambda member: member.path)))


def _tree(members: Sequence[Member]) -> list[_Folder]:
    """The folders that stand in no other of them, each with what is in it."""
    own: dict[str, list[Member]] = {}
    for member in sorted(members, key=lambda member: member.path):
        own.setdefault(member.folder or "", []).append(member)
    children: dict[str | None, list[str]] = {}
    for path in sorted(own):
        children.setdefault(_above(path, own), []).append(path)

    def folder(path: str) -> _Folder:
        return _Folder(path, tuple(own[path]), tuple(folder(below) for below in children.get(path, ())))

    return [folder(path) for path in children.get(None, ())]


def _above(path: str, known: dict[str, list[Member]]) -> str | None:
    """The nearest folder above that holds files itself."""
    while path:
        path = path.rpartition("/")[0]
        if path in known:
            return path
    return None
