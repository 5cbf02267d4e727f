"""What every command has in common: its options, how it answers, how it fails.

Everything beyond click is imported inside the functions, so that `berkas --help` answers at once.
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


def common_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_COMMON):
        function = option(function)
    return function


def command(name: str | None = None) -> Callable[[Callable[..., int | None]], click.Command]:
    """A command with the options that every command has; it returns its exit code, None for 0."""

    def decorate(function: Callable[..., int | None]) -> click.Command:
        @functools.wraps(function)
        def run(ctx: click.Context, /, **options: Any) -> None:
            call = Call(ctx.obj or {}, {key: options.pop(key) for key in ("home", "db", "lang", "as_json", "verbose")})
            ctx.exit(call.run(functools.partial(function, call, **options)))

        return click.command(name)(common_options(click.pass_context(run)))

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


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
