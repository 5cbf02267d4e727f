"""The database's version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, text

from store import migrate
from store.engine import default_url, open_engine, reading, writing


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_engine(default_url(tmp_path))


def test_an_upgraded_empty_database_is_what_the_tables_say(engine: Engine) -> None:
    migrate.upgrade(engine)
    with reading(engine) as connection:
        assert migrate.drift(connection) == []
        assert migrate.state(connection) == "current"


def test_tags_and_models_of_before_there_were_taxonomies_are_those_of_the_sectors(engine: Engine) -> None:
    with writing(engine) as connection:
        command.upgrade(migrate.configuration(connection), "0002")
        dossier = "INSERT INTO dossier VALUES ('d', 'proposal', NULL, NULL, NULL, NULL, 2026, '{}', '[]')"
        innovation = (
            "INSERT INTO innovation VALUES ('i', 'd', 1, 'SAPA', NULL, NULL, NULL, NULL, '{}', '[]', '{}', '[]')"
        )
        tag = "INSERT INTO sector_tag VALUES ('i', 'm', 'kesehatan', 0.9, 0, '[]', '[]', NULL)"
        model = "INSERT INTO sector_model VALUES ('m', '2026-01-01 00:00:00', '2026-01-01 00:00:00', 5, '[]', 0.8)"
        for statement in (dossier, innovation, tag, model):
            connection.execute(text(statement))
    migrate.upgrade(engine)
    with reading(engine) as connection:
        for table in ("sector_tag", "sector_model"):
            assert connection.execute(text(f"SELECT taxonomy FROM {table}")).scalars().all() == ["sectors"]  # noqa: S608
        assert migrate.drift(connection) == []


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    migrate.upgrade(engine)
    migrate.upgrade(engine)
    with reading(engine) as connection:
        assert migrate.state(connection) == "current"


def test_every_constraint_has_a_name_so_that_it_can_be_changed_later(engine: Engine) -> None:
    migrate.upgrade(engine)
    with reading(engine) as connection:
        inspector = inspect(connection)
        for table in set(inspector.get_table_names()) - {"alembic_version"}:
            assert inspector.get_pk_constraint(table)["name"] == f"pk_{table}"
            assert all(key["name"] for key in inspector.get_foreign_keys(table))


def test_a_new_database_is_empty(engine: Engine) -> None:
    with reading(engine) as connection:
        assert migrate.state(connection) == "empty"


def test_a_database_of_another_program_is_foreign(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE theirs (id INTEGER)"))
    with reading(engine) as connection:
        assert migrate.state(connection) == "foreign"


def test_a_database_of_a_newer_program_is_ahead(engine: Engine) -> None:
    migrate.upgrade(engine)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with reading(engine) as connection:
        assert migrate.state(connection) == "ahead"


def test_a_failed_upgrade_leaves_nothing_behind(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    real = command.upgrade

    def broken(*arguments: Any) -> None:
        real(*arguments)
        raise RuntimeError("power cut")

    monkeypatch.setattr(command, "upgrade", broken)
    with pytest.raises(RuntimeError):
        migrate.upgrade(engine)
    with reading(engine) as connection:
        assert migrate.state(connection) == "empty"
