"""The class that a dossier claims for itself, beside the one it was given: its sector, its theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from classify.taxonomy import LONGEST_CUE, cue_stems, load_sectors
from pipeline.folding import folded
from pipeline.settled import Settled, Shown

FIELD = "sector_claimed"
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def compared(one: Shown) -> dict[str, Any] | None:
    """What the dossier prints, which sectors that names, and whether the given one is among them.

    `agrees` is None where the words name no sector of ours, or none was given. None: the dossier claims nothing.
    """
    words = _claim(one.profile, FIELD)
    return _beside(words, named(words), one.slug) if words else None


def compared_under(one: Shown, field: str | None, names: Mapping[str, str], given: str | None) -> dict[str, Any] | None:
    """The same for a further taxonomy; None also where the words name no class of it: they may be of another one.

    field: where the profile holds the claim. names: of its classes, by slug. What stands in brackets explains a name
    (`Asta Cita 4 (SDM, pendidikan, ...)`) and names nothing itself.
    """
    words = _claim(one.profile, field) if field else ""
    slugs = _held(_IN_BRACKETS.sub(" ", words), _spelled(names)) if words else ()
    return _beside(words, slugs, given) if slugs else None


def disagreement(one: Shown, people: Settled) -> list[dict[str, Any]]:
    """The claimed sector and the given one as a flag for the reviewer, where they differ and nobody settled it."""
    claim = compared(one)
    if claim is None or claim["agrees"] is not False or people.verdict(one.row.id, "sector") is not None:
        return []
    printed = {"value": claim["text"], "finding": one.row.cites.get(f"profile.{FIELD}")}
    return [{"code": "sector-differs", "values": [printed, {"value": one.slug, "finding": None}]}]


def named(words: str) -> tuple[str, ...]:
    """The sectors that these words name: those whose name they hold, else the one that most of its cue words speak for.

    A name within a longer one that is there too does not count: "pendidikan dan pelatihan" is not "pendidikan".
    """
    return _held(words, _sector_names()) or _by_cues(words)


def _beside(words: str, slugs: tuple[str, ...], given: str | None) -> dict[str, Any]:
    return {"text": words, "slugs": list(slugs), "agrees": given in slugs if slugs and given else None}


def _claim(profile: Mapping[str, Any], field: str) -> str:
    claim = profile.get(field)
    return "; ".join(map(str, claim)) if isinstance(claim, list) else str(claim or "")


def _held(words: str, names: Mapping[str, str]) -> tuple[str, ...]:
    text = f" {_spaced(words)} "
    held = {slug: name for slug, name in names.items() if f" {name} " in text}
    return tuple(slug for slug, name in held.items() if not any(name != one and name in one for one in held.values()))


def _spaced(words: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in folded(words)).split())


def _spelled(names: Mapping[str, str]) -> dict[str, str]:
    return {slug: _spaced(name.split("(")[0]) for slug, name in names.items()}


@cache
def _sector_names() -> dict[str, str]:
    """Read when the first dossier claims something."""
    return _spelled({sector.slug: sector.name for sector in load_sectors().sectors})


def _by_cues(words: str) -> tuple[str, ...]:
    taxonomy, stems = load_sectors(), cue_stems(words)
    votes: dict[int, float] = {}
    for start in range(len(stems)):
        for size in range(1, LONGEST_CUE + 1):
            for position in taxonomy.cues.get(stems[start : start + size], ()):
                votes[position] = votes.get(position, 0.0) + size
    most = max(votes.values(), default=0.0)
    best = [position for position, vote in votes.items() if vote == most]
    return (taxonomy.slugs[best[0]],) if len(best) == 1 else ()
