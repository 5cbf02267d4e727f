"""What stops a command in a way that a person can mend, and the exit code that says so. Light to import."""

from __future__ import annotations

from store.errors import LockedError

USAGE, REFUSED, NOT_FOUND, LOCKED = 2, 4, 5, 6
"""Exit codes of the contract."""

__all__ = ["LOCKED", "NOT_FOUND", "REFUSED", "USAGE", "CommandError", "HomeError", "LockedError", "NotFoundError"]


class CommandError(Exception):
    """`key` and `facts` are for pipeline/messages.py."""

    exit_code = USAGE

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts


class NotFoundError(CommandError):
    """Nothing of this name, or several."""

    exit_code = NOT_FOUND


class HomeError(CommandError):
    """The home or its database cannot be used as it is: another one has to be named, or this one mended."""

    exit_code = USAGE
