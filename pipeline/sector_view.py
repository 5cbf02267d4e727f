"""Why an innovation has its sector and its further tags, and what the dossier itself claims, for people to look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from models.document import ParsedDocument, Span
from models.tables import SectorModelRow, SectorTag
from pipeline.assembling import parsed_by
from pipeline.cites import places_cite
from pipeline.claimed import compared, compared_under
from pipeline.settled import Settled, Shown, decided_in
from store import dossiers, models

Named = Mapping[str, str]
"""What each file of the dossier is called, by content hash."""
Reason = Callable[[Mapping[str, Any]], dict[str, Any]]
"""From a reason as it is stored to how it leaves the program."""


def sectors(connection: Connection, shown: Sequence[Shown], named: Named) -> dict[str, dict[str, Any]]:
    """By innovation: the reasons with their places, the model that gave the tag, and the claim beside it."""
    tags = dossiers.tags(connection, [one.row.id for one in shown])
    given_by = models.by_fingerprint(connection, {tag.model for tag in tags.values()})
    reason = with_places(connection, named)

    def of(one: Shown) -> dict[str, Any]:
        tag = tags.get(one.row.id)
        return {
            "reasons": [reason(stored) for stored in tag.reasons] if tag else [],
            "unit_vote": tag.unit_vote if tag else None,
            "model": model_of(tag, given_by.get(tag.model)) if tag else None,
            "claimed": compared(one),
        }

    return {one.row.id: of(one) for one in shown}


def further(
    connection: Connection, shown: Sequence[Shown], people: Settled, reason: Reason, *, dated: bool = True
) -> dict[str, dict[str, Any]]:
    """By innovation and taxonomy: the tag as people settled it, its reasons, its model and the claim beside it.

    dated: with when the model was trained; an export, which is the same wherever the same files were given, has none.
    """
    tags = dossiers.further_tags(connection, [one.row.id for one in shown])
    given_by = models.by_fingerprint(connection, {tag.model for mine in tags.values() for tag in mine})

    def of(one: Shown, tag: SectorTag) -> dict[str, Any]:
        row = given_by.get(tag.model)
        facts = row.classes if row and row.classes else {}
        names, now = facts.get("names", {}), one.tags.get(tag.taxonomy)
        given = None if now is None or now["abstained"] else now["slug"]
        called = [{**choice, "name": names.get(choice["slug"], choice["slug"])} for choice in tag.alternatives]
        return {
            "title": facts.get("title_id", tag.taxonomy),
            "title_en": facts.get("title_en", tag.taxonomy),
            "status": facts.get("status"),
            "slug": now["slug"] if now else None,
            "name": names.get(now["slug"], now["slug"]) if now else None,
            "confidence": now["confidence"] if now else None,
            "abstained": now["abstained"] if now else False,
            "alternatives": called,
            "reviewed": people.verdict(one.row.id, decided_in(tag.taxonomy)),
            "claimed": compared_under(one, facts.get("claimed_in"), names, given),
            "unit_vote": tag.unit_vote,
            "reasons": [reason(stored) for stored in tag.reasons],
            "model": model_of(tag, row) if dated else tag.model,
        }

    return {one.row.id: {tag.taxonomy: of(one, tag) for tag in tags.get(one.row.id, ())} for one in shown}


def model_of(tag: SectorTag, row: SectorModelRow | None) -> dict[str, Any]:
    """Which model, trained when, on how many labels; only its fingerprint where it is older than these records."""
    return {
        "fingerprint": tag.model,
        "trained_at": row.trained_at.isoformat() if row else None,
        "labels": row.labels if row else None,
        "confirmed_labels": len(row.confirmed) if row else None,
        "level": row.level if row else None,
    }


def without_places(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The reason with its field and the code point in it alone."""
    return {key: value for key, value in stored.items() if key != "at"}


def with_places(connection: Connection, named: Named) -> Reason:
    """Reasons with their citation, where they stand in a file of the dossier."""
    parsed = parsed_by(connection)

    def reason(stored: Mapping[str, Any]) -> dict[str, Any]:
        at = stored.get("at")
        if at is None or at["sha256"] not in named:
            return without_places(stored) | {"cite": None}
        document: ParsedDocument = parsed(at["sha256"])
        return without_places(stored) | {
            "cite": places_cite(document, Span(at["start"], at["end"]), named[at["sha256"]])
        }

    return reason
