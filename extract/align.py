"""Which letters of a long form a name is made of: a monotone alignment, and how likely the two belong together.

Indonesian innovation names take letters from anywhere in the words they stand for (**wa**hana **s**istem
**kom**unikasi), so the letters of the name are sent, in order, to letters of the long form. Every place has a reward
(word start, root after a prefix, syllable start, inside), a run of neighbours earns more, a letter that finds no place
costs, and a whole word may stay outside at a price (*Ayo* Ceting). One table answers for every possible start or end of
the long form at once, so a sentence needs one pass, not one per candidate.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.data import read_yaml
from models.finding import Alignment

FloatArray = npt.NDArray[np.float64]

MAX_LETTERS = 320
"""Longer long forms are cut: no name in use stands for more, and the table grows with both lengths."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COUNTED = re.compile(r"(?P<a>[A-Za-z])(?P<m>[2-9])|(?P<n>[2-9])\s?(?P<b>[A-Za-z])")
_VOWELS = frozenset("aeiou")
_LOWEST = -1e9


@dataclass(frozen=True, slots=True)
class Model:
    """Rewards and prices of the alignment, and the weights that turn its marks into a probability."""

    reward: dict[str, float]
    price: dict[str, float]
    weight: dict[str, float]
    bias: float
    joining: frozenset[str]
    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a name sits in a long form; offsets in `letters` count from the start of the text given."""

    letters: Alignment
    probability: float
    """That the long form explains the name, given nothing but the two texts."""
    log_odds: float
    marks: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters and digits of a text, folded; each with its offset, its word, and what a match there is worth."""

    chars: str
    offsets: tuple[int, ...]
    word: tuple[int, ...]
    worth: tuple[float, ...]
    opens: tuple[bool, ...]
    """Whether the letter starts its word, or is a capital inside one: the writer's own mark of its sources."""
    words: tuple[str, ...]


@cache
def model() -> Model:
    """The shipped coefficients; `benchmarks/fit_alignment.py` makes them again."""
    data: dict[str, Any] = read_yaml(Path(__file__).parent / "lexicons" / "acronym_alignment.yaml").value
    return Model(
        reward=data["reward"],
        price=data["price"],
        weight=data["weight"],
        bias=data["bias"],
        joining=frozenset(data["joining_words"]),
        prefixes=tuple(sorted(data["prefixes"], key=len, reverse=True)),
    )


def fit(short: str, long: str) -> Fit:
    """How `short` sits in the whole of `long`; probability 0 when either has no letters."""
    return Grid(short, long).fit(len(long))


class Grid:
    """The table of one name against one text, from which every prefix of the text can be read, or every suffix.

    With `reverse` the long form ends where the text ends and its start is open; without it starts with the text.
    """

    def __init__(self, short: str, long: str, *, reverse: bool = False) -> None:
        self._reverse = reverse
        self._short = _letters(_spelled_out(short))
        self._long = _cut(_letters(long), from_end=reverse)
        self._skips = _skips(self._short, reverse=reverse)
        self._best, self._here = _tables(self._short, self._long, self._skips, reverse=reverse)

    def fit(self, border: int) -> Fit:
        """The alignment with `long[:border]`, or with `long[border:]` when reversed."""
        inside = [i for i, offset in enumerate(self._long.offsets) if (offset >= border) == self._reverse]
        if not inside or not self._short.chars:
            return Fit((), 0.0, -20.0, {})
        pairs, score = self._trace(len(inside))
        marks = _marks(self._short, self._long, inside, pairs, score)
        total = model().bias + sum(model().weight.get(name, 0.0) * value for name, value in marks.items())
        letters = tuple((self._short.chars[i], self._long.offsets[j]) for i, j in pairs)
        return Fit(letters, 1 / (1 + math.exp(-max(-500.0, total))), total, marks)

    def _trace(self, columns: int) -> tuple[list[tuple[int, int]], float]:
        """Matched (name letter, text letter) indices in reading order, using the first `columns` columns."""
        rows, width = len(self._short.chars), len(self._long.chars)
        score = float(self._best[rows, columns])
        run = model().reward["run"]
        pairs: list[tuple[int, int]] = []
        row, column, contiguous = rows, columns, False
        while row > 0:
            if not contiguous:
                column, back = self._leave(row, column)
                if back != row:
                    row = back
                    continue
            pairs.append((rows - row, width - column) if self._reverse else (row - 1, column - 1))
            row, column = row - 1, column - 1
            contiguous = row > 0 and self._here[row, column] + run > self._best[row, column]
        return (pairs if self._reverse else pairs[::-1]), score

    def _leave(self, row: int, column: int) -> tuple[int, int]:
        """Where the best path to (row, column) comes from: a match not later, or an earlier row by a skip."""
        value = self._best[row, column]
        while column > 0 and self._best[row, column - 1] == value:
            column -= 1
        if self._here[row, column] == value:
            return column, row
        for back, price in self._skips[row]:
            if self._best[back, column] - price == value:
                return column, back
        return column, row - 1


def _spelled_out(short: str) -> str:
    """`P5` and `5R` count a letter: five words with that initial."""
    match = _COUNTED.fullmatch(short.strip())
    if match is None:
        return short
    letter, count = match.group("a") or match.group("b"), int(match.group("m") or match.group("n"))
    return letter * count


def fold(char: str) -> str:
    """One letter without case and accent; a letter that would become two keeps its first."""
    return unicodedata.normalize("NFKD", char).casefold()[:1]


