"""The ranking: ties share a place, and each place carries the best and the worst it may become."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from statistics import fmean

from models.verdict import By, Entry, Ranked

PRECISION = 6
"""Decimals of a score; what is equal up to here is a tie."""


def rank(entries: Sequence[Entry], by: By = "innovation") -> tuple[Ranked, ...]:
    """Rank by score, highest first: 1, 2, 2, 4. Within a tie by name, then id, whatever the order given.

    The interval of a place counts whom it can still pass or be passed by, each standing anywhere between `score` and
    `possible`. Other than `innovation`, `by` ranks groups by the mean of their innovations; an innovation whose group
    is unknown is in none.
    """
    rows = [(entry, 1) for entry in entries] if by == "innovation" else _groups(entries, by)
    scores = sorted(round(entry.score, PRECISION) for entry, _ in rows)
    bests = sorted(round(_best(entry), PRECISION) for entry, _ in rows)
    ordered = sorted(rows, key=lambda row: (-round(row[0].score, PRECISION), row[0].name.casefold(), row[0].id))
    return tuple(_place(entry, size, scores, bests) for entry, size in ordered)


def _place(entry: Entry, size: int, scores: Sequence[float], bests: Sequence[float]) -> Ranked:
    """One row against the ascending scores and best possible scores of all rows, its own among them."""
    low, high = round(entry.score, PRECISION), round(_best(entry), PRECISION)
    count = len(scores)
    above = count - bisect_right(scores, low)
    surely_above = count - bisect_right(scores, high)
    maybe_above = count - bisect_right(bests, low) - (1 if high > low else 0)
    tied = bisect_right(scores, low) - bisect_left(scores, low) > 1
    return Ranked(above + 1, tied, (surely_above + 1, maybe_above + 1), entry, size)


def _best(entry: Entry) -> float:
    return max(entry.possible, entry.score)


def _groups(entries: Sequence[Entry], by: By) -> list[tuple[Entry, int]]:
    members: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if (key := _key(entry, by)) is not None:
            members.setdefault(key, []).append(entry)
    return [(_group(key, mine, by), len(mine)) for key, mine in members.items()]


def _key(entry: Entry, by: By) -> tuple[str, str] | None:
    """What makes a group one: a unit is one only within its region."""
    name = {"unit": entry.unit, "region": entry.region, "sector": entry.sector}.get(by)
    return None if name is None else (name, (entry.region or "") if by == "unit" else "")


def _group(key: tuple[str, str], members: Sequence[Entry], by: By) -> Entry:
    """The group as an entry: means of score and best possible score, sums of the counts."""
    name, region = key
    return Entry(
        id="|".join(part for part in key if part),
        name=name,
        score=round(fmean(entry.score for entry in members), PRECISION),
        possible=round(fmean(_best(entry) for entry in members), PRECISION),
        met=sum(entry.met for entry in members),
        not_met=sum(entry.not_met for entry in members),
        cannot_judge=sum(entry.cannot_judge for entry in members),
        unit=name if by == "unit" else None,
        region=name if by == "region" else region or None,
        sector=name if by == "sector" else None,
    )
