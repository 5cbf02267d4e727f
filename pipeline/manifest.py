"""What a manifest says: which of the files that were given belong to which innovation of which unit.

A manifest is a file like any other: read in a worker, stored, and cited for what it says. It opens nothing: its paths
are compared with the names of the files that were given, and one that leads out of its folder fits none of them.

- It speaks of the files in its own folder and below; given with `--manifest`, of all that is given with it.
- A path means the file that it ends the name of; of several the one with the fewest folders above.
- The files of one innovation are one dossier. Where several units have an innovation of that name, each has its own.
- A file may be named for several innovations. What no manifest names is grouped as it would be without one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.problem import Problem
from models.tables import FindingRow
from pipeline.folding import name_key
from pipeline.grouping import Group, Member
from pipeline.merging import Reading

WORDS = {
    "manifest-file-unknown": (
        "baris {row} menyebut {file}, dan berkas itu tidak ada di antara yang diberikan",
        "periksa ejaan dan foldernya di manifes, atau sertakan berkasnya, lalu ulangi",
    ),
    "manifest-file-ambiguous": (
        "baris {row} menyebut {file}, dan lebih dari satu berkas bernama begitu",
        "tulis di manifes juga foldernya, lalu ulangi",
    ),
    "manifest-row-incomplete": (
        "baris {row} tidak menyebut inovasi untuk {file}",
        "isi kolom inovasinya, lalu ulangi",
    ),
    "manifest-not-named": (
        "manifes {manifest} tidak menyebut berkas ini, jadi dikelompokkan menurut foldernya",
        "tambahkan satu baris untuk berkas ini di manifes, lalu ulangi, bila ia milik suatu inovasi",
    ),
}
_PARTS = ("innovation", "unit")
Key = tuple[str, str]
"""Folded name of an innovation, and of its unit where the name alone does not tell."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a manifest."""

    file: FindingRow
    innovation: FindingRow | None
    unit: FindingRow | None

    @property
    def path(self) -> str | None:
        return tidy(self.file.value)

    @property
    def row(self) -> int:
        return int(self.file.places[0]["path"].partition("row[")[2].partition("]")[0])


@dataclass(slots=True)
class Sorted:
    """What manifests make of the files that were given."""

    groups: list[Group] = field(default_factory=list)
    rest: list[Member] = field(default_factory=list)
    """What is grouped without a manifest."""
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    """By path of the file they are about."""

    def note(self, code: str, path: str, **facts: object) -> None:
        message, remedy = WORDS[code]
        self.problems.setdefault(path, []).append(Problem(code, message.format(**facts), remedy, path))


def tidy(path: str) -> str | None:
    """A path as it is compared: `/` between folders, without case or double blanks; None when it leads elsewhere."""
    steps = unicodedata.normalize("NFC", path).replace("\\", "/").split("/")
    kept = [" ".join(step.split()).casefold() for step in steps if step.strip() not in {"", "."}]
    elsewhere = path.strip().startswith(("/", "\\")) or ".." in kept or any(":" in step for step in kept)
    return None if elsewhere or not kept else "/".join(kept)


def entries(rows: Iterable[FindingRow]) -> list[Entry]:
    """The rows of a manifest from its findings, top down."""
    files: list[FindingRow] = []
    parts: dict[str, dict[str, FindingRow]] = {}
    for row in rows:
        if row.kind == "manifest.file":
            files.append(row)
        elif row.part_of is not None and row.kind.startswith("manifest."):
            parts.setdefault(row.part_of, {})[row.kind.removeprefix("manifest.")] = row
    found = [Entry(row, *(parts.get(row.id, {}).get(part) for part in _PARTS)) for row in files]
    return sorted(found, key=lambda entry: (entry.row, entry.file.id))


def keyed(found: Sequence[Entry]) -> list[tuple[Entry, Key]]:
    """The entries that name an innovation, each with what tells it from the others of the manifest."""
    stated = [(entry, name_key(entry.innovation.value)) for entry in found if entry.innovation is not None]
    units: dict[str, list[str]] = {}
    for entry, name in stated:
        if entry.unit is not None:
            units.setdefault(name, []).append(name_key(entry.unit.value))
    latest: dict[str, str] = {}
    keys = []
    for entry, name in stated:
        if len(set(units.get(name, ()))) > 1:
            latest[name] = name_key(entry.unit.value) if entry.unit else latest.get(name, units[name][0])
        keys.append((entry, (name, latest.get(name, ""))))
    return keys


