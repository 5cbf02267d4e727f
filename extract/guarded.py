"""Patterns that are tried only where the words stand that they cannot match without.

A document holds few of the cues that rules look for, and a search with a regular expression asks every letter of it.
What a pattern starts with, or cannot do without, is read off the pattern itself, so that no match can be missed; where
such words stand, the index of the text's words knows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from extract.pattern_words import leads, needs
from extract.word_index import word_index

_SHORT = 100
"""Texts of fewer characters are searched at once: an index of their words would cost more."""


class Guarded:
    """A pattern with those methods of `re.Pattern` that search; they find what it finds, in the same order."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags
        self._seen: tuple[str, list[int]] | None = None

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Made when first needed: many a cue stands in no document of a batch."""
        return re.compile(self.pattern, self.flags)

    @cached_property
    def leads(self) -> frozenset[str]:
        """What the word at which a match starts starts with; empty when a match may start elsewhere."""
        return leads(self.pattern, self.flags)

    @cached_property
    def needs(self) -> frozenset[str]:
        """Parts of words, one of which is in every match; empty when the pattern shows none."""
        return needs(self.pattern, self.flags)

    def possible(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """False when no word between these offsets lets the pattern match there."""
        if len(text) < _SHORT or not (self.leads or self.needs):
            return True
        places = self._places(text)
        first = bisect_left(places, start if self.leads else _word_start(text, start))
        return first < len(places) and (end is None or places[first] < end)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        end = len(text) if end is None else min(end, len(text))
        if not self.possible(text, start, end):
            return iter(())
        if len(text) < _SHORT or not self.leads:
            return self.compiled.finditer(text, start, end)
        return self._led(text, start, end)

    def _led(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        places = self._places(text)
        for index in range(bisect_left(places, start), bisect_left(places, end)):
            match = self.compiled.match(text, places[index], end) if places[index] >= start else None
            if match is not None:
                start = match.end()
                yield match

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        return next(self.finditer(text, start, end), None)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        end = len(text) if end is None else end
        return self.compiled.match(text, start, end) if self.possible(text, start, end) else None

    def fullmatch(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        end = len(text) if end is None else end
        return self.compiled.fullmatch(text, start, end) if self.possible(text, start, end) else None

    def findall(self, text: str) -> list[str]:
        """The whole matches, whatever groups there are."""
        return [match.group() for match in self.finditer(text)]

    def _places(self, text: str) -> list[int]:
        if self._seen is None or self._seen[0] is not text:
            index = word_index(text)
            self._seen = text, index.starting(self.leads) if self.leads else index.holding(self.needs)
        return self._seen[1]


def _word_start(text: str, offset: int) -> int:
    while offset > 0 and text[offset - 1].isalnum():
        offset -= 1
    return offset
