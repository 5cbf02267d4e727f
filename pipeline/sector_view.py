"""Why an innovation has its sector, and what the dossier itself claims, for people to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from models.document import ParsedDocument, Span
from models.tables import SectorModelRow, SectorTag
from pipeline.assembling import parsed_by
from pipeline.cites import places_cite
from pipeline.claimed import compared
from pipeline.settled import Shown
from store import dossiers, models

Named = Mapping[str, str]
"""What each file of the dossier is called, by content hash."""


def sectors(connection: Connection, shown: Sequence[Shown], named: Named) -> dict[str, dict[str, Any]]:
    """By innovation: the reasons with their places, the model that gave the tag, and the claim beside it."""
    tags = dossiers.tags(connection, [one.row.id for one in shown])
    given_by = models.by_fingerprint(connection, {tag.model for tag in tags.values()})
    parsed = parsed_by(connection)

    def of(one: Shown) -> dict[str, Any]:
        tag = tags.get(one.row.id)
        return {
            "reasons": [_reason(reason, named, parsed) for reason in tag.reasons] if tag else [],
            "unit_vote": tag.unit_vote if tag else None,
            "model": _model(tag, given_by.get(tag.model)) if tag else None,
            "claimed": compared(one),
        }

    return {one.row.id: of(one) for one in shown}


def _model(tag: SectorTag, row: SectorModelRow | None) -> dict[str, Any]:
    """Which model, trained when, on how many labels; only its fingerprint where it is older than these records."""
    return {
        "fingerprint": tag.model,
        "trained_at": row.trained_at.isoformat() if row else None,
        "labels": row.labels if row else None,
        "confirmed_labels": len(row.confirmed) if row else None,
        "level": row.level if row else None,
    }


def _reason(reason: Mapping[str, Any], named: Named, parsed: Any) -> dict[str, Any]:
    """The reason with its citation, where it stands in a file of the dossier."""
    at = reason.get("at")
    shown = {key: value for key, value in reason.items() if key != "at"}
    if at is None or at["sha256"] not in named:
        return shown | {"cite": None}
    document: ParsedDocument = parsed(at["sha256"])
    return shown | {"cite": places_cite(document, Span(at["start"], at["end"]), named[at["sha256"]])}
