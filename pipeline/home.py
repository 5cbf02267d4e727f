"""Opening the home: folder, database, and whether this program can work with what it finds there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from pipeline.errors import CommandError, HomeError
from pipeline.settings import Settings
from store import migrate
from store.engine import default_url, open_engine, reading


def engine_of(settings: Settings) -> Engine:
    """An engine for the settings' database, which may not exist yet.

    Raises: CommandError for a URL that no driver here can open, or a home that cannot be made.
    """
    try:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        return open_engine(settings.db_url or default_url(settings.home))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise CommandError("db-url", detail=str(error)) from error
    except OSError as error:
        raise CommandError("home-unusable", home=settings.home, detail=error.strerror or str(error)) from error


def open_home(settings: Settings) -> Engine:
    """The database, ready: a new one gets its tables, an older one is left alone until `berkas db upgrade`.

    Raises: CommandError; LockedError when another process is just making it.
    """
    engine = engine_of(settings)
    try:
        with reading(engine) as connection:
            state = migrate.state(connection)
        if state == "empty":
            migrate.upgrade(engine)
        elif state != "current":
            raise HomeError(f"db-{state}", home=settings.home)
    except DatabaseError as error:
        raise HomeError("db-unreachable", detail=str(error.orig)) from error
    return engine


@contextmanager
def opened(settings: Settings) -> Iterator[Engine]:
    """The database as in `open_home`, with its connections closed in the end."""
    engine = open_home(settings)
    try:
        yield engine
    finally:
        engine.dispose()


def database_file(settings: Settings) -> Path | None:
    """Where SQLite keeps it; None for a server."""
    url = engine_of(settings).url
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
