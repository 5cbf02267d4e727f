"""From the files of a group to the rows of one dossier. Depends on what is in the files and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session

from models.document import ParsedDocument
from models.sector import SectorInput
from models.tables import Dossier, DossierFile, FindingRow, InnovationEvidence, InnovationRow, SourceFile
from pipeline import layout, manifest
from pipeline.evidence import attach
from pipeline.folding import folded
from pipeline.merging import PARTS, Merged, Reading, flag, merge, readings
from pipeline.placing import Names, anchors
from pipeline.tagging import Pin
from pipeline.twins import twins
from store import dossiers, files

_WORDS = 6_000
"""Characters of a proposal that the sector is read from."""
_ENTRY_WORDS = 400
"""The same for one entry of a list."""
_LETTERHEAD = "pemerintah "
"""What the first line of official paper begins with, whoever's it is."""
_KINDS = ("proposal", "listing", "evidence", "other")


@dataclass(frozen=True, slots=True)
class Draft:
    """A dossier before its sectors are tagged."""

    dossier: Dossier
    files: Sequence[DossierFile]
    innovations: Sequence[InnovationRow]
    evidence: Sequence[InnovationEvidence]
    inputs: Sequence[SectorInput]
    """One an innovation, in their order."""
    pins: Sequence[Mapping[str, Pin]]
    """Where the parts of each input stand."""


def assemble(connection: Connection, dossier_id: str, names: Names, season: int) -> Draft | None:
    """The dossier of these files; None when none could be read."""
    known = files.files(connection, names)
    if not any(file.state == "read" and file.kind != "manifest" for file in known.values()):
        return None
    rows = sorted((name, sha256) for sha256, mine in names.items() if sha256 in known for name in mine)
    ordered = {sha256: known[sha256] for _, sha256 in rows}
    return _draft(connection, dossier_id, ordered, rows, season)


def names_of(connection: Connection, dossier_id: str) -> Names:
    """The files of a stored dossier with their names."""
    named: dict[str, set[str]] = {}
    for row in dossiers.files_of(connection, [dossier_id]):
        named.setdefault(row.sha256, set()).add(row.name)
    return {sha256: frozenset(names) for sha256, names in named.items()}


def _draft(
    connection: Connection,
    dossier_id: str,
    known: Mapping[str, SourceFile],
    named: Sequence[tuple[str, str]],
    season: int,
) -> Draft:
    """`known`: the dossier's files in the order of their names."""
    read = {sha256: file for sha256, file in known.items() if file.state == "read"}
    kind = next(kind for kind in _KINDS if kind in {file.kind for file in read.values()})
    _, anchored = anchors(known)
    found: dict[str, list[FindingRow]] = {sha256: [] for sha256 in read}
    for row in files.findings(connection, read):
        found[row.sha256].append(row)
    sources = [sha256 for sha256 in read if not anchored or sha256 in anchored]
    printed = [reading for sha256 in sources for reading in readings(found[sha256])]
    stated = _stated(read, found, named)
    innovations = merge(dossier_id, kind, printed, stated)
    parsed = parsed_by(connection)
    written = [sha256 for sha256 in (*sources, *read) if read[sha256].kind != "manifest"]
    inputs = _inputs(innovations, written, parsed)
    once = [sha256 for sha256 in read if sha256 not in twins(read)]
    facts = [row for sha256 in once for row in found[sha256] if row.kind == "evidence"]
    return Draft(
        dossier=_dossier(dossier_id, kind, innovations, [found[sha256] for sha256 in sources], season),
        files=[_file_row(dossier_id, sha256, name) for name, sha256 in named],
        innovations=[_innovation(dossier_id, ordinal, one) for ordinal, one in enumerate(innovations, 1)],
        evidence=list(attach(innovations, read, facts, parsed)) if innovations else [],
        inputs=[one for one, _ in inputs],
        pins=[pins for _, pins in inputs],
    )


def _stated(
    read: Mapping[str, SourceFile], found: Mapping[str, Sequence[FindingRow]], named: Sequence[tuple[str, str]]
) -> list[Reading]:
    """What manifests among these files say of the others."""
    said = [sha256 for sha256, file in read.items() if file.kind == "manifest"]
    names = [name for name, sha256 in named if sha256 not in said]
    return [reading for sha256 in said for reading in manifest.stated(manifest.entries(found[sha256]), names)]


def parsed_by(connection: Connection) -> Any:
    """A function from a content hash to the file as it was read; each is unpacked once."""

    @cache
    def parsed(sha256: str) -> ParsedDocument:
        with Session(connection) as session:
            file = session.get_one(SourceFile, sha256)
            return layout.unpack(file.layout, sha256=sha256, media_type=file.media_type, text=file.text)

    return parsed


def _file_row(dossier_id: str, sha256: str, name: str) -> DossierFile:
    return DossierFile.model_validate({"dossier_id": dossier_id, "sha256": sha256, "name": name})


