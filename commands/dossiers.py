"""Dossiers: taking them in, what became of them, and all of it out again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.call import SET_ASIDE, Call, command, cores, now

if TYPE_CHECKING:
    from pipeline.ingest import Report


@command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(1, 256), help="Files read at the same time.")
@click.option("--grouping", type=click.Choice(["auto", "file", "folder"]), default="auto", show_default=True)
@click.option("--ocr", type=click.Choice(["auto", "never", "always"]), default="auto", show_default=True)
@click.option("--season", type=click.IntRange(2000, 2100), help="Assessment year.")
@click.option("--timeout", type=click.FloatRange(min=1), help="Seconds that one file may take.")
@click.option(
    "--manifest",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="CSV or XLSX with file, unit, innovation: which file belongs to which.",
)
@click.option("--dry-run", is_flag=True, help="Read and group, store nothing, print the plan.")
def ingest(call: Call, paths: tuple[Path, ...], dry_run: bool, **options: Any) -> int:
    """Take in files, folders and ZIP archives; safe to repeat."""
    from pipeline import worker_entry, workers

    workers.get_ready(worker_entry.READ)  # it loads in another process while this one loads the store
    from pipeline import ingest, planning, present
    from pipeline.progress import watching

    settings = call.settings(**{**options, "workers": options["workers"] or cores()})
    with watching(call.lang, terminal=sys.stderr.isatty()) as progress:
        if dry_run:
            plan = planning.plan(paths, settings, now, progress)
            call.show(plan, lambda: present.plan(call.lang, plan))
            return SET_ASIDE if plan["set_aside"] else 0
        report = ingest.ingest(paths, settings, now, progress)
    return _reported(call, report, next_step=True)


def _reported(call: Call, report: Report, *, next_step: bool = False) -> int:
    from pipeline import outcomes, overview

    found = overview.reported(call.engine(), report)
    call.show(found, lambda: outcomes.report(call.lang, found, next_step=next_step))
    return SET_ASIDE if report.set_aside else 0


@command()
@click.option("--retry", is_flag=True, help="Take up again what was set aside.")
def status(call: Call, retry: bool) -> int:
    """Batches, what was stored, what was set aside and why."""
    from pipeline import ingest, overview, present
    from pipeline.progress import watching

    if retry:
        with watching(call.lang, terminal=sys.stderr.isatty()) as progress:
            report = ingest.retry(call.settings(workers=cores()), now, progress)
        return _reported(call, report)
    found = overview.status(call.engine())
    call.show(found, lambda: present.status(call.lang, found))
    return 0


@command("list")
def list_(call: Call) -> None:
    """The dossiers."""
    from pipeline import overview, present

    found = overview.listing(call.engine())
    call.show({"dossiers": found}, lambda: present.dossiers(call.lang, found))


@command()
@click.argument("dossier")
def show(call: Call, dossier: str) -> None:
    """Everything about one dossier, named by its id, the beginning of it, or an innovation."""
    from pipeline import overview, present

    found = overview.details(call.engine(), dossier)
    call.show(found, lambda: present.dossier(call.lang, found))


@command()
@click.option(
    "--format", "format_", type=click.Choice(["jsonl", "csv", "xlsx", "html"]), default="jsonl", show_default=True
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Default: standard output."
)
def export(call: Call, format_: Any, out: Path | None) -> None:
    """Everything out: one JSON line a dossier, or a table with one row an innovation."""
    from pipeline import exporting

    if call.json and out is None:
        return call.answer({"format": format_, **exporting.document(call.engine(), format_)})
    written = exporting.write(call.engine(), format_, out, sys.stdout.buffer)
    if out is None:
        return None
    if call.json:
        call.answer({"file": str(out), "format": format_, "dossiers": written})
    else:
        call.say("exported", records=written, file=out)
    return None


@command()
def demo(call: Call) -> None:
    """Take the samples in, score and rank them, and say what to do next."""
    from pipeline import demo, overview, present, ranking
    from pipeline.progress import watching

    with watching(call.lang, terminal=sys.stderr.isatty()) as progress:
        done = demo.demo(call.settings(workers=cores()), now, progress)
    found = overview.reported(call.engine(), done.report)
    call.show(ranking.as_json(done.ranking), lambda: present.demo(call.lang, found, done.ranking, call.home))
