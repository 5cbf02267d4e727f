"""A filter in the kernel over every system call of this process and of all that it starts; it can never be taken off.

What is refused comes back as "operation not permitted", so that a library that only tries goes on. The filter is a
small program of the kernel's packet language (seccomp(2)): no library is needed to write one.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import struct
from collections.abc import Iterator
from typing import Literal, get_args

from extract.sandbox.kernel import supported, syscall
from extract.sandbox.syscalls import KERNEL, NETWORK, PROCESSES, PROGRAMS, WRITING, Machine, number, numbers

Profile = Literal["reader", "office", "alone"]
"""`reader`: no network, no writing, no processes, no programs. `office`: may start a program, which may talk to itself
over a socket in the file system. `alone`: what that program may no longer do, start others."""

_LOAD, _EQUALS, _HAS, _RETURN = 0x20, 0x15, 0x45, 0x06
_AT_LEAST = 0x35
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_ARCHITECTURES: dict[Machine, int] = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_OF_SECCOMP: dict[Machine, int] = {"x86_64": 317, "aarch64": 277}
_SET_FILTER, _ALL_THREADS, _NO_SLOWER = 1, 1, 4
_X32 = 0x40000000
"""Calls of 32-bit programs on a 64-bit kernel: a second way to everything."""
_THREAD = 0x10000
_WRITE_FLAGS = 0o1 | 0o2 | 0o100 | 0o1000
"""O_WRONLY, O_RDWR, O_CREAT, O_TRUNC; O_TMPFILE goes with one of the first two."""
_TYPES_FOR_OTHERS = (0x5412, 0x541C)
"""TIOCSTI and TIOCLINUX put words into somebody's terminal."""

Step = tuple[int, int, int, int]


def filter_system_calls(profile: Profile, pid: int) -> bool:
    """Lay the filter on this process, all its threads included. False where the kernel or the computer knows none.

    `pid`: the one process that a reader may send signals to, itself.
    """
    machine = _machine()
    if machine is None or not supported():
        return False
    steps = list(_program(profile, machine, pid))
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HL", len(steps), ctypes.addressof(code)))
    for flags in (_ALL_THREADS | _NO_SLOWER, _ALL_THREADS):
        try:
            return syscall(_OF_SECCOMP[machine], _SET_FILTER, flags, program) == 0
        except OSError:
            continue
    return False


def _machine() -> Machine | None:
    return next((known for known in get_args(Machine) if known == platform.machine()), None)


def _program(profile: Profile, machine: Machine, pid: int) -> Iterator[Step]:
    yield (_LOAD, 0, 0, _ARCHITECTURE_AT)
    yield (_EQUALS, 1, 0, _ARCHITECTURES[machine])
    yield _refuse()
    yield (_LOAD, 0, 0, _NUMBER_AT)
    if machine == "x86_64":
        yield (_AT_LEAST, 0, 1, _X32)
        yield _refuse()
    for refused in _refused(profile, machine):
        yield (_EQUALS, 0, 1, refused)
        yield _refuse()
    yield from _judged("clone3", machine, [_refuse(errno.ENOSYS)])  # takes a pointer; libraries fall back on clone
    if profile in {"reader", "alone"}:
        yield from _judged("clone", machine, _unless((_HAS, 1, 0, _THREAD), argument=0))
    if profile != "alone":
        yield from _judged(
            "ioctl", machine, _if_any(*[(_EQUALS, 0, 1, wish) for wish in _TYPES_FOR_OTHERS], argument=1)
        )
    if profile == "office":
        yield from _judged("socket", machine, _unless((_EQUALS, 1, 0, int(socket.AF_UNIX)), argument=0))
    if profile == "reader":
        yield from _judged("socket", machine, [_refuse()])
        yield from _judged("openat2", machine, [_refuse(errno.ENOSYS)])
        yield from _judged("open", machine, _if_any((_HAS, 0, 1, _WRITE_FLAGS), argument=1))
        yield from _judged("openat", machine, _if_any((_HAS, 0, 1, _WRITE_FLAGS), argument=2))
        yield from _judged("kill", machine, _unless((_EQUALS, 1, 0, pid), argument=0))
        yield from _judged("tgkill", machine, _unless((_EQUALS, 1, 0, pid), argument=0))
    yield _allow()


def _refused(profile: Profile, machine: Machine) -> list[int]:
    if profile == "alone":
        return numbers(PROCESSES, machine)
    if profile == "office":
        return numbers(KERNEL, machine)
    return numbers({**KERNEL, **NETWORK, **WRITING, **PROCESSES, **PROGRAMS}, machine)


def _judged(name: str, machine: Machine, then: list[Step]) -> list[Step]:
    """These steps for this one call; they end it, for they forget its number."""
    call = number(name, machine)
    return [] if call is None else [(_EQUALS, 0, len(then), call), *then]


def _unless(test: Step, *, argument: int) -> list[Step]:
    """Refused unless the low half of the argument passes; a test that passes jumps over one step."""
    return [_load(argument), test, _refuse(), _allow()]


def _if_any(*tests: Step, argument: int) -> list[Step]:
    """Refused when one of the tests passes; a test that fails jumps over one step."""
    return [_load(argument), *(step for test in tests for step in (test, _refuse())), _allow()]


def _load(argument: int) -> Step:
    return (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * argument)


def _refuse(error: int = errno.EPERM) -> Step:
    return (_RETURN, 0, 0, _REFUSE | error)


def _allow() -> Step:
    return (_RETURN, 0, 0, _ALLOW)
