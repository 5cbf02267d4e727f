"""What the judge gets: the evidence of an innovation as facts, and what nobody could read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection

from models.finding import Evidence
from models.tables import Dossier, DossierFile, FindingRow, SourceFile
from models.verdict import Context, Fact
from pipeline.cites import cite
from pipeline.settled import Shown, counted, settled, shown
from store import dossiers, files

_EVIDENCE = tuple(field.name for field in fields(Evidence))


@dataclass(frozen=True, slots=True)
class Case:
    """One innovation as it goes before the judge."""

    innovation: Shown
    facts: tuple[Fact, ...]
    context: Context
    cites: Mapping[str, Mapping[str, Any]]
    """By fact."""

    def inputs(self) -> list[dict[str, Any]]:
        """All the judge sees, as JSON, each fact with its citation."""
        return [stored_fact(fact) | {"cite": self.cites[fact.id]} for fact in self.facts]


def evidence_of(value: Mapping[str, Any]) -> Evidence:
    """Evidence from its JSON."""
    known = {key: value[key] for key in _EVIDENCE if key in value}
    return Evidence(**{**known, "years": tuple(known.get("years", ()))})


def stored_fact(fact: Fact) -> dict[str, Any]:
    """A fact as a run stores it."""
    evidence = {key: getattr(fact.evidence, key) for key in _EVIDENCE}
    return {
        "id": fact.id,
        "evidence": {**evidence, "years": list(fact.evidence.years)},
        "confidence": fact.confidence,
        "reviewed": fact.reviewed,
    }


def cases(connection: Connection) -> Iterator[Case]:
    """Every innovation there is, by dossier; memory stays flat."""
    for lot in dossiers.pages_of_dossiers(connection):
        yield from cases_of(connection, lot)


def cases_of(connection: Connection, lot: Sequence[Dossier]) -> Iterator[Case]:
    """The innovations of these dossiers."""
    season = {dossier.id: dossier.season for dossier in lot}
    rows = dossiers.innovations_of(connection, season)
    tags = dossiers.tags(connection, [row.id for row in rows])
    links: dict[str, list[str]] = {}
    for link in dossiers.evidence_of(connection, [row.id for row in rows]):
        links.setdefault(link.innovation_id, []).append(link.finding_id)
    found = files.findings_by_id(connection, [id_ for ids in links.values() for id_ in ids])
    people = settled(connection, [*(row.id for row in rows), *found])
    named = dossiers.files_of(connection, season)
    unread = _unreadable(named, files.files(connection, {file.sha256 for file in named}))
    names = {(file.dossier_id, file.sha256): file.name for file in reversed(named)}
    for row in rows:
        innovation = shown(row, tags.get(row.id), people)
        if innovation is None:
            continue
        mine = [found[id_] for id_ in sorted(links.get(row.id, ()))]
        facts = tuple(_fact(finding, value, people.verdict(finding.id)) for finding, value in counted(mine, people))
        cites = {
            finding.id: cite(finding, names[row.dossier_id, finding.sha256], people.verdict(finding.id))
            for finding in mine
        }
        yield Case(innovation, facts, Context(season[row.dossier_id], unread.get(row.dossier_id, ())), cites)


def _fact(finding: FindingRow, value: Mapping[str, Any], reviewed: Any) -> Fact:
    return Fact(finding.id, evidence_of(value), finding.confidence, reviewed)


def _unreadable(named: Sequence[DossierFile], known: Mapping[str, SourceFile]) -> dict[str, tuple[str, ...]]:
    """For each dossier, the files and pages that nothing could read, as a person calls them."""
    unread: dict[str, list[str]] = {}
    for file in named:
        seen = known[file.sha256]
        if seen.state != "read" or (seen.pages and len(seen.unreadable) == seen.pages):
            unread.setdefault(file.dossier_id, []).append(file.name)
        else:
            pages = [f"{file.name} halaman {page}" for page in seen.unreadable]
            unread.setdefault(file.dossier_id, []).extend(pages)
    return {dossier_id: tuple(names) for dossier_id, names in unread.items()}
