"""A file gets so many CPU seconds and so much memory from when it begins; a costly step may ask for more."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def run(body: str, cpu_seconds: int = 2, address_space: int = 1 << 30) -> subprocess.CompletedProcess[str]:
    code = f"import resource\nfrom extract.readers.limits import *\nbegin_file({cpu_seconds}, {address_space})\n{body}"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


def test_an_endless_loop_is_killed() -> None:
    assert run("while True: pass", cpu_seconds=1).returncode == -signal.SIGXCPU


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere address space is shared with the system")
def test_memory_beyond_the_limit_is_not_given() -> None:
    assert "MemoryError" in run("x = bytearray(2 << 30)", address_space=512 << 20).stderr


def test_a_costly_step_gets_more_and_the_next_file_less_again() -> None:
    body = """
def now(): return resource.getrlimit(resource.RLIMIT_AS)[0] >> 20
allow_more(60, 3 << 30)
allow_more(60, 2 << 30)
print(now())
begin_file(2, 1 << 30)
print(now())
"""
    assert run(body).stdout.split() == ["3072", "1024"]


def test_nothing_is_raised_over_a_hard_limit() -> None:
    body = """
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 2 << 30))
allow_more(60, 3 << 30)
print(resource.getrlimit(resource.RLIMIT_AS)[0] >> 20)
"""
    assert run(body).stdout.split() == ["2048"]
