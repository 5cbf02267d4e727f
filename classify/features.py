"""An innovation as numbers: words, word pairs, letter groups and the unit's words, each block of length one.

Blocks are scaled apart, so that a long text does not drown the name and a long unit name does not drown the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from classify.taxonomy import LONGEST_CUE, Taxonomy, cue_stems
from classify.text import FUNCTION_WORDS, plain, stem, words
from classify.units import UnitLexicon, affairs, known_words, load_units, written_out
from models.sector import SectorInput

Floats = NDArray[np.float64]

LETTERS = (3, 5)
"""Shortest and longest letter group of a word, its borders counted."""
BLOCK_WEIGHTS = {"text": 1.0, "letters": 1.0, "unit": 0.7}
WORDS_SHARE = 0.5
"""Of the dossier's own words beside name and expansion: they speak of the innovation, but of much else too."""
NAME_SHARE = 0.6
"""Of a cue in a name that has an expansion: names play with words (a 'Cetar Petani' may be about reading)."""
MOST_WORDS = 250
"""Of the dossier's words only so many are read: the rest of a long text adds no evidence, only time."""
UNIT_VOTE = 2.0
_CACHE_SIZE = 50_000

Block = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The features of one input by block, each feature once."""

    text: Block
    letters: Block
    unit: Block
    words_text: Block
    words_letters: Block


@dataclass(frozen=True, slots=True)
class UnitReading:
    name: tuple[str, ...]
    """The words that say what the unit does."""
    affairs: tuple[str, ...]
    """Sector slugs its name stands for, as named."""


class Reader:
    """Reads inputs by one taxonomy; remembers words and units it has met, so that a batch is fast."""

    def __init__(self, taxonomy: Taxonomy, lexicon: UnitLexicon | None = None) -> None:
        self.taxonomy = taxonomy
        self.lexicon = lexicon or load_units()
        self._letters: dict[str, Block] = {}
        self._units: dict[str, UnitReading] = {}
        self._first_stems = frozenset(stems[0] for stems in taxonomy.cues)

    def parts(self, item: SectorInput) -> Parts:
        head = (*_content(item.name), "", *_content(item.expansion))
        own = _content(item.words)[:MOST_WORDS]
        return Parts(
            _word_features(head),
            self._letter_features(head),
            self.unit_features(item.unit),
            _word_features(own),
            self._letter_features(own),
        )

    def unit_features(self, unit: str) -> Block:
        reading = self.unit(unit)
        return tuple(dict.fromkeys((*map("u={}".format, reading.name), *map("v={}".format, reading.affairs))))

    def letters(self, word: str) -> Block:
        """The letter groups of a lower-case word, its borders marked."""
        return self._letters.get(word) or self._letters_of(word)

    def unit(self, unit: str) -> UnitReading:
        reading = self._units.get(unit)
        if reading is None:
            name = known_words(written_out(unit, self.lexicon), self.lexicon)
            reading = UnitReading(name, affairs(name, self.lexicon))
            _remember(self._units, unit, reading)
        return reading

    def cues(self, item: SectorInput) -> Floats:
        """How much of the wording speaks for each class, one number a class, 0 where nothing does."""
        total = np.zeros(len(self.taxonomy.sectors))
        for text, share in (
            (item.name, NAME_SHARE if item.expansion else 1.0),
            (item.expansion, 1.0),
            (item.words, WORDS_SHARE),
        ):
            for _, size, positions in self.cue_matches(cue_stems(text)[:MOST_WORDS]):
                for position in positions:
                    total[position] += share * size**0.5 / len(positions)
        return total

    def cue_matches(self, stems: Sequence[str]) -> Iterable[tuple[int, int, tuple[int, ...]]]:
        """(position, length, classes) of each cue, longest first, none overlapping."""
        table, at = self.taxonomy.cues, 0
        while at < len(stems):
            taken = 1
            if stems[at] in self._first_stems:
                for size in range(min(LONGEST_CUE, len(stems) - at), 0, -1):
                    positions = table.get(tuple(stems[at : at + size]))
                    if positions is not None:
                        yield at, size, positions
                        taken = size
                        break
            at += taken

    def _letter_features(self, tokens: Sequence[str]) -> Block:
        found: dict[str, None] = {}
        for word in tokens:
            found.update(dict.fromkeys(self.letters(word)))
        return tuple(found)

    def _letters_of(self, word: str) -> Block:
        bordered = f"<{word}>"
        groups = tuple(
            f"c={bordered[at : at + size]}"
            for size in range(LETTERS[0], LETTERS[1] + 1)
            for at in range(len(bordered) - size + 1)
        )
        _remember(self._letters, word, groups)
        return groups


def _content(text: str) -> tuple[str, ...]:
    return tuple(word for word, _ in words(plain(text)) if word not in FUNCTION_WORDS)


def _word_features(tokens: Sequence[str]) -> Block:
    """Stems and pairs of neighbours; an empty token is a border no pair crosses."""
    found: dict[str, None] = {}
    before = ""
    for word in tokens:
        now = stem(word) if word else ""
        if now:
            found[f"t={now}"] = None
            if before:
                found[f"t={before}_{now}"] = None
        before = now
    return tuple(found)


def _remember(cache: dict, key: str, value: object) -> None:  # type: ignore[type-arg]
    """Keep, but never without bound: texts are hostile."""
    if len(cache) >= _CACHE_SIZE:
        cache.clear()
    cache[key] = value


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Feature to column, and how rare each is (inverse document frequency, smoothed)."""

    columns: Mapping[str, int]
    idf: Floats


