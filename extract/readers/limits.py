"""Limits that a worker lays on itself before it opens a file nobody vouches for."""

from __future__ import annotations

import resource
from contextlib import suppress

MIB = 1 << 20


def apply_limits(cpu_seconds: int, address_space: int, written: int = 0) -> tuple[str, ...]:
    """Bind this process and its children: CPU seconds, bytes of address space, bytes of any file it writes.

    The CPU limit kills with SIGXCPU, one second later with SIGKILL; memory beyond the limit is a MemoryError or an
    abort inside a C library. Core dumps are off. Limits can only be lowered, so call it once, at the start of a worker.
    Returns the protections that took hold, by name, for `doctor`; a kernel that refuses one leaves the others on.
    """
    wanted = {
        "cpu": (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1),
        "memory": (resource.RLIMIT_AS, address_space, address_space),
        "core": (resource.RLIMIT_CORE, 0, 0),
        "file-size": (resource.RLIMIT_FSIZE, written, written),
    }
    return tuple(name for name, (which, soft, hard) in wanted.items() if _lower(which, soft, hard))


def allow_more(cpu_seconds: int, address_space: int) -> None:
    """Let this process go on for so many CPU seconds from now and map so many bytes, where its limits were lower.

    For one step that is known to cost more than others (a page of OCR). Only what may be raised is raised: a hard limit
    stays, and so does a limit that is wider already.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    _raise(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + cpu_seconds)
    _raise(resource.RLIMIT_AS, address_space)


def _raise(which: int, wanted: int) -> None:
    soft, hard = resource.getrlimit(which)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(which, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _lower(which: int, soft: int, hard: int) -> bool:
    _, ceiling = resource.getrlimit(which)
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    try:
        resource.setrlimit(which, (soft, hard))
    except (ValueError, OSError):
        return False
    return True
