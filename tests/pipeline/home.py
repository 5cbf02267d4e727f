"""A home for tests: take files in through the small language of jobs.py, and look at what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from models.sector import SectorInput
from models.tables import Decision, SectorTag
from pipeline.giving import given
from pipeline.home import open_home
from pipeline.ingest import Report, take_in
from pipeline.overview import batch_files
from pipeline.progress import Silent
from pipeline.records import records
from pipeline.settings import Grouping, Ocr, Settings
from pipeline.tagging import Tagger
from pipeline.workers import Task
from store.engine import reading, writing
from store.rows import put
from tests.pipeline.jobs import read_job

CONTENT = ("source_file", "finding", "dossier", "dossier_file", "innovation", "innovation_evidence", "sector_tag")
_SECONDS = count()


def clock() -> datetime:
    """A new second each time it is asked."""
    return datetime.fromtimestamp(1_800_000_000 + next(_SECONDS), UTC)


def tag(ids: Sequence[str], inputs: Sequence[SectorInput]) -> list[SectorTag]:
    return [
        SectorTag.model_validate(
            {
                "innovation_id": id_,
                "model": "test",
                "slug": "kesehatan",
                "confidence": 0.9,
                "abstained": False,
                "alternatives": [{"slug": "kesehatan", "confidence": 0.9}],
                "reasons": [],
            }
        )
        for id_, _ in zip(ids, inputs, strict=True)
    ]


@dataclass(frozen=True)
class Home:
    settings: Settings

    @property
    def engine(self) -> Engine:
        return open_home(self.settings)

    def ingest(
        self,
        *paths: Path,
        grouping: Grouping = "auto",
        ocr: Ocr = "auto",
        tag: Tagger = tag,
        manifest: Path | None = None,
    ) -> Report:
        settings = replace(self.settings, grouping=grouping, ocr=ocr, manifest=manifest)
        return take_in(given(paths, settings), settings, clock, Silent(), tag=tag, task=Task(read_job))

    def outcomes(self, report: Report) -> dict[str, str]:
        return {Path(row["path"]).name: row["outcome"] for row in batch_files(self.engine, report.batch)}

    def records(self) -> list[dict[str, Any]]:
        with reading(self.engine) as connection:
            return list(records(connection))

    def content(self) -> dict[str, list[Any]]:
        return content(self.engine)

    def decide(self, subject: str, field: str, verdict: str, value: Any = None) -> None:
        row = Decision.model_validate(
            {
                "subject": subject,
                "field": field,
                "verdict": verdict,
                "value": value,
                "decided_by": "juri",
                "decided_at": clock(),
            }
        )
        with writing(self.engine) as connection:
            put(connection, [row])


def content(engine: Engine) -> dict[str, list[Any]]:
    """Every row of the tables that hold content, in an order of their own."""
    with reading(engine) as connection:
        return {
            table: sorted((tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))), key=repr)  # noqa: S608
            for table in CONTENT
        }