def _dossier(
    dossier_id: str, kind: str, innovations: Sequence[Merged], sources: Sequence[Sequence[FindingRow]], season: int
) -> Dossier:
    """Title, region, unit and year of the whole: what its innovations agree on, else what the first source says."""
    shown: dict[str, FindingRow] = {}
    for part in ("region", "unit", "year"):
        if agreed := _agreed(innovations, part):
            shown[part] = agreed
    stated = [row for rows in sources for row in rows if row.kind == "region_of"]
    if "region" not in shown and stated:
        shown["region"] = stated[0]
    title = _title(kind, innovations, [row for rows in sources for row in rows if row.kind == "title"])
    if title is not None:
        shown["title"] = title
    several = kind == "proposal" and len(innovations) > 1
    return Dossier.model_validate(
        {
            "id": dossier_id,
            "kind": kind,
            **{part: shown[part].value if part in shown else None for part in ("title", "region", "unit", "year")},
            "season": season,
            "cites": {part: row.id for part, row in sorted(shown.items())},
            "flags": [flag("several-names", [one.parts["name"] for one in innovations])] if several else [],
        }
    )


def _title(kind: str, innovations: Sequence[Merged], printed: Sequence[FindingRow]) -> FindingRow | None:
    """What a person would call it: a proposal, or what a manifest names, by its one innovation, else by a heading.

    A letterhead, and what is hardly made of letters (the status line of a photographed telephone), name nothing; they
    stand only where there is nothing else.
    """
    names = [innovation.parts["name"] for innovation in innovations]
    if len(names) == 1 and (kind == "proposal" or names[0].kind.startswith("manifest.")):
        return names[0]
    return next((row for row in printed if _names(str(row.value))), printed[0] if printed else None)


def _names(title: str) -> bool:
    letters = sum(char.isalpha() for char in title)
    return 2 * letters > len(title) and not folded(title).startswith(_LETTERHEAD)


def _agreed(innovations: Sequence[Merged], part: str) -> FindingRow | None:
    """The part of the first innovation, when all innovations have it and say the same."""
    rows = [innovation.parts.get(part) for innovation in innovations]
    first = rows[0] if rows else None
    return first if first is not None and all(row is not None and row.value == first.value for row in rows) else None


def _innovation(dossier_id: str, ordinal: int, merged: Merged) -> InnovationRow:
    parts = merged.parts
    return InnovationRow.model_validate(
        {
            "id": merged.id,
            "dossier_id": dossier_id,
            "ordinal": ordinal,
            **{part: parts[part].value if part in parts else None for part in PARTS},
            "profile": {key.removeprefix("profile."): row.value for key, row in parts.items() if "." in key},
            "alignment": _alignment(parts),
            "cites": {key: row.id for key, row in parts.items()},
            "flags": list(merged.flags),
        }
    )


def _alignment(parts: Mapping[str, FindingRow]) -> list[Any]:
    """The letter map, when it belongs to the expansion that is shown."""
    name, expansion = parts["name"], parts.get("expansion")
    if expansion is None or expansion.part_of != name.id:
        return []
    return list((name.detail or {}).get("alignment", []))


def _inputs(
    innovations: Sequence[Merged], written: Sequence[str], parsed: Any
) -> list[tuple[SectorInput, Mapping[str, Pin]]]:
    """`written`: the files with words of their own, those that name the dossier first."""
    alone = len(innovations) == 1
    return [_input(innovation, written if alone else (), parsed) for innovation in innovations]


def _input(innovation: Merged, written: Sequence[str], parsed: Any) -> tuple[SectorInput, Mapping[str, Pin]]:
    """What the sector is judged by: of a dossier its words, of one entry among many only the entry's own."""
    name = innovation.parts["name"].sha256
    source = name if not written or name in written else written[0]
    text = parsed(source).text
    start, end = (0, min(len(text), _WORDS)) if written else _entry(innovation)
    given = SectorInput(
        name=innovation.parts["name"].value,
        expansion=_value(innovation, "expansion"),
        unit=_value(innovation, "unit"),
        region=_value(innovation, "region"),
        words=text[start:end],
    )
    parts = {part: innovation.parts[part] for part in ("name", "expansion", "unit") if part in innovation.parts}
    pins = {part: Pin(row.sha256, row.start, row.end, row.quote == row.value) for part, row in parts.items()}
    return given, {**pins, "words": Pin(source, start, end, exact=True)}


def _entry(innovation: Merged) -> tuple[int, int]:
    """From the name to the end of what belongs to it in the same file, and no further than one entry reaches."""
    name = innovation.parts["name"]
    spans = [(row.start, row.end) for row in innovation.parts.values() if row.sha256 == name.sha256]
    near = [(begin, end) for begin, end in spans if abs(begin - name.start) < _ENTRY_WORDS]
    return min(begin for begin, _ in near), max(end for _, end in near)


def _value(innovation: Merged, part: str) -> str:
    row = innovation.parts.get(part)
    return str(row.value) if row is not None else ""
