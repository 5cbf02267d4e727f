"""Why a sector was chosen: the words that carried it and where they stand, the unit's vote, the nearest examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import csr_matrix

from classify.combine import PLANES
from classify.features import MOST_WORDS, NAME_SHARE, WORDS_SHARE, Floats
from classify.model import SectorModel
from classify.text import FUNCTION_WORDS, plain, stem, words
from models.sector import SectorInput, SectorReason

MOST_WORD_REASONS = 5
MOST_EXAMPLES = 2
SMALLEST_SHARE = 0.03
"""A word that carries less is noise to a reader."""
LEAST_LIKE = 0.15
"""Cosine: below it an example is not near."""
_UNIT_PLANES = [at for at, name in enumerate(PLANES) if name.startswith("unit")]
_SCORE, _CUES = PLANES.index("score"), PLANES.index("cues")

TextField = Literal["name", "expansion", "words"]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    field: TextField
    start: int
    cue: float
    """What its cue gives the winning class."""


def reasons_for(
    inputs: Sequence[SectorInput], rows: csr_matrix, winners: Sequence[int], stack: Floats, model: SectorModel
) -> list[tuple[SectorReason, ...]]:
    """The reasons of each input for its winning class; `rows` as to_matrix, `stack` as combine.planes made it."""
    nearest = _nearest(inputs, rows, model)
    columns = {winner: np.ascontiguousarray(model.linear.coef[:, winner]) for winner in set(winners)}
    return [
        (*_texts(item, winner, stack[row, winner], columns[winner], model), *nearest[row])
        for row, (item, winner) in enumerate(zip(inputs, winners, strict=True))
    ]


def _texts(item: SectorInput, winner: int, seen: Floats, coef: Floats, model: SectorModel) -> Iterator[SectorReason]:
    """Words by falling share, then the unit; shares are of all evidence for the winner, for and against."""
    found = list(_words(item, winner, model))
    letters = np.array([_score(word.text, coef, model) for word in found])
    cues = np.array([word.cue for word in found])
    total = float(cues.sum())
    evidence = model.weights[_SCORE] * letters
    if total:
        evidence = evidence + model.weights[_CUES] * seen[_CUES] * cues / total
    unit = float(sum(seen[plane] * model.weights[plane] for plane in _UNIT_PLANES))
    unit += float(model.weights[_SCORE]) * sum(
        _weight(feature, coef, model) for feature in model.reader.unit_features(item.unit)
    )
    whole = float(np.abs(evidence).sum()) + abs(unit)
    if not whole:
        return
    slug = model.taxonomy.slugs[winner]
    best = sorted(range(len(found)), key=lambda at: (-evidence[at], at))[:MOST_WORD_REASONS]
    for at in best:
        share = float(evidence[at]) / whole
        if share >= SMALLEST_SHARE:
            yield SectorReason("word", found[at].text, round(share, 3), found[at].field, found[at].start, slug)
    yield from _unit_reason(item, winner, unit / whole, model)


def _unit_reason(item: SectorInput, winner: int, share: float, model: SectorModel) -> Iterator[SectorReason]:
    by_affair, slugs = model.taxonomy.by_affair, model.taxonomy.slugs
    named = [by_affair[affair] for affair in model.reader.unit(item.unit).affairs if affair in by_affair]
    if named:
        for_winner = winner in named
        yield SectorReason(
            "unit", item.unit, round(share, 3), "unit", 0, slugs[winner] if for_winner else slugs[named[0]]
        )


def _words(item: SectorInput, winner: int, model: SectorModel) -> Iterator[_Word]:
    fields: tuple[tuple[TextField, str, float], ...] = (
        ("name", item.name, NAME_SHARE if item.expansion else 1.0),
        ("expansion", item.expansion, 1.0),
        ("words", item.words, WORDS_SHARE),
    )
    for field, text, share in fields:
        found = [(word, start) for word, start in words(plain(text)) if word not in FUNCTION_WORDS][:MOST_WORDS]
        exact = len(plain(text)) == len(text)
        cue = [0.0] * len(found)
        for at, size, positions in model.reader.cue_matches([stem(word) for word, _ in found]):
            if winner in positions:
                for covered in range(at, at + size):
                    cue[covered] = share * size**0.5 / len(positions) / size
        for (word, start), weight in zip(found, cue, strict=True):
            yield _Word(text[start : start + len(word)] if exact else word, field, start if exact else -1, weight)


def _score(word: str, coef: Floats, model: SectorModel) -> float:
    lower, known = word.lower(), model.vocabulary.columns
    columns = [known[letters] for letters in model.reader.letters(lower) if letters in known]
    return float(coef[columns].sum()) + _weight(f"t={stem(lower)}", coef, model)


def _weight(feature: str, coef: Floats, model: SectorModel) -> float:
    column = model.vocabulary.columns.get(feature)
    return 0.0 if column is None else float(coef[column])


def _nearest(inputs: Sequence[SectorInput], rows: csr_matrix, model: SectorModel) -> list[tuple[SectorReason, ...]]:
    if not model.examples or not inputs:
        return [()] * len(inputs)
    like = (rows @ model.example_rows.T).toarray()
    return [tuple(_examples(item, row, model)) for item, row in zip(inputs, like, strict=True)]


def _examples(item: SectorInput, like: Floats, model: SectorModel) -> Iterator[SectorReason]:
    given = 0
    for at in np.argsort(-like, kind="stable")[: MOST_EXAMPLES + 1]:
        example = model.examples[at]
        if given < MOST_EXAMPLES and like[at] >= LEAST_LIKE and example.name.casefold() != item.name.casefold():
            given += 1
            yield SectorReason("example", example.name, round(float(like[at]), 3), None, None, example.slug)
