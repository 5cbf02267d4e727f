"""The classes of each innovation, as rows, and the models that give them: those `train` left, else the shipped ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

from models.sector import LabelledInnovation, SectorInput, SectorPrediction
from models.tables import SectorModelRow, SectorTag
from pipeline.taxonomies import tagging
from store import models as stored
from store.engine import reading, writing
from store.rows import put

if TYPE_CHECKING:
    from classify.model import SectorModel
    from classify.taxonomy import Taxonomy

Tagger = Callable[[Sequence[str], Sequence[SectorInput]], list[SectorTag]]
"""From innovations to their tags: one taxonomy after another, each in the order of the innovations."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a part of an innovation stands: the code points of one file's text."""

    sha256: str
    start: int
    end: int
    exact: bool
    """The text there is the part letter by letter, so that a word of the part has a place of its own."""


class ModelTagger:
    """A `Tagger` by the models in use, which are loaded, or trained, once there is something to tag."""

    def __init__(self, engine: Engine, home: Path, at: datetime) -> None:
        self._where = engine, home, at
        self._models: Future[list[tuple[SectorModelRow, SectorModel]]] | None = None
        self._kept = False

    def expect(self) -> None:
        """Something to tag may come: begin now, beside the reading of files. A failure is told when it is needed."""
        if self._models is None:
            one = ThreadPoolExecutor(1, thread_name_prefix="sector-model")
            self._models = one.submit(all_in_use, *self._where)
            one.shutdown(wait=False)

    def __call__(self, ids: Sequence[str], inputs: Sequence[SectorInput]) -> list[SectorTag]:
        if not inputs:
            return []
        self.expect()
        assert self._models is not None  # noqa: S101 - expected just now
        models = self._models.result()
        if not self._kept:
            for row, _ in models:
                keep(self._where[0], row)
            self._kept = True
        return [tag for row, model in models for tag in tags_by(model, row.level, ids, inputs)]


def all_in_use(engine: Engine, home: Path, at: datetime) -> list[tuple[SectorModelRow, SectorModel]]:
    """One model a taxonomy that tags what is taken in, the sectors' first."""
    with reading(engine) as connection:
        taxonomies = tagging(connection, home)
    return [in_use(engine, home, at, taxonomy) for taxonomy in taxonomies]


def in_use(engine: Engine, home: Path, at: datetime, taxonomy: Taxonomy) -> tuple[SectorModelRow, SectorModel]:
    """The model of the labels that the last `train` learned from, with the row that describes it, stored or not.

    The labels are in the database, so a cache that was cleared, or a newer program, makes the same model again.
    """
    from classify.cache import load_or_train  # noqa: PLC0415 - numpy, which only this needs

    with reading(engine) as connection:
        row = stored.in_use(connection, taxonomy.id)
    labels = confirmed_of(row) if row else ()
    model = load_or_train(home / "cache", labels, taxonomy)
    if row is None or row.fingerprint != model.fingerprint:
        row = model_row(model, labels, at)
    return row, model


def keep(engine: Engine, row: SectorModelRow) -> None:
    """Store which model tags; one that is stored stays as it is, but for being chosen now."""
    with writing(engine) as connection:
        put(connection, [row], replace=False)
        stored.choose(connection, row.fingerprint, row.level, row.chosen_at)


def model_row(model: SectorModel, labels: Sequence[LabelledInnovation], at: datetime) -> SectorModelRow:
    return SectorModelRow.model_validate(
        {
            "fingerprint": model.fingerprint,
            "taxonomy": model.taxonomy.id,
            "trained_at": at,
            "chosen_at": at,
            "labels": model.trained_on,
            "confirmed": [asdict(label) for label in labels],
            "level": model.level,
            "classes": _called(model.taxonomy),
        }
    )


def _called(taxonomy: Taxonomy) -> dict[str, Any]:
    keys = ("title_id", "title_en", "status", "claimed_in")
    names = {sector.slug: sector.name for sector in taxonomy.sectors}
    return {key: getattr(taxonomy, key) for key in keys} | {"names": names}


def confirmed_of(row: SectorModelRow) -> tuple[LabelledInnovation, ...]:
    """The labels of people that a model learned from."""
    return tuple(LabelledInnovation(**{**label, "input": SectorInput(**label["input"])}) for label in row.confirmed)


def tags_by(model: SectorModel, level: float, ids: Sequence[str], inputs: Sequence[SectorInput]) -> list[SectorTag]:
    """Tags by this model, none below `level`."""
    from classify.predict import predict  # noqa: PLC0415

    found = predict(inputs, model, level)
    return [_row(id_, model.taxonomy.id, prediction) for id_, prediction in zip(ids, found, strict=True)]


def _row(innovation_id: str, taxonomy: str, prediction: SectorPrediction) -> SectorTag:
    first = prediction.top[0]
    return SectorTag.model_validate(
        {
            "innovation_id": innovation_id,
            "taxonomy": taxonomy,
            "model": prediction.model,
            "slug": first.slug,
            "confidence": round(first.confidence, 6),
            "abstained": prediction.abstained,
            "alternatives": [
                {"slug": choice.slug, "confidence": round(choice.confidence, 6)} for choice in prediction.top
            ],
            "reasons": [asdict(reason) | {"weight": round(reason.weight, 6)} for reason in prediction.reasons],
            "unit_vote": prediction.unit_vote,
        }
    )


def pinned(tag: SectorTag, pins: Mapping[str, Pin]) -> SectorTag:
    """The tag with each reason's place in the dossier, where it has one. `pins`: by field of the input."""
    reasons = [reason | {"at": _place(reason, pins.get(reason["field"] or ""))} for reason in tag.reasons]
    return SectorTag.model_validate(tag.model_dump() | {"reasons": reasons})


def _place(reason: Mapping[str, Any], pin: Pin | None) -> dict[str, Any] | None:
    if pin is None:
        return None
    start, end = pin.start, pin.end
    if reason["kind"] == "word" and reason["start"] is not None and pin.exact:
        start += reason["start"]
        end = start + len(reason["text"])
    return {"sha256": pin.sha256, "start": start, "end": end}
