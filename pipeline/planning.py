"""`ingest --dry-run`: everything is read and grouped for real, in a home that is thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection

from pipeline import intake
from pipeline.giving import given
from pipeline.home import open_home
from pipeline.ingest import Clock, Progress, take_in
from pipeline.overview import batch_files
from pipeline.settings import Settings
from store import dossiers, files
from store.engine import reading


def plan(paths: Sequence[Path], settings: Settings, clock: Clock, progress: Progress) -> dict[str, Any]:
    """Which dossiers these files would make, and what each file was taken for. Nothing of it is kept."""
    progress.expect(intake.count(paths, settings.home))
    with TemporaryDirectory(prefix="berkas-plan-") as folder:
        aside = replace(settings, home=Path(folder), db_url=None)
        report = take_in(given(paths, settings), aside, clock, progress, tag=lambda ids, inputs: [])
        engine = open_home(aside)
        rows = batch_files(engine, report.batch)
        with reading(engine) as connection:
            made = [dossier for lot in dossiers.pages_of_dossiers(connection) for dossier in lot]
            stated = {dossier.id: found for dossier in made if (found := _stated(connection, dossier.id))}
            read = files.files(connection, {row["sha256"] for row in rows if row["sha256"]})
        engine.dispose()
    return {
        "dry_run": True,
        "grouping": settings.grouping,
        "dossiers": [
            {
                "id": dossier.id,
                "kind": dossier.kind,
                "title": dossier.title,
                "manifest": stated.get(dossier.id),
                "files": [_file(row, read) for row in rows if row["dossier"] == dossier.id],
            }
            for dossier in made
        ],
        "set_aside": [row for row in rows if row["outcome"] == "set_aside"],
        "noted": [row for row in rows if row["outcome"] != "set_aside" and row["problems"]],
        "files": len(rows),
    }


def _stated(connection: Connection, dossier_id: str) -> list[dict[str, Any]]:
    """What a manifest says of a dossier: innovation and unit, and where in which file it says so."""
    rows = dossiers.innovations_of(connection, [dossier_id])
    found = files.findings_by_id(connection, [id_ for row in rows for id_ in row.cites.values()])
    names = {row.sha256: row.name for row in dossiers.files_of(connection, [dossier_id])}
    return [
        {"field": field, "value": one.value, "file": names[one.sha256], "path": one.places[0]["path"]}
        for row in rows
        for field, id_ in row.cites.items()
        if (one := found[id_]).kind.startswith("manifest.")
    ]


def _file(row: dict[str, Any], read: dict[str, Any]) -> dict[str, Any]:
    file = read[row["sha256"]]
    return {
        "path": row["path"],
        "sha256": row["sha256"],
        "role": file.document_type,
        "kind": file.kind,
        "confidence": file.role.get("confidence"),
        "readable": file.state == "read",
    }
