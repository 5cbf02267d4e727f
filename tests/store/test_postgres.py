"""PostgreSQL for real: a server of our own on the loopback, the same tables, the same answers as SQLite."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import OperationalError

from pipeline.demo import sample_paths
from pipeline.explaining import explain
from pipeline.exporting import jsonl
from pipeline.home import open_home
from pipeline.ingest import ingest
from pipeline.overview import status
from pipeline.progress import Silent
from pipeline.ranking import as_json, ranking
from pipeline.retagging import retag
from pipeline.rubric_files import rubric_of
from pipeline.scoring import score_all
from pipeline.settings import Settings
from store import migrate
from store.engine import open_engine, reading, writing

pytestmark = pytest.mark.slow
pytest.importorskip("psycopg", reason="the driver is not installed: pip install 'berkas[postgres]'")

NOW = datetime(2026, 11, 24, tzinfo=UTC)
PLACES = ("/usr/lib/postgresql", "/usr/local/lib/postgresql", "/opt/homebrew/opt")


def programs() -> Path | None:
    """The folder of the server's programs: on the path, else where Debian keeps them, the newest first."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    folders = [path.parent for place in PLACES for path in Path(place).glob("*/bin/initdb")]
    return max(
        folders, key=lambda path: [int(part) for part in path.parent.name.split(".") if part.isdigit()], default=None
    )


def harmless_user() -> str | None:
    """The server refuses to run as root; None when we are somebody else already."""
    if os.geteuid() != 0:
        return None
    return next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of a server that lives as long as this module's tests."""
    folder = programs()
    if folder is None:
        pytest.skip("no PostgreSQL server programs here: apt-get install postgresql")
    user, port = harmless_user(), free_port()
    home = Path(tempfile.mkdtemp(prefix="berkas-pg-"))
    if user is not None:
        shutil.chown(home, user)
    data, environment = home / "data", {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(home)}
    options = ["-U", "berkas", "--auth=trust", "--encoding=UTF8", "--no-sync"]
    make: list[str | Path] = [folder / "initdb", "-D", data, *options]
    run: list[str | Path] = [folder / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", "", "-F"]
    try:
        subprocess.run(make, user=user, env=environment, cwd=home, check=True, capture_output=True)
        with (
            (home / "log").open("wb") as log,
            subprocess.Popen(run, user=user, env=environment, cwd=home, stdout=log, stderr=log) as process,
        ):
            try:
                url = f"postgresql+psycopg://berkas@127.0.0.1:{port}/postgres"
                await_answer(url, process)
                yield url
            finally:
                process.send_signal(signal.SIGINT)  # a fast shutdown: it does not wait for connections
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def database(server: str, name: str) -> Iterator[str]:
    """The URL of a new, empty database."""
    engine = open_engine(server)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    yield server.removesuffix("postgres") + name


def await_answer(url: str, process: subprocess.Popen[bytes]) -> None:
    """Return once the server answers. Raises: OperationalError when it has ended instead."""
    engine = open_engine(url)
    while True:
        try:
            engine.connect().close()
        except OperationalError:
            if process.poll() is not None:
                raise
        else:
            engine.dispose()
            return


@pytest.fixture
def engine(server: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    with database(server, request.node.name.split("[")[0][:60]) as url:
        engine = open_engine(url)
        yield engine
        engine.dispose()


def test_an_upgraded_database_is_what_the_tables_say(engine: Engine) -> None:
    with reading(engine) as connection:
        assert migrate.state(connection) == "empty"
    migrate.upgrade(engine)
    migrate.upgrade(engine)
    with reading(engine) as connection:
        assert migrate.state(connection) == "current"
        assert migrate.drift(connection) == []


def test_every_constraint_has_the_name_it_has_in_sqlite(engine: Engine, tmp_path: Path) -> None:
    other = open_engine(f"sqlite:///{tmp_path / 'x.sqlite'}")
    assert named(engine) == named(other)


def named(engine: Engine) -> dict[str, set[Any]]:
    """The names of keys and indexes by table."""
    migrate.upgrade(engine)
    with reading(engine) as connection:
        seen = inspect(connection)
        return {
            table: {
                seen.get_pk_constraint(table)["name"],
                *(key["name"] for key in seen.get_foreign_keys(table)),
                *(index["name"] for index in seen.get_indexes(table)),
            }
            for table in set(seen.get_table_names()) - {"alembic_version"}
        }


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


def test_a_transaction_is_kept_whole_or_not_at_all(engine: Engine) -> None:
    migrate.upgrade(engine)
    with pytest.raises(ZeroDivisionError), writing(engine) as connection:
        connection.execute(text("INSERT INTO successor (old, new) VALUES ('a', 'b')"))
        raise ZeroDivisionError
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM successor")).scalar() == 0


def test_the_samples_come_out_as_they_do_from_sqlite(server: str, tmp_path: Path) -> None:
    with database(server, "samples") as url:
        lite, full = Settings(tmp_path / "lite", ocr="never"), Settings(tmp_path / "full", url, ocr="never")
        assert answers(lite) == answers(full)


def answers(settings: Settings) -> dict[str, Any]:
    """Everything that leaves the program, on the samples; what only says when is left out."""
    for _ in range(2):
        ingest(sample_paths(), settings, lambda: datetime.now(UTC), Silent())
    engine = open_home(settings)
    changes = retag(engine, settings.home, NOW, level=0.9)["changes"]
    run = score_all(engine, settings.home, rubric_of(None), NOW).run
    ranked = as_json(ranking(engine, run))
    seen = status(engine)
    explained = [explain(engine, row["id"], None) for row in ranked["rows"][:3]]
    for one in explained:
        for tag in (one["sector"], *one["tags"].values()):
            tag["model"].pop("trained_at")
    found = {
        "records": list(jsonl(engine)),
        "ranking": ranked,
        "explained": explained,
        "changes": changes,
        "counts": seen["counts"],
        "set_aside": [{key: value for key, value in one.items() if key != "batch"} for one in seen["set_aside"]],
    }
    engine.dispose()
    return found
