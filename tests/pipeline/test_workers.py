"""Killable workers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.workers import Done, Job, Limits, Task, run
from tests.pipeline.jobs import echo

LIMITS = Limits(wall_seconds=60, address_space=1 << 29)


def work(*words: str, cpu: int = 30, workers: int = 2, limits: Limits = LIMITS) -> dict[str, Done]:
    jobs = (Job(f"{number} {word}", word.encode(), cpu) for number, word in enumerate(words))
    return {done.key: done for done in run(Task(echo), jobs, workers=workers, limits=limits)}


def test_every_job_comes_back_once() -> None:
    words = [f"kata{number}" for number in range(150)]
    done = work(*words)
    assert {one.result for one in done.values()} == {word.upper().encode() for word in words}


@pytest.mark.parametrize(
    ("word", "failure"),
    [("crash", "killed"), ("exit", "killed"), ("raise", "defect"), ("eat", "memory")],
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


def test_jobs_are_taken_only_as_workers_are_free() -> None:
    taken: list[int] = []

    def jobs() -> Iterator[Job]:
        for number in range(30):
            taken.append(number)
            yield Job(str(number), b"x", 30)

    for ended, _ in enumerate(run(Task(echo), jobs(), workers=2, limits=LIMITS)):
        assert len(taken) <= ended + 4
