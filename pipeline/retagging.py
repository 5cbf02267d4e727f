"""Tag everything anew by the model in use. What a person settled stays, and every change is listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from classify.taxonomy import Taxonomy, load_sectors
from models.sector import SectorInput
from models.tables import InnovationRow, SectorModelRow, SectorTag
from pipeline.assembling import assemble, names_of
from pipeline.keeping import open_tags
from pipeline.settled import decided_in, settled
from pipeline.tagging import Pin, in_use, keep, pinned, tags_by
from store import dossiers
from store.engine import reading, writing
from store.lock import home_lock
from store.rows import put


@dataclass(frozen=True, slots=True)
class _Open:
    """An innovation whose class nobody settled."""

    row: InnovationRow
    given: SectorInput
    pins: Mapping[str, Pin]
    before: SectorTag | None


def retag(
    engine: Engine,
    home: Path,
    at: datetime,
    *,
    taxonomy: Taxonomy | None = None,
    level: float | None = None,
    dry_run: bool = False,
) -> dict[str, Any]:
    """What changes under a taxonomy (None: the sectors), or with `dry_run` would change.

    A `level` also holds for what is taken in later, until `train`. Raises: LockedError while another job writes here.
    """
    asked = taxonomy or load_sectors()
    innovations = left = 0
    changes: list[dict[str, Any]] = []
    with home_lock(home):
        row, model = in_use(engine, home, at, asked)
        row = SectorModelRow.model_validate(row.model_dump() | ({} if level is None else {"level": level}))
        if not dry_run:
            keep(engine, row)
        for lot in _lots(engine):
            with reading(engine) as connection:
                known, open_ = _open(connection, lot, asked.id)
            innovations, left = innovations + known, left + known - len(open_)
            tags = tags_by(model, row.level, [one.row.id for one in open_], [one.given for one in open_])
            new = [pinned(tag, one.pins) for tag, one in zip(tags, open_, strict=True)]
            changes += [change for one, tag in zip(open_, new, strict=True) if (change := _change(one, tag))]
            if not dry_run:
                with writing(engine) as connection:
                    put(connection, open_tags(connection, new))
    return {
        "dry_run": dry_run,
        "taxonomy": asked.id,
        "model": row.fingerprint,
        "trained_at": row.trained_at.isoformat(),
        "labels": row.labels,
        "confirmed_labels": len(row.confirmed),
        "level": row.level,
        "innovations": innovations,
        "settled": left,
        "changes": changes,
    }


def _lots(engine: Engine) -> list[dict[str, int]]:
    """Every dossier with its season, some at a time."""
    with reading(engine) as connection:
        return [{dossier.id: dossier.season for dossier in lot} for lot in dossiers.pages_of_dossiers(connection)]


def _open(connection: Connection, lot: Mapping[str, int], taxonomy: str) -> tuple[int, list[_Open]]:
    """How many innovations these dossiers have, and those of them that are open."""
    rows = {row.id: row for row in dossiers.innovations_of(connection, lot)}
    people, tags = settled(connection, rows), dossiers.tags(connection, rows, taxonomy)
    found = []
    for id_, season in lot.items():
        draft = assemble(connection, id_, names_of(connection, id_), season)
        if draft is not None:
            for one, given, pins in zip(draft.innovations, draft.inputs, draft.pins, strict=True):
                if one.id in rows and people.verdict(one.id, decided_in(taxonomy)) is None:
                    found.append(_Open(rows[one.id], given, pins, tags.get(one.id)))
    return len(rows), found


def _change(one: _Open, new: SectorTag) -> dict[str, Any] | None:
    """The change as it is listed; None where the class stays, however sure the model is now."""
    old = one.before
    if old is not None and (old.slug, old.abstained) == (new.slug, new.abstained):
        return None
    return {
        "innovation": one.row.id,
        "name": one.row.name,
        "dossier": one.row.dossier_id,
        "before": _said(old) if old else None,
        "after": _said(new),
    }


def _said(tag: SectorTag) -> dict[str, Any]:
    return {"slug": tag.slug, "confidence": tag.confidence, "abstained": tag.abstained}
