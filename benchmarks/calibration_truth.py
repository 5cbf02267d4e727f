"""Whether each stored value is right: against gold, and as people decided. The material that confidence is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import Connection, Engine

from extract.calibration import calibrated
from extract.fields.role import RULE as ROLE_RULE
from models.rubric import Indicator
from models.tables import DossierFile, FindingRow
from models.verdict import Context, Fact
from pipeline.evaluating import Stored
from pipeline.facts import evidence_of
from pipeline.gold_fields import Entry, Found, fields
from pipeline.merging import Reading, readings
from pipeline.settled import settled
from score.catalogue import default_rubric
from score.judge import CLAIM, judge
from store import dossiers, files
from store.engine import reading

_NOT_OF_ONE_ROW = frozenset({"pairs", "sector"})
"""Fields of gold that no single finding answers to."""
_NUMBERED = re.compile(r"^(?:tune|test)-|-\d+$")


@dataclass(frozen=True, slots=True)
class Observation:
    """One stored value with its truth."""

    kind: str
    rule: str
    score: float
    """The rule's own, before any calibration."""
    trust: float
    """The chance that OCR read its words rightly; 1.0 without OCR."""
    right: bool
    layout: str
    """Documents made alike; what is fitted on some of them is tried on the others."""
    field: str
    """What `berkas evaluate` calls it."""


def observed(engine: Engine, gold: Mapping[str, Entry]) -> list[Observation]:
    """Every value of the files of these gold entries that gold can speak of; tolerated ones are left out."""
    with reading(engine) as connection:
        stored = Stored(connection)
        layouts = _layouts(gold)
        seasons = {one.id: one.season for lot in dossiers.pages_of_dossiers(connection) for one in lot}
        found = [
            one
            for stem, entry in gold.items()
            for sha256, name in stored.by_stem.get(stem, ())
            for one in _of_file(connection, stored, sha256, entry, layouts.get(name, layout_of(stem)))
        ]
        for stem, entry in gold.items():
            ids = stored.by_folder.get(stem) or {file.dossier_id for file in stored.named if _stem(file) == stem}
            held = [file for file in stored.named if file.dossier_id in ids]
            where = {file.sha256: layouts.get(_name(file), layout_of(stem)) for file in held}
            found += _evidence(connection, where, entry, seasons[min(ids)]) if ids else []
            found += _roles(connection, held, entry, where)
    return found


def decided(engine: Engine) -> list[Observation]:
    """Every value that a person confirmed, corrected or called absent; only confirmed ones were right.

    A person's archive is one layout: its files were made by the same hands.
    """
    with reading(engine) as connection:
        rows = files.findings(connection, list(files.all_hashes(connection)))
        innovations = [one for lot in dossiers.pages_of_dossiers(connection) for one in _innovations(connection, lot)]
        people = settled(connection, [*(row.id for row in rows), *(one.id for one in innovations)])
    by_id = {row.id: row for row in rows}
    verdicts = {row.id: people.verdict(row.id) for row in rows}
    for innovation in innovations:
        for part, finding_id in innovation.cites.items():
            verdicts[finding_id] = people.verdict(innovation.id, part) or verdicts.get(finding_id)
    return [
        _observation(by_id[id_], verdict == "confirmed", "people", by_id[id_].kind)
        for id_, verdict in verdicts.items()
        if verdict is not None and id_ in by_id
    ]


def layout_of(stem: str) -> str:
    """The template that a dossier of the gold corpus was made with; other dossiers are one of a kind."""
    return _NUMBERED.sub("", _NUMBERED.sub("", stem, count=1))


def _innovations(connection: Connection, lot: Sequence[Any]) -> Sequence[Any]:
    return dossiers.innovations_of(connection, [dossier.id for dossier in lot])


def _layouts(gold: Mapping[str, Entry]) -> dict[str, str]:
    """For the files of folders, by name: papers of one kind are made alike, whichever folder they lie in."""
    return {
        PurePosixPath(file["name"]).name: f"{layout_of(stem)}/{file['role']}"
        for stem, entry in gold.items()
        for file in entry.get("files", ())
        if len(entry["files"]) > 1
    }


