"""The commands: parse, call one pipeline function, show the result.

Everything beyond click is imported inside the commands, so that `berkas --help` answers at once.
"""

from __future__ import annotations

import functools
import json
import os
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from pipeline.ingest import Report
    from pipeline.settings import Settings

SET_ASIDE = 3
"""Exit code: all done, but some files were set aside."""

_COMMON = (
    click.option(
        "--home", type=click.Path(file_okay=False, path_type=Path), help="Folder of database, originals, caches."
    ),
    click.option("--db", metavar="URL", help="Database; default SQLite inside the home."),
    click.option("--lang", type=click.Choice(["id", "en"]), help="Language of what people read."),
    click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output."),
    click.option("-v", "--verbose", is_flag=True, help="Details of unexpected failures."),
)


def main() -> None:
    cli(prog_name="berkas")


def _common(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_COMMON):
        function = option(function)
    return function


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@_common
@click.version_option(package_name="berkas")
@click.pass_context
def cli(ctx: click.Context, /, **common: Any) -> None:
    """Read innovation dossiers, cite every value, score and rank them."""
    ctx.obj = common


def command(name: str | None = None, group: click.Group = cli) -> Callable[[Callable[..., int | None]], click.Command]:
    """A command with the options that every command has; it returns its exit code, None for 0."""

    def decorate(function: Callable[..., int | None]) -> click.Command:
        @functools.wraps(function)
        def run(ctx: click.Context, /, **options: Any) -> None:
            call = Call(ctx.obj or {}, {key: options.pop(key) for key in ("home", "db", "lang", "as_json", "verbose")})
            ctx.exit(call.run(functools.partial(function, call, **options)))

        return group.command(name)(_common(click.pass_context(run)))

    return decorate


class Call:
    """One call of one command: how it was asked to work and to answer."""

    def __init__(self, before: dict[str, Any], after: dict[str, Any]) -> None:
        """`before` and `after`: the options given before and after the command's name; the later ones win."""
        given = {key: after.get(key) or before.get(key) for key in after}
        self.home: Path = given["home"] or Path(os.environ.get("BERKAS_HOME") or "berkas-data")
        self.db: str | None = given["db"]
        self.lang: Any = given["lang"] or "id"
        self.json: bool = bool(given["as_json"])
        self.verbose: bool = bool(given["verbose"])

    def settings(self, **more: Any) -> Settings:
        from pipeline.settings import Settings

        return Settings(
            self.home, self.db, self.lang, **{key: value for key, value in more.items() if value is not None}
        )

    def engine(self) -> Engine:
        """The database of a home that is there: a mistyped --home is no empty collection."""
        from pipeline.errors import NotFoundError
        from pipeline.home import open_home

        if self.db is None and not self.home.exists():
            raise NotFoundError("no-home", home=self.home)
        return open_home(self.settings())

    def run(self, function: Callable[[], int | None]) -> int:
        """The command's exit code; what stopped it is said on stderr, and with --json on stdout too."""
        from pipeline.errors import LOCKED, USAGE, CommandError, LockedError
        from pipeline.messages import say

        try:
            return function() or 0
        except CommandError as error:
            return self._fail(error.key, say(self.lang, error.key, **error.facts), error.exit_code)
        except LockedError:
            return self._fail("locked", say(self.lang, "locked"), LOCKED)
        except (click.exceptions.Exit, click.ClickException, click.Abort, KeyboardInterrupt):
            raise
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        except Exception as error:
            if self.verbose:
                click.echo(traceback.format_exc(), err=True)
            if isinstance(error, OSError) and error.filename is not None:
                facts = {"path": error.filename, "detail": error.strerror or str(error)}
                return self._fail("path-unusable", say(self.lang, "path-unusable", **facts), USAGE)
            detail = f"{type(error).__name__}: {error}".splitlines()[0]
            return self._fail("defect", say(self.lang, "defect", detail=detail), 1)

    def _fail(self, code: str, message: str, exit_code: int) -> int:
        click.echo(message, err=True)
        if self.json:
            self.answer({"error": {"code": code, "message": message}})
        return exit_code

    def answer(self, value: Any) -> None:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))

    def say(self, key: str, **facts: object) -> None:
        """A sentence for the person; beside a JSON document it goes to stderr."""
        from pipeline.messages import say

        click.echo(say(self.lang, key, **facts), err=self.json)

    def warn(self, key: str, **facts: object) -> None:
        """A sentence on stderr."""
        from pipeline.messages import say

        click.echo(say(self.lang, key, **facts), err=True)

    def show(self, value: Any, present: Callable[[], None]) -> None:
        """The JSON document, or what people read instead."""
        if self.json:
            self.answer(value)
        else:
            present()


def now() -> datetime:
    return datetime.now(UTC)


