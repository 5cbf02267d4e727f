"""The files as they came in, by what is in them. Nothing here is ever changed, and no name is ever a path."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")


def original_path(home: Path, sha256: str) -> Path:
    """Where the content with this hash lies: `originals/ab/abcdef...`.

    Raises: ValueError for anything but 64 hexadecimal digits.
    """
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256")
    return home / "originals" / sha256[:2] / sha256


def keep_original(home: Path, data: bytes) -> str:
    """Store these bytes unless they are there already; returns their SHA-256.

    A reader sees all of the file or none of it, also after a crash: written beside it, synced, renamed, read-only.
    Raises: OSError when the disk is full or refuses.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = original_path(home, sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o440)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    return sha256


def damaged(home: Path, sha256: str) -> bool:
    """Whether the original is gone or no longer what it was."""
    try:
        with original_path(home, sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() != sha256
    except OSError:
        return True


def remove_leftovers(home: Path) -> int:
    """Take away what a killed run left half written; returns how many. For the holder of the home's lock."""
    leftovers = list((home / "originals").glob("*/.new-*"))
    for path in leftovers:
        path.unlink(missing_ok=True)
    return len(leftovers)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
