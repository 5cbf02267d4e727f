"""The worker's door, light to import: the readers and fields are loaded in the worker, not in its parent."""

from __future__ import annotations

from pipeline.workers import Task


def read_job(job: bytes) -> bytes:
    """As `pipeline.work.read_job`."""
    from pipeline import work  # noqa: PLC0415

    return work.read_job(job)


def protections(job: bytes) -> bytes:
    """The names of the protections that this worker is under, with spaces between."""
    from extract.sandbox.confine import held  # noqa: PLC0415

    return " ".join(held()).encode()


READ = Task(read_job, preload=("pipeline.warm", "cli"))
"""What workers are forked for. `cli`, because each of them loads the program that was started."""
