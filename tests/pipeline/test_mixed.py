"""A folder as an office sends it: every file ends in one state, and what went wrong says what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import english
from tests.pipeline.mixed import READ, fill

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_two_hundred_mixed_files_end_in_one_state_each_with_a_next_step(tmp_path: Path) -> None:
    given, scratch = tmp_path / "kiriman", tmp_path / "scratch"
    given.mkdir()
    scratch.mkdir()
    wanted = fill(given, scratch)
    line = [sys.executable, "-c", "import cli; cli.main()", "ingest", "kiriman", "tidak ada", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*line, "--home", "home"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3, done.stderr
    answer = json.loads(done.stdout)
    files = {file["path"].removeprefix("kiriman/"): file for file in answer["files"]}
    missing = files.pop("tidak ada")
    assert (missing["outcome"], missing["problems"][0]["code"]) == ("set_aside", "path-missing")
    assert {path: file["outcome"] != "set_aside" for path, file in files.items()} == {
        path: then == READ for path, then in wanted.items()
    }
    assert answer["stored"] + answer["unchanged"] + answer["set_aside"] == len(answer["files"]) == 201
    for path, file in files.items():
        for problem in file["problems"]:
            assert problem["message"] and problem["remedy"], path
            said = english.problem(problem)
            assert "?" not in " ".join(said) and said != (problem["message"], problem["remedy"]), problem["code"]
