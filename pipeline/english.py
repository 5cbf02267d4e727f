"""The English of what is stored in Indonesian: what is wrong with a file, and why a verdict is what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from models.data import read_yaml

PATH = Path(__file__).with_name("english.yaml")


def problem(stored: Mapping[str, Any]) -> tuple[str, str]:
    """Message and remedy; the stored ones for a code that has no English yet."""
    said = _words()["problems"].get(stored["code"], (stored["message"], stored["remedy"]))
    return said[0], said[1]


def verdict(judged: Mapping[str, Any], unreadable: Sequence[str]) -> str:
    """The reason of one indicator as a sentence; the stored one for a reason that has no English yet."""
    said: str = _words()["verdicts"].get(judged["reason"], judged["detail"])
    return said.format(level=judged["level"], files=", ".join(unreadable))


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(PATH).value
    return found
