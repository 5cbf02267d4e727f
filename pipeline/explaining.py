"""Why an innovation has its score: every indicator with its reason, and the quote and place it rests on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from models.tables import Run, RunTotal, RunVerdict
from pipeline.errors import NotFoundError
from pipeline.lookup import find_innovation, find_run
from store import runs
from store.engine import reading


def explain(engine: Engine, words: str, run_words: str | None) -> dict[str, Any]:
    """The document of `explain --json`, from the run alone: it stays true when files are read anew.

    Raises: NotFoundError for an unknown innovation or run, or an innovation that this run did not score.
    """
    with reading(engine) as connection:
        run = find_run(connection, run_words)
        innovation = find_innovation(connection, words)
        total = runs.total(connection, run.id, innovation.id)
        verdicts = runs.verdicts(connection, run.id, innovation.id)
    if total is None:
        raise NotFoundError("not-scored", words=innovation.name, run=run.id)
    names = {one["id"]: one for one in (*run.rubric["indicators"], *run.rubric["criteria"])}
    facts = {fact["id"]: fact for fact in total.facts}
    return {
        "run": run.id,
        "rubric": run.rubric_id,
        "official": run.rubric_status == "corroborated",
        "status": run.rubric_status,
        "innovation": {"id": innovation.id, **total.labels, "dossier": total.dossier_id},
        "year": total.year,
        **_sums(total, run),
        "unreadable": total.unreadable,
        "indicators": [_indicator(verdict, names, facts) for verdict in verdicts],
    }


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
