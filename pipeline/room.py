"""Whether the disk has room for what a batch will store, asked before it begins and before each file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import HomeError

RESERVE = 256 << 20
"""Bytes that stay free: a database grows while it is written, and LibreOffice needs a folder to work in."""
SHARE = 1.25
"""What a file takes in the home, as a multiple of its size: the original, and what was read from it."""


def check(home: Path, paths: Iterable[Path]) -> None:
    """Raises: HomeError `disk-full` when these files, as they lie, would not fit into the home.

    What the home holds already is taken for theirs, so that a batch given once more needs nothing; where that is too
    kind, `need` tells it file by file.
    """
    new = sum(map(_size, paths)) - _size(home / "originals")
    need(home, int(SHARE * max(new, 0)))


def need(home: Path, size: int) -> None:
    """Raises: HomeError `disk-full` when so many bytes more would eat into the reserve."""
    there = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
    free = shutil.disk_usage(there).free
    if free < size + RESERVE:
        raise HomeError("disk-full", home=home, free=free >> 20, needed=(size + RESERVE) >> 20)


def _size(path: Path) -> int:
    """Bytes below a path. What cannot be asked weighs nothing here; its own problem is told when its turn comes."""
    if path.is_dir():
        return sum(_size(Path(folder, name)) for folder, _, names in os.walk(path) for name in names)
    try:
        return path.lstat().st_size
    except OSError:
        return 0
