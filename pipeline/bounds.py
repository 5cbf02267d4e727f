"""What one file may cost the worker that reads it."""

from __future__ import annotations

ADDRESS_SPACE = 1 << 30
"""Bytes a worker may take beyond the loaded program."""
CPU_SECONDS = 20
CPU_SECONDS_A_PAGE = 0.3
_BYTES_A_PAGE = 16_384
_MOST_PAGES = 5_000


def cpu_seconds(size: int) -> int:
    """What a file of so many bytes may take: its pages are not known before it is read, its size is."""
    return CPU_SECONDS + int(CPU_SECONDS_A_PAGE * min(size // _BYTES_A_PAGE, _MOST_PAGES))
