"""The record of one dossier: the line of `export --format jsonl`, and what `show` shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from models.rubric import Rubric
from models.tables import Dossier, DossierFile, FindingRow, SourceFile
from models.verdict import Context, Fact
from pipeline.cites import cite
from pipeline.claimed import compared, disagreement
from pipeline.facts import evidence_of
from pipeline.sector_view import further, without_places
from pipeline.settled import PARTS, Settled, Shown, settled, shown
from pipeline.twins import problem, twins
from score.catalogue import default_rubric
from score.judge import judge
from store import dossiers, files

SCHEMA = "berkas.dossier/1"
_PROFILE = ("initiator", "stage", "kind", "form", "trial_date", "launch_date")
"""Profile fields that always stand in the record, also when nobody printed them."""

Record = dict[str, Any]
Cite = Callable[[FindingRow], Record]


def records(connection: Connection) -> Iterator[Record]:
    """Every dossier, by id; memory stays flat."""
    for lot in dossiers.pages_of_dossiers(connection):
        for dossier in lot:
            yield record(connection, dossier)


def record(connection: Connection, dossier: Dossier) -> Record:
    """One dossier with everything read from its files, as people settled it."""
    named = _first_names(dossiers.files_of(connection, [dossier.id]))
    known = files.files(connection, named)
    found = files.findings(connection, named)
    rows = dossiers.innovations_of(connection, [dossier.id])
    tags = dossiers.tags(connection, [row.id for row in rows])
    people = settled(connection, [dossier.id, *(row.id for row in rows), *(row.id for row in found)])
    by_id = {row.id: row for row in found}
    repeated = twins({sha256: known[sha256] for sha256 in named})
    once = [row for row in found if row.sha256 not in repeated]

    def cited(row: FindingRow) -> Record:
        return cite(row, named[row.sha256], people.verdict(row.id))

    more = dossiers.further_tags(connection, [row.id for row in rows])
    innovations = [one for row in rows if (one := shown(row, tags.get(row.id), people, more.get(row.id, ())))]
    further_of = further(connection, innovations, people, without_places, dated=False)
    return {
        "schema": SCHEMA,
        "dossier": _dossier(dossier, people) | {"flags": _placed(dossier.flags, by_id, cited)},
        "files": [_file(known[sha256], name, _same(sha256, repeated, named)) for sha256, name in named.items()],
        "innovations": [
            _innovation(one, by_id, people, cited) | {"tags": further_of[one.row.id]} for one in innovations
        ],
        **_lists(once, people, cited),
        "evidence": _evidence(connection, dossier, once, people, cited),
    }


def _first_names(rows: Sequence[DossierFile]) -> dict[str, str]:
    """Each content once, under the first of its names."""
    named: dict[str, str] = {}
    for row in rows:
        named.setdefault(row.sha256, row.name)
    return named


def _dossier(dossier: Dossier, people: Settled) -> Record:
    parts = ("title", "region", "unit", "year", "season")
    return {
        "id": dossier.id,
        "kind": dossier.kind,
        **{part: people.value(dossier.id, part, getattr(dossier, part)) for part in parts},
    }


def _same(sha256: str, repeated: Mapping[str, str], named: Mapping[str, str]) -> list[Record]:
    """The problem of a file whose text stands in another of the dossier, too."""
    original = repeated.get(sha256, sha256)
    group = [original, *(copy for copy, of in repeated.items() if of == original)]
    others = [named[other] for other in group if other != sha256]
    return [problem(others)] if others else []


def _file(file: SourceFile, name: str, more: Sequence[Record]) -> Record:
    return {
        "name": name,
        "sha256": file.sha256,
        "media_type": file.media_type,
        "role": file.document_type if file.state == "read" else None,
        "kind": file.kind if file.state == "read" else None,
        "confidence": file.role.get("confidence"),
        "confidence_basis": file.role.get("basis"),
        "pages": file.pages,
        "pages_unreadable": file.unreadable,
        "origin": file.origin,
        "state": file.state,
        "engine": file.engine,
        "problems": [*file.problems, *more],
    }


def _innovation(one: Shown, by_id: Mapping[str, FindingRow], people: Settled, cited: Cite) -> Record:
    row = one.row
    cites: dict[str, Record] = {}
    for part, finding_id in row.cites.items():
        field = part if part in PARTS else part.removeprefix("profile.")
        if finding_id in by_id:
            cites[field] = cited(by_id[finding_id]) | {"reviewed": people.verdict(row.id, part)}
    return {
        "id": row.id,
        **{part: getattr(one, part) for part in PARTS},
        **{key: one.profile.get(key) for key in _PROFILE},
        "profile": dict(one.profile),
        "sector": one.sector,
        "sector_claimed": compared(one),
        "alignment": row.alignment if one.name == row.name and one.expansion == row.expansion else [],
        "cites": cites,
        "flags": _placed([*row.flags, *disagreement(one, people)], by_id, cited),
    }


def _placed(flags: Sequence[Record], by_id: Mapping[str, FindingRow], cited: Cite) -> list[Record]:
    """The flags with the place of each of their values, so that a reviewer can look at both."""
    return [
        {
            **flag,
            "values": [
                {**one, "cite": cited(by_id[one["finding"]]) if one["finding"] in by_id else None}
                for one in flag["values"]
            ],
        }
        for flag in flags
    ]


def _lists(found: Sequence[FindingRow], people: Settled, cited: Cite) -> Record:
    return {
        "acronyms": _values(found, "acronym", people, cited, "short", "long"),
        "people": _values(found, "person", people, cited, "name", "role", "unit", "titles"),
        "units": _values(found, "unit", people, cited, "name", "type", "canonical"),
        "regulations": _values(
            found, "regulation", people, cited, "kind", "number", "year", "issuer", "subject", "known"
        ),
        "money": _values(found, "money", people, cited, "amount", "currency"),
        "dates": _values(found, "date", people, cited, "iso", "granularity"),
        "changes": _values(found, "change", people, cited, "subject", "before", "after", "unit"),
        "links": [{"url": entry.pop("value"), **entry} for entry in _values(found, "link", people, cited)],
    }


_WITH_TEXT = {"regulation", "money", "date"}


def _values(found: Sequence[FindingRow], kind: str, people: Settled, cited: Cite, *keys: str) -> list[Record]:
    """The different values of a kind, each once: from where it was read most surely, with how often it stands there."""
    best: dict[str, tuple[FindingRow, Any, int]] = {}
    for row in found:
        value = people.value(row.id, "value", row.value) if row.kind == kind else None
        if value is None:
            continue
        old = best.get(repr(value))
        surest = row if old is None or row.confidence > old[0].confidence else old[0]
        best[repr(value)] = (surest, value, 1 + (old[2] if old else 0))
    return [
        ({key: value.get(key) for key in keys} if keys else {"value": value})
        | ({"text": row.quote} if kind in _WITH_TEXT else {})
        | {"mentions": mentions, "cite": cited(row)}
        for row, value, mentions in best.values()
    ]


def _evidence(
    connection: Connection, dossier: Dossier, found: Sequence[FindingRow], people: Settled, cited: Cite
) -> list[Record]:
    rows = [row for row in found if row.kind == "evidence" and people.verdict(row.id) != "absent"]
    innovations = [row.id for row in dossiers.innovations_of(connection, [dossier.id])]
    speaks_for: dict[str, list[str]] = {}
    for link in dossiers.evidence_of(connection, innovations):
        speaks_for.setdefault(link.finding_id, []).append(link.innovation_id)
    listed = []
    for row in rows:
        value = people.value(row.id, "value", row.value)
        fact = Fact(row.id, evidence_of(value), row.confidence, people.verdict(row.id))
        listed.append(
            {
                "id": row.id,
                **{key: value.get(key) for key in ("indicator", "document_type", "value", "unit")},
                "level": supported_level(fact, dossier.season, default_rubric()),
                **{key: value.get(key) for key in ("years", "basis", "item", "void")},
                "claimed": value["document_type"] == "proposal",
                "innovations": speaks_for.get(row.id, []),
                "cite": cited(row),
            }
        )
    return listed


def supported_level(fact: Fact, year: int, rubric: Rubric) -> int | None:
    """The level that this fact alone reaches, or claims where it is only the proposal's word; None when none."""
    mine = [one for one in rubric.indicators if fact.evidence.indicator in {one.id, one.fact}]
    if not mine:
        return None
    verdict = judge(mine[0], [fact], Context(year))
    return verdict.level if verdict.level is not None else verdict.claimed_level
