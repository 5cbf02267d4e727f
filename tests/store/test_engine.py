"""Opening, writing, locking."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import Session, select

from models.tables import Batch, DossierFile
from store import migrate
from store.engine import default_url, open_engine, reading, writing
from store.errors import LockedError
from store.lock import home_lock
from store.rows import put


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = open_engine(default_url(tmp_path))
    migrate.upgrade(engine)
    return engine


def batch(at: datetime, id_: str = "b1") -> Batch:
    return Batch.model_validate({"id": id_, "created_at": at, "grouping": "auto", "season": 2026})


def test_sqlite_is_opened_for_several_processes_and_keeps_its_promises(engine: Engine) -> None:
    with reading(engine) as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_transaction_is_kept_whole_or_not_at_all(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), writing(engine) as connection:
        put(connection, [batch(datetime(2026, 1, 1, tzinfo=UTC))])
        raise ZeroDivisionError
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM batch")).scalar() == 0


def test_writers_wait_for_each_other(engine: Engine) -> None:
    """With a plain BEGIN one in six of these is refused."""

    def write(number: int) -> None:
        for turn in range(10):
            with writing(engine) as connection:
                connection.execute(text("SELECT count(*) FROM batch"))
                put(connection, [batch(datetime(2026, 1, 1, tzinfo=UTC), f"{number}-{turn}")])

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM batch")).scalar() == 40


def test_a_row_that_points_to_nothing_is_refused(engine: Engine) -> None:
    row = DossierFile.model_validate({"dossier_id": "none", "sha256": "none", "name": "a.pdf"})
    with pytest.raises(IntegrityError), writing(engine) as connection:
        put(connection, [row])


def test_an_error_of_the_database_does_not_print_what_was_stored(engine: Engine) -> None:
    row = DossierFile.model_validate({"dossier_id": "none", "sha256": "none", "name": "nama-orang.pdf"})
    with pytest.raises(IntegrityError) as caught, writing(engine) as connection:
        put(connection, [row])
    assert "nama-orang" not in str(caught.value)


def test_a_time_comes_back_in_utc(engine: Engine) -> None:
    jakarta = datetime(2026, 5, 1, 14, 0, tzinfo=timezone(timedelta(hours=7)))
    with writing(engine) as connection:
        put(connection, [batch(jakarta)])
    with reading(engine) as connection, Session(connection) as session:
        assert session.exec(select(Batch)).one().created_at == datetime(2026, 5, 1, 7, 0, tzinfo=UTC)


def test_a_time_without_zone_is_refused(engine: Engine) -> None:
    row = Batch(id="b", created_at=datetime(2026, 5, 1), grouping="auto", season=2026)
    with pytest.raises((StatementError, ValueError)), writing(engine) as connection:
        put(connection, [row])


def test_a_home_is_one_long_jobs_at_a_time(tmp_path: Path) -> None:
    with home_lock(tmp_path), pytest.raises(LockedError), home_lock(tmp_path):
        pass
    with home_lock(tmp_path):
        pass
