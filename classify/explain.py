"""Why a sector was chosen: the words that carried it and where they stand, the unit's vote, the nearest examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from scipy.sparse import csr_matrix

from classify.combine import PLANES
from classify.features import Floats
from classify.model import SectorModel
from classify.reading import FieldText, Reading, start_of
from models.sector import SectorInput, SectorReason

Place = tuple[FieldText, int]
"""A word of a field, by its position there."""

MOST_WORD_REASONS = 5
MOST_EXAMPLES = 2
SMALLEST_SHARE = 0.03
"""A word that carries less is noise to a reader."""
LEAST_LIKE = 0.15
"""Cosine: below it an example is not near."""
_UNIT_PLANES = [at for at, name in enumerate(PLANES) if name.startswith("unit")]
_SCORE, _CUES = PLANES.index("score"), PLANES.index("cues")


@dataclass(frozen=True, slots=True)
class Case:
    """One decision to explain."""

    item: SectorInput
    reading: Reading
    winner: int
    seen: Floats
    """The winner's planes."""


def reasons_for(cases: Sequence[Case], rows: csr_matrix, model: SectorModel) -> list[tuple[SectorReason, ...]]:
    """The reasons of each decision; `rows` as features.to_matrix made them, one a case."""
    columns = {winner: np.ascontiguousarray(model.linear.coef[:, winner]) for winner in {c.winner for c in cases}}
    nearest = _nearest(cases, rows, model)
    return [
        (*_evidence(case, columns[case.winner], model), *examples)
        for case, examples in zip(cases, nearest, strict=True)
    ]


def _evidence(case: Case, coef: Floats, model: SectorModel) -> Iterator[SectorReason]:
    """Words by falling share, then the unit; shares are of all evidence for the winner, for and against."""
    places = [(text, at) for text in case.reading.texts for at in range(len(text.words))]
    cues = np.array([cue for text in case.reading.texts for cue in _cues(text, case.winner, model)])
    evidence = float(model.weights[_SCORE]) * np.array([_score(text, at, coef, model) for text, at in places])
    if cues.any():
        evidence = evidence + model.weights[_CUES] * case.seen[_CUES] * cues / cues.sum()
    unit = float(case.seen[_UNIT_PLANES] @ model.weights[_UNIT_PLANES])
    unit += float(model.weights[_SCORE]) * sum(_weight(f, coef, model) for f in case.reading.unit.features)
    whole = float(np.abs(evidence).sum()) + abs(unit)
    if not whole:
        return
    yield from islice(_word_reasons(case, places, (evidence / whole).tolist(), model), MOST_WORD_REASONS)
    yield from _unit_reason(case, unit / whole, model)


def _word_reasons(
    case: Case, places: Sequence[Place], shares: Sequence[float], model: SectorModel
) -> Iterator[SectorReason]:
    """Each word once, forms of one word together, by falling share of all its places."""
    same: dict[str, list[int]] = {}
    for position, (text, at) in enumerate(places):
        same.setdefault(text.stems[at], []).append(position)
    carried = [(sum(shares[position] for position in mine), mine) for mine in same.values()]
    ranked = sorted((one for one in carried if one[0] >= SMALLEST_SHARE), key=lambda one: (-one[0], one[1]))
    for share, mine in ranked:
        text, at = places[max(mine, key=shares.__getitem__)]
        start = start_of(getattr(case.item, text.field), text, at)
        word = text.words[at]
        printed = word if start is None else getattr(case.item, text.field)[start : start + len(word)]
        slug = model.taxonomy.slugs[case.winner]
        yield SectorReason("word", printed, round(share, 3), text.field, start, slug, times=len(mine))


def _unit_reason(case: Case, share: float, model: SectorModel) -> Iterator[SectorReason]:
    by_affair, slugs = model.taxonomy.by_affair, model.taxonomy.slugs
    unit = case.reading.unit
    named = [by_affair[affair] for affair in unit.affairs or unit.may_be if affair in by_affair]
    if named:
        voted = slugs[case.winner] if case.winner in named else slugs[named[0]]
        yield SectorReason("unit", case.item.unit, round(share, 3), "unit", 0, voted)


def _cues(text: FieldText, winner: int, model: SectorModel) -> list[float]:
    """What each word of a field gives the winner as part of a cue."""
    given = [0.0] * len(text.words)
    for at, size, positions in model.reader.cue_matches(text.stems):
        if winner in positions:
            for covered in range(at, at + size):
                given[covered] = text.share * size**-0.5 / len(positions)
    return given


def _score(text: FieldText, at: int, coef: Floats, model: SectorModel) -> float:
    if text.stems[at] in model.taxonomy.generic or text.stems[at].isdecimal():
        return 0.0
    total = _weight(f"t={text.stems[at]}", coef, model)
    if text.field == "words":
        return total * text.share
    known = model.vocabulary.columns
    columns = [known[letters] for letters in model.reader.letters(text.words[at]) if letters in known]
    return total + float(coef[columns].sum())


def _weight(feature: str, coef: Floats, model: SectorModel) -> float:
    column = model.vocabulary.columns.get(feature)
    return 0.0 if column is None else float(coef[column])


def _nearest(cases: Sequence[Case], rows: csr_matrix, model: SectorModel) -> list[tuple[SectorReason, ...]]:
    if not model.examples:
        return [()] * len(cases)
    like = (rows @ model.example_rows.T).toarray()
    most = min(MOST_EXAMPLES + 1, like.shape[1])
    near = np.argpartition(-like, most - 1, axis=1)[:, :most]
    return [tuple(_examples(case, near[at], like[at], model)) for at, case in enumerate(cases)]


def _examples(case: Case, near: np.typing.NDArray[np.intp], like: Floats, model: SectorModel) -> Iterator[SectorReason]:
    """The nearest labelled innovations, itself left out (a dossier is often among them already)."""
    ordered = sorted(near.tolist(), key=lambda at: (-like[at], at))
    others = [at for at in ordered if model.examples[at].name.casefold() != case.item.name.casefold()]
    for at in others[:MOST_EXAMPLES]:
        if like[at] >= LEAST_LIKE:
            example = model.examples[at]
            said = {"confirmed": example.confirmed, "derived": example.derived}
            yield SectorReason("example", example.name, round(float(like[at]), 3), None, None, example.slug, **said)
