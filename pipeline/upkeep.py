"""Looking after the home: upgrade, copies, and a look at everything that has to be right."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from extract.sandbox.confine import PROTECTIONS
from pipeline.errors import CommandError, HomeError
from pipeline.home import database_file, engine_of
from pipeline.settings import Settings
from pipeline.worker_entry import protections
from pipeline.workers import Job, Limits, Task, run
from store import dossiers, files, migrate
from store.engine import reading
from store.lock import home_lock
from store.originals import damaged

State = Literal["good", "warning", "bad"]

_LIBRARIES = (
    "pypdfium2",
    "pdfplumber",
    "python-docx",
    "lxml",
    "spacy",
    "scikit-learn",
    "sqlmodel",
    "SQLAlchemy",
    "alembic",
)
_WAL_RESET_BUG = ((3, 7, 0), (3, 51, 2))
_ENOUGH_DISK = 1 << 30


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


def doctor(settings: Settings) -> list[dict[str, Any]]:
    """Every check with its state and what was seen. Changes nothing; a home that is not there yet is no fault."""
    return [{"check": name, "state": state, "detail": detail} for name, state, detail in _checks(settings)]


def _checks(settings: Settings) -> Iterator[tuple[str, State, str]]:
    yield "program", "good", f"berkas {version('berkas')}, Python {platform.python_version()}, {sys.platform}"
    yield "libraries", "good", ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    yield _sqlite()
    yield _disk(settings.home)
    yield _protections()
    yield _ocr()
    yield _office()
    yield "cores", "good", f"{os.cpu_count()}, {settings.workers} pembaca"
    if not settings.home.exists():
        yield "home", "good", f"{settings.home}: belum ada"
        return
    yield "home", "good" if os.access(settings.home, os.W_OK) else "bad", str(settings.home)
    try:
        yield from _database(settings)
    except DatabaseError as error:  # what a doctor is called for
        yield "database", "bad", f"tidak dapat dibaca: {error.orig}"


def _sqlite() -> tuple[str, State, str]:
    low, high = _WAL_RESET_BUG
    affected = low <= sqlite3.sqlite_version_info <= high
    note = "; punya cacat WAL-reset yang langka, maka hanya satu perintah menulis pada satu waktu" if affected else ""
    return "sqlite", "warning" if affected else "good", sqlite3.sqlite_version + note


def _disk(home: Path) -> tuple[str, State, str]:
    there = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
    free = shutil.disk_usage(there).free
    return "disk", "good" if free > _ENOUGH_DISK else "warning", f"{free >> 20} MiB kosong"


def _protections() -> tuple[str, State, str]:
    """Asked of a worker itself: what it says is what readers get on this computer."""
    limits = Limits(wall_seconds=30, address_space=1 << 30)
    done = next(run(Task(protections), iter([Job("", b"", 10)]), workers=1, limits=limits))
    on = (done.result or b"").decode().split()
    off = [name for name in PROTECTIONS if name not in on]
    said = f"{', '.join(on) or 'tidak ada'}; juga batas waktu, memori, dan berkas" + (
        f"; tidak ada di komputer ini: {', '.join(off)}" if off else ""
    )
    return "protection", "warning" if off else "good", said


def _ocr() -> tuple[str, State, str]:
    from extract.readers.ocr import engine  # noqa: PLC0415 - loads numpy and an engine

    found = engine()
    if found is None:
        return "ocr", "warning", "tidak ada; pindaian tidak terbaca. Pasang tesseract-ocr-ind, atau berkas[ocr]"
    return "ocr", "good", found.name


def _office() -> tuple[str, State, str]:
    from extract.readers.office import program  # noqa: PLC0415 - loads the Word reader

    found = program()
    missing = "tidak ada; .doc, .rtf dan .odt disisihkan. Pasang libreoffice-writer"
    return "libreoffice", "good" if found else "warning", found or missing


def _database(settings: Settings) -> Iterator[tuple[str, State, str]]:
    database = database_file(settings)
    if database is not None and not database.exists():
        yield "database", "good", "belum ada"
        return
    engine = engine_of(settings)
    with reading(engine) as connection:
        state, current = migrate.state(connection), migrate.revision(connection)
        good = state == "current"
        yield "database", "good" if good else "bad", f"{engine.dialect.name}, versi {current}, {state}"
        if not good:
            return
        drift = migrate.drift(connection)
        yield "tables", "bad" if drift else "good", "; ".join(drift) or "sesuai"
        if engine.dialect.name == "sqlite":
            answer = str(connection.execute(text("PRAGMA quick_check")).scalar())
            yield "integrity", "good" if answer == "ok" else "bad", answer
        counts = dossiers.counts(connection)
        yield "content", "good", ", ".join(f"{count} {name}" for name, count in counts.items())
    yield _originals(engine, settings.home)


def _originals(engine: Engine, home: Path) -> tuple[str, State, str]:
    with reading(engine) as connection:
        broken = [sha256 for sha256 in files.all_hashes(connection) if damaged(home, sha256)]
    return (
        "originals",
        "bad" if broken else "good",
        f"{len(broken)} rusak: {', '.join(broken[:3])}" if broken else "utuh",
    )
