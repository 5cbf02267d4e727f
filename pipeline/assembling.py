"""From the files of a group to the rows of one dossier. Depends on what is in the files and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session

from models.document import ParsedDocument
from models.sector import SectorInput
from models.tables import Dossier, DossierFile, FindingRow, InnovationEvidence, InnovationRow, SourceFile
from pipeline import layout
from pipeline.evidence import attach
from pipeline.merging import PARTS, Merged, flag, merge, readings
from store import dossiers, files
from store.ids import content_id

_WORDS = 6_000
"""Characters of a proposal that the sector is read from."""
_ENTRY_WORDS = 400
"""The same for one entry of a list."""
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
    anchored: bool
    """Whether a proposal or a list gives it its identity; else its set of files does."""


def assemble(connection: Connection, names: Mapping[str, Iterable[str]], season: int) -> Draft | None:
    """The dossier of these files (content hash to names) and those it had before; None when none could be read."""
    known = files.files(connection, names)
    if not any(file.state == "read" for file in known.values()):
        return None
    dossier_id = identity(known)
    rows = {(file.sha256, file.name) for file in dossiers.files_of(connection, [dossier_id])}
    rows |= {(sha256, name) for sha256, mine in names.items() for name in mine if sha256 in known}
    known |= files.files(connection, {sha256 for sha256, _ in rows} - set(known))
    called: dict[str, str] = {}
    for sha256, name in sorted(rows, key=lambda row: (row[1], row[0])):
        called.setdefault(sha256, name)
    return _draft(connection, dossier_id, {sha256: known[sha256] for sha256 in called}, sorted(rows), season)


def identity(known: Mapping[str, SourceFile]) -> str:
    """The id of the dossier that these files make: its proposals name it, else its lists, else all of its files."""
    return content_id("dossier", sorted(_anchors(known) or known))


def _anchors(known: Mapping[str, SourceFile]) -> list[str]:
    """The files that give a dossier its identity: its proposals, else its lists."""
    read = [file for file in known.values() if file.state == "read"]
    for kind in ("proposal", "listing"):
        if found := [file.sha256 for file in read if file.kind == kind]:
            return found
    return []


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
    anchors = _anchors(known)
    found: dict[str, list[FindingRow]] = {sha256: [] for sha256 in read}
    for row in files.findings(connection, read):
        found[row.sha256].append(row)
    sources = [sha256 for sha256 in read if not anchors or sha256 in anchors]
    innovations = merge(dossier_id, kind, [reading for sha256 in sources for reading in readings(found[sha256])])
    parsed = _parsed_by(connection)
    facts = [row for sha256 in read for row in found[sha256] if row.kind == "evidence"]
    return Draft(
        dossier=_dossier(dossier_id, kind, innovations, [found[sha256] for sha256 in sources], season),
        files=[_file_row(dossier_id, sha256, name) for sha256, name in named],
        innovations=[_innovation(dossier_id, ordinal, one) for ordinal, one in enumerate(innovations, 1)],
        evidence=list(attach(innovations, read, facts, parsed)) if innovations else [],
        inputs=_inputs(innovations, parsed, alone=len(innovations) == 1),
        anchored=bool(anchors),
    )


def _parsed_by(connection: Connection) -> Any:
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
    for part, said in (("title", "title"), ("region", "region_of")):
        stated = next((row for rows in sources for row in rows if row.kind == said), None)
        if part not in shown and stated is not None:
            shown[part] = stated
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


def _inputs(innovations: Sequence[Merged], parsed: Any, *, alone: bool) -> list[SectorInput]:
    return [_input(innovation, parsed(innovation.parts["name"].sha256).text, alone=alone) for innovation in innovations]


def _input(innovation: Merged, text: str, *, alone: bool) -> SectorInput:
    """What the sector is judged by: of a dossier its words, of one entry among many only the entry's own."""
    start = innovation.parts["name"].start
    return SectorInput(
        name=innovation.parts["name"].value,
        expansion=_value(innovation, "expansion"),
        unit=_value(innovation, "unit"),
        region=_value(innovation, "region"),
        words=text[:_WORDS] if alone else _entry(innovation, text, start),
    )


def _entry(innovation: Merged, text: str, start: int) -> str:
    """From the name to the end of what belongs to it in the same file, and no further than one entry reaches."""
    sha256 = innovation.parts["name"].sha256
    spans = [(row.start, row.end) for row in innovation.parts.values() if row.sha256 == sha256]
    near = [(begin, end) for begin, end in spans if abs(begin - start) < _ENTRY_WORDS]
    return text[min(begin for begin, _ in near) : max(end for _, end in near)]


def _value(innovation: Merged, part: str) -> str:
    row = innovation.parts.get(part)
    return str(row.value) if row is not None else ""
