"""Many rows in one statement: the tables check each row, the statement is plain SQL."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def table_of(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def put(connection: Connection, rows: Sequence[SQLModel], *, replace: bool = True) -> None:
    """Insert rows of one table. A row whose key is there already takes its place, or with `replace=False` is left out.

    Raises: sqlalchemy.exc.IntegrityError for a row that points to nothing.
    """
    if rows:
        statement = _insert(connection.dialect.name, type(rows[0]), replace)
        connection.execute(statement, [row.model_dump() for row in rows])


@cache
def _insert(dialect: str, model: type[SQLModel], replace: bool) -> Any:
    """Built once a table: building costs more than running."""
    table = table_of(model)
    statement: Any = _INSERT[dialect](table)
    changed = [column.name for column in table.columns if not column.primary_key] if replace else []
    keys = [column.name for column in table.primary_key]
    if not changed:
        return statement.on_conflict_do_nothing(index_elements=keys)
    values = {name: statement.excluded[name] for name in changed}
    return statement.on_conflict_do_update(index_elements=keys, set_=values)
