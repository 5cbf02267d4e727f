"""Scores: a run under a rubric, its ranking, who moved, and why."""

from __future__ import annotations

from typing import Any

import click

from commands.call import Call, command, now


@command()
@click.option("--rubric", metavar="ID", help="Default: the rubric marked with * in `rubric list`.")
def score(call: Call, rubric: str | None) -> None:
    """Score every innovation under a rubric; makes an immutable run."""
    from pipeline import present, rubric_files, scoring

    scored = scoring.score_all(call.engine(), call.home, rubric_files.rubric_of(rubric), now())
    if call.json:
        call.answer(scoring.as_json(scored))
        return
    present.unofficial(call.lang, scored.run.rubric_id, scored.run.rubric_status)
    key = "scored" if scored.created else "scored-before"
    call.say(key, innovations=scored.innovations, rubric=scored.run.rubric_id, run=scored.run.id)


@command()
@click.option("--rubric", required=True, metavar="ID|FILE")
@click.option("--set", "changes", multiple=True, metavar="INDICATOR.weight=N", help="Another weight; may be repeated.")
@click.option("--compare", metavar="RUN", help="Who moved since that run, and which indicator caused it.")
def rescore(call: Call, rubric: str, changes: tuple[str, ...], compare: str | None) -> None:
    """A new run under a rubric with other weights, or a rubric of your own."""
    from pipeline import present, ranking, rubric_files, scoring

    engine = call.engine()
    before = ranking.run_of(engine, compare) if compare else None
    run = scoring.score_all(engine, call.home, rubric_files.rubric_of(rubric, changes), now()).run
    ranked = ranking.ranking(engine, run)
    moves = ranking.moves(engine, before, run) if before else None
    if call.json:
        call.answer(ranking.as_json(ranked) | (ranking.moves_json(moves) if moves else {}))
        return
    present.ranking(call.lang, ranked)
    if moves:
        present.comparison(call.lang, moves, ranking.names(ranked.rows))


@command()
@click.option("--run", "run_id", metavar="RUN", help="Default: the newest run.")
@click.option(
    "--by", type=click.Choice(["innovation", "unit", "region", "sector"]), default="innovation", show_default=True
)
@click.option("--sector", metavar="S", help="Only this sector.")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only the first N places.")
def rank(call: Call, run_id: str | None, by: Any, sector: str | None, top: int | None) -> None:
    """The ranking, with ties, predicate and rank interval."""
    from pipeline import present, ranking

    engine = call.engine()
    ranked = ranking.ranking(engine, ranking.run_of(engine, run_id), by, sector, top)
    call.show(ranking.as_json(ranked), lambda: present.ranking(call.lang, ranked))
    if ranked.newer:
        call.warn("outdated", decisions=ranked.newer)


@command()
@click.argument("innovation")
@click.option("--run", "run_id", metavar="RUN", help="Default: the newest run.")
def explain(call: Call, innovation: str, run_id: str | None) -> None:
    """Every point of a score, with the quote and the place it rests on."""
    from pipeline import explaining, present

    found = explaining.explain(call.engine(), innovation, run_id)
    call.show(found, lambda: present.explanation(call.lang, found))
    if found["newer_decisions"]:
        call.warn("outdated", decisions=found["newer_decisions"])
