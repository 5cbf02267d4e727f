"""kill -9 at any moment and the same command again: the same content as a run that nobody disturbed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.settings import Settings
from store.originals import damaged
from tests.pipeline.home import Home
from tests.pipeline.jobs import EXAMPLE

SCRIPT = """
import sys
from pathlib import Path
from typing import Any
from pipeline.settings import Settings
from tests.pipeline.home import Home
if __name__ == "__main__":
    Home(Settings(home=Path(sys.argv[1]), workers=2)).ingest(Path(sys.argv[2]))
"""


def dossier(folder: Path, number: int) -> None:
    folder.mkdir(parents=True)
    (folder / "usulan.txt").write_text(EXAMPLE.replace("SAPA", f"SAPA {number}"))
    for indicator in ("regulasi", "sdm", "anggaran"):
        (folder / f"{indicator}.txt").write_text(
            f"evidence surat_tugas\nEVIDENCE: {indicator} surat_tugas {number} orang\n"
        )
    (folder / "asing.txt").write_text(f"?? {number}")


def start(home: Path, files: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", SCRIPT, str(home), str(files)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, stderr=subprocess.DEVNULL)


def ingest_while_killing(tmp_path: Path, kills: int) -> None:
    """Kill an ingest of a dozen dossiers so many times, and compare every row with those of an unbroken run.

    The same home is killed up to five times before it may finish; then a new one is begun, for the first moments, when
    a home is made, are to be hit as well.
    """
    files = tmp_path / "files"
    for number in range(12):
        dossier(files / f"d{number}", number)
    whole = Home(Settings(home=tmp_path / "whole"))
    began = time.monotonic()
    assert start(whole.settings.home, files).wait() == 0
    span = time.monotonic() - began
    expected = whole.content()
    rng = random.Random(20261124)
    home, left = Home(Settings(home=tmp_path / "home-0")), kills
    while left:
        process = start(home.settings.home, files)
        time.sleep(rng.uniform(0.3, 1.0) * span)
        process.send_signal(signal.SIGKILL)
        finished = process.wait() == 0
        left -= not finished
        if finished or left % 5 == 0:
            assert start(home.settings.home, files).wait() == 0
            same_rows(home.content(), expected)
            assert not any(damaged(home.settings.home, row[0]) for row in home.content()["source_file"])
            home = Home(Settings(home=tmp_path / f"home-{left}-{rng.random()}"))


def same_rows(found: dict[str, list[Any]], expected: dict[str, list[Any]]) -> None:
    assert found.keys() == expected.keys()
    for table, rows in expected.items():
        assert len(found[table]) == len(rows), table
        for row, wanted in zip(found[table], rows, strict=True):
            assert row == wanted, table


@pytest.mark.slow
def test_a_killed_ingest_is_finished_by_the_same_command(tmp_path: Path) -> None:
    ingest_while_killing(tmp_path, 50)


@pytest.mark.nightly
def test_an_ingest_killed_five_hundred_times_is_finished_by_the_same_command(tmp_path: Path) -> None:
    ingest_while_killing(tmp_path, 500)
