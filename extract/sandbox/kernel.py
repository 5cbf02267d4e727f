"""The two doors of the kernel that Python has none for: prctl and system calls by number."""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from typing import Any


@cache
def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def supported() -> bool:
    """Whether this is a Linux at all."""
    return sys.platform == "linux"


def prctl(option: int, value: int) -> None:
    """Raises: OSError when the kernel refuses."""
    if _libc().prctl(option, ctypes.c_ulong(value), *[ctypes.c_ulong(0)] * 3):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def syscall(number: int, *arguments: Any) -> int:
    """Whole numbers go in as 64 bits. Raises: OSError when the kernel refuses or does not know the call."""
    wide = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    answer: int = _libc().syscall(ctypes.c_long(number), *wide)
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer
