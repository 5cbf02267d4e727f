"""The cue words of names.yaml as patterns, and what a word is when names are cut out of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.guarded import Guarded
from extract.lexicon import lexicon

WORD = re.compile(r"[^\W_]+(?:['’.&/@+_-][^\W_]+)*\+?")
"""A word of a name: inner apostrophes, dots, hyphens and the like belong to it."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns made of the word lists of names.yaml."""

    naming: re.Pattern[str]
    """A naming word at the end of what stands before a name."""
    innovation: re.Pattern[str]
    kind: re.Pattern[str]
    capital_kinds: frozenset[str]
    """Kind words that are left out of a name although they open it in capitals (*Aplikasi SIMHORE*)."""
    to_long: Guarded
    to_short: Guarded
    defined: Guarded
    """`Kepanjangan NAME adalah ...`."""
    inside: re.Pattern[str]
    """A cue that opens a bracket (`singkatan dari ...`)."""
    certain: re.Pattern[str]
    """Cues that settle a pair whatever the letters say."""
    joining: frozenset[str]
    stops: frozenset[str]
    innovation_words: frozenset[str]


def alternation(phrases: list[str]) -> str:
    """The phrases as one pattern, longest first, any white space between words."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in ordered)


@cache
def cues() -> Cues:
    """The cues, compiled once a process."""
    words = lexicon("names")
    glue, certain = alternation(words["glue_before_cue"]), alternation(words["certain_cues"])
    name = r"[“\"‘]?(?P<name>[A-Z][\w'’-]*(?: [A-Z0-9][\w'’-]*){0,5})[”\"’]?"
    return Cues(
        naming=re.compile(rf"\b(?:{alternation(words['naming_cues'])})[\s:]*$", re.IGNORECASE),
        innovation=re.compile(rf"\b(?:{alternation(words['innovation_words'])})[\s:]*$", re.IGNORECASE),
        kind=re.compile(rf"\b(?:{alternation(words['kind_words'])})\s*$", re.IGNORECASE),
        capital_kinds=frozenset(words["capital_kinds"]),
        to_long=_between(glue, alternation(words["short_then_long"])),
        to_short=_between(glue, alternation(words["long_then_short"])),
        defined=Guarded(
            rf"\b(?i:kepanjangan|singkatan|akronim)(?:\s+(?:dari|nama))?\s+{name}\s+(?:adalah|ialah|yaitu|yakni|berarti)\s+"
        ),
        inside=re.compile(rf"(?:(?:{glue})\s+){{0,3}}(?:{alternation(words['inside_cues'])})\s*:?\s+", re.IGNORECASE),
        certain=re.compile(rf"\b(?:{certain})\b", re.IGNORECASE),
        joining=frozenset(words["joining_words"]),
        stops=frozenset(words["stop_words"]),
        innovation_words=frozenset(words["never_in_name"]),
    )


def _between(glue: str, phrases: str) -> Guarded:
    return Guarded(rf"\b(?<=\s)(?:(?:{glue})\b,?\s+){{0,4}}(?:{phrases})\b\s*:?\s*", re.IGNORECASE)
