"""One long job at a time in one home: the lock dies with its holder, so a kill leaves nothing to clear up."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.errors import LockedError


@contextmanager
def home_lock(home: Path) -> Iterator[None]:
    """Hold the home for a job that writes much (taking in files, scoring, upgrading).

    Raises: LockedError at once when another process holds it.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(home / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LockedError(str(home)) from error
        yield
    finally:
        os.close(handle)
