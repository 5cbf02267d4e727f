"""From the readings of a dossier's files to its innovations: each once, its parts from where they are surest.

What the files say differently is a flag for the reviewer: the surest is shown, never as if it were the only one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.tables import FindingRow
from pipeline.folding import folded, name_key
from store.ids import content_id

PARTS = ("name", "expansion", "unit", "region", "year")
_FLAGGED = {"expansion": "two-expansions", "unit": "two-units", "region": "two-regions", "year": "two-years"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One innovation as one file prints it: its parts by name (`expansion`, `profile.stage`, ...)."""

    parts: Mapping[str, FindingRow]
    rivals: Mapping[str, Sequence[FindingRow]] = field(default_factory=dict)
    """What the same file says otherwise of a part."""

    @property
    def name(self) -> FindingRow:
        return self.parts["name"]


@dataclass(frozen=True, slots=True)
class Merged:
    """One innovation of a dossier."""

    id: str
    parts: Mapping[str, FindingRow]
    """The surest finding of each part."""
    names: frozenset[str]
    """Every printing of its name, folded, and the expansion: what other files call it by."""
    flags: tuple[dict[str, Any], ...] = field(default=())


def readings(findings: Sequence[FindingRow]) -> list[Reading]:
    """The innovations that one file prints, in the order it prints them."""
    parts: dict[str, dict[str, FindingRow]] = {}
    rivals: dict[str, dict[str, list[FindingRow]]] = {}
    for row in findings:
        if row.kind == "innovation.name":
            parts.setdefault(row.id, {})["name"] = row
        elif row.part_of is not None and row.kind.startswith("innovation."):
            parts.setdefault(row.part_of, {}).setdefault(row.kind.removeprefix("innovation."), row)
        elif row.part_of is not None and row.kind.startswith("rival."):
            mine = rivals.setdefault(row.part_of, {})
            mine.setdefault(row.kind.removeprefix("rival."), []).append(row)
    found = [Reading(mine, rivals.get(id_, {})) for id_, mine in parts.items() if "name" in mine]
    return sorted(found, key=lambda reading: (reading.name.start, reading.name.id))


def merge(dossier_id: str, kind: str, found: Sequence[Reading], stated: Sequence[Reading] = ()) -> list[Merged]:
    """Readings of one innovation become one; in the order in which the files name them.

    In a listing two units may have an innovation of the same name; in a proposal the same name is the same innovation.
    stated: what a manifest says the dossier is about. It is the innovation whose name or long form it gives; of a
    proposal that names a single one it is that one by whatever name, and the two names are flagged.
    """
    groups: dict[tuple[str, str], list[Reading]] = {}
    for reading in found:
        unit = reading.parts.get("unit") if kind == "listing" else None
        groups.setdefault((name_key(reading.name.value), name_key(unit.value) if unit else ""), []).append(reading)
    printed = list(groups)
    for reading in stated:
        key = next((key for key in groups if _means(reading, groups[key])), None)
        if key is None and kind == "proposal" and len(printed) == 1 and len({_key(one) for one in stated}) == 1:
            key = printed[0]
        groups.setdefault(key or (_key(reading), ""), []).append(reading)
    return [_one(dossier_id, key, same, stated) for key, same in groups.items()]


def _key(reading: Reading) -> str:
    return name_key(reading.name.value)


def _means(stated: Reading, same: Sequence[Reading]) -> bool:
    """Whether these readings are of the innovation that is stated: by its name, its long form, or both in a row."""
    wanted = _key(stated)
    names = {_key(one) for one in same}
    longs = {name_key(one.parts["expansion"].value) for one in same if "expansion" in one.parts}
    return wanted in names | longs or any(f"{name} {long}" == wanted for name in names for long in longs)


def _one(dossier_id: str, key: tuple[str, str], same: Sequence[Reading], stated: Sequence[Reading]) -> Merged:
    parts = {part: _surest(same, part) for part in dict.fromkeys(part for reading in same for part in reading.parts)}
    printed = {
        folded(str(reading.parts[part].value))
        for reading in same
        for part in ("name", "expansion")
        if part in reading.parts
    }
    flags = [flag for part, code in _FLAGGED.items() if (flag := _contradiction(same, part, code))]
    said, read = [one for one in same if one in stated], [one for one in same if one not in stated]
    if said and read and not _means(said[0], read) and (flag := _contradiction(same, "name", "several-names")):
        flags.append(flag)
    return Merged(content_id("innovation", dossier_id, *key), parts, frozenset(printed), tuple(flags))


def _surest(same: Sequence[Reading], part: str) -> FindingRow:
    """The reading of highest confidence; of equals the one that comes first."""
    return max((reading.parts[part] for reading in same if part in reading.parts), key=lambda row: row.confidence)


def _contradiction(same: Sequence[Reading], part: str, code: str) -> dict[str, Any] | None:
    """The different values of one part, when none is only a longer printing of another."""
    values: dict[str, FindingRow] = {}
    for reading in same:
        for row in (*([reading.parts[part]] if part in reading.parts else ()), *reading.rivals.get(part, ())):
            values.setdefault(name_key(str(row.value)), row)
    shortest = min(values, key=len, default="")
    if all(shortest in key for key in values):
        return None
    return flag(code, list(values.values()))


def flag(code: str, rows: Sequence[FindingRow]) -> dict[str, Any]:
    """A contradiction as it is stored: what was read, and the finding that says where."""
    return {"code": code, "values": [{"value": row.value, "finding": row.id} for row in rows]}
