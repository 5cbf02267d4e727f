"""A look at everything that has to be right on this computer and in this home."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from extract.sandbox.confine import PROTECTIONS
from pipeline.home import database_file, engine_of
from pipeline.messages import say
from pipeline.settings import Lang, Settings
from pipeline.worker_entry import protections
from pipeline.workers import Job, Limits, Task, run
from store import dossiers, files, migrate
from store.engine import reading
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


def doctor(settings: Settings) -> list[dict[str, Any]]:
    """Every check with its state and what was seen. Changes nothing; a home that is not there yet is no fault."""
    return [{"check": name, "state": state, "detail": detail} for name, state, detail in _checks(settings)]


def _checks(settings: Settings) -> Iterator[tuple[str, State, str]]:
    lang = settings.lang
    yield "program", "good", f"berkas {version('berkas')}, Python {platform.python_version()}, {sys.platform}"
    yield "libraries", "good", ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    yield _sqlite(lang)
    yield _disk(settings.home, lang)
    yield _protections(lang)
    yield _ocr(lang)
    yield _office(lang)
    yield "cores", "good", say(lang, "doctor-cores", cores=os.cpu_count(), readers=settings.workers)
    if not settings.home.exists():
        yield "home", "good", f"{settings.home}: {say(lang, 'doctor-not-yet')}"
        return
    yield "home", "good" if os.access(settings.home, os.W_OK) else "bad", str(settings.home)
    try:
        yield from _database(settings)
    except DatabaseError as error:  # what a doctor is called for
        yield "database", "bad", say(lang, "doctor-unreadable", detail=error.orig)


def _sqlite(lang: Lang) -> tuple[str, State, str]:
    low, high = _WAL_RESET_BUG
    affected = low <= sqlite3.sqlite_version_info <= high
    note = f"; {say(lang, 'doctor-wal')}" if affected else ""
    return "sqlite", "warning" if affected else "good", sqlite3.sqlite_version + note


def _disk(home: Path, lang: Lang) -> tuple[str, State, str]:
    there = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
    free = shutil.disk_usage(there).free
    return "disk", "good" if free > _ENOUGH_DISK else "warning", say(lang, "doctor-free", mib=free >> 20)


def _protections(lang: Lang) -> tuple[str, State, str]:
    """Asked of a worker itself: what it says is what readers get on this computer."""
    limits = Limits(wall_seconds=30, address_space=1 << 30)
    done = next(run(Task(protections), iter([Job("", b"", 10)]), workers=1, limits=limits))
    on = (done.result or b"").decode().split()
    off = [name for name in PROTECTIONS if name not in on]
    said = [say(lang, "doctor-protections", names=", ".join(on) or say(lang, "doctor-none"))]
    if off:
        said.append(say(lang, "doctor-unprotected", names=", ".join(off)))
    return "protection", "warning" if off else "good", "; ".join(said)


def _ocr(lang: Lang) -> tuple[str, State, str]:
    from extract.readers.ocr import engine  # noqa: PLC0415 - loads numpy and an engine

    found = engine()
    if found is None:
        return "ocr", "warning", say(lang, "doctor-no-ocr")
    return "ocr", "good", found.name


def _office(lang: Lang) -> tuple[str, State, str]:
    from extract.readers.office import program  # noqa: PLC0415 - loads the Word reader

    found = program()
    return "libreoffice", "good" if found else "warning", found or say(lang, "doctor-no-office")


def _database(settings: Settings) -> Iterator[tuple[str, State, str]]:
    database, lang = database_file(settings), settings.lang
    if database is not None and not database.exists():
        yield "database", "good", say(lang, "doctor-not-yet")
        return
    engine = engine_of(settings)
    with reading(engine) as connection:
        state, current = migrate.state(connection), migrate.revision(connection)
        good = state == "current"
        yield (
            "database",
            "good" if good else "bad",
            say(lang, f"doctor-db-{state}", engine=engine.dialect.name, version=current),
        )
        if not good:
            return
        drift = migrate.drift(connection)
        yield "tables", "bad" if drift else "good", "; ".join(drift) or say(lang, "doctor-tables")
        if engine.dialect.name == "sqlite":
            answer = str(connection.execute(text("PRAGMA quick_check")).scalar())
            yield "integrity", "good" if answer == "ok" else "bad", answer
        counts = dossiers.counts(connection)
        yield "content", "good", say(lang, "doctor-content", **counts)
    yield _originals(engine, settings.home, lang)


def _originals(engine: Engine, home: Path, lang: Lang) -> tuple[str, State, str]:
    with reading(engine) as connection:
        broken = [sha256 for sha256 in files.all_hashes(connection) if damaged(home, sha256)]
    return (
        "originals",
        "bad" if broken else "good",
        say(lang, "doctor-damaged", count=len(broken), first=", ".join(broken[:3]))
        if broken
        else say(lang, "doctor-whole"),
    )