def _name(file: DossierFile) -> str:
    return PurePosixPath(file.name).name


def _stem(file: DossierFile) -> str:
    return PurePosixPath(file.name).stem


def _of_file(connection: Connection, stored: Stored, sha256: str, entry: Entry, layout: str) -> Iterator[Observation]:
    found = stored.file(sha256)
    for row in found.findings:
        if row.part_of is None and row.kind != "innovation.name":
            regions = [row.value] if row.kind == "region_of" else []
            yield from _told(row, entry, Found([row], (), {}, regions), layout)
    for one in readings(found.findings):
        for part, row in one.parts.items():
            yield from _told(row, entry, Found((), (_with_name(one, part),), {}, ()), layout)


def _with_name(one: Reading, part: str) -> Mapping[str, Any]:
    """A part is right with its innovation's name: a unit beside something that is no innovation is nobody's unit."""
    return {"name": one.name.value, part: one.parts[part].value}


def _told(row: FindingRow, entry: Entry, found: Found, layout: str) -> Iterator[Observation]:
    """What gold says of a single value: the same comparison as `berkas evaluate`, on one finding at a time."""
    part = row.kind.startswith("innovation.") and row.kind != "innovation.name"
    for field, wanted, values, tolerated in fields(entry, found):
        if not values or field in _NOT_OF_ONE_ROW or (part and field == "innovations"):
            continue
        right = not values[0].isdisjoint(wanted)
        if right or values[0].isdisjoint(tolerated):
            yield _observation(row, right, layout, field)
        return


def _observation(row: FindingRow, right: bool, layout: str, field: str) -> Observation:
    score: float = (row.detail or {})["score"]
    sure = calibrated(row.kind, row.rule, score).value
    trust = 1.0 if row.origin == "text" else min(1.0, row.confidence / sure)
    return Observation(row.kind, row.rule, score, trust, right, layout, field)


def _roles(
    connection: Connection, held: Sequence[DossierFile], entry: Entry, where: Mapping[str, str]
) -> Iterator[Observation]:
    """Whether each file was taken for the kind of document that it is."""
    said = {PurePosixPath(file["name"]).name: file["role"] for file in entry.get("files", ())}
    known = files.files(connection, list(where))
    for file in held:
        read, role = known[file.sha256], said.get(_name(file))
        if role is not None and "score" in read.role:
            right = read.document_type == role
            yield Observation("role", ROLE_RULE, read.role["score"], 1.0, right, where[file.sha256], "role")


def _evidence(connection: Connection, where: Mapping[str, str], entry: Entry, year: int) -> Iterator[Observation]:
    """Facts, each judged alone in an assessment year. An entry without evidence says nothing of it."""
    if not entry.get("evidence"):
        return
    rubric = default_rubric()
    indicators = {key: one for one in rubric.indicators for key in (one.fact, one.id)}
    for row in files.findings(connection, list(where), ["evidence"]):
        evidence = evidence_of(row.value)
        indicator = indicators.get(evidence.indicator)
        if indicator is None:
            continue
        right = fact_is_right(indicator, Fact(row.id, evidence, 1.0), entry["evidence"], year)
        if right is not None:
            yield _observation(row, right, where[row.sha256], "evidence")


def fact_is_right(indicator: Indicator, fact: Fact, gold: Mapping[str, Mapping[str, Any]], year: int) -> bool | None:
    """Whether a fact, judged alone, says no more than gold does; None where that cannot be told.

    A document is held against the level that gold calls proven, a claim against the level that gold calls claimed.
    A fact may say less: several together may reach what one does not.
    """
    verdict = judge(indicator, [fact], Context(year))
    said = gold.get(indicator.id, {})
    if fact.evidence.document_type == CLAIM:
        claimed, level = said.get("claimed"), verdict.claimed_level
        return None if level is None or claimed is None else level <= claimed
    if verdict.level is not None:
        return isinstance(said.get("level"), int) and verdict.level <= said["level"]
    if verdict.outcome == "not_met":
        proven = said.get("level")
        return proven == "not_met" or (isinstance(proven, int) and indicator.combine != "best")
    return None
