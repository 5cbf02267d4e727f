"""The patterns of the lexicons: Python `re` with a few short marks, compiled once."""

from __future__ import annotations

import re
from functools import cache

from extract.guarded import Guarded
from extract.numbers import NUMBER, number_word_pattern

_BLANK = re.compile(r" (?![?*+{])")
_INLINE = r"[^\S\n]"


@cache
def glued(pattern: str) -> Guarded:
    """No case, and each blank stands for any blanks or none, line ends included: text layers glue words and titles."""
    return Guarded(_BLANK.sub(r"\\s*", pattern.replace(" ?", r"\s*")), re.IGNORECASE | re.MULTILINE)


@cache
def spaced(pattern: str) -> Guarded:
    """No case, and each blank stands for one blank or more of the same line.

    `<N>` is a number in digits or words (group `n`), `<P>` the same in words in brackets behind it, if printed,
    `<Y>` a year, `<S>` up to 80 further characters of the same sentence.
    """
    marks = {
        "<N>": rf"(?P<n>(?<![\d.,]){NUMBER}|\b{number_word_pattern()}\b)",
        "<P>": rf"(?:{_INLINE}*\([^()\n]{{1,60}}\))?",
        "<Y>": r"(?:19|20)\d\d(?!\d)",
        "<S>": r"(?:[^.;\n]|\.(?=\S)){0,80}?",
    }
    ready = _BLANK.sub(lambda _: f"{_INLINE}+", pattern.replace(" ?", f"{_INLINE}*"))
    for mark, meaning in marks.items():
        ready = ready.replace(mark, meaning)
    return Guarded(ready, re.IGNORECASE | re.MULTILINE)
