"""What a worker takes from itself before it opens a file nobody vouches for. Nothing of it can be undone.

Each protection is laid on by itself: a kernel that has none of it leaves the limits of `readers/limits.py`, and
`berkas doctor` says so.
"""

from __future__ import annotations

import os
import resource
import signal
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Literal

from extract.sandbox import landlock
from extract.sandbox.kernel import prctl, supported
from extract.sandbox.seccomp import filter_system_calls

Kind = Literal["reader", "office"]
"""`reader` writes nothing and starts nothing. `office` starts LibreOffice, which writes to one folder."""

PROTECTIONS = ("no-new-privileges", "not-dumpable", "seccomp", "landlock-write", "landlock-network", "landlock-signal")
"""All there are, in the order they are laid on; what a kernel lacks is missing from `confine`'s answer."""
_DIE_WITH_PARENT, _DUMPABLE, _NO_NEW_PRIVILEGES = 1, 4, 38
_LARGEST_OF_OFFICE = 512 << 20
_PROCESSES_OF_OFFICE = 512
"""Over what the user has already: threads count, and LibreOffice starts some dozen."""
_SOCKETS = Path("/tmp")  # noqa: S108 - where LibreOffice makes the socket that it asks itself over; no choice
_NOWHERE = Path("/dev/null")
_confined: list[Kind] = []
_held: list[str] = []


def confine(kind: Kind, address_space: int, scratch: Path | None = None) -> tuple[str, ...]:
    """Bind this process for the rest of its life; returns the names of the protections that took hold.

    `address_space`: bytes it may ever map. `scratch`: the folder that LibreOffice may write to, which becomes the
    folder for temporary files; a reader has none. Call it with one thread running: Landlock binds the calling one.
    """
    _confined.append(kind)
    _silence()
    _cap(resource.RLIMIT_CORE, 0)
    _cap(resource.RLIMIT_FSIZE, 0 if kind == "reader" else _LARGEST_OF_OFFICE)
    if supported():  # elsewhere it is the address space of all that the system shares
        _cap(resource.RLIMIT_AS, address_space)
    if supported():
        _held[:] = _lay_on(kind, scratch)
    return held()


def held() -> tuple[str, ...]:
    """The protections that this process is under."""
    return tuple(name for name in PROTECTIONS if name in _held)


def _lay_on(kind: Kind, scratch: Path | None) -> list[str]:
    held: list[str] = []
    with suppress(OSError):
        prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    for name, option, value in (("no-new-privileges", _NO_NEW_PRIVILEGES, 1), ("not-dumpable", _DUMPABLE, 0)):
        with suppress(OSError):
            prctl(option, value)
            held.append(name)
    if kind == "office" and scratch is not None:
        tempfile.tempdir = str(scratch)
        _cap(resource.RLIMIT_NPROC, _processes() + _PROCESSES_OF_OFFICE)
    with suppress(OSError):
        folders = [scratch] if kind == "office" and scratch is not None else []
        held += landlock.restrict([_NOWHERE, *folders], [_SOCKETS] if folders else [])
    if filter_system_calls(kind, os.getpid()):
        held.append("seccomp")
    return held


def narrow() -> None:
    """From an office worker to a reader, once its program has ended; nothing in a process that was never confined."""
    if _confined == ["office"]:
        _confined.append("reader")
        filter_system_calls("reader", os.getpid())


def alone() -> None:
    """For a program that a worker starts, between fork and exec: it ends with its worker and starts no other."""
    if supported():
        with suppress(OSError):
            prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        filter_system_calls("alone", os.getpid())


def _silence() -> None:
    """What C libraries print about a broken file is for nobody, and a worker has no business with a terminal."""
    nowhere = os.open(_NOWHERE, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    if nowhere > 2:
        os.close(nowhere)


def _cap(which: int, most: int) -> None:
    """Lower a limit for good, never raise it."""
    soft, hard = resource.getrlimit(which)
    unlimited = resource.RLIM_INFINITY
    hard = most if hard == unlimited else min(hard, most)
    with suppress(OSError, ValueError):
        resource.setrlimit(which, (hard if soft == unlimited else min(soft, hard), hard))


def _processes() -> int:
    """Threads on this computer, an upper bound of this user's."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/loadavg").read_text(encoding="ascii").split()[3].split("/")[1])
    return _PROCESSES_OF_OFFICE
