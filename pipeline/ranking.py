"""The ranking of a run, and two runs beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from classify.taxonomy import load_sectors
from models.tables import Run, RunTotal
from models.verdict import By, Comparison, Entry, Ranked
from pipeline.errors import CommandError, NotFoundError
from pipeline.lookup import find_run
from pipeline.outdated import newer_decisions
from pipeline.settled import settled, shown
from score import compare
from score.rank import rank
from store import dossiers, runs
from store.engine import reading


@dataclass(frozen=True, slots=True)
class Ranking:
    run: Run
    by: By
    rows: tuple[Ranked, ...]
    newer: int = 0
    """Decisions of people since the run that would change a score."""


def run_of(engine: Engine, words: str | None) -> Run:
    """The run of this id, or the newest under a rubric as it stands. Raises: NotFoundError."""
    with reading(engine) as connection:
        return find_run(connection, words)


def ranking(
    engine: Engine, run: Run, by: By = "innovation", sector: str | None = None, top: int | None = None
) -> Ranking:
    """Rank what a run scored; `sector` ranks within that sector, `top` cuts the list (ties at the edge stay).

    Scores are the run's; names, units, regions and sectors are those that people have settled by now.
    Raises: CommandError "no-weights" for a rubric that gives no total; NotFoundError for a sector that there is not.
    """
    if sector is not None and sector not in (known := load_sectors().slugs):
        raise NotFoundError("no-sector", slug=sector, known=", ".join(known))
    entries = [entry for entry in _entries(engine, run) if sector is None or entry.sector == sector]
    rows = rank(entries, by)
    with reading(engine) as connection:
        newer = newer_decisions(connection, run)
    return Ranking(run, by, tuple(row for row in rows if top is None or row.rank <= top), newer)


def _entries(engine: Engine, run: Run) -> list[Entry]:
    with reading(engine) as connection:
        totals = runs.totals(connection, run.id)
        ids = [total.innovation_id for total in totals]
        rows, tags, people = (
            dossiers.innovations(connection, ids),
            dossiers.tags(connection, ids),
            settled(connection, ids),
        )
    entries = []
    for total in totals:
        labels = dict(total.labels)
        row = rows.get(total.innovation_id)
        now = shown(row, tags.get(row.id), people) if row else None
        if now is not None:
            labels = {"name": now.name, "unit": now.unit, "region": now.region, "sector": now.slug}
        entries.append(_entry(total, labels))
    return entries


def _entry(total: RunTotal, labels: dict[str, Any]) -> Entry:
    if total.score is None or total.possible is None:
        raise CommandError("no-weights")
    return Entry(
        id=total.innovation_id,
        score=total.score,
        possible=total.possible,
        met=total.met,
        not_met=total.not_met,
        cannot_judge=total.cannot_judge,
        predicate=total.predicate,
        dossier=total.dossier_id,
        **labels,
    )


def moves(engine: Engine, before: Run, after: Run) -> Comparison:
    """Who moved between two runs, and which indicators caused it."""
    return compare.compare(_comparable(engine, before), _comparable(engine, after))


def _comparable(engine: Engine, run: Run) -> compare.Run:
    with reading(engine) as connection:
        verdicts = runs.verdicts(connection, run.id)
    parts: dict[str, dict[str, float]] = {}
    for verdict in verdicts:
        parts.setdefault(verdict.innovation_id, {})[verdict.fact] = verdict.score or 0.0
    return compare.Run(ranking(engine, run).rows, parts)


def as_json(ranked: Ranking) -> dict[str, Any]:
    """The document of `rank --json`."""
    run = ranked.run
    return {
        "run": run.id,
        "rubric": run.rubric_id,
        "official": run.rubric_status == "corroborated",
        "status": run.rubric_status,
        "by": ranked.by,
        "max_score": run.max_score,
        "created": run.created_at.isoformat(),
        "outdated": ranked.newer > 0,
        "newer_decisions": ranked.newer,
        "rows": [_row(row) for row in ranked.rows],
    }


def _row(row: Ranked) -> dict[str, Any]:
    entry = row.entry
    return {
        "rank": row.rank,
        "tied": row.tied,
        "interval": list(row.interval),
        "id": entry.id,
        "name": entry.name,
        "unit": entry.unit,
        "region": entry.region,
        "sector": entry.sector,
        "score": entry.score,
        "possible": entry.possible,
        "met": entry.met,
        "not_met": entry.not_met,
        "cannot_judge": entry.cannot_judge,
        "predicate": entry.predicate,
        "dossier": entry.dossier,
        "size": row.size,
    }


def moves_json(comparison: Comparison) -> dict[str, Any]:
    """What `rescore --compare` adds."""
    return {
        "moves": [
            {
                "id": move.id,
                "from": move.from_rank,
                "to": move.to_rank,
                "score_from": move.score_from,
                "score_to": move.score_to,
                "because": [{"indicator": cause.indicator, "delta": cause.delta} for cause in move.because],
            }
            for move in comparison.moves
        ],
        "entered_top": list(comparison.entered_top),
        "left_top": list(comparison.left_top),
    }


def names(ranked: Sequence[Ranked]) -> dict[str, str]:
    return {row.entry.id: row.entry.name for row in ranked}
