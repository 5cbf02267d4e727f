"""Alembic's door: the connection is handed over by store/migrate.py, so that one place opens databases."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlmodel import SQLModel

from models.tables import UtcDateTime


def render(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Our own column type is a plain timestamp in a migration: a migration must not change when the program does."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and type(item).__module__.startswith("sqlmodel"):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    render_item=render,
    compare_type=True,
    transactional_ddl=False,  # the caller's transaction holds all of it, BEGIN IMMEDIATE included
)
context.run_migrations()
