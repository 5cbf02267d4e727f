"""A measured value as it is printed: a number or number words, a percent sign or scale, and its unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extract.lexicon import lexicon
from extract.numbers import NUMBER, number_word_pattern, parse_number, parse_words, scales


@dataclass(frozen=True, slots=True)
class Measure:
    value: float
    unit: str | None
    start: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    scale = "|".join(sorted(scales(), key=len, reverse=True))
    return re.compile(
        rf"(?P<sign>Rp\.?[^\S\n]?)?(?:(?P<number>{NUMBER})|(?P<words>\b{number_word_pattern()}\b))"
        rf"(?:[^\S\n]?\([a-z -]{{3,40}}\))?(?:[^\S\n]?(?P<scale>(?:{scale})\b))?(?:[^\S\n]?(?P<percent>%|persen\b))?"
        r"(?:[^\S\n]\([a-z -]{3,40}\))?"
        r"(?:[^\S\n](?P<unit>(?!tahun[^\S\n](?:19|20)\d\d)[A-Za-z][a-zA-Z]*(?:[^\S\n]kerja)?)\b)?",
        re.IGNORECASE,
    )


def measure_at(text: str, offset: int) -> Measure | None:
    """The measure that starts exactly here; None for a year, a date or no number."""
    match = _pattern().match(text, offset)
    if match is None or re.match(r"[./-]\d", text[match.end("number") :][:2] if match["number"] else ""):
        return None
    value = _value(match)
    if value is None or (_is_year(match) and not match["percent"]):
        return None
    unit, end = _unit(match)
    return Measure(value, unit, match.start(), end)


def _value(match: re.Match[str]) -> float | None:
    read = parse_number(match["number"]) if match["number"] else parse_words(match["words"])
    if read is None:
        return None
    return float(read) * (scales()[match["scale"].casefold()] if match["scale"] else 1)


def _is_year(match: re.Match[str]) -> bool:
    return bool(match["number"]) and not match["scale"] and not match["unit"] and _looks_like_year(match["number"])


def _looks_like_year(number: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", number) is not None


def _unit(match: re.Match[str]) -> tuple[str | None, int]:
    if match["percent"]:
        return "persen", match.end("percent")
    if match["sign"]:
        return "rupiah", max(match.end(group) for group in ("number", "words", "scale"))
    unit = match["unit"]
    if unit and unit.casefold().split()[0] not in lexicon("changes")["not_units"]:
        return unit.casefold(), match.end("unit")
    return None, max(match.end(group) for group in ("number", "words", "scale"))


def in_one_unit(before: Measure, after: Measure) -> tuple[float, float, str | None] | None:
    """Both values in the later one's unit; None when the units cannot be brought together.

    `hari` beside `hari kerja` is read as the same unit, as the print leaves it out once.
    """
    first, second = before.unit, after.unit
    if first is None or second is None or first == second:
        return before.value, after.value, second or first
    first, second = (unit.removesuffix("kerja").strip() for unit in (first, second))
    if first == second:
        return before.value, after.value, second
    for table in _tables():
        if first in table and second in table:
            return before.value * table[first] / table[second], after.value, second
    return None


def _tables() -> tuple[Mapping[str, int], ...]:
    return tuple(lexicon("changes")["convertible"])
