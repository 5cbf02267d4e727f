"""Whether people settled something since a run was scored that would change what it says."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from models.tables import Run
from store import dossiers, runs


def newer_decisions(connection: Connection, run: Run, innovation_ids: Collection[str] = ()) -> int:
    """How many decisions about these innovations (all of the run, when none are named) are newer than the run.

    Counted are those that the judge sees: on the evidence that speaks for an innovation, and on its being one at all.
    A corrected label (name, unit, sector) is no reason to score again: `rank` shows it at once.
    """
    newer = dossiers.decided_since(connection, run.created_at)
    if not newer:
        return 0
    asked = set(innovation_ids) or set(runs.innovation_ids(connection, run.id))
    speaks = dossiers.spoken_for(connection, {decision.subject for decision in newer})
    return sum(
        bool(speaks.get(decision.subject, set()) & asked)
        or (decision.subject in asked and decision.field == "name" and decision.verdict == "absent")
        for decision in newer
    )
