"""The program's commands, wired together; what they do is in `commands/`."""

from __future__ import annotations

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


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
