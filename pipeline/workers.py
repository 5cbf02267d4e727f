"""Killable workers: each file in a process that may die without taking anything else with it.

A worker is forked from a server that has the readers and fields loaded, holds one file at a time, and is renewed after
a number of files. Before its first file it gives up all that a reader does not need (extract/sandbox). CPU seconds are
limited, not only wall time: on a busy machine healthy files look hung. Whatever happens to a worker, its file comes
back with the reason and what was being done, and every other file is done as if nothing had happened.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import Literal

from extract.readers.doing import Stage
from extract.sandbox.confine import Kind
from pipeline.crew import FORBIDDEN, MEMORY, OK, Worker, start, stop

Failure = Literal["cpu", "wall", "memory", "killed", "forbidden", "defect"]

_GENERATION: dict[Kind, int] = {"reader": 50, "office": 1}
_ATTEMPTS = 2
"""A file whose worker was killed gets one more, fresh worker; a second death is the file's own doing."""
_LARGEST_RESULT = 1 << 29
_REASONS: dict[bytes, Failure] = {MEMORY: "memory", FORBIDDEN: "forbidden"}


@dataclass(frozen=True, slots=True)
class Task:
    """What workers do: a function of a module that they can import, and modules to load once for all of them."""

    function: Callable[[bytes], bytes]
    preload: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    key: str
    payload: bytes
    cpu_seconds: int
    kind: Kind = "reader"


@dataclass(frozen=True, slots=True)
class Limits:
    wall_seconds: float
    address_space: int
    """Bytes that a worker may map beyond what it starts with."""
    scratch: Path | None = None
    """Where workers that start LibreOffice have their folders, each its own; None: where the system has such things."""


@dataclass(frozen=True, slots=True)
class Done:
    """One job's end: its result, or why there is none and what was being done then."""

    key: str
    result: bytes | None
    failure: Failure | None = None
    detail: str = ""
    stage: Stage = "begin"
    page: int | None = None


@dataclass(slots=True)
class _Place:
    """A worker with the job it holds."""

    worker: Worker
    served: int = 0
    job: Job | None = None
    attempt: int = 1
    deadline: float = 0.0
    late: bool = False


def get_ready(task: Task) -> None:
    """Begin to load what workers need, in another process, while the caller goes on with something else."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(task.preload))
    from multiprocessing import forkserver  # noqa: PLC0415 - not on every system

    forkserver.ensure_running()


def run(task: Task, jobs: Iterator[Job], *, workers: int, limits: Limits) -> Iterator[Done]:
    """Yield the end of every job as it comes, in no particular order; never more than `workers` jobs are taken ahead.

    Closing the iterator kills what still runs.
    """
    crew: list[_Place] = []
    again: list[tuple[Job, int]] = []
    jobs = iter(jobs)
    get_ready(task)
    try:
        while True:
            _hand_out(crew, again, jobs, task, workers, limits)
            busy = [place for place in crew if place.job is not None]
            if not busy:
                return
            yield from _collect(busy, crew, again)
    finally:
        for place in crew:
            stop(place.worker, kill=place.job is not None)


def _hand_out(
    crew: list[_Place], again: list[tuple[Job, int]], jobs: Iterator[Job], task: Task, workers: int, limits: Limits
) -> None:
    """Give every free place a job, starting and renewing workers as needed."""
    while sum(place.job is not None for place in crew) < workers:
        job, attempt = again.pop() if again else (next(jobs, None), 1)
        if job is None:
            return
        place = _place_for(job, crew, task, workers, limits)
        place.job, place.attempt, place.late = job, attempt, False
        place.deadline = time.monotonic() + max(limits.wall_seconds, job.cpu_seconds)
        with suppress(OSError):  # a worker that died idle is found by _collect
            place.worker.pipe.send_bytes(job.cpu_seconds.to_bytes(4, "big") + job.payload)


def _place_for(job: Job, crew: list[_Place], task: Task, workers: int, limits: Limits) -> _Place:
    """A free worker of the job's kind; one of another kind makes room for it where there are enough."""
    idle = [place for place in crew if place.job is None]
    fitting = next((place for place in idle if place.worker.kind == job.kind), None)
    if fitting is not None:
        return fitting
    if len(crew) >= workers and idle:
        crew.remove(idle[0])
        stop(idle[0].worker)
    place = _Place(start(task.function, job.kind, limits.address_space, limits.scratch))
    crew.append(place)
    return place


def _collect(busy: list[_Place], crew: list[_Place], again: list[tuple[Job, int]]) -> Iterator[Done]:
    """Wait for the next ends; kill whoever is over time."""
    patience = max(0.0, min(place.deadline for place in busy) - time.monotonic())
    ready = wait([place.worker.pipe for place in busy], timeout=patience)
    now = time.monotonic()
    for place in busy:
        if place.worker.pipe in ready:
            done = _receive(place)
            if done.failure not in {None, "defect"} or place.served >= _GENERATION[place.worker.kind]:
                crew.remove(place)
                stop(place.worker, kill=done.failure is not None)
            job, place.job = place.job, None
            if done.failure == "killed" and place.attempt < _ATTEMPTS and job is not None:
                again.append((job, place.attempt + 1))
            else:
                yield done
        elif now >= place.deadline and not place.late:
            place.late = True
            place.worker.process.kill()  # its pipe closes, and the next round receives the end


def _receive(place: _Place) -> Done:
    assert place.job is not None  # noqa: S101 - only busy workers are received from
    key = place.job.key
    place.served += 1
    try:
        message = place.worker.pipe.recv_bytes(_LARGEST_RESULT)
    except (EOFError, OSError):
        return _death(place, key)
    reason, body = message[:1], message[1:]
    if reason == OK:
        return Done(key, body)
    stage, page = place.worker.doing()
    return Done(key, None, _REASONS.get(reason, "defect"), body.decode("utf-8", "replace"), stage, page)


def _death(place: _Place, key: str) -> Done:
    """Why a worker is gone, as far as its parent can tell."""
    code = place.worker.exit_code()
    stage, page = place.worker.doing()
    if place.late:
        return Done(key, None, "wall", "", stage, page)
    if code == -signal.SIGXCPU:
        return Done(key, None, "cpu", "", stage, page)
    return Done(key, None, "killed", "" if code is None or code >= 0 else signal.Signals(-code).name, stage, page)