@command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--workers", type=click.IntRange(1, 256), help="Files read at the same time.")
@click.option("--grouping", type=click.Choice(["auto", "file", "folder"]), default="auto", show_default=True)
@click.option("--ocr", type=click.Choice(["auto", "never", "always"]), default="auto", show_default=True)
@click.option("--season", type=click.IntRange(2000, 2100), help="Assessment year.")
@click.option("--timeout", type=click.FloatRange(min=1), help="Seconds that one file may take.")
@click.option("--dry-run", is_flag=True, help="Read and group, store nothing, print the plan.")
def ingest(call: Call, paths: tuple[Path, ...], dry_run: bool, **options: Any) -> int:
    """Take in files, folders and ZIP archives; safe to repeat."""
    from pipeline import worker_entry, workers

    workers.get_ready(worker_entry.READ)  # it loads in another process while this one loads the store
    from pipeline import ingest, planning, present
    from pipeline.progress import watching

    settings = call.settings(**{**options, "workers": options["workers"] or _cores()})
    with watching(call.lang, terminal=sys.stderr.isatty()) as progress:
        if dry_run:
            plan = planning.plan(paths, settings, now, progress)
            call.show(plan, lambda: present.plan(call.lang, plan))
            return SET_ASIDE if plan["set_aside"] else 0
        report = ingest.ingest(paths, settings, now, progress)
    return _reported(call, report, next_step=True)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _reported(call: Call, report: Report, *, next_step: bool = False) -> int:
    from pipeline import overview, present

    found = overview.reported(call.engine(), report)
    call.show(found, lambda: present.report(call.lang, found, next_step=next_step))
    return SET_ASIDE if report.set_aside else 0


@command()
@click.option("--retry", is_flag=True, help="Take up again what was set aside.")
def status(call: Call, retry: bool) -> int:
    """Batches, what was stored, what was set aside and why."""
    from pipeline import ingest, overview, present
    from pipeline.progress import watching

    if retry:
        with watching(call.lang, terminal=sys.stderr.isatty()) as progress:
            report = ingest.retry(call.settings(workers=_cores()), now, progress)
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
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def evaluate(call: Call, gold: Path) -> None:
    """Precision, recall and F1 of what was read, against the facts in GOLD."""
    from pipeline import evaluating, present

    found = evaluating.evaluate(call.engine(), evaluating.read_gold(gold))
    call.show(found, lambda: present.evaluation(call.lang, found))


@command()
@click.option("--force", is_flag=True, help="Take the model also when it is worse on the frozen labels.")
def train(call: Call, force: bool) -> int:
    """Train the sector model from the shipped labels and from what people settled."""
    from pipeline import present, training
    from pipeline.errors import REFUSED

    found = training.train(call.engine(), call.home, now(), force=force)
    call.show(found, lambda: present.trained(call.lang, found))
    if not found["accepted"]:
        call.warn("model-worse")
        return REFUSED
    return 0


@command()
@click.option("--dry-run", is_flag=True, help="List what would change, store nothing.")
@click.option("--level", type=click.FloatRange(0, 1), metavar="X", help="Tag none below this confidence; is kept.")
def classify(call: Call, dry_run: bool, level: float | None) -> None:
    """Tag the open innovations anew; a sector that a person settled never changes."""
    from pipeline import present, retagging

    found = retagging.retag(call.engine(), call.home, now(), level=level, dry_run=dry_run)
    call.show(found, lambda: present.retagged(call.lang, found))


@command()
def doctor(call: Call) -> int:
    """Whether everything that has to be right is."""
    from pipeline import present, upkeep

    found = upkeep.doctor(call.settings(workers=_cores()))
    call.show({"checks": found}, lambda: present.checks(call.lang, found))
    return 1 if any(one["state"] == "bad" for one in found) else 0


@command()
def demo(call: Call) -> None:
    """Take the samples in, score and rank them, and say what to do next."""
    from pipeline import demo, overview, present, ranking
    from pipeline.progress import watching

    with watching(call.lang, terminal=sys.stderr.isatty()) as progress:
        done = demo.demo(call.settings(workers=_cores()), now, progress)
    found = overview.reported(call.engine(), done.report)
    call.show(ranking.as_json(done.ranking), lambda: present.demo(call.lang, found, done.ranking, call.home))


@cli.group()
def rubric() -> None:
    """The rubrics: list, show, check a file."""


@command("list", rubric)
def rubric_list(call: Call) -> None:
    """The rubrics that come with the program."""
    from pipeline import present, rubric_files

    found = rubric_files.shipped()
    call.show({"rubrics": found}, lambda: present.rubrics(call.lang, found))


@command("show", rubric)
@click.argument("rubric_id", metavar="ID|FILE")
def rubric_show(call: Call, rubric_id: str) -> None:
    """One rubric with its indicators and levels."""
    from dataclasses import asdict

    from pipeline import present, rubric_files

    found = rubric_files.rubric_of(rubric_id)
    call.show(asdict(found) | {"official": found.official}, lambda: present.rubric(call.lang, found))


@command("check", rubric)
@click.argument("file", type=click.Path(path_type=Path))
def rubric_check(call: Call, file: Path) -> int:
    """Whether a rubric file can be used; what is wrong, with line numbers."""
    from pipeline import present, rubric_files

    found = rubric_files.check(file)
    call.show(found, lambda: present.rubric_check(call.lang, found))
    return 0 if found["good"] else 2


@cli.group()
def db() -> None:
    """The database: upgrade, backup."""


@command("upgrade", db)
def db_upgrade(call: Call) -> None:
    """Bring the database to this program's version."""
    from pipeline import upkeep

    revision = upkeep.upgrade(call.settings())
    call.show({"revision": revision}, lambda: call.say("upgraded", revision=revision))


@command("backup", db)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
def db_backup(call: Call, out: Path | None) -> None:
    """A whole copy of the database, also while others write."""
    from pipeline import upkeep

    file = upkeep.backup(call.settings(), out, now())
    call.show({"file": str(file)}, lambda: call.say("backed-up", file=file))
