"""Train the sector model from the shipped labels and from what people confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from models.sector import LabelledInnovation, SectorInput
from models.tables import InnovationRow
from pipeline.settled import settled, shown
from store import dossiers
from store.engine import reading
from store.lock import home_lock


def train(engine: Engine, home: Path) -> dict[str, Any]:
    """Have a model of all labels in the home's cache; tags that are stored stay as they are.

    Raises: LockedError while another job writes to this home.
    """
    from classify.cache import load_or_train  # noqa: PLC0415 - loads scikit-learn

    with home_lock(home):
        with reading(engine) as connection:
            labels = confirmed(connection)
        model = load_or_train(home / "cache", labels)
    return {"model": model.fingerprint, "confirmed_labels": len(labels)}


def confirmed(connection: Connection) -> tuple[LabelledInnovation, ...]:
    """Every innovation whose sector a person settled, by id, as people have settled its other parts."""
    found: list[tuple[str, LabelledInnovation]] = []
    for lot in dossiers.pages_of_dossiers(connection):
        rows = dossiers.innovations_of(connection, [dossier.id for dossier in lot])
        people = settled(connection, [row.id for row in rows])
        tags = dossiers.tags(connection, [row.id for row in rows])
        for row in rows:
            one = shown(row, tags.get(row.id), people)
            if one is not None and one.slug is not None and people.verdict(row.id, "sector") is not None:
                found.append((row.id, _label(row, one.slug)))
    return tuple(label for _, label in sorted(found, key=lambda pair: pair[0]))


def _label(row: InnovationRow, slug: str) -> LabelledInnovation:
    given = SectorInput(row.name, row.expansion or "", row.unit or "", row.region or "")
    return LabelledInnovation(given, slug, source=row.dossier_id, confirmed=True)
