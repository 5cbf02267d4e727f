"""A worker that limits itself cannot take more than it was given."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def run(body: str, cpu_seconds: int = 2, address_space: int = 1 << 30) -> subprocess.CompletedProcess[str]:
    code = (
        f"from extract.readers.limits import apply_limits\nprint(apply_limits({cpu_seconds}, {address_space}))\n{body}"
    )
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_limit_takes_hold() -> None:
    assert run("").stdout.strip() == "('cpu', 'memory', 'core', 'file-size')"


def test_an_endless_loop_is_killed() -> None:
    assert run("while True: pass", cpu_seconds=1).returncode in {-signal.SIGXCPU, -signal.SIGKILL}


def test_memory_beyond_the_limit_is_not_given() -> None:
    assert "MemoryError" in run("x = bytearray(2 << 30)", address_space=512 << 20).stderr


def test_nothing_is_written_to_a_file(tmp_path: Path) -> None:
    run(f"open({str(tmp_path / 'x')!r}, 'w').write('isi')")
    assert (tmp_path / "x").stat().st_size == 0


@pytest.mark.parametrize("limit", ["CPU", "AS", "CORE", "FSIZE"])
def test_a_limit_is_never_raised_again(limit: str) -> None:
    body = f"import resource\nprint(resource.getrlimit(resource.RLIMIT_{limit})[1] != resource.RLIM_INFINITY)"
    assert run(body).stdout.splitlines()[-1] == "True"
