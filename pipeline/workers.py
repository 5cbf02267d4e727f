"""Killable workers: each file in a process that may die without taking anything else with it.

A worker is forked from a server that has the readers and fields loaded, holds one file at a time, and is renewed after
a number of files. CPU seconds are limited, not only wall time: on a busy machine healthy files look hung. Whatever
happens to a worker, its file comes back with the reason, and every other file is done as if nothing had happened.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Literal

Failure = Literal["cpu", "wall", "memory", "killed", "defect"]

_GENERATION = 50
_ATTEMPTS = 2
"""A file whose worker was killed gets one more, fresh worker; a second death is the file's own doing."""
_LARGEST_RESULT = 1 << 29
_OK, _MEMORY, _DEFECT = b"+", b"m", b"d"


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


@dataclass(frozen=True, slots=True)
class Limits:
    wall_seconds: float
    address_space: int
    """Bytes that a worker may map beyond what it starts with."""


@dataclass(frozen=True, slots=True)
class Done:
    """One job's end: its result, or why there is none."""

    key: str
    result: bytes | None
    failure: Failure | None = None
    detail: str = ""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    served: int = 0
    job: Job | None = None
    attempt: int = 1
    deadline: float = 0.0
    late: bool = False


def run(task: Task, jobs: Iterator[Job], *, workers: int, limits: Limits) -> Iterator[Done]:
    """Yield the end of every job as it comes, in no particular order; never more than `workers` jobs are taken ahead.

    Closing the iterator kills what still runs.
    """
    crew: list[_Worker] = []
    again: list[tuple[Job, int]] = []
    jobs = iter(jobs)
    try:
        while True:
            _hand_out(crew, again, jobs, task, workers, limits)
            busy = [worker for worker in crew if worker.job is not None]
            if not busy:
                return
            yield from _collect(busy, crew, again)
    finally:
        for worker in crew:
            _stop(worker)


def _hand_out(
    crew: list[_Worker], again: list[tuple[Job, int]], jobs: Iterator[Job], task: Task, workers: int, limits: Limits
) -> None:
    """Give every free place a job, starting and renewing workers as needed."""
    while sum(worker.job is not None for worker in crew) < workers:
        job, attempt = again.pop() if again else (next(jobs, None), 1)
        if job is None:
            return
        free = next((worker for worker in crew if worker.job is None), None)
        if free is None:
            free = _start(task, limits)
            crew.append(free)
        free.job, free.attempt, free.late = job, attempt, False
        free.deadline = time.monotonic() + max(limits.wall_seconds, job.cpu_seconds)
        with suppress(OSError):  # a worker that died idle is found by _collect
            free.pipe.send_bytes(job.cpu_seconds.to_bytes(4, "big") + job.payload)


def _collect(busy: list[_Worker], crew: list[_Worker], again: list[tuple[Job, int]]) -> Iterator[Done]:
    """Wait for the next ends; kill whoever is over time."""
    patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
    ready = wait([worker.pipe for worker in busy], timeout=patience)
    now = time.monotonic()
    for worker in busy:
        if worker.pipe in ready:
            done = _receive(worker)
            if done.failure in {"memory", "killed", "cpu", "wall"} or worker.served >= _GENERATION:
                crew.remove(worker)
                _stop(worker)
            job, worker.job = worker.job, None
            if done.failure == "killed" and worker.attempt < _ATTEMPTS and job is not None:
                again.append((job, worker.attempt + 1))
            else:
                yield done
        elif now >= worker.deadline and not worker.late:
            worker.late = True
            worker.process.kill()  # its pipe closes, and the next round receives the end


def _receive(worker: _Worker) -> Done:
    assert worker.job is not None  # noqa: S101 - only busy workers are received from
    key = worker.job.key
    worker.served += 1
    try:
        message = worker.pipe.recv_bytes(_LARGEST_RESULT)
    except (EOFError, OSError):
        return _death(worker, key)
    kind, body = message[:1], message[1:]
    if kind == _OK:
        return Done(key, body)
    return Done(key, None, "memory" if kind == _MEMORY else "defect", body.decode("utf-8", "replace"))


def _death(worker: _Worker, key: str) -> Done:
    """Why a worker is gone, as far as its parent can tell."""
    worker.process.join(5)
    code = worker.process.exitcode
    if worker.late:
        return Done(key, None, "wall", "")
    if code == -signal.SIGXCPU:
        return Done(key, None, "cpu", "")
    return Done(key, None, "killed", "" if code is None or code >= 0 else signal.Signals(-code).name)


def _start(task: Task, limits: Limits) -> _Worker:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(task.preload))
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, task.function, limits.address_space), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _stop(worker: _Worker) -> None:
    """Let go of a worker: an idle one ends by itself when its pipe closes, a busy one is killed."""
    worker.pipe.close()
    if worker.job is not None or worker.late:
        worker.process.kill()
    worker.process.join(5)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    worker.process.close()


def _serve(pipe: Connection, work: Callable[[bytes], bytes], address_space: int) -> None:
    """The worker's life: one file after the other until the pipe closes or memory has run out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    most = _mapped() + address_space
    while True:
        try:
            order = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        _limit(int.from_bytes(order[:4], "big"), most)
        try:
            answer = _OK + work(order[4:])
        except MemoryError:
            answer = _MEMORY
        except Exception:
            answer = _DEFECT + traceback.format_exc().encode("utf-8", "replace")
        with suppress(OSError):
            pipe.send_bytes(answer)
        if answer[:1] == _MEMORY:
            return


def _mapped() -> int:
    """Bytes of address space that this process takes already; 0 where nothing tells."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _limit(cpu_seconds: int, address_space: int) -> None:
    """For the next file: so many CPU seconds from now, at most so much address space, no core dump.

    Only the soft limits: a reader may raise them for a step that is known to cost more (a page of OCR), and the next
    file begins with these again.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + cpu_seconds
    limits = [(resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)]
    limits += [(resource.RLIMIT_AS, address_space)] if _mapped() else []
    for which, soft in limits:
        with suppress(OSError, ValueError):  # a kernel that refuses one limit leaves the others on
            resource.setrlimit(which, (soft, resource.getrlimit(which)[1]))
