"""Score every innovation under a rubric: one immutable run, named after everything that it depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from models.rubric import Rubric
from models.tables import Run, RunTotal, RunVerdict
from models.verdict import Total, Verdict
from pipeline.facts import Case, cases
from score.total import score
from store import runs
from store.engine import writing
from store.ids import canonical_json, content_id
from store.lock import home_lock


@dataclass(frozen=True, slots=True)
class Scored:
    run: Run
    innovations: int
    created: bool
    """False when exactly this was scored before: the run is the same, and stays as it was."""


def score_all(engine: Engine, home: Path, rubric: Rubric, at: datetime) -> Scored:
    """A run over everything that is stored.

    Raises: LockedError while another job writes to this home.
    """
    with home_lock(home), writing(engine) as connection:
        inputs, count = _inputs(connection)
        run_id = content_id("run", rubric.fingerprint, inputs)
        old = runs.get(connection, run_id)
        if old is not None:
            return Scored(old, count, created=False)
        run = _run(run_id, rubric, inputs, at)
        runs.put_run(connection, run, _scored(connection, run_id, rubric))
    return Scored(run, count, created=True)


def _run(run_id: str, rubric: Rubric, inputs: str, at: datetime) -> Run:
    return Run.model_validate(
        {
            "id": run_id,
            "created_at": at,
            "rubric_id": rubric.id,
            "rubric_title": rubric.title_id,
            "rubric_status": rubric.status,
            "fingerprint": rubric.fingerprint,
            "rubric": asdict(rubric),
            "inputs": inputs,
            "max_score": rubric.max_score,
        }
    )


def _inputs(connection: Connection) -> tuple[str, int]:
    """SHA-256 of everything that will be judged, and how many innovations that is."""
    digest, count = hashlib.sha256(), 0
    for case in cases(connection):
        said: dict[str, Any] = {
            "innovation": case.innovation.row.id,
            "facts": case.inputs(),
            "context": asdict(case.context),
            "labels": _labels(case),
        }
        digest.update(canonical_json(said).encode("utf-8"))
        count += 1
    return digest.hexdigest(), count


def _scored(connection: Connection, run_id: str, rubric: Rubric) -> Iterator[tuple[RunTotal, list[RunVerdict]]]:
    facts = {indicator.id: indicator.fact for indicator in rubric.indicators}
    for case in cases(connection):
        total = score(case.innovation.row.id, rubric, case.facts, case.context)
        rows = [
            _verdict(run_id, total.innovation, ordinal, verdict, facts.get(verdict.indicator, verdict.indicator))
            for ordinal, verdict in enumerate(total.verdicts, 1)
        ]
        yield _total(run_id, case, total), rows


def _labels(case: Case) -> dict[str, Any]:
    one = case.innovation
    return {"name": one.name, "unit": one.unit, "region": one.region, "sector": one.slug}


def _total(run_id: str, case: Case, total: Total) -> RunTotal:
    return RunTotal.model_validate(
        {
            "run_id": run_id,
            "innovation_id": total.innovation,
            "dossier_id": case.innovation.row.dossier_id,
            "labels": _labels(case),
            "year": case.context.year,
            "score": total.score,
            "possible": total.possible,
            "claimed": total.claimed,
            "met": total.met,
            "not_met": total.not_met,
            "cannot_judge": total.cannot_judge,
            "predicate": total.predicate,
            "facts": case.inputs(),
            "unreadable": list(case.context.unreadable),
        }
    )


def _verdict(run_id: str, innovation: str, ordinal: int, verdict: Verdict, fact: str) -> RunVerdict:
    return RunVerdict.model_validate(
        {
            **asdict(verdict),
            "run_id": run_id,
            "innovation_id": innovation,
            "ordinal": ordinal,
            "fact": fact,
            "facts": list(verdict.facts),
            "others": list(verdict.others),
        }
    )


def as_json(scored: Scored) -> dict[str, Any]:
    """The document of `score --json`."""
    run = scored.run
    return {
        "run": run.id,
        "rubric": run.rubric_id,
        "official": run.rubric_status == "corroborated",
        "status": run.rubric_status,
        "fingerprint": run.fingerprint,
        "inputs": run.inputs,
        "max_score": run.max_score,
        "innovations": scored.innovations,
        "created": scored.created,
    }
