"""The program's commands, wired together; what they do is in `commands/`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from commands import dossiers, learning, rubrics, scores, upkeep
from commands.call import common_options

COMMANDS: tuple[click.Command, ...] = (
    dossiers.ingest,
    dossiers.status,
    dossiers.list_,
    dossiers.show,
    dossiers.export,
    dossiers.demo,
    scores.score,
    scores.rescore,
    scores.rank,
    scores.explain,
    learning.evaluate,
    learning.train,
    learning.classify,
    learning.taxonomy,
    rubrics.rubric,
    upkeep.doctor,
    upkeep.db,
)


class Commands(click.Group):
    """As click's own, and with --json a wrong call is answered by one JSON document, too."""

    def main(self, args: Sequence[str] | None = None, **options: Any) -> Any:  # type: ignore[override]
        given = list(sys.argv[1:] if args is None else args)
        options["standalone_mode"] = False
        try:
            code = super().main(given, **options)
        except click.ClickException as error:
            error.show()
            if "--json" in given:
                refusal = {"error": {"code": "usage", "message": error.format_message()}}
                click.echo(json.dumps(refusal, ensure_ascii=False, indent=2))
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo(err=True)
            sys.exit(130)
        sys.exit(code or 0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@common_options
@click.version_option(package_name="berkas")
@click.pass_context
def cli(ctx: click.Context, /, **common: Any) -> None:
    """Read innovation dossiers, cite every value, score and rank them."""
    ctx.obj = common


for one in COMMANDS:
    cli.add_command(one)


def main() -> None:
    cli(prog_name="berkas")
