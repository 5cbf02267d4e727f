"""The only place that opens a database: SQLite in the home folder by default, PostgreSQL where a URL says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from store.errors import LockedError
from store.ids import compact_json

DATABASE = "berkas.sqlite"
BUSY_SECONDS = 30
_LOCKED = ("database is locked", "database table is locked", "could not obtain lock", "lock timeout")


def default_url(home: Path) -> str:
    return f"sqlite:///{home / DATABASE}"


def open_engine(url: str) -> Engine:
    """An engine for this URL; nothing is created or migrated yet.

    SQLite gets write-ahead logging, foreign keys and a busy timeout. No driver error shows bound values: they are
    other people's dossiers.
    Raises: sqlalchemy.exc.ArgumentError for no URL, ModuleNotFoundError for a driver that is not installed.
    """
    engine = create_engine(make_url(url), hide_parameters=True, json_serializer=compact_json)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the write lock at once: a plain BEGIN is refused when two read first and write later."""
    immediate = connection.get_execution_options().get("berkas_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the database; nothing written in it is kept."""
    with _locks_named(), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it is kept, or nothing.

    Raises: LockedError when another writer holds on longer than the busy timeout.
    """
    with _locks_named(), engine.connect().execution_options(berkas_write=True) as connection, connection.begin():
        yield connection


@contextmanager
def _locks_named() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if any(words in str(error.orig) for words in _LOCKED):
            raise LockedError(str(error.orig)) from error
        raise
