"""The database's version: Alembic from the first table on. The migrations ship with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlmodel import SQLModel

import models.tables  # noqa: F401 - fills the metadata
from store.engine import writing

MIGRATIONS = Path(__file__).parent / "migrations"
State = Literal["empty", "current", "behind", "ahead", "foreign"]


def configuration(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The revision this program was written for."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    assert head is not None  # noqa: S101 - the first migration ships with the program
    return head


def revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def state(connection: Connection) -> State:
    """Whether this program can work with the database: `empty` and `behind` are mended by `upgrade`.

    `foreign`: there are tables, and none of them says which version they are.
    """
    current = revision(connection)
    if current is None:
        return "foreign" if inspect(connection).get_table_names() else "empty"
    if current == newest():
        return "current"
    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    return "behind" if current in known else "ahead"


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest revision in one transaction; does nothing when it is there."""
    with writing(engine) as connection:
        command.upgrade(configuration(connection), "head")


def drift(connection: Connection) -> list[str]:
    """How the tables differ from what the program expects; empty when they agree."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return [str(change) for change in compare_metadata(context, SQLModel.metadata)]
