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

BLOCK_WEIGHTS = {"text": 1.0, "letters": 1.0, "unit": 0.7}
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
            if stemmed not in generic:
                letters.update(dict.fromkeys(reader.letters(word)))
    return Parts(
        _word_features(generic, reading.name.stems, reading.expansion.stems),
        tuple(letters),
        reading.unit.features,
        tuple(dict.fromkeys(f"t={stemmed}" for stemmed in reading.own.stems if stemmed not in generic)),
    )


def _word_features(generic: frozenset[str], *texts: Sequence[str]) -> Block:
    """Stems and pairs of neighbours; no pair crosses from one text into the next, no generic stem stands alone."""
    found: dict[str, None] = {}
    for stems in texts:
        found.update(dict.fromkeys(f"t={stemmed}" for stemmed in stems if stemmed not in generic))
        found.update(dict.fromkeys(map("t={}_{}".format, stems, stems[1:])))
    return tuple(found)


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
        _block(parts.text, BLOCK_WEIGHTS["text"], vocabulary),
        _block(parts.letters, BLOCK_WEIGHTS["letters"], vocabulary),
        _block(parts.unit, BLOCK_WEIGHTS["unit"], vocabulary, _vote_weights(parts.unit, vocabulary)),
    ]
    if parts.own:
        blocks.append(_block(parts.own, BLOCK_WEIGHTS["text"] * WORDS_SHARE, vocabulary))
    columns = np.concatenate([columns for columns, _ in blocks])
    values = np.concatenate([values for _, values in blocks])
    if parts.own and len(columns):
        columns, place = np.unique(columns, return_inverse=True)
        values = np.bincount(place, weights=values)
    length = float(np.sqrt(values @ values))
    return columns, values / length if length else values


def _block(
    block: Block, weight: float, vocabulary: Vocabulary, factors: Sequence[float] | None = None
) -> tuple[NDArray[np.int64], Floats]:
    known = vocabulary.columns
    columns = np.array([known[feature] for feature in block if feature in known], dtype=np.int64)
    values = vocabulary.idf[columns]
    if factors is not None:
        values = values * np.array(factors)
    length = float(np.sqrt(values @ values))
    return columns, values * (weight / length) if length else values


def _vote_weights(block: Block, vocabulary: Vocabulary) -> list[float]:
    """One factor a known feature of a unit's block."""
    factors, rank = [], 0
    for feature in block:
        if feature in vocabulary.columns:
            rank += feature.startswith("v=")
            factors.append(UNIT_VOTE / rank if feature.startswith("v=") else 1.0)
    return factors
