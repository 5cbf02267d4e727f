"""People outrank the program: what was read, overlaid with what people settled. All that leaves passes through here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from models.tables import SECTORS, Decision, FindingRow, InnovationRow, SectorTag
from store import dossiers, placements

PARTS = ("name", "expansion", "unit", "region", "year")


@dataclass(frozen=True, slots=True)
class Settled:
    """Decisions by subject and field."""

    decisions: Mapping[tuple[str, str], Decision]

    def verdict(self, subject: str, field: str = "value") -> Any:
        """`confirmed`, `corrected`, `absent`, or None where nobody looked yet."""
        decision = self.decisions.get((subject, field))
        return decision.verdict if decision else None

    def value(self, subject: str, field: str, read: Any) -> Any:
        """The value that counts: what a person set or saw, None where they said it is absent, else what was read."""
        decision = self.decisions.get((subject, field))
        if decision is None:
            return read
        if decision.verdict == "confirmed":
            return read if decision.value is None else decision.value
        return decision.value if decision.verdict == "corrected" else None

    def of(self, subjects: Collection[str]) -> list[Decision]:
        return [decision for (subject, _), decision in sorted(self.decisions.items()) if subject in subjects]


@dataclass(frozen=True, slots=True)
class Shown:
    """One innovation as it counts now."""

    row: InnovationRow
    name: str
    expansion: str | None
    unit: str | None
    region: str | None
    year: int | None
    profile: Mapping[str, Any]
    sector: Mapping[str, Any] | None
    """As in the export record; None before anything was tagged."""
    tags: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)
    """The same for every further taxonomy, by its id."""

    @property
    def slug(self) -> str | None:
        """The sector to group by; None where the model abstained and nobody settled it."""
        return None if self.sector is None or self.sector["abstained"] else self.sector["slug"]


def decided_in(taxonomy: str) -> str:
    """The field of a decision that settles an innovation's class under this taxonomy."""
    return "sector" if taxonomy == SECTORS else f"tag.{taxonomy}"


def settled(connection: Connection, subjects: Collection[str]) -> Settled:
    """Decisions about these things, and about what they were before their files were grouped anew; the latest count."""
    now: dict[str, set[str]] = {subject: {subject} for subject in subjects}
    for old, new in placements.predecessors(connection, subjects):
        now.setdefault(old, set()).add(new)
    found: dict[tuple[str, str], Decision] = {}
    rows = dossiers.decisions(connection, now)
    for row in sorted(rows, key=lambda row: (row.decided_at, row.subject not in subjects)):
        for subject in now[row.subject]:
            found[subject, row.field] = Decision.model_validate(row.model_dump() | {"subject": subject})
    return Settled(found)


def shown(
    row: InnovationRow, tag: SectorTag | None, people: Settled, further: Sequence[SectorTag] = ()
) -> Shown | None:
    """The innovation with everything people settled; None when they said that this is no innovation.

    `tag`: its sector; `further`: its tags of other taxonomies.
    """
    parts = {part: people.value(row.id, part, getattr(row, part)) for part in PARTS}
    if parts["name"] is None:
        return None
    profile = {key: people.value(row.id, f"profile.{key}", value) for key, value in row.profile.items()}
    for decision in people.of({row.id}):
        key = decision.field.removeprefix("profile.")
        if decision.field.startswith("profile.") and decision.verdict == "corrected":
            profile[key] = decision.value
    tags = {one.taxonomy: _tag(row.id, one, people, decided_in(one.taxonomy)) for one in further}
    return Shown(row, **parts, profile=profile, sector=_tag(row.id, tag, people, "sector"), tags=tags)


def _tag(innovation_id: str, tag: SectorTag | None, people: Settled, field: str) -> dict[str, Any] | None:
    verdict = people.verdict(innovation_id, field)
    read = {"slug": tag.slug, "confidence": tag.confidence, "abstained": tag.abstained} if tag else None
    if verdict is None:
        return read and {**read, "alternatives": (tag.alternatives if tag else [])}
    slug = people.value(innovation_id, field, tag.slug if tag else None)
    if slug is None:
        return None
    return {"slug": slug, "confidence": 1.0, "abstained": False, "alternatives": tag.alternatives if tag else []}


def counted(findings: Collection[FindingRow], people: Settled) -> list[tuple[FindingRow, Any]]:
    """Each finding that counts with its value; those that a person marked absent are left out."""
    values = ((row, people.value(row.id, "value", row.value)) for row in findings)
    return [(row, value) for row, value in values if people.verdict(row.id) != "absent"]
