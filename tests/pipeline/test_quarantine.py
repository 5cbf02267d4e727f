"""A file that killed its worker twice waits until somebody asks for it, with what was being done at its death."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import intake
from pipeline.failures import DOING, WORDS, WORKER_CODES, problem_of
from pipeline.ingest import retry, take_in
from pipeline.overview import batch_files
from pipeline.progress import Silent
from pipeline.workers import Done, Failure, Task
from tests.pipeline.home import Home, clock, tag
from tests.pipeline.jobs import EXAMPLE, read_calmly

KILLER = EXAMPLE + "NAME: CRASH\n"


def calmly(home: Home, *paths: Path) -> dict[str, str]:
    """What becomes of these files when nothing kills a worker any more."""
    walked = intake.walk(paths, home.settings.home)
    return home.outcomes(take_in(walked, home.settings, clock, Silent(), tag=tag, task=Task(read_calmly)))


@pytest.fixture
def killer(home: Home, files: Path) -> Path:
    (files / "rusak.txt").write_text(KILLER)
    home.ingest(files)
    return files / "rusak.txt"


def test_it_is_not_tried_again(home: Home, killer: Path) -> None:
    assert calmly(home, killer) == {"rusak.txt": "set_aside"}


def test_it_is_tried_again_when_asked(home: Home, killer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(take_in, "__kwdefaults__", {"tag": tag, "task": Task(read_calmly)})
    assert home.outcomes(retry(home.settings, clock, Silent())) == {"rusak.txt": "stored"}


def test_the_page_of_its_death_is_recorded(home: Home, killer: Path) -> None:
    (row,) = batch_files(home.engine, home.ingest(killer).batch)
    (problem,) = row["problems"]
    assert (problem["code"], problem["page"]) == ("worker-killed", 3)
    assert "saat membaca halaman 3, SIGSEGV" in problem["message"]


@pytest.mark.parametrize("failure", WORDS)
def test_every_end_says_what_was_being_done(failure: Failure) -> None:
    problem = problem_of(Done("x", None, failure, "", "ocr", 12), "a.pdf")
    assert DOING["ocr"].format(page=12) in problem.message
    assert problem.page == 12


def test_only_what_passes_is_tried_again_unasked() -> None:
    assert {"file-late", "reader-defect"} == WORKER_CODES
