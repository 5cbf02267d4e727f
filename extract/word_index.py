"""Where the words of a text stand: each different word once, so that a rule asks the vocabulary, not the pages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")


class WordIndex:
    """The words of one text by their folded form, with the offsets at which they start.

    A vocabulary grows far slower than a text, so what is asked of it costs little in a long document.
    """

    def __init__(self, text: str) -> None:
        self._offsets: dict[str, list[int]] = {}
        for match in _WORD.finditer(folded(text)):
            self._offsets.setdefault(match.group(), []).append(match.start())
        self._words = sorted(self._offsets)
        self._lines = "\n".join(self._words)

    def starting(self, prefixes: Iterable[str]) -> list[int]:
        """Offsets of the words that start with one of these folded prefixes, ascending."""
        found: set[str] = set()
        for prefix in prefixes:
            index = bisect_left(self._words, prefix)
            while index < len(self._words) and self._words[index].startswith(prefix):
                found.add(self._words[index])
                index += 1
        return self._places(found)

    def holding(self, parts: Iterable[str]) -> list[int]:
        """Offsets of the words that hold one of these folded parts somewhere, ascending."""
        found: set[str] = set()
        for part in parts:
            at = self._lines.find(part)
            while at >= 0:
                end = self._lines.find("\n", at)
                end = end if end >= 0 else len(self._lines)
                found.add(self._lines[self._lines.rfind("\n", 0, at) + 1 : end])
                at = self._lines.find(part, end)
        return self._places(found)

    def _places(self, words: set[str]) -> list[int]:
        return sorted(offset for word in words for offset in self._offsets[word])


@lru_cache(maxsize=2)
def word_index(text: str) -> WordIndex:
    """The index of a text; the last texts are remembered, as every rule asks for the same one."""
    return WordIndex(text)


def folded(text: str) -> str:
    """The text in small letters and every digit as 0, as long as before.

    What `re.IGNORECASE` takes for an ASCII letter is that letter.
    """
    return _DIGIT.sub("0", text.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s"))
