"""What there is: dossiers, one dossier in full, batches and what was set aside."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Engine

from models.tables import Batch, Decision
from pipeline.claimed import disagreement
from pipeline.ingest import Report
from pipeline.lookup import find_dossier
from pipeline.records import record
from pipeline.sector_view import further, sectors, with_places
from pipeline.settled import Shown, settled, shown
from store import batches, dossiers
from store.engine import reading


def listing(engine: Engine) -> list[dict[str, Any]]:
    """Every dossier in a few words, by region, unit and title."""
    found: list[dict[str, Any]] = []
    with reading(engine) as connection:
        for lot in dossiers.pages_of_dossiers(connection):
            ids = [dossier.id for dossier in lot]
            rows = dossiers.innovations_of(connection, ids)
            tags = dossiers.tags(connection, [row.id for row in rows])
            more = dossiers.further_tags(connection, [row.id for row in rows])
            people = settled(connection, [*ids, *(row.id for row in rows)])
            counts: dict[str, set[str]] = {}
            for file in dossiers.files_of(connection, ids):
                counts.setdefault(file.dossier_id, set()).add(file.sha256)
            for dossier in lot:
                mine = [
                    one
                    for row in rows
                    if row.dossier_id == dossier.id
                    and (one := shown(row, tags.get(row.id), people, more.get(row.id, ())))
                ]
                found.append(
                    {
                        "id": dossier.id,
                        "kind": dossier.kind,
                        **{
                            key: people.value(dossier.id, key, getattr(dossier, key))
                            for key in ("title", "region", "unit", "year")
                        },
                        "season": dossier.season,
                        "files": len(counts.get(dossier.id, ())),
                        "innovations": [_in_short(one) for one in mine],
                        "flags": len(dossier.flags)
                        + sum(len(one.row.flags) + len(disagreement(one, people)) for one in mine),
                    }
                )
    return sorted(found, key=lambda row: (row["region"] or "~", row["unit"] or "~", row["title"] or "~", row["id"]))


def _in_short(one: Shown) -> dict[str, Any]:
    tags = {id_: None if tag is None or tag["abstained"] else tag["slug"] for id_, tag in one.tags.items()}
    return {"id": one.row.id, "name": one.name, "sector": one.slug, "tags": tags}


def details(engine: Engine, words: str) -> dict[str, Any]:
    """One dossier: its record, why each has its sector, and who settled what when. Raises: NotFoundError."""
    with reading(engine) as connection:
        dossier = find_dossier(connection, words)
        found = record(connection, dossier)
        rows = dossiers.innovations_of(connection, [dossier.id])
        subjects = [dossier.id, *(row.id for row in rows), *(row["id"] for row in found["evidence"])]
        people = settled(connection, subjects)
        tags = dossiers.tags(connection, [row.id for row in rows])
        more = dossiers.further_tags(connection, [row.id for row in rows])
        seen = [one for row in rows if (one := shown(row, tags.get(row.id), people, more.get(row.id, ())))]
        named = {file["sha256"]: file["name"] for file in found["files"]}
        why = sectors(connection, seen, named)
        beside = further(connection, seen, people, with_places(connection, named))
    for innovation in found["innovations"]:
        tag = tags.get(innovation["id"])
        innovation["sector_model"] = tag.model if tag else None
        innovation["sector_reasons"] = why[innovation["id"]].pop("reasons")
        innovation["sector_tag"] = why[innovation["id"]]
        innovation["tags"] = beside[innovation["id"]]
    return found | {"decisions": [_decision(row) for row in people.of(subjects)]}


def _decision(row: Decision) -> dict[str, Any]:
    return row.model_dump() | {"decided_at": row.decided_at.isoformat()}


def status(engine: Engine, limit: int = 20) -> dict[str, Any]:
    """The latest batches, and every file that is set aside now with its reason."""
    with reading(engine) as connection:
        newest = batches.newest(connection, limit)
        tallies = {batch.id: batches.tally(connection, batch.id) for batch in newest}
        aside = [row for row in batches.with_set_aside(connection) if row.outcome == "set_aside"]
        return {
            "counts": dossiers.counts(connection),
            "batches": [_batch(batch, tallies[batch.id]) for batch in newest],
            "set_aside": [
                {"path": row.path, "sha256": row.sha256, "batch": row.batch_id, "problems": row.problems}
                for row in aside
            ],
        }


def _batch(batch: Batch, tally: dict[str, int]) -> dict[str, Any]:
    return {
        "batch": batch.id,
        "created": batch.created_at.isoformat(),
        "finished": batch.finished_at.isoformat() if batch.finished_at else None,
        "seconds": batch.seconds,
        "pages": tally["pages"],
        **{outcome: tally.get(outcome, 0) for outcome in ("stored", "unchanged", "set_aside")},
    }


def reported(engine: Engine, report: Report) -> dict[str, Any]:
    """The document of `ingest --json`."""
    return asdict(report) | {"files": batch_files(engine, report.batch)}


def batch_files(engine: Engine, batch_id: str) -> list[dict[str, Any]]:
    """The files of a batch as in `ingest --json`, by path."""
    keys = ("path", "sha256", "outcome", "pages", "origin", "problems")
    with reading(engine) as connection:
        return [
            {key: getattr(row, key) for key in keys} | {"dossier": row.dossier_id}
            for row in batches.files(connection, batch_id)
        ]
