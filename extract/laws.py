"""Kinds of regulations by their printed forms, and the table of laws whose number and year are certain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extract.lexicon import lexicon
from extract.phrases import Phrases, words

_SHARED_LETTERS = 6
_ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class LawKind:
    """A kind of regulation under one printed form."""

    id: str
    form: str
    issuer: str | None
    """None: nobody is named behind the form; `""`: whoever is named; else the office that the form already says."""


@cache
def law_kinds() -> Phrases[LawKind]:
    table: dict[str, LawKind] = {}
    for kind in lexicon("regulations")["kinds"]:
        for form in kind["forms"]:
            table[form] = LawKind(kind["id"], form, _issuer(kind, form))
    return Phrases(table)


def _issuer(kind: Mapping[str, object], form: str) -> str | None:
    named = kind.get("issuer")
    if named is None:
        return None
    if named is not True:
        return str(named)
    keep = str(kind.get("keep", ""))
    return form.removeprefix(keep).strip() if keep and form.startswith(keep) and form != keep else ""


def is_known(kind: str, number: str | None, year: int | None, subject: str | None) -> bool | None:
    """Whether the table confirms the law, contradicts it, or cannot tell.

    It contradicts a known number and year with another subject, and a known subject and number in another year.
    """
    if number is None or year is None:
        return None
    title = _titles().get((kind, number, year))
    if title is not None:
        return not (subject and _is_other(subject, title))
    same_number = [other for (k, n, _), other in _titles().items() if (k, n) == (kind, number)]
    return False if subject and any(_alike(subject, other) for other in same_number) else None


def title_of(kind: str, number: str | None, year: int | None) -> str | None:
    """The official subject of a known law."""
    return _titles().get((kind, number or "", year or 0))


@cache
def _titles() -> Mapping[tuple[str, str, int], str]:
    known = lexicon("regulations")["known"]
    return {(kind, str(number), year): title for kind, laws in known.items() for number, year, title in laws}


def _alike(subject: str, title: str) -> bool:
    """True when nearly every word of each stands in the other, endings aside (`pemerintah`, `Pemerintahan`)."""
    printed, official = words(subject).keys, words(title).keys
    return _share(printed, official) >= _ENOUGH and _share(official, printed) >= _ENOUGH


def _is_other(subject: str, title: str) -> bool:
    printed, official = words(subject).keys, words(title).keys
    return len(printed) > 1 and all(len(word) > 4 for word in printed[:2]) and _share(printed, official) == 0


def _share(these: list[str], those: list[str]) -> float:
    if not these:
        return 0.0
    starts = {word[:_SHARED_LETTERS] for word in those}
    return sum(word[:_SHARED_LETTERS] in starts for word in these) / len(these)
