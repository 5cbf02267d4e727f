"""An innovation as the classifier reads it: words with places and stems, cues, and the unit written out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from classify.taxonomy import Taxonomy
from classify.text import FUNCTION_WORDS, lower_words, plain, stem, words
from classify.units import UnitLexicon, affairs, known_words, load_units, written_out
from models.sector import SectorInput

LETTERS = (3, 5)
"""Shortest and longest letter group of a word, its borders counted."""
WORDS_SHARE = 0.5
"""Of the dossier's own words beside name and expansion: they speak of the innovation, but of much else too."""
NAME_SHARE = 0.6
"""Of a cue in a name that has an expansion: names play with words (a 'Cetar Petani' may be about reading)."""
MOST_WORDS = 120
"""Of one field only so many are read: the rest of a long text adds little evidence, only time."""
MOST_LETTERS = 4_000
"""No field is read further: as many words as MOST_WORDS and their function words seldom need half of it."""
_CACHE_SIZE = 50_000

_NOTHING: frozenset[str] = frozenset()

Block = tuple[str, ...]
TextField = Literal["name", "expansion", "words"]


@dataclass(frozen=True, slots=True)
class FieldText:
    """The content words of one field, in order."""

    field: TextField
    words: tuple[str, ...]
    """In lower case."""
    stems: tuple[str, ...]
    share: float
    """What a cue of this field counts."""
    passed_over: frozenset[str]
    """Stems that were left out."""


@dataclass(frozen=True, slots=True)
class UnitReading:
    name: tuple[str, ...]
    """The words that say what the unit does."""
    affairs: tuple[str, ...]
    """Sector slugs its name stands for, as named."""
    any_affair: bool
    may_be: tuple[str, ...]
    """Sector slugs that an ambiguous abbreviation may stand for, where nothing else is said."""
    features: Block


@dataclass(frozen=True, slots=True)
class Reading:
    name: FieldText
    expansion: FieldText
    own: FieldText
    unit: UnitReading

    @property
    def texts(self) -> tuple[FieldText, FieldText, FieldText]:
        return self.name, self.expansion, self.own


class Reader:
    """Reads inputs by one taxonomy; remembers words and units it has met, so that a batch is fast."""

    def __init__(self, taxonomy: Taxonomy, lexicon: UnitLexicon | None = None) -> None:
        self.taxonomy = taxonomy
        self.lexicon = lexicon or load_units()
        self._letters: dict[str, Block] = {}
        self._units: dict[str, UnitReading] = {}
        self._longest: dict[str, int] = {}
        for stems in taxonomy.cues:
            self._longest[stems[0]] = max(self._longest.get(stems[0], 0), len(stems))

    def read(self, item: SectorInput) -> Reading:
        return Reading(
            _field("name", item.name, NAME_SHARE if item.expansion else 1.0, _NOTHING),
            _field("expansion", item.expansion, 1.0, _NOTHING),
            _field("words", item.words, WORDS_SHARE, self.taxonomy.running_text),
            self.unit(item.unit),
        )

    def unit(self, unit: str) -> UnitReading:
        reading = self._units.get(unit)
        if reading is None:
            full = written_out(unit[:MOST_LETTERS], self.lexicon)
            name = known_words(full, self.lexicon)
            found = affairs(name, self.lexicon)
            features = dict.fromkeys((*map("u={}".format, name), *map("v={}".format, found.slugs)))
            may_be = () if found.slugs else self._ambiguous(full)
            reading = UnitReading(name, found.slugs, found.any_affair, may_be, tuple(features))
            if len(self._units) >= _CACHE_SIZE:  # never without bound: texts are hostile
                self._units.clear()
            self._units[unit] = reading
        return reading

    def _ambiguous(self, full: Sequence[str]) -> tuple[str, ...]:
        meanings = (slug for word in full for slug in self.taxonomy.ambiguous.get(word, ()))
        return tuple(dict.fromkeys(meanings))

    def letters(self, word: str) -> Block:
        """The letter groups of a lower-case word, its borders marked."""
        groups = self._letters.get(word)
        if groups is None:
            bordered = f"<{word}>"
            groups = tuple(
                f"c={bordered[at : at + size]}"
                for size in range(LETTERS[0], LETTERS[1] + 1)
                for at in range(len(bordered) - size + 1)
            )
            if len(self._letters) >= _CACHE_SIZE:
                self._letters.clear()
            self._letters[word] = groups
        return groups

    def cues(self, reading: Reading) -> NDArray[np.float64]:
        """How much of the wording speaks for each class, one number a class, 0 where nothing does."""
        total = [0.0] * len(self.taxonomy.sectors)
        for text in reading.texts:
            for _, size, positions in self.cue_matches(text.stems):
                worth: float = text.share * size**0.5 / len(positions)
                for position in positions:
                    total[position] += worth
        return np.array(total)

    def cue_matches(self, stems: Sequence[str]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """(position, length, classes) of each cue, longest first, none overlapping."""
        table, longest = self.taxonomy.cues, self._longest
        free = 0
        for at, first in enumerate(stems):
            if at < free or first not in longest:
                continue
            for size in range(longest[first], 0, -1):
                positions = table.get(tuple(stems[at : at + size]))
                if positions is not None and at + size <= len(stems):
                    yield at, size, positions
                    free = at + size
                    break


def start_of(given: str, text: FieldText, at: int) -> int | None:
    """The code point of `given`, the field's whole text, where its word number `at` begins.

    None where compatibility forms moved the places. Found only when it is asked for: few words are.
    """
    ordinary = plain(given[:MOST_LETTERS])
    if len(ordinary) != len(given[:MOST_LETTERS]):
        return None
    found = (start for word, start in words(ordinary) if _kept(word, text.passed_over))
    return next(islice(found, at, None))


def _field(field: TextField, text: str, share: float, passed_over: frozenset[str]) -> FieldText:
    if not text:
        return FieldText(field, (), (), share, passed_over)
    content: list[str] = []
    stems: list[str] = []
    for word in lower_words(plain(text[:MOST_LETTERS])):
        if _kept(word, passed_over):
            content.append(word)
            stems.append(stem(word))
            if len(stems) == MOST_WORDS:
                break
    return FieldText(field, tuple(content), tuple(stems), share, passed_over)


def _kept(word: str, passed_over: frozenset[str]) -> bool:
    return word not in FUNCTION_WORDS and stem(word) not in passed_over
