"""Precision, recall and F1 of what was read, against facts that a person wrote down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import Connection, Engine

from models.tables import DossierFile, FindingRow, InnovationRow
from pipeline.errors import CommandError, NotFoundError
from pipeline.facts import Case, cases_of
from pipeline.folding import name_key
from pipeline.gold_evidence import Evidence, of_gold
from pipeline.gold_fields import Entry, Found, fields
from pipeline.merging import PARTS, readings
from pipeline.tally import Tally, share
from score.catalogue import default_rubric
from store import batches, dossiers, files
from store.engine import reading


@dataclass(slots=True)
class Measured:
    """Everything counted so far."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    evidence: Evidence = field(default_factory=Evidence)
    seen: set[str] = field(default_factory=set)
    """Content of the files that were compared."""

    def add(self, name: str, gold: Entry, found: Found) -> None:
        for key, wanted, values, tolerated in fields(gold, found):
            self.tallies.setdefault(key, Tally()).add(name, wanted, values, tolerated)


def read_gold(path: Path) -> dict[str, dict[str, Any]]:
    """Stem of a file or name of a folder, to facts. Raises: CommandError for anything but an object of objects."""
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError("bad-gold", detail=str(error)) from error
    if not isinstance(gold, dict) or not all(isinstance(entry, dict) for entry in gold.values()):
        raise CommandError("bad-gold", detail="{stem: {...}}")
    return gold


def evaluate(engine: Engine, gold: Mapping[str, Entry]) -> dict[str, Any]:
    """Every field of GOLD against what was read from the files of these stems and the folders of these names.

    Values are compared as sets a file, exactly after Unicode NFC, case and white-space folding.
    Raises: NotFoundError "no-gold" when no stem is among the files.
    """
    measured, compared, absent = Measured(), [], []
    with reading(engine) as connection:
        stored = Stored(connection)
        for stem, entry in gold.items():
            names = [*_measure_files(measured, stored, stem, entry), *_measure_folder(measured, stored, stem, entry)]
            compared += names
            absent += [] if names else [stem]
        citations = _citations(connection, sorted(measured.seen))
    if not compared:
        raise NotFoundError("no-gold")
    shown = {key: tally.as_json() for key, tally in measured.tallies.items()}
    judged = measured.evidence.judged
    return {
        "fields": shown | ({"evidence": measured.evidence.field()} if judged else {}),
        "evidence": measured.evidence.summary() if judged else None,
        "citations": citations,
        "files": sorted(compared),
        "absent": sorted(absent),
    }


def _measure_files(measured: Measured, stored: Stored, stem: str, entry: Entry) -> Iterator[str]:
    for sha256, name in stored.by_stem.get(stem, ()):
        measured.add(name, entry, stored.file(sha256))
        measured.seen.add(sha256)
        if entry.get("evidence"):
            own = stored.cases(file.dossier_id for file in stored.named if file.sha256 == sha256)
            measured.evidence.add(name, entry["evidence"], of_gold(own, entry.get("innovations", ())), default_rubric())
        yield name


def _measure_folder(measured: Measured, stored: Stored, stem: str, entry: Entry) -> Iterator[str]:
    """A dossier of many files; the files that gold describes within the entry are measured with it."""
    ids = stored.by_folder.get(stem, set())
    if not ids:
        return
    held = [file for file in stored.named if file.dossier_id in ids]
    measured.add(stem, entry, stored.dossier(ids))
    measured.seen.update(file.sha256 for file in held)
    if "evidence" in entry:
        own = of_gold(stored.cases(ids), entry.get("innovations", ()))
        measured.evidence.add(stem, entry["evidence"], own, default_rubric())
    facts = {file["name"]: file["facts"] for file in entry.get("files", ()) if "facts" in file}
    for file in held:
        name = PurePosixPath(file.name).name
        if name in facts:
            measured.add(f"{stem}/{name}", facts[name], stored.file(file.sha256))
    yield stem


@dataclass(frozen=True)
class Stored:
    """What is in the home, by the names that gold uses."""

    connection: Connection

    @cached_property
    def named(self) -> list[DossierFile]:
        lots = dossiers.pages_of_dossiers(self.connection)
        return [file for lot in lots for file in dossiers.files_of(self.connection, [dossier.id for dossier in lot])]

    @cached_property
    def by_stem(self) -> dict[str, list[tuple[str, str]]]:
        """Content and name of every file, by the stem of its name; each content once a stem."""
        found: dict[str, dict[str, str]] = {}
        for file in self.named:
            name = PurePosixPath(file.name)
            found.setdefault(name.stem, {}).setdefault(file.sha256, name.name)
        return {stem: sorted(named.items(), key=lambda item: (item[1], item[0])) for stem, named in found.items()}

    @cached_property
    def by_folder(self) -> dict[str, set[str]]:
        """The dossiers whose files came out of a folder or an archive, by its name without the suffix."""
        kept = {file.dossier_id for file in self.named}
        found: dict[str, set[str]] = {}
        for folder, dossier_id in batches.folders(self.connection):
            if dossier_id in kept:
                for part in PurePosixPath(folder).parts:
                    found.setdefault(PurePosixPath(part).stem if part.lower().endswith(".zip") else part, set()).add(
                        dossier_id
                    )
        return found

    def file(self, sha256: str) -> Found:
        """What one file says."""
        findings = files.findings(self.connection, [sha256])
        innovations = [{key: row.value for key, row in one.parts.items()} for one in readings(findings)]
        rows = dossiers.innovations_of(self.connection, dossiers.dossiers_with(self.connection, [sha256]))
        regions = [row.value for row in findings if row.kind == "region_of"]
        return Found(findings, innovations, self._sectors(rows), regions)

    def dossier(self, ids: set[str]) -> Found:
        """What a dossier says as a whole; of several, where a folder was taken apart, what they say together."""
        rows = dossiers.innovations_of(self.connection, ids)
        regions = {one.region for id_ in sorted(ids) if (one := dossiers.get(self.connection, id_)) and one.region}
        innovations = [{part: getattr(row, part) for part in PARTS} for row in rows]
        return Found((), innovations, self._sectors(rows), sorted(regions), whole=True)

    def _sectors(self, rows: Sequence[InnovationRow]) -> dict[str, str]:
        tags = dossiers.tags(self.connection, [row.id for row in rows])
        return {name_key(row.name): tags[row.id].slug for row in rows if row.id in tags and not tags[row.id].abstained}

    def cases(self, ids: Iterable[str]) -> list[Case]:
        found = [dossiers.get(self.connection, id_) for id_ in sorted(set(ids))]
        return list(cases_of(self.connection, [dossier for dossier in found if dossier]))


def _citations(connection: Connection, hashes: Sequence[str]) -> dict[str, Any]:
    """How many values are quoted exactly as they stand in the text, with a place to find them."""
    total, exact = 0, 0
    for sha256 in hashes:
        text = files.text_of(connection, sha256)
        rows = files.findings(connection, [sha256])
        total += len(rows)
        exact += sum(1 for row in rows if _cited(row, text))
    return {"support": total, "exact": exact, "share": share(exact, total)}


def _cited(row: FindingRow, text: str) -> bool:
    return bool(row.quote) and bool(row.places) and text[row.start : row.end] == row.quote
