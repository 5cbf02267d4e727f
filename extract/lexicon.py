"""The dated YAML files of extract/lexicons/: gazetteers and cue words, read once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from models.data import read_yaml

_FOLDER = Path(__file__).parent / "lexicons"


@cache
def lexicon(name: str) -> Any:
    """The content of `extract/lexicons/<name>.yaml`; raises DataError when the file is damaged."""
    return read_yaml(_FOLDER / f"{name}.yaml").value
