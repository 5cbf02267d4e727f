"""Landlock: from here on nothing is written but under the folders named, whatever the user of this process may write.

Linux 5.13 and later, where it is switched on; each version of its interface knows more than the one before.
Source: the kernel's include/uapi/linux/landlock.h and Documentation/userspace-api/landlock.rst.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from extract.sandbox.kernel import supported, syscall

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""The same numbers on every kind of computer."""
_ASK_VERSION = 1
_UNDER_A_PATH = 1
_WRITE_FILE, _MAKE_SOCK, _TRUNCATE = 1 << 1, 1 << 9, 1 << 14
_CHANGES = _WRITE_FILE | sum(1 << bit for bit in range(4, 13))
"""Write a file; remove or make one of any kind."""
_SINCE = {2: 1 << 13, 3: _TRUNCATE, 5: 1 << 15}
"""Move between folders, cut short, command a device: known since these versions."""
_TCP = 0b11
_SCOPES = 0b11
"""Sockets without a file, and signals, of processes outside."""


def version() -> int:
    """The version of the interface; 0 where there is none."""
    if not supported():
        return 0
    with suppress(OSError):
        return syscall(_CREATE, 0, 0, _ASK_VERSION)
    return 0


def restrict(writable: Sequence[Path], sockets_in: Sequence[Path] = ()) -> tuple[str, ...]:
    """Bind this thread and all that it starts; returns what took hold, by name, nothing where the kernel has none.

    `writable`: folders, and devices, that may be written. `sockets_in`: folders where a socket may be made.
    Needs PR_SET_NO_NEW_PRIVS. Raises: OSError when a folder cannot be opened.
    """
    known = version()
    if not known:
        return ()
    changes = _CHANGES | sum(bit for since, bit in _SINCE.items() if known >= since)
    held = ["landlock-write"]
    attributes = struct.pack("Q", changes)
    if known >= 4:
        attributes += struct.pack("Q", _TCP)
        held.append("landlock-network")
    if known >= 6:
        attributes += struct.pack("Q", _SCOPES)
        held.append("landlock-signal")
    rules = syscall(_CREATE, ctypes.create_string_buffer(attributes, len(attributes)), len(attributes), 0)
    try:
        for path in writable:
            _allow(rules, path, changes if path.is_dir() else changes & (_WRITE_FILE | _TRUNCATE))
        for path in sockets_in:
            _allow(rules, path, _MAKE_SOCK)
        syscall(_RESTRICT, rules, 0)
    finally:
        os.close(rules)
    return tuple(held)


def _allow(rules: int, path: Path, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", rights, place)
        syscall(_ADD, rules, _UNDER_A_PATH, ctypes.create_string_buffer(rule, len(rule)), 0)
    finally:
        os.close(place)
