"""The English of what is stored in Indonesian: what is wrong with a file, and why a verdict is what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from extract.readers import problems as readers
from models.data import read_yaml
from pipeline import failures, intake, manifest, twins

TEMPLATES: dict[str, str] = {
    **{code: words[0] for part in (readers, intake, manifest, twins) for code, words in part.WORDS.items()},
    **{code: message for code, message, _ in failures.WORDS.values()},
}
"""The sentence of every problem as docs/problems.md lists it."""
_FACT = re.compile(r"\{(\w+)\}")
PATH = Path(__file__).with_name("english.yaml")


def problem(stored: Mapping[str, Any]) -> tuple[str, str]:
    """Message and remedy; the stored ones for a code that has no English yet.

    Facts (a file's name, a number) are taken from the stored sentence.
    """
    said = _words()["problems"].get(stored["code"])
    if said is None:
        return stored["message"], stored["remedy"]
    facts = _facts(stored["code"], stored["message"])
    message, remedy = (_FACT.sub(lambda fact: facts.get(fact[1], "?"), one) for one in said)
    return message, remedy


def _facts(code: str, sentence: str) -> dict[str, str]:
    """What fills the braces of a stored sentence, by the sentence that it was made from."""
    parts = _FACT.split(TEMPLATES.get(code, ""))
    pattern = "".join(f"(?P<{part}>.*)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    found = re.fullmatch(pattern, sentence, re.DOTALL)
    return found.groupdict() if found else {}


def verdict(judged: Mapping[str, Any], unreadable: Sequence[str]) -> str:
    """The reason of one indicator as a sentence; the stored one for a reason that has no English yet."""
    said: str = _words()["verdicts"].get(judged["reason"], judged["detail"])
    return said.format(level=judged["level"], files=", ".join(unreadable))


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(PATH).value
    return found
