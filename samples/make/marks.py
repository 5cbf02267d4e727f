"""Marks inside a source text: what the writer knows about the words just written.

`{p|Rudi Hartono|Kepala Dinas Sosial}` prints the first part and records a person with a role. Because the writer says
what each value is, the expected values are exact and owe nothing to the program that is measured against them.

    {p|name|role}            person, without titles (role may be left out)
    {u|unit}                 unit
    {o|printed|field}        what a reader may report or not, by default a unit (a national body, a second short form)
    {d|printed|iso}          date of day or month granularity (`2023-05-12`, `2023-05`); bare years are not recorded
    {m|printed|amount}       money in rupiah
    {r|printed|kind|number|year}   regulation; number and year may be empty
    {c|printed|before|after|unit}  measured change; the printed words may hold marks of their own
    {l|url}                  link
    {a|short|long}           acronym: prints the short form and records the pair
    {x|printed}              looks like one of the above and is none of them: printed, recorded nowhere
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MARK = re.compile(r"\{([puodmrclax])\|((?:[^{}]|\{[^{}]*\})*)\}")


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked value: its kind letter, the words printed, and what the writer knows beside them."""

    kind: str
    printed: str
    known: tuple[str, ...] = ()


def marks(text: str) -> Iterator[Mark]:
    """Every mark in the order written, one inside another after it."""
    for match in _MARK.finditer(text):
        words, *known = split_bars(match[2])
        yield Mark(match[1], " ".join(plain(words).split()), tuple(part.strip() for part in known))
        yield from marks(words)


def printed(text: str) -> str:
    """The text as it goes on paper: marks give way to their words; `**bold**` stays for the renderer."""
    return _MARK.sub(lambda match: printed(split_bars(match[2])[0]), text)


def plain(text: str) -> str:
    """The words alone, without marks and without bold."""
    return printed(text).replace("**", "")


def unmarked(text: str) -> str:
    """What stands outside every mark: where a forgotten value would hide."""
    return _MARK.sub(" \N{BULLET} ", text).replace("**", "")


def split_bars(text: str) -> list[str]:
    """The parts between bars; a bar inside braces belongs to a mark and does not part."""
    parts, depth, current = [], 0, ""
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == "|" and not depth:
            parts.append(current)
            current = ""
        else:
            current += character
    return [*parts, current]


def unique(values: Iterable[str]) -> list[str]:
    """The values once each whatever their letter case, as first met and in that order."""
    seen: dict[str, str] = {}
    for value in values:
        seen.setdefault(value.casefold(), value)
    return list(seen.values())
