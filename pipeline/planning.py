"""`ingest --dry-run`: everything is read and grouped for real, in a home that is thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline import intake
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
        report = take_in(intake.walk(paths, settings.home), aside, clock, progress, tag=lambda ids, inputs: [])
        engine = open_home(aside)
        given = batch_files(engine, report.batch)
        with reading(engine) as connection:
            made = [dossier for lot in dossiers.pages_of_dossiers(connection) for dossier in lot]
            read = files.files(connection, {row["sha256"] for row in given if row["sha256"]})
        engine.dispose()
    return {
        "dry_run": True,
        "grouping": settings.grouping,
        "dossiers": [
            {
                "id": dossier.id,
                "kind": dossier.kind,
                "title": dossier.title,
                "files": [_file(row, read) for row in given if row["dossier"] == dossier.id],
            }
            for dossier in made
        ],
        "set_aside": [row for row in given if row["outcome"] == "set_aside"],
        "files": len(given),
    }


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
