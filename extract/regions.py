"""The regions of Indonesia as a gazetteer: which governments a printed name can mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.lexicon import lexicon
from extract.phrases import Phrases, words

Kind = Literal["kota", "kabupaten", "provinsi"]
KIND_NAMES: Mapping[Kind, str] = {"kota": "Kota", "kabupaten": "Kabupaten", "provinsi": "Provinsi"}


@dataclass(frozen=True, slots=True)
class Place:
    """A name on the list and every kind of government that carries it."""

    name: str
    form: str
    """The printed form, in the list's own letters."""
    kinds: frozenset[Kind]
    abbreviated: bool = False
    """True when the printed form is an abbreviation of `name`."""
    needs_kind: bool = False
    """True when the printed form is also an ordinary word, so that it says nothing without a kind word."""


@cache
def places() -> Phrases[Place]:
    """Every printed form of every region, spellings and abbreviations included."""
    data = lexicon("regions")
    guarded = {name.casefold() for name in data["needs_kind"]}
    kinds = _kinds()
    forms = {name: name for name in kinds} | data["spellings"] | data["abbreviations"]
    short = set(data["abbreviations"])
    return Phrases(
        {
            form: Place(name, form, frozenset(kinds[name]), form in short, form.casefold() in guarded)
            for form, name in forms.items()
        }
    )


@cache
def province_of() -> Mapping[tuple[Kind, str], str]:
    """The province a kota or kabupaten lies in."""
    return {
        (kind, name): province["name"]
        for province in lexicon("regions")["provinces"]
        for kind in ("kota", "kabupaten")
        for name in province[kind]
    }


@cache
def squashed() -> Mapping[str, str]:
    """Names without blanks, in capitals, for letterheads that a scan glued together."""
    return {re.sub(r"\W", "", name).upper(): name for name in _kinds()}


def is_region_word(word: str) -> bool:
    """True for a word that some region's name consists of."""
    return word.casefold() in _region_words()


@cache
def _region_words() -> frozenset[str]:
    return frozenset(key for name in _kinds() for key in words(name).keys)


@cache
def _kinds() -> Mapping[str, set[Kind]]:
    kinds: dict[str, set[Kind]] = {}
    for province in lexicon("regions")["provinces"]:
        kinds.setdefault(province["name"], set()).add("provinsi")
        for name in province["kabupaten"]:
            kinds.setdefault(name, set()).add("kabupaten")
        for name in province["kota"]:
            kinds.setdefault(name, set()).add("kota")
    return kinds


def readable(printed: str, form: str) -> str:
    """The name as printed; one in capitals or small letters takes the letters of `form`."""
    return form if printed.isupper() or printed.islower() else printed
