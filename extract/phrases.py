"""Finding the phrases of a list in running text by words: case is ignored, the longest one wins, cost is linear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from models.document import Span

V = TypeVar("V")

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_JOINING = frozenset({"dan", "serta", "and"})
_GAP = re.compile(r"[^\S\n]*[,.&/()–-]?[^\S\n]*&?[^\S\n]*")
_LONGEST_GAP, _LONGEST_PHRASE = 4, 200


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    span: Span
    value: V


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words; joining words (dan, serta) are left out, so that a list matches with or without them.

    Plain columns, not one object a word: a long report has a million of them.
    """

    starts: list[int]
    ends: list[int]
    keys: list[str]


@lru_cache(maxsize=2)
def words(text: str) -> Words:
    """The words of a text; the last texts are remembered, as several fields ask for the same one."""
    return _split(text)


def _split(text: str) -> Words:
    split = Words([], [], [])
    for match in WORD.finditer(text):
        key = match.group().casefold()
        if key not in _JOINING:
            split.starts.append(match.start())
            split.ends.append(match.end())
            split.keys.append(key)
    return split


class Phrases(Generic[V]):
    """A phrase list, indexed by first word."""

    def __init__(self, entries: Mapping[str, V]) -> None:
        self._by_first: dict[str, list[tuple[list[str], V]]] = {}
        for phrase, value in entries.items():
            keys = words(phrase).keys
            if keys:
                self._by_first.setdefault(keys[0], []).append((keys, value))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def find(self, text: str) -> Iterator[Hit[V]]:
        """Each longest phrase, in order, never overlapping, never over a line feed."""
        split = words(text)
        past = 0
        for index, key in enumerate(split.keys):
            if index >= past and key in self._by_first and (found := self._at(text, split, index)):
                past, hit = index + found[0], found[1]
                yield hit

    def at(self, text: str, offset: int) -> Hit[V] | None:
        """The longest phrase that starts exactly at this offset."""
        first = WORD.match(text, offset)
        if first is None or first.group().casefold() not in self._by_first:
            return None
        piece = text[offset : offset + _LONGEST_PHRASE].partition("\n")[0]
        found = self._at(piece, _split(piece), 0)
        return Hit(Span(offset, offset + found[1].span.end), found[1].value) if found else None

    def _at(self, text: str, split: Words, index: int) -> tuple[int, Hit[V]] | None:
        """How many words the longest phrase at this word has, and where it stands."""
        for keys, value in self._by_first[split.keys[index]]:
            end = index + len(keys)
            if split.keys[index:end] == keys and _joined(text, split, index, end):
                return len(keys), Hit(Span(split.starts[index], split.ends[end - 1]), value)
        return None


def _joined(text: str, split: Words, index: int, end: int) -> bool:
    """True when only blanks, a comma, a hyphen or a joining word stand between neighbours."""
    return all(_is_gap(text[split.ends[k] : split.starts[k + 1]]) for k in range(index, end - 1))


def _is_gap(between: str) -> bool:
    if between == " ":
        return True
    bare = WORD.sub("", between)
    return (
        len(bare) <= _LONGEST_GAP
        and "\n" not in bare
        and _GAP.fullmatch(bare) is not None
        and all(word.casefold() in _JOINING for word in WORD.findall(between))
    )
