"""An innovation as numbers: words, word pairs, letter groups and the unit's words, each block of length one.

Blocks are scaled apart, so that a long text does not drown the name and a long unit name does not drown the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from classify.reading import WORDS_SHARE, Block, Reader, Reading

Floats = NDArray[np.float64]

BLOCK_WEIGHTS = {"text": 1.0, "letters": 1.0, "unit": 0.7, "own": WORDS_SHARE}
"""Length of each block of Parts, in their order, before the whole row is made of length one."""
_WEIGHTS = np.array(list(BLOCK_WEIGHTS.values()))
UNIT_VOTE = 2.0
"""What an affair named by the unit counts beside a word of its name; the second named half, the third a third."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The features of one input by block, each feature once."""

    text: Block
    letters: Block
    unit: Block
    own: Block
    """Stems of the dossier's own words; no pairs and no letter groups, there are too many to mean anything."""


def parts_of(reading: Reading, reader: Reader) -> Parts:
    generic = reader.taxonomy.generic
    letters: dict[str, None] = {}
    for text in (reading.name, reading.expansion):
        for word, stemmed in zip(text.words, text.stems, strict=True):
            if stemmed not in generic and not stemmed.isdecimal():
                letters.update(dict.fromkeys(reader.letters(word)))
    return Parts(
        _word_features(generic, reading.name.stems, reading.expansion.stems),
        tuple(letters),
        reading.unit.features,
        tuple(dict.fromkeys(_alone(reading.own.stems, generic))),
    )


def _word_features(generic: frozenset[str], *texts: Sequence[str]) -> Block:
    """Stems and pairs of neighbours; no pair crosses from one text into the next."""
    found: dict[str, None] = {}
    for stems in texts:
        found.update(dict.fromkeys(_alone(stems, generic)))
        found.update(dict.fromkeys(map("t={}_{}".format, stems, stems[1:])))
    return tuple(found)


def _alone(stems: Sequence[str], generic: frozenset[str]) -> list[str]:
    """Words that count by themselves: a generic one and a number (`2024`) do not, in a pair or cue they may."""
    return [f"t={stemmed}" for stemmed in stems if stemmed not in generic and not stemmed.isdecimal()]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Feature to column, and how rare each is (inverse document frequency, smoothed)."""

    columns: Mapping[str, int]
    idf: Floats


def fit_vocabulary(documents: Sequence[Parts]) -> Vocabulary:
    """Every feature of the documents, in alphabetical order."""
    count: Counter[str] = Counter()
    for parts in documents:
        count.update(dict.fromkeys((*parts.text, *parts.letters, *parts.unit, *parts.own)).keys())
    ordered = sorted(count)
    idf = np.log((1 + len(documents)) / (1 + np.array([count[f] for f in ordered], dtype=np.float64))) + 1
    return Vocabulary({feature: column for column, feature in enumerate(ordered)}, idf)


def to_matrix(documents: Sequence[Parts], vocabulary: Vocabulary) -> csr_matrix:
    """One row an input, of length one (all zero when nothing in it is known)."""
    columns: list[int] = []
    factors: list[float] = []
    sizes: list[int] = []
    for parts in documents:
        for block in (parts.text, parts.letters, parts.unit, parts.own):
            known = _columns(block, vocabulary)
            columns += known
            factors += _vote_weights(block, vocabulary) if block is parts.unit else [1.0] * len(known)
            sizes.append(len(known))
    shape = (len(documents), len(vocabulary.columns))
    if not columns:
        return csr_matrix(shape, dtype=np.float64)
    at = np.array(columns, dtype=np.int64)
    blocks = np.repeat(np.arange(len(sizes)), sizes)
    values = vocabulary.idf[at] * np.array(factors)
    values *= np.tile(_WEIGHTS, len(documents))[blocks] / _lengths(values, blocks, len(sizes))[blocks]
    matrix = csr_matrix((values, (blocks // len(_WEIGHTS), at)), shape=shape)  # sums what two blocks share
    rows = np.repeat(np.arange(shape[0]), np.diff(matrix.indptr))
    matrix.data /= _lengths(matrix.data, rows, shape[0])[rows]
    return matrix


def _columns(block: Block, vocabulary: Vocabulary) -> list[int]:
    return [column for column in map(vocabulary.columns.get, block) if column is not None]


def _lengths(values: Floats, groups: NDArray[np.int64], count: int) -> Floats:
    """The Euclidean length of each group of values."""
    return np.asarray(np.sqrt(np.bincount(groups, weights=values * values, minlength=count)), dtype=np.float64)


def _vote_weights(block: Block, vocabulary: Vocabulary) -> list[float]:
    """One factor a known feature of a unit's block."""
    factors, rank = [], 0
    for feature in block:
        if feature in vocabulary.columns:
            rank += feature.startswith("v=")
            factors.append(UNIT_VOTE / rank if feature.startswith("v=") else 1.0)
    return factors