def sort_out(members: Sequence[Member], said: Mapping[str, Sequence[Entry]]) -> Sorted:
    """Group what manifests name. `said`: the entries of each manifest by its content hash.

    One given with `--manifest` is heard first, then those deepest in the folders; a file belongs to the first that
    names it.
    """
    sorted_ = Sorted()
    manifests = [member for member in members if member.kind == "manifest"]
    files = {member.path: member for member in members if member.kind != "manifest"}
    taken: set[str] = set()
    for one in sorted(manifests, key=lambda one: (one.folder is not None, -_depth(one), one.path)):
        inside = [member for member in files.values() if _within(member, one) and member.path not in taken]
        named = _Naming(one, inside, sorted_)
        for entry, key in keyed(said.get(one.sha256 or "", ())):
            named.add(entry, key)
        for entry in said.get(one.sha256 or "", ()):
            if entry.innovation is None:
                sorted_.note("manifest-row-incomplete", one.path, row=entry.row, file=entry.file.value)
        sorted_.groups += named.groups()
        taken |= named.paths
    sorted_.rest = [member for path, member in files.items() if path not in taken]
    for member in sorted_.rest:
        nearest = max((one for one in manifests if _within(member, one)), key=_depth, default=None)
        if nearest is not None:
            sorted_.note("manifest-not-named", member.path, manifest=nearest.path)
    return sorted_


def _depth(manifest: Member) -> int:
    return (manifest.folder or "").count("/")


def _within(member: Member, manifest: Member) -> bool:
    return manifest.folder is None or f"{member.folder}/".startswith(f"{manifest.folder}/")


@dataclass(slots=True)
class _Naming:
    """One manifest being followed."""

    manifest: Member
    inside: Sequence[Member]
    sorted: Sorted
    paths: set[str] = field(default_factory=set)
    _ends: dict[str, list[Member]] = field(default_factory=dict)
    _named: dict[Key, dict[str, Member]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for member in self.inside:
            steps = (
                tidy(member.name_in(self.manifest.folder) if self.manifest.folder else member.path.lstrip("/"))
            ) or ""
            parts = steps.split("/")
            for start in range(len(parts)):
                self._ends.setdefault("/".join(parts[start:]), []).append(member)

    def add(self, entry: Entry, key: Key) -> None:
        fitting = self._ends.get(entry.path or "", [])
        fewest = min((member.path.count("/") for member in fitting), default=0)
        nearest = [member for member in fitting if member.path.count("/") == fewest]
        if len(nearest) == 1:
            called = replace(nearest[0], called=entry.file.value)
            self._named.setdefault(key, {}).setdefault(nearest[0].path, called)
            self.paths.add(nearest[0].path)
            return
        code = "manifest-file-ambiguous" if nearest else "manifest-file-unknown"
        self.sorted.note(code, self.manifest.path, row=entry.row, file=entry.file.value)

    def groups(self) -> Iterator[Group]:
        """One for each innovation, the manifest among its files: what it says is cited from there."""
        folder = self.manifest.folder if self.manifest.folder is not None else self.manifest.path
        manifest = replace(self.manifest, called=self.manifest.path.rsplit("/", 1)[-1])
        for named in self._named.values():
            yield Group(folder, (*named.values(), manifest))


def stated(found: Sequence[Entry], names: Iterable[str]) -> list[Reading]:
    """The innovation that a manifest says these files are about; several when it says so of all the files alike.

    names: of the files in one dossier, as `Member.called` and folders call them.
    """
    here = {tidy(name) for name in names}
    files: dict[Key, set[str]] = {}
    rows: dict[Key, list[Entry]] = {}
    for entry, key in keyed(found):
        if entry.path in here and entry.path is not None:
            files.setdefault(key, set()).add(entry.path)
            rows.setdefault(key, []).append(entry)
    most = max(map(len, files.values()), default=0)
    return [_reading(entry) for key, mine in rows.items() if len(files[key]) == most for entry in mine]


def _reading(entry: Entry) -> Reading:
    assert entry.innovation is not None  # noqa: S101 - only entries with a key come here
    return Reading({"name": entry.innovation} | ({"unit": entry.unit} if entry.unit else {}))
