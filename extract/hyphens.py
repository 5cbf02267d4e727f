"""Hyphens at line ends: one that only divides a word goes, one that belongs to the word stays."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W\d_]+")
_PREFIXES = frozenset(
    "e non anti pra pasca eks ex se ke pro semi multi sub inter antar maha ultra mini micro sosio".split()
)
"""Parts that stand before a hyphen of their own: *e-government*, *non-ASN*, *se-Kota*."""
_LONGEST_WORD = 40
_SHARED = 3


def shares_stem(left: str, right: str) -> bool:
    """Whether two halves repeat one stem: *masing-masing*, *perundang-undangan*, *sayur-mayur*."""
    left, right = left.casefold()[-_LONGEST_WORD:], right.casefold()[:_LONGEST_WORD]
    need = max(_SHARED, (min(len(left), len(right)) + 1) // 2)
    if left == right:
        return len(left) > 1
    return any(left[at : at + need] in right for at in range(len(left) - need + 1))


@dataclass(slots=True)
class HyphenJudge:
    """Decides for one text, by the words and by what the rest of the text does with them."""

    text: str
    _folded: str = field(default="", init=False)

    def keeps(self, text: str, hyphen: int, after: int) -> bool:
        """Whether the hyphen at `hyphen`, whose word goes on at `after`, belongs to the word."""
        left = _last_word(text, hyphen)
        match = _WORD.match(text, after)
        right = match.group()[:_LONGEST_WORD] if match else ""
        if not left or not right or not right[0].islower():
            return True  # numbers, ranges, names: `2021-2026`, `Kabupaten-Kota`
        if left.casefold() in _PREFIXES or shares_stem(left, right):
            return True
        return self._stands(f"{left}-{right}") and not self._stands(left + right)

    def _stands(self, word: str) -> bool:
        if not self._folded:
            self._folded = self.text.casefold()
        return word.casefold() in self._folded


def _last_word(text: str, end: int) -> str:
    start = end
    while start > 0 and end - start < _LONGEST_WORD and text[start - 1].isalpha():
        start -= 1
    return text[start:end]
