"""Train a taxonomy's model from the shipped labels and from what people settled, and take it only if it is no worse."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from classify.taxonomy import Taxonomy, load_sectors
from models.sector import LabelledInnovation, SectorInput
from pipeline.settled import Shown, decided_in, settled, shown
from pipeline.tagging import confirmed_of, keep, model_row
from store import dossiers
from store import models as stored
from store.engine import reading
from store.lock import home_lock


def train(
    engine: Engine, home: Path, at: datetime, *, taxonomy: Taxonomy | None = None, force: bool = False
) -> dict[str, Any]:
    """A model of all labels, measured beside the one in use on the frozen labels, which neither has seen.

    taxonomy: None for the sectors. Where no label of it is frozen, nothing is measured and the model is taken.

    It tags from now on, unless it is worse and not forced. Tags that are stored stay as they are: see `retagging`.
    Raises: LockedError while another job writes to this home.
    """
    from classify.cache import load_or_train  # noqa: PLC0415 - both load scikit-learn
    from classify.gate import compare  # noqa: PLC0415

    asked = taxonomy or load_sectors()
    with home_lock(home):
        with reading(engine) as connection:
            labels, row = confirmed(connection, asked), stored.in_use(connection, asked.id)
        compared = compare(confirmed_of(row) if row else (), labels, asked)
        taken = force or not compared.worse
        if taken:
            model = load_or_train(home / "cache", labels, asked)
            row = model_row(model, labels, at)
            keep(engine, row)
    return {
        "taxonomy": asked.id,
        "model": row.fingerprint if row else None,
        "accepted": taken,
        "forced": force and compared.worse,
        "worse": compared.worse,
        "labels": row.labels if row else None,
        "confirmed_labels": len(labels),
        "level": row.level if row else None,
        "before": asdict(compared.before) if compared.before else None,
        "after": asdict(compared.after) if compared.after else None,
    }


def confirmed(connection: Connection, taxonomy: Taxonomy) -> tuple[LabelledInnovation, ...]:
    """Every innovation whose class a person settled, by id, as people have settled its other parts."""
    field = decided_in(taxonomy.id)
    found: list[tuple[str, LabelledInnovation]] = []
    for lot in dossiers.pages_of_dossiers(connection):
        rows = dossiers.innovations_of(connection, [dossier.id for dossier in lot])
        people = settled(connection, [row.id for row in rows])
        tags = dossiers.tags(connection, [row.id for row in rows], taxonomy.id)
        for row in rows:
            one, tag = shown(row, None, people), tags.get(row.id)
            slug = people.value(row.id, field, tag.slug if tag else None)
            if one is not None and slug in taxonomy.slugs and people.verdict(row.id, field) is not None:
                found.append((row.id, _label(one, slug)))
    return tuple(label for _, label in sorted(found, key=lambda pair: pair[0]))


def _label(one: Shown, slug: str) -> LabelledInnovation:
    given = SectorInput(one.name, one.expansion or "", one.unit or "", one.region or "")
    return LabelledInnovation(given, slug, source=one.row.dossier_id, confirmed=True)
