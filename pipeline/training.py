"""Train the sector model from the shipped labels and from what people settled, and take it only if it is no worse."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from models.sector import LabelledInnovation, SectorInput
from pipeline.settled import Shown, settled, shown
from pipeline.tagging import confirmed_of, keep, model_row
from store import dossiers
from store import models as stored
from store.engine import reading
from store.lock import home_lock


def train(engine: Engine, home: Path, at: datetime, *, force: bool = False) -> dict[str, Any]:
    """A model of all labels, measured beside the one in use on the frozen labels, which neither has seen.

    It tags from now on, unless it is worse and not forced. Tags that are stored stay as they are: see `retagging`.
    Raises: LockedError while another job writes to this home.
    """
    from classify.cache import load_or_train  # noqa: PLC0415 - all three load scikit-learn
    from classify.gate import compare  # noqa: PLC0415
    from classify.taxonomy import load_sectors  # noqa: PLC0415

    with home_lock(home):
        with reading(engine) as connection:
            labels, row = confirmed(connection), stored.in_use(connection)
        compared = compare(confirmed_of(row) if row else (), labels, load_sectors())
        taken = force or not compared.worse
        if taken:
            model = load_or_train(home / "cache", labels)
            row = model_row(model, labels, at)
            keep(engine, row)
    return {
        "model": row.fingerprint if row else None,
        "accepted": taken,
        "forced": force and compared.worse,
        "worse": compared.worse,
        "labels": row.labels if row else None,
        "confirmed_labels": len(labels),
        "level": row.level if row else None,
        "before": asdict(compared.before),
        "after": asdict(compared.after),
    }


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
                found.append((row.id, _label(one, one.slug)))
    return tuple(label for _, label in sorted(found, key=lambda pair: pair[0]))


def _label(one: Shown, slug: str) -> LabelledInnovation:
    given = SectorInput(one.name, one.expansion or "", one.unit or "", one.region or "")
    return LabelledInnovation(given, slug, source=one.row.dossier_id, confirmed=True)
