"""The sector of each innovation, as rows. The model is trained on first use and kept in the home's cache."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from models.sector import SectorInput, SectorPrediction
from models.tables import SectorTag


def tagger(home: Path) -> Callable[[Sequence[str], Sequence[SectorInput]], list[SectorTag]]:
    """A function from innovations to their tags, in their order. Scikit-learn is loaded once there is one to tag."""

    @cache
    def model() -> Any:
        from classify.cache import load_or_train  # noqa: PLC0415

        return load_or_train(home / "cache")

    def tag(ids: Sequence[str], inputs: Sequence[SectorInput]) -> list[SectorTag]:
        if not inputs:
            return []
        from classify.predict import predict  # noqa: PLC0415

        return [_row(id_, prediction) for id_, prediction in zip(ids, predict(inputs, model()), strict=True)]

    return tag


def _row(innovation_id: str, prediction: SectorPrediction) -> SectorTag:
    first = prediction.top[0]
    return SectorTag.model_validate(
        {
            "innovation_id": innovation_id,
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
