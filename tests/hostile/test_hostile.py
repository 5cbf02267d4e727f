"""Whatever the file: an outcome with a reason, within limits, no traceback, nothing written, nobody called."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.readers.problems import WORDS
from tests.hostile.make import cases

ROOT = Path(__file__).parents[2]
PARTS = 2
CPU_SECONDS = 15.0
"""For one small file; the slowest takes about a third of it."""


@cache
def results() -> dict[str, dict[str, Any]]:
    """What became of each case; a case whose process died stays without an outcome."""
    command = [sys.executable, "-m", "tests.hostile.run"]
    running = [
        subprocess.Popen([*command, str(part), str(PARTS)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for part in range(PARTS)
    ]
    found: dict[str, dict[str, Any]] = {}
    for process in running:
        out, _ = process.communicate()
        for line in out.splitlines():
            entry = json.loads(line)
            found[entry["what"]] = entry
    return found


def outcome_of(what: str) -> str:
    return str(results().get(what, {}).get("outcome", "its process died"))


@pytest.mark.slow
def test_there_are_a_few_hundred_cases_and_all_have_names_of_their_own() -> None:
    names = [what for what, _ in cases()]
    assert len(names) > 200
    assert len(set(names)) == len(names)


@pytest.mark.slow
def test_every_file_ends_in_an_outcome_with_a_reason() -> None:
    ends = {what: outcome_of(what) for what, _ in cases()}
    assert {what: end for what, end in ends.items() if end != "read" and end not in WORDS} == {}


@pytest.mark.slow
def test_no_small_file_takes_long() -> None:
    assert {what: r["seconds"] for what, r in results().items() if r.get("seconds", 0) > CPU_SECONDS} == {}


@pytest.mark.slow
def test_no_reader_writes_connects_or_starts_anything() -> None:
    assert {what: r["forbidden"] for what, r in results().items() if r.get("forbidden")} == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "end"),
    [
        ("nothing", "file-empty"),
        ("noise", "type-unknown"),
        ("zip bomb as a Word file", "zip-bomb"),
        ("zip with two bodies", "zip-bomb"),
        ("zip whose members share bytes", "zip-bomb"),
        ("png that claims 60000 x 60000", "image-too-big"),
        ("docx grid of half a billion columns", "read"),
        ("docx styles based on each other", "read"),
        ("docx broken styles", "read"),
        ("pdf that is a ZIP as well", "read"),
    ],
)
def test_the_reason_is_the_right_one(what: str, end: str) -> None:
    assert outcome_of(what) == end