@lru_cache(maxsize=1024)
def _letters(text: str) -> _Letters:
    chars: list[str] = []
    offsets: list[int] = []
    word: list[int] = []
    worth: list[float] = []
    opens: list[bool] = []
    words: list[str] = []
    for index, match in enumerate(_WORD.finditer(text)):
        token = match.group()
        words.append(token.casefold())
        for at, char in enumerate(token):
            if not char.isalnum():
                continue
            value, open_ = _worth(token, at)
            chars.append(fold(char))
            offsets.append(match.start() + at)
            word.append(index)
            worth.append(value)
            opens.append(open_)
    return _Letters("".join(chars), tuple(offsets), tuple(word), tuple(worth), tuple(opens), tuple(words))


def _worth(token: str, at: int) -> tuple[float, bool]:
    """What a match at this letter is worth, and whether the letter opens its word or is marked by a capital."""
    reward = model().reward
    lowered = token.casefold()
    if at == 0:
        return reward["joining_start" if lowered in model().joining else "word_start"], True
    if token[at].isupper() and not token.isupper():
        return reward["word_start"], True
    if lowered in model().joining:
        return reward["inside"], False
    root = next((len(p) for p in model().prefixes if lowered.startswith(p) and len(lowered) >= len(p) + 3), 0)
    if at == root:
        return reward["root_start"], False
    vowel_next = at + 1 < len(lowered) and lowered[at + 1] in _VOWELS
    return reward["syllable_start" if lowered[at] not in _VOWELS and vowel_next else "inside"], False


def _cut(letters: _Letters, *, from_end: bool) -> _Letters:
    if len(letters.chars) <= MAX_LETTERS:
        return letters
    part = slice(-MAX_LETTERS, None) if from_end else slice(MAX_LETTERS)
    return _Letters(
        letters.chars[part],
        letters.offsets[part],
        letters.word[part],
        letters.worth[part],
        letters.opens[part],
        letters.words,
    )


def _skips(short: _Letters, *, reverse: bool) -> list[tuple[tuple[int, float], ...]]:
    """For each row the rows it may be reached from without a match, and the price: one letter, or one whole word."""
    price = model().price
    words = short.word[::-1] if reverse else short.word
    name = short.chars[::-1] if reverse else short.chars
    result: list[tuple[tuple[int, float], ...]] = [()]
    begin = 0
    for row in range(1, len(name) + 1):
        char = name[row - 1]
        new_word = row > 1 and words[row - 1] != words[row - 2]
        begin = row - 1 if new_word else begin
        twin = row > 1 and not new_word and name[row - 2] == char
        kind = "twin" if twin else "vowel" if char in _VOWELS else "digit" if char.isdigit() else "consonant"
        options = [(row - 1, price[kind])]
        if row == len(name) or words[row] != words[row - 1]:
            options.append((begin, _word_price(row - begin)))
        result.append(tuple(options))
    return result


def _word_price(letters: int) -> float:
    """What it costs to leave a whole word of the name outside, as the writer's own brand word."""
    return model().price["word"] + model().price["word_letter"] * letters


def _tables(
    short: _Letters, long: _Letters, skips: list[tuple[tuple[int, float], ...]], *, reverse: bool
) -> tuple[FloatArray, FloatArray]:
    """`best[i, j]`: i letters placed or skipped within j columns; `here[i, j]`: letter i placed exactly at column j."""
    rows, width = len(short.chars), len(long.chars)
    best = np.full((rows + 1, width + 1), _LOWEST)
    here = np.full((rows + 1, width + 1), _LOWEST)
    best[0, :] = 0.0
    name = short.chars[::-1] if reverse else short.chars
    text = np.array([ord(char) for char in (long.chars[::-1] if reverse else long.chars)], dtype=np.int64)
    worth = np.array(long.worth[::-1] if reverse else long.worth)
    run = model().reward["run"]
    for row in range(1, rows + 1):
        place = np.where(text == ord(name[row - 1]), worth, _LOWEST)
        here[row, 1:] = place + np.maximum(here[row - 1, :-1] + run, best[row - 1, :-1])
        line = here[row]
        for back, price in skips[row]:
            line = np.maximum(line, best[back] - price)
        best[row] = np.maximum.accumulate(line)
    return best, here


def _marks(
    short: _Letters, long: _Letters, inside: list[int], pairs: list[tuple[int, int]], score: float
) -> dict[str, float]:
    """What the probability rests on; every mark about 0 to 1."""
    joining = model().joining
    placed = {i for i, _ in pairs}
    name_words = sorted(set(short.word))
    literal = {w for w in name_words if not any(short.word[i] == w for i in placed)}
    letters = [i for i in range(len(short.chars)) if short.word[i] not in literal] or [0]
    size = len(letters)
    score += sum(_word_price(sum(short.word[i] == w for i in range(len(short.chars)))) for w in literal)
    content = sorted({long.word[j] for j in inside if long.words[long.word[j]] not in joining}) or [
        long.word[inside[0]]
    ]
    touched = {long.word[j] for _, j in pairs}
    opened = {long.word[j] for _, j in pairs if long.opens[j]}
    runs = sum(1 for (i, j), (k, m) in pairwise(pairs) if k - i == 1 and m - j == 1)
    consonants = [i for i in letters if short.chars[i] not in _VOWELS]
    return {
        "quality": score / size,
        "coverage": len(pairs) / size,
        "consonants": sum(i in placed for i in consonants) / len(consonants) if consonants else 1.0,
        "words_touched": sum(w in touched for w in content) / len(content),
        "words_opened": sum(w in opened for w in content) / len(content),
        "first_word": float(content[0] in touched),
        "first_letter": float(bool(pairs) and pairs[0] == (letters[0], inside[0])),
        "last_word": float(content[-1] in touched),
        "opened_letters": sum(long.opens[j] for _, j in pairs) / size,
        "runs": runs / size,
        "literal_letters": 1 - size / len(short.chars),
        "length": min(math.log2(size + 1) / 4, 1.25),
        "words_per_letter": min(len(content) / size, 1.5),
    }
