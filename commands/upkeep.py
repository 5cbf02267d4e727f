"""Upkeep: is everything right, and the database."""

from __future__ import annotations

from pathlib import Path

import click

from commands.call import Call, command, cores, now


@command()
def doctor(call: Call) -> int:
    """Whether everything that has to be right is."""
    from pipeline import doctor, present

    found = doctor.doctor(call.settings(workers=cores()))
    call.show({"checks": found}, lambda: present.checks(call.lang, found))
    return 1 if any(one["state"] == "bad" for one in found) else 0


@click.group()
def db() -> None:
    """The database: upgrade, backup."""


@command("upgrade")
def db_upgrade(call: Call) -> None:
    """Bring the database to this program's version."""
    from pipeline import upkeep

    revision = upkeep.upgrade(call.settings())
    call.show({"revision": revision}, lambda: call.say("upgraded", revision=revision))


@command("backup")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
def db_backup(call: Call, out: Path | None) -> None:
    """A whole copy of the database, also while others write."""
    from pipeline import upkeep

    file = upkeep.backup(call.settings(), out, now())
    call.show({"file": str(file)}, lambda: call.say("backed-up", file=file))


for one in (db_upgrade, db_backup):
    db.add_command(one)
