"""kill -9 at any moment and the same command again: the same content as a run that nobody disturbed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.settings import Settings
from store.originals import damaged
from tests.pipeline.home import Home
from tests.pipeline.jobs import EXAMPLE

KILLS = int(os.environ.get("BERKAS_KILLS", "15"))
SCRIPT = """
import sys
from pathlib import Path
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


@pytest.mark.slow
def test_a_killed_ingest_is_finished_by_the_same_command(tmp_path: Path) -> None:
    """The first moments are hit more often than the rest: a new home is made there."""
    files = tmp_path / "files"
    for number in range(12):
        dossier(files / f"d{number}", number)
    whole = Home(Settings(home=tmp_path / "whole"))
    began = time.monotonic()
    assert start(whole.settings.home, files).wait() == 0
    span = time.monotonic() - began
    expected = whole.content()
    rng = random.Random(20261124)
    home, left = Home(Settings(home=tmp_path / "home-0")), KILLS
    while left:
        process = start(home.settings.home, files)
        time.sleep(rng.uniform(0.3, 1.0) * span)
        left -= 1
        process.send_signal(signal.SIGKILL)
        finished = process.wait() == 0
        if finished or left % 5 == 0:
            assert start(home.settings.home, files).wait() == 0
            assert home.content() == expected
            assert not any(damaged(home.settings.home, row[0]) for row in home.content()["source_file"])
            home = Home(Settings(home=tmp_path / f"home-{left}"))
