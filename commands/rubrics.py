"""The rubrics: list, show, check a file."""

from __future__ import annotations

from pathlib import Path

import click

from commands.call import Call, command


@click.group()
def rubric() -> None:
    """The rubrics: list, show, check a file."""


@command("list")
def rubric_list(call: Call) -> None:
    """The rubrics that come with the program."""
    from pipeline import present, rubric_files

    found = rubric_files.shipped()
    call.show({"rubrics": found}, lambda: present.rubrics(call.lang, found))


@command("show")
@click.argument("rubric_id", metavar="ID|FILE")
def rubric_show(call: Call, rubric_id: str) -> None:
    """One rubric with its indicators and levels."""
    from dataclasses import asdict

    from pipeline import present, rubric_files

    found = rubric_files.rubric_of(rubric_id)
    call.show(asdict(found) | {"official": found.official}, lambda: present.rubric(call.lang, found))


@command("check")
@click.argument("file", type=click.Path(path_type=Path))
def rubric_check(call: Call, file: Path) -> int:
    """Whether a rubric file can be used; what is wrong, with line numbers."""
    from pipeline import present, rubric_files

    found = rubric_files.check(file)
    call.show(found, lambda: present.rubric_check(call.lang, found))
    return 0 if found["good"] else 2


for one in (rubric_list, rubric_show, rubric_check):
    rubric.add_command(one)
