"""What can keep the store from doing its work."""

from __future__ import annotations


class LockedError(Exception):
    """Somebody else holds the database or the home for longer than we wait."""
