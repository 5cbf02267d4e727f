"""Why an innovation has its score: every indicator with its reason, and the quote and place it rests on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine

from models.tables import Run, RunTotal, RunVerdict
from pipeline.errors import NotFoundError
from pipeline.folding import folded
from pipeline.lookup import find_innovation, find_run
from pipeline.outdated import newer_decisions
from pipeline.sector_view import further, sectors, with_places
from pipeline.settled import settled, shown
from store import dossiers, placements, runs
from store.engine import reading


def explain(engine: Engine, words: str, run_words: str | None) -> dict[str, Any]:
    """The document of `explain --json`: the score from the run alone, so that it stays true when files are read anew.

    Beside it the sector as it is now, and whether people settled something that the run does not know.
    Raises: NotFoundError for an unknown innovation or run, or an innovation that this run did not score.
    """
    with reading(engine) as connection:
        run = find_run(connection, run_words)
        total = _total(connection, run, words)
        verdicts = runs.verdicts(connection, run.id, total.innovation_id)
        sector, tags = _tagged(connection, total.innovation_id)
        newer = newer_decisions(connection, run, [total.innovation_id])
    names = {one["id"]: one for one in (*run.rubric["indicators"], *run.rubric["criteria"])}
    facts = {fact["id"]: fact for fact in total.facts}
    return {
        "run": run.id,
        "rubric": run.rubric_id,
        "official": run.rubric_status == "corroborated",
        "status": run.rubric_status,
        "innovation": {"id": total.innovation_id, **total.labels, "dossier": total.dossier_id},
        "sector": sector,
        "tags": tags,
        "outdated": newer > 0,
        "newer_decisions": newer,
        "year": total.year,
        **_sums(total, run),
        "unreadable": total.unreadable,
        "indicators": [_indicator(verdict, names, facts) for verdict in verdicts],
    }


def _total(connection: Connection, run: Run, words: str) -> RunTotal:
    """What the run says of an innovation: as it is called now, or as the run called it."""
    mine = runs.totals_like(connection, run.id, words)
    if len(mine) == 1:
        return mine[0]
    try:
        innovation = find_innovation(connection, words)
    except NotFoundError:
        mine = [total for total in runs.totals(connection, run.id) if folded(total.labels["name"]) == folded(words)]
        if len(mine) != 1:
            raise
        return mine[0]
    for id_ in (innovation.id, *(old for old, _ in placements.predecessors(connection, [innovation.id]))):
        if total := runs.total(connection, run.id, id_):
            return total
    raise NotFoundError("not-scored", words=innovation.name, run=run.id)


def _tagged(connection: Connection, innovation_id: str) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """The sector with its reasons, None when nothing was tagged or nothing goes on as this innovation; further tags."""
    now = dossiers.innovations(connection, [innovation_id, *placements.successors(connection, innovation_id)])
    row = now.get(innovation_id) or next(iter(now.values()), None)
    if row is None:
        return None, {}
    people = settled(connection, [row.id])
    tag, more = dossiers.tags(connection, [row.id]).get(row.id), dossiers.further_tags(connection, [row.id])
    one = shown(row, tag, people, more.get(row.id, ()))
    if one is None:
        return None, {}
    named = {file.sha256: file.name for file in reversed(dossiers.files_of(connection, [row.dossier_id]))}
    tags = further(connection, [one], people, with_places(connection, named))[row.id]
    if one.sector is None:
        return None, tags
    why = sectors(connection, [one], named)[row.id]
    return {**one.sector, "reviewed": people.verdict(row.id, "sector"), **why}, tags


def _sums(total: RunTotal, run: Run) -> dict[str, Any]:
    keys = ("score", "possible", "claimed", "met", "not_met", "cannot_judge", "predicate")
    return {key: getattr(total, key) for key in keys} | {"max_score": run.max_score}


def _indicator(verdict: RunVerdict, names: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    keys = ("outcome", "level", "score", "max_score", "reason", "detail", "basis", "claimed_level", "mandatory")
    named = names.get(verdict.indicator, {})
    return {
        "indicator": verdict.indicator,
        "name": named.get("name_id", verdict.indicator),
        "name_en": named.get("name_en", verdict.indicator),
        **{key: getattr(verdict, key) for key in keys},
        "facts": [_fact(facts[id_]) for id_ in verdict.facts],
        "others": [_fact(facts[id_]) for id_ in verdict.others],
    }


def _fact(fact: dict[str, Any]) -> dict[str, Any]:
    return {"id": fact["id"], **fact["evidence"], "reviewed": fact["reviewed"], "cite": fact["cite"]}
