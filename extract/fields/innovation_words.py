"""The word lists of names_places.yaml as parts of patterns."""

from __future__ import annotations

import re
from functools import cache

from extract.guarded import Guarded
from extract.lexicon import lexicon


@cache
def one_of(key: str) -> str:
    """The phrases of a list as one group, longest first; any white space between words, `*` for anything behind."""
    phrases = sorted((str(phrase) for phrase in lexicon("names_places")[key]), key=len, reverse=True)
    return "(?:" + "|".join(_spelled(phrase) for phrase in phrases) + ")"


def _spelled(phrase: str) -> str:
    spelled = r"\s+".join(re.escape(word) for word in phrase.removesuffix("*").split())
    return rf"{spelled}.*" if phrase.endswith("*") else spelled


TOPIC = Guarded(rf"\b{one_of('topic')}\b", re.IGNORECASE)
"""A line that speaks of innovations or of winners."""