def fit_vocabulary(documents: Sequence[Parts]) -> Vocabulary:
    """Every feature of the documents, in alphabetical order."""
    count = Counter(
        feature for parts in documents for block in (parts.text, parts.letters, parts.unit) for feature in block
    )
    ordered = sorted(count)
    idf = np.log((1 + len(documents)) / (1 + np.array([count[f] for f in ordered], dtype=np.float64))) + 1
    return Vocabulary({feature: column for column, feature in enumerate(ordered)}, idf)


def to_matrix(documents: Sequence[Parts], vocabulary: Vocabulary) -> csr_matrix:
    """One row an input, of length one (all zero when nothing in it is known)."""
    values: list[Floats] = []
    columns: list[NDArray[np.int64]] = []
    starts = [0]
    for parts in documents:
        row_columns, row_values = _row(parts, vocabulary)
        columns.append(row_columns)
        values.append(row_values)
        starts.append(starts[-1] + len(row_columns))
    shape = (len(documents), len(vocabulary.columns))
    if not documents:
        return csr_matrix(shape, dtype=np.float64)
    return csr_matrix((np.concatenate(values), np.concatenate(columns), np.array(starts)), shape=shape)


def _row(parts: Parts, vocabulary: Vocabulary) -> tuple[NDArray[np.int64], Floats]:
    blocks = [
        (parts.text, BLOCK_WEIGHTS["text"], 1.0),
        (parts.letters, BLOCK_WEIGHTS["letters"], 1.0),
        (parts.unit, BLOCK_WEIGHTS["unit"], UNIT_VOTE),
    ]
    if parts.words_text:
        blocks.append((parts.words_text, BLOCK_WEIGHTS["text"] * WORDS_SHARE, 1.0))
        blocks.append((parts.words_letters, BLOCK_WEIGHTS["letters"] * WORDS_SHARE, 1.0))
    encoded = [_block(block, weight, vote, vocabulary) for block, weight, vote in blocks]
    columns = np.concatenate([columns for columns, _ in encoded])
    values = np.concatenate([values for _, values in encoded])
    if parts.words_text and len(columns):
        columns, place = np.unique(columns, return_inverse=True)
        values = np.bincount(place, weights=values)
    length = float(np.sqrt(values @ values))
    return columns, values / length if length else values


def _block(block: Block, weight: float, vote: float, vocabulary: Vocabulary) -> tuple[NDArray[np.int64], Floats]:
    known = vocabulary.columns
    columns = np.array([known[feature] for feature in block if feature in known], dtype=np.int64)
    values = vocabulary.idf[columns]
    if vote != 1.0:
        votes, rank = np.ones(len(columns)), 0
        for at, feature in enumerate(feature for feature in block if feature in known):
            if feature.startswith("v="):
                rank += 1
                votes[at] = vote / rank
        values = values * votes
    length = float(np.sqrt(values @ values))
    return columns, values * (weight / length) if length else values
