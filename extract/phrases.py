"""Finding the phrases of a list in running text by words: case is ignored, the longest one wins, cost is linear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from models.document import Span

V = TypeVar("V")

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_JOINING = frozenset({"dan", "serta", "and"})
_GAP = re.compile(r"[^\S\n]*[,.&/()–-]?[^\S\n]*&?[^\S\n]*")
_LONGEST_GAP = 4


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    span: Span
    value: V


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words; joining words (dan, serta) are left out, so that a list matches with or without them."""

    spans: tuple[Span, ...]
    keys: tuple[str, ...]


@lru_cache(maxsize=2)
def words(text: str) -> Words:
    """The words of a text; the last texts are remembered, as several fields ask for the same one."""
    return _split(text)


def _split(text: str) -> Words:
    matches = [(match.span(), match.group().casefold()) for match in WORD.finditer(text)]
    kept = [(Span(*span), key) for span, key in matches if key not in _JOINING]
    return Words(tuple(span for span, _ in kept), tuple(key for _, key in kept))


class Phrases(Generic[V]):
    """A phrase list, indexed by first word."""

    def __init__(self, entries: Mapping[str, V]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in entries.items():
            keys = words(phrase).keys
            if keys:
                self._by_first.setdefault(keys[0], []).append((keys, value))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def find(self, text: str) -> Iterator[Hit[V]]:
        """Each longest phrase, in order, never overlapping, never over a line feed."""
        split = words(text)
        index = 0
        while index < len(split.keys):
            length, hit = self._at(text, split, index)
            if hit is not None:
                yield hit
            index += length

    def at(self, text: str, offset: int) -> Hit[V] | None:
        """The longest phrase that starts exactly at this offset."""
        line_end = text.find("\n", offset)
        piece = text[offset : offset + 200] if line_end < 0 else text[offset : min(line_end, offset + 200)]
        split = _split(piece)
        if not split.spans or split.spans[0].start != 0:
            return None
        _, hit = self._at(piece, split, 0)
        return None if hit is None else Hit(Span(offset, offset + hit.span.end), hit.value)

    def _at(self, text: str, split: Words, index: int) -> tuple[int, Hit[V] | None]:
        for keys, value in self._by_first.get(split.keys[index], ()):
            if split.keys[index : index + len(keys)] == keys and _joined(text, split.spans[index : index + len(keys)]):
                span = Span(split.spans[index].start, split.spans[index + len(keys) - 1].end)
                return len(keys), Hit(span, value)
        return 1, None


def _joined(text: str, spans: Iterable[Span]) -> bool:
    """True when only blanks, a comma, a hyphen or a joining word stand between neighbours."""
    previous: Span | None = None
    for span in spans:
        if previous is not None and not _is_gap(text[previous.end : span.start]):
            return False
        previous = span
    return True


def _is_gap(between: str) -> bool:
    bare = WORD.sub("", between)
    return (
        len(bare) <= _LONGEST_GAP
        and "\n" not in bare
        and _GAP.fullmatch(bare) is not None
        and all(word.casefold() in _JOINING for word in WORD.findall(between))
    )
