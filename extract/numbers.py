"""Indonesian numerals: comma before decimals, dot between thousands, and numbers in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from extract.lexicon import lexicon

NUMBER = r"(?:\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,4})?|\d{1,3}(?:,\d{3}){2,5}(?:\.\d{1,2})?|\d{1,15}(?:[.,]\d{1,6})?)(?!\d)"
"""A numeral as a regular expression without groups; what it matches is what `parse_number` reads."""

_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
_LONGEST = 24


def parse_number(printed: str) -> Decimal | None:
    """`1.500.000,50` is 1500000.50, `1.500` is 1500; `0.125`, `3.5` and `3,5` are decimals; None for no numeral."""
    if len(printed) > _LONGEST:
        return None
    text = printed
    if _ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    whole, comma, decimals = text.partition(",")
    if _GROUPED.fullmatch(whole) and not whole.startswith("0"):
        whole = whole.replace(".", "")
    elif comma and "." in whole:
        return None
    digits = f"{whole}.{decimals}" if comma else whole
    return Decimal(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits, re.ASCII) else None


@cache
def scales() -> Mapping[str, int]:
    """Every word for a power of ten that multiplies a number, case-folded, with its factor."""
    return {word: 10 ** int(power) for power, words in lexicon("money")["scales"].items() for word in words}


@cache
def number_word_pattern() -> str:
    """A run of number words as a regular expression without groups."""
    ones = [*lexicon("money")["number_words"], "seratus", "seribu", "sejuta", "belas", "puluh", "ratus"]
    every = "|".join(sorted([*ones, "ribu", "juta", "miliar", "milyar", "triliun"], key=len, reverse=True))
    return rf"(?:{every})(?:[^\S\n]+(?:{every})){{0,24}}"


def parse_words(printed: str) -> int | None:
    """`dua ratus lima puluh juta` is 250,000,000; None when the words do not make a number."""
    total = group = digit = 0
    for word in printed.casefold().split():
        if word in _ones():
            if digit:
                return None
            digit = _ones()[word]
            group += digit
        elif word in _TENS:
            group += _TENS[word] * digit if word != "belas" else 10
            digit = 0
        elif word in _WHOLE:
            group, digit = group + _WHOLE[word], 0
        elif word in scales() and group:
            total, group, digit = total + group * scales()[word], 0, 0
        else:
            return None
    return total + group


_TENS = {"belas": 1, "puluh": 9, "ratus": 99}
"""What is added to a digit that already counts once."""
_WHOLE = {"seratus": 100, "seribu": 1000, "sejuta": 1_000_000}


@cache
def _ones() -> Mapping[str, int]:
    words: Mapping[str, int] = lexicon("money")["number_words"]
    return words
