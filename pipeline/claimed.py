"""The sector that a dossier claims for itself, beside the one it was given."""

from __future__ import annotations

from functools import cache
from typing import Any

from classify.taxonomy import LONGEST_CUE, Taxonomy, cue_stems, load_sectors
from pipeline.folding import folded
from pipeline.settled import Shown

FIELD = "sector_claimed"


def compared(one: Shown) -> dict[str, Any] | None:
    """What the dossier prints, which sectors that names, and whether the given one is among them.

    `agrees` is None where the words name no sector of ours, or none was given. None: the dossier claims nothing.
    """
    claim = one.profile.get(FIELD)
    if not claim:
        return None
    words = "; ".join(map(str, claim)) if isinstance(claim, list) else str(claim)
    slugs = named(words)
    return {"text": words, "slugs": list(slugs), "agrees": one.slug in slugs if slugs and one.slug else None}


def named(words: str) -> tuple[str, ...]:
    """The sectors that these words name: those whose name they hold, else the one that most of its cue words speak for.

    A name within a longer one that is there too does not count: "pendidikan dan pelatihan" is not "pendidikan".
    """
    text = f" {_spaced(words)} "
    held = {slug: name for slug, name in _names() if f" {name} " in text}
    whole = [slug for slug, name in held.items() if not any(name != other and name in other for other in held.values())]
    return tuple(whole) or _by_cues(words)


def _spaced(words: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in folded(words)).split())


@cache
def _names() -> tuple[tuple[str, str], ...]:
    return tuple((sector.slug, _spaced(sector.name.split("(")[0])) for sector in _taxonomy().sectors)


@cache
def _taxonomy() -> Taxonomy:
    """Read when the first dossier claims something."""
    return load_sectors()


def _by_cues(words: str) -> tuple[str, ...]:
    taxonomy, stems = _taxonomy(), cue_stems(words)
    votes: dict[int, float] = {}
    for start in range(len(stems)):
        for size in range(1, LONGEST_CUE + 1):
            for position in taxonomy.cues.get(stems[start : start + size], ()):
                votes[position] = votes.get(position, 0.0) + size
    most = max(votes.values(), default=0.0)
    best = [position for position, vote in votes.items() if vote == most]
    return (taxonomy.slugs[best[0]],) if len(best) == 1 else ()
