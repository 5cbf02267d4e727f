"""What a command needs to know about where and how to work. Made in cli.py, which alone reads the environment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Lang = Literal["id", "en"]
Grouping = Literal["auto", "file", "folder"]
Ocr = Literal["auto", "never", "always"]

SEASON = 2026
"""The assessment year when none is given: that of the default rubric. A constant, so that what is stored does not
depend on the day it was stored."""


@dataclass(frozen=True, slots=True)
class Settings:
    home: Path
    db_url: str | None = None
    """None: SQLite inside `home`."""
    lang: Lang = "id"
    workers: int = 2
    timeout: float = 300.0
    """Wall seconds a file may take at most; CPU seconds are limited besides, by the size of the file."""
    season: int = SEASON
    grouping: Grouping = "auto"
    manifest: Path | None = None
    """A table that says which file belongs to which innovation (pipeline/manifest.py)."""
    ocr: Ocr = "auto"
    """`auto`: pages without a readable text of their own; another choice reads a file anew."""
