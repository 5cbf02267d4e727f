"""Looking after the home's database: upgrade and copies."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from pipeline.errors import CommandError, HomeError
from pipeline.home import database_file, engine_of
from pipeline.settings import Settings
from store import migrate
from store.engine import reading
from store.lock import home_lock


def upgrade(settings: Settings) -> str:
    """Bring the database to this program's version; returns the revision.

    Raises: HomeError for a database of a newer program or of somebody else; LockedError while another job writes.
    """
    engine = engine_of(settings)
    with home_lock(settings.home):
        with reading(engine) as connection:
            state = migrate.state(connection)
        if state in {"ahead", "foreign"}:
            raise HomeError(f"db-{state}", home=settings.home)
        migrate.upgrade(engine)
    return migrate.newest()


def backup(settings: Settings, out: Path | None, now: datetime) -> Path:
    """A copy of the database that is whole even while others write; the originals are never changed and need no copy.

    Raises: CommandError for a database on a server, or a file that exists.
    """
    source = database_file(settings)
    if source is None:
        raise CommandError("backup-server")
    target = out or settings.home / "backups" / f"berkas-{now:%Y%m%dT%H%M%SZ}.sqlite"
    if target.exists():
        raise CommandError("backup-exists", file=target)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.part")
    with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(partial)) as to:
        from_.backup(to)
    partial.replace(target)
    return target
