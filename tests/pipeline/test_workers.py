"""Killable workers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.workers import Done, Job, Limits, Task, run
from tests.pipeline.jobs import echo

LIMITS = Limits(wall_seconds=60, address_space=1 << 29)


CONFINED = pytest.mark.skipif(sys.platform != "linux", reason="seccomp is of Linux")


def work(*words: str, cpu: int = 30, workers: int = 2, limits: Limits = LIMITS) -> dict[str, Done]:
    jobs = (Job(f"{number} {word}", word.encode(), cpu) for number, word in enumerate(words))
    return {done.key: done for done in run(Task(echo), jobs, workers=workers, limits=limits)}


def test_every_job_comes_back_once() -> None:
    words = [f"kata{number}" for number in range(150)]
    done = work(*words)
    assert {one.result for one in done.values()} == {word.upper().encode() for word in words}


@pytest.mark.parametrize(
    ("word", "failure"),
    [
        ("crash", "killed"),
        ("exit", "killed"),
        ("raise", "defect"),
        ("eat", "memory"),
        pytest.param("connect", "forbidden", marks=CONFINED),
        pytest.param("write", "forbidden", marks=CONFINED),
        pytest.param("multiply", "forbidden", marks=CONFINED),
        pytest.param("start", "forbidden", marks=CONFINED),
    ],
)
def test_a_job_that_ends_its_worker_takes_nobody_along(word: str, failure: str) -> None:
    done = work("satu", "dua", word, "tiga", "empat", "lima")
    assert done[f"2 {word}"].failure == failure
    assert [one.result for key, one in sorted(done.items()) if key != f"2 {word}"] == [
        b"SATU", b"DUA", b"TIGA", b"EMPAT", b"LIMA",
    ]  # fmt: skip


def test_a_job_that_computes_for_ever_ends_by_its_cpu_limit() -> None:
    done = work("spin", "satu", cpu=1)
    assert (done["0 spin"].failure, done["1 satu"].result) == ("cpu", b"SATU")


def test_a_job_that_waits_for_ever_ends_by_the_clock() -> None:
    done = work("sleep", "satu", cpu=1, limits=Limits(wall_seconds=1.0, address_space=1 << 29))
    assert (done["0 sleep"].failure, done["1 satu"].result) == ("wall", b"SATU")


def test_nothing_but_deaths_still_comes_to_an_end() -> None:
    done = work(*["crash"] * 5)
    assert [one.failure for one in done.values()] == ["killed"] * 5


def test_what_a_worker_did_when_it_was_killed_is_known() -> None:
    done = work("page")["0 page"]
    assert (done.failure, done.detail, done.stage, done.page) == ("killed", "SIGKILL", "page", 7)


def test_kinds_of_work_share_the_places() -> None:
    jobs = [Job(str(number), b"x", 30, "office" if number % 3 else "reader") for number in range(9)]
    assert {done.result for done in run(Task(echo), iter(jobs), workers=1, limits=LIMITS)} == {b"X"}


def test_an_office_worker_leaves_no_folder_behind(tmp_path: Path) -> None:
    limits = Limits(wall_seconds=60, address_space=1 << 29, scratch=tmp_path)
    ends = list(
        run(
            Task(echo),
            iter([Job("1", b"write", 30, "office"), Job("2", b"crash", 30, "office")]),
            workers=1,
            limits=limits,
        )
    )
    assert [done.failure for done in ends] == [None, "killed"]
    assert not list(tmp_path.iterdir())


def test_jobs_are_taken_only_as_workers_are_free() -> None:
    taken: list[int] = []

    def jobs() -> Iterator[Job]:
        for number in range(30):
            taken.append(number)
            yield Job(str(number), b"x", 30)

    for ended, _ in enumerate(run(Task(echo), jobs(), workers=2, limits=LIMITS)):
        assert len(taken) <= ended + 4
