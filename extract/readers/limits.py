"""Limits that a worker lays on itself before it opens a file nobody vouches for."""

from __future__ import annotations

import resource
import sys
from contextlib import suppress

MIB = 1 << 20


def begin_file(cpu_seconds: int, address_space: int) -> None:
    """For the next file: so many CPU seconds from now, at most so many bytes of address space.

    Beyond the CPU seconds comes SIGXCPU; memory beyond the limit is a MemoryError or an abort inside a C library. Only
    the soft limits: `allow_more` raises them for a step that is known to cost more, the next file begins with these.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + cpu_seconds)
    if sys.platform == "linux":  # elsewhere it is the address space of all that the system shares
        _soft(resource.RLIMIT_AS, address_space)


def allow_more(cpu_seconds: int, address_space: int) -> None:
    """Let this process go on for so many CPU seconds from now and map so many bytes, where its limits were lower.

    For one step that is known to cost more than others (a page of OCR). Only what may be raised is raised: a hard limit
    stays, and so does a limit that is wider already.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    _raise(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + cpu_seconds)
    _raise(resource.RLIMIT_AS, address_space)


def _raise(which: int, wanted: int) -> None:
    soft, _ = resource.getrlimit(which)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        _soft(which, wanted)


def _soft(which: int, wanted: int) -> None:
    _, hard = resource.getrlimit(which)
    with suppress(ValueError, OSError):  # a kernel that refuses one limit leaves the others on
        resource.setrlimit(which, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
