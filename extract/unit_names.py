"""The units list: which words open a unit's name, which agencies are known, and where a name ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extract.lexicon import lexicon
from extract.phrases import WORD, Phrases

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LONGEST_AGENCY = 14
_JOIN = re.compile(r"(?:(,?[^\S\n]+(?:dan|serta|DAN|Dan)\b|[^\S\n]*[&,/-])|(?=[^\S\n]))[^\S\n]*")


@dataclass(frozen=True, slots=True)
class Head:
    """A word that opens a unit name (`Puskesmas`), the type it opens, and the style of the name behind it."""

    type: str
    canonical: str
    style: str


@dataclass(frozen=True, slots=True)
class Agency:
    """A unit on the list under one of its printed forms; more than one name when the abbreviation is ambiguous."""

    type: str
    names: tuple[str, ...]
    abbreviated: bool


@cache
def entries() -> Phrases[Head | Agency]:
    """Heads, full agency names and abbreviations in one list, so that the longest form at a place wins."""
    table: dict[str, Head | Agency] = {}
    for kind in lexicon("units")["unit_types"]:
        for form in kind["heads"]:
            table[form.casefold()] = Head(kind["id"], _canonical_head(kind["heads"], form), kind["name"])
    for name, abbreviations in _listed().items():
        for form in (name, *abbreviations):
            key = form.casefold()
            earlier = table.get(key)
            names = (*earlier.names, name) if isinstance(earlier, Agency) and form != name else (name,)
            table[key] = Agency(_type_of(name), tuple(dict.fromkeys(names)), form != name)
    return Phrases(table)


@cache
def agency_words() -> frozenset[str]:
    """Words that a name of an agency consists of, case-folded."""
    listed = (word for name in _listed() for word in WORD.findall(name))
    heads = {head.casefold() for kind in lexicon("units")["unit_types"] for head in kind["heads"]}
    return frozenset(word.casefold() for word in (*listed, *lexicon("units")["agency_words"])) - heads


@cache
def name_ends() -> frozenset[str]:
    return frozenset(lexicon("units")["name_ends"])


def is_name(unit_type: str, first_word: str) -> bool:
    """False for words that follow a head without naming a unit (`Desa Wisata`, `Badan Usaha`)."""
    return first_word not in _barred().get("any", ()) and first_word not in _barred().get(unit_type, ())


@cache
def _barred() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(barred) for kind, barred in lexicon("units")["not_a_name"].items()}


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    data = lexicon("units")
    members = [member for kind in data["unit_types"] for member in kind.get("members", ())]
    return {entry["name"]: tuple(entry["abbr"]) for entry in (*members, *data["agencies"])}


@cache
def _type_of(name: str) -> str:
    firsts = {
        head.split()[0].casefold(): kind["id"]
        for kind in reversed(lexicon("units")["unit_types"])
        for head in kind["heads"]
    }
    for kind in lexicon("units")["unit_types"]:
        if any(name.casefold().startswith(head.casefold()) for head in kind["heads"] if " " in head):
            return str(kind["id"])
    return str(firsts[name.split(maxsplit=1)[0].casefold()])


def _canonical_head(heads: list[str], form: str) -> str:
    """The full word for a type, keeping what tells two units of one type apart (`Puskesmas Pembantu`)."""
    return form if any(word in form for word in lexicon("units")["distinct_heads"]) else heads[0]


def readable(printed: str) -> str:
    """A printed unit name in one spelling: blanks folded, `&` as `dan`, no comma before `dan`, capitals undone."""
    text = re.sub(r"\s+", " ", printed).replace("&", "dan")
    text = re.sub(r",\s*dan\b", " dan", text, flags=re.IGNORECASE)
    return WORD.sub(_readable_word, text)


def _readable_word(match: re.Match[str]) -> str:
    word = match.group()
    if word.casefold() in {"dan", "serta", "di"}:
        return "dan" if word.casefold() == "serta" else word.casefold()
    long_capitals = word.isupper() and len(word) > 3 and word.casefold() in agency_words()
    return word.capitalize() if long_capitals or word.islower() else word


def agency_end(text: str, offset: int) -> int:
    """Where an agency's name ends that has begun before `offset`: at the first word agencies do not consist of.

    A comma is only stepped over when the list it opens is closed by `dan` within the name.
    """
    settled, end, commas = offset, offset, False
    capitals = text[max(0, offset - 9) : offset].isupper()
    for _ in range(_LONGEST_AGENCY):
        join = _JOIN.match(text, end)
        word = _WORD.match(text, join.end()) if join and join.end() > end else None
        if join is None or word is None or not _belongs(text, word) or (capitals and not word.group().isupper()):
            break
        if join.group(1) and not capitals and _is_agency_of_its_own(word.group()):
            break
        mark = (join.group(1) or "").strip()
        commas = commas or mark == ","
        end = word.end()
        if not commas or mark not in {"", ","}:
            settled, commas = end, False
    return settled if commas else end


def _is_agency_of_its_own(word: str) -> bool:
    """`DPMG`, `BKPSDM`: behind `dan` an abbreviation of another Dinas or Badan."""
    return len(word) > 3 and word.isupper() and word[0] in "DB" and word.casefold() not in agency_words()


def _belongs(text: str, word: re.Match[str]) -> bool:
    printed = word.group()
    if printed.casefold() in agency_words():
        return printed[0].isupper()
    short = printed.isupper() and 2 < len(printed) <= 6 and not text[word.start() - 3 : word.start()].isupper()
    return short and entries().at(text, word.start()) is None
