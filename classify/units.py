"""What a unit's name says: its abbreviations written out, and the affairs it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from classify.text import plain, words
from models.data import read_yaml

PATH = Path(__file__).parent / "data" / "units.yaml"
LONGEST_PHRASE = 6
"""In words; no abbreviation or affair on the list is longer."""
_SHORTEST_PART = 2
_LONGEST_COMPOUND = 24


@dataclass(frozen=True, slots=True)
class UnitLexicon:
    """How units are read; see the head of units.yaml."""

    openers: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]
    abbreviations: Mapping[tuple[str, ...], tuple[str, ...]]
    functions: Mapping[tuple[str, ...], str]
    joiners: frozenset[str]
    any_affair: frozenset[str]
    """Affairs whose units propose innovations of any other affair."""
    any_affair_phrases: frozenset[tuple[str, ...]]
    vocabulary: frozenset[str]
    """Every word that a written-out name may hold and that says something of the unit's work or kind."""


@lru_cache(maxsize=4)
def load_units(path: Path = PATH) -> UnitLexicon:
    """Read the list of unit names; errors as models.data.read_yaml."""
    value = read_yaml(path).value
    parts = {part: tuple(full.split()) for part, full in value["parts"].items()}
    abbreviations = {tuple(short.split()): tuple(full.split()) for short, full in value["abbreviations"].items()}
    functions = {tuple(p.split()): slug for slug, phrases in value["functions"].items() for p in phrases}
    phrases = (*parts.values(), *abbreviations.values(), *functions, tuple(value["kinds"]))
    return UnitLexicon(
        openers=value["openers"],
        parts=parts,
        abbreviations=abbreviations,
        functions=functions,
        joiners=frozenset(value["joiners"]),
        any_affair=frozenset(value["any_affair"]),
        any_affair_phrases=frozenset(tuple(phrase.split()) for phrase in value["any_affair_phrases"]),
        vocabulary=frozenset(word for phrase in phrases for word in phrase),
    )


def written_out(unit: str, lexicon: UnitLexicon) -> tuple[str, ...]:
    """The words of a unit's name with abbreviations expanded and joining words left out.

    `Disdikbud Kota Bima` -> dinas pendidikan kebudayaan kota bima.
    """
    return _written_out(tuple(w for word, _ in words(plain(unit)) for w in _pieces(word, lexicon)), lexicon)


@dataclass(frozen=True, slots=True)
class Affairs:
    """What a unit's name stands for."""

    slugs: tuple[str, ...]
    """Sector slugs in the order the name gives them, each once."""
    any_affair: bool
    """Its innovations serve any affair (a sub-district, a planning board, a village): its vote is weak."""


def affairs(name: tuple[str, ...], lexicon: UnitLexicon) -> Affairs:
    """The affairs of a written-out name; the longest phrase counts, and what it covers is used up."""
    found: dict[str, tuple[str, ...]] = {}
    at = 0
    while at < len(name):
        for size in range(min(LONGEST_PHRASE, len(name) - at), 0, -1):
            phrase = name[at : at + size]
            slug = lexicon.functions.get(phrase)
            if slug is not None:
                found.setdefault(slug, phrase)
                at += size
                break
        else:
            at += 1
    first = next(iter(found.items()), None)
    weak = first is not None and (first[0] in lexicon.any_affair or first[1] in lexicon.any_affair_phrases)
    return Affairs(tuple(found), weak)


def known_words(name: tuple[str, ...], lexicon: UnitLexicon) -> tuple[str, ...]:
    """The words of a written-out name that say what the unit does; the place it is named after is left out."""
    return tuple(word for word in name if word in lexicon.vocabulary)


def _pieces(word: str, lexicon: UnitLexicon) -> tuple[str, ...]:
    """`dpm-ptsp` stays whole when it is on the list, else the hyphen parts words."""
    return (word,) if (word,) in lexicon.abbreviations else tuple(word.replace("’", "-").replace("'", "-").split("-"))


def _written_out(name: tuple[str, ...], lexicon: UnitLexicon) -> tuple[str, ...]:
    out: list[str] = []
    at = 0
    while at < len(name):
        for size in (3, 2, 1):
            full = lexicon.abbreviations.get(name[at : at + size])
            if full is not None and at + size <= len(name):
                out.extend(full)
                at += size
                break
        else:
            out.extend(_taken_apart(name[at], lexicon))
            at += 1
    return tuple(word for word in out if word not in lexicon.joiners)


def _taken_apart(word: str, lexicon: UnitLexicon) -> tuple[str, ...]:
    """A merged abbreviation as its full words; the word itself when any piece of it is unknown."""
    if len(word) > _LONGEST_COMPOUND or word in lexicon.vocabulary:
        return (word,)
    if word in lexicon.parts and len(word) > _SHORTEST_PART:
        return lexicon.parts[word]
    for opener in sorted(lexicon.openers, key=len, reverse=True):
        if word.startswith(opener) and len(word) > len(opener):
            rest = _parts(word[len(opener) :], lexicon)
            if rest is not None:
                return (lexicon.openers[opener], *rest)
    return _parts(word, lexicon) or (word,)


def _parts(word: str, lexicon: UnitLexicon) -> tuple[str, ...] | None:
    """Cut into known parts, as few as possible; None when it cannot be cut."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST_COMPOUND), end - 1):
            before = best[start]
            if before is not None and word[start:end] in lexicon.parts:
                candidate = (*before, word[start:end])
                current = best[end]
                if current is None or len(candidate) < len(current):
                    best[end] = candidate
    cut = best[len(word)]
    return None if not cut else tuple(full for part in cut for full in lexicon.parts[part])
