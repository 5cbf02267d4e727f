"""Words of a text with their places, and the stem of an Indonesian word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LONGEST_WORD = 40
"""Longer runs are glued text or noise: cut, so that no word costs more than a word."""
FUNCTION_WORDS = frozenset(
    "dan di ke dari yang untuk dengan pada dalam oleh atau serta bagi para secara adalah ini itu agar atas sebagai "
    "melalui terhadap akan telah kepada guna antara hingga sampai juga tidak lebih bisa dapat".split()
)
_PREFIXES = ("memper", "diper", "meng", "meny", "peng", "peny", "mem", "men", "pem", "pen", "per", "ber", "ter")
_SHORT_PREFIXES = ("me", "pe", "di", "ke", "se")
_SUFFIXES = ("annya", "kannya", "kan", "nya", "an")
_SHORTEST_STEM = 4


def words(text: str) -> Iterator[tuple[str, int]]:
    """Each word in lower case with the code point of `text` it begins at."""
    for match in WORD.finditer(text):
        yield match.group()[:LONGEST_WORD].lower(), match.start()


def lower_words(text: str) -> list[str]:
    """The same words without their places, at a quarter of the cost."""
    lower = text.lower()
    if len(lower) != len(text):  # a capital that is two letters when small: cut into words first
        return [word for word, _ in words(text)]
    return [word[:LONGEST_WORD] for word in WORD.findall(lower)]


def plain(text: str) -> str:
    """Compatibility forms (ligatures, full width, small capitals of PDF fonts) made ordinary letters."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The word without its usual prefix and suffix: `pelayanan` and `melayani` both become `layan`.

    Light on purpose: it must only be the same for forms of one word, it need not be a word itself.
    """
    if len(word) <= _SHORTEST_STEM or not word.isalpha():
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            word = word[: -len(suffix)]
            break
    for prefix in _PREFIXES + _SHORT_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM:
            word = word[len(prefix) :]
            break
    if word.endswith("i") and len(word) > _SHORTEST_STEM + 1:
        word = word[:-1]
    return word
