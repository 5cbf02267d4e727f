"""What OCR engines give: words in lines, in pixels of the picture they were given."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.readers.ocr_picture import Grey
from models.document import Box


@dataclass(frozen=True, slots=True)
class OcrWord:
    """One word as read; the engine's own `confidence` from 0 to 1."""

    text: str
    box: Box
    """In pixels of the picture."""
    confidence: float


@dataclass(frozen=True, slots=True)
class OcrLine:
    """Words from left to right; `baseline` and `size` (of the letters, as a font's) in pixels."""

    words: tuple[OcrWord, ...]
    baseline: float
    size: float

    @property
    def upright(self) -> bool:
        """False where the words follow each other down or up the page: engines turn such lines by themselves."""
        lefts, tops, rights, bottoms = zip(*(word.box for word in self.words), strict=True)
        return max(rights) - min(lefts) >= max(bottoms) - min(tops) or sum(len(word.text) for word in self.words) < 3


@dataclass(frozen=True, slots=True)
class Engine:
    """`read` takes an upright picture and its dots per inch and gives its lines in the engine's reading order.

    It works in one thread and never loads anything from a network.
    """

    name: str
    """With its version and data: `tesseract 5.5.4 (ind+eng)`."""
    read: Callable[[Grey, float], Sequence[OcrLine]]


def installed(package: str) -> bool:
    """Whether a package could be imported, without importing it."""
    return importlib.util.find_spec(package) is not None


def certainty(lines: Sequence[OcrLine]) -> float:
    """Mean confidence by letters, 0 for nothing read."""
    return _mean([(len(word.text), word.confidence) for line in lines for word in line.words])


def uprightness(lines: Sequence[OcrLine]) -> float:
    """The same where letters that do not stand upright count as not read: low when the page lies another way."""
    return _mean([(len(word.text), word.confidence * line.upright) for line in lines for word in line.words])


def _mean(letters: Sequence[tuple[int, float]]) -> float:
    total = sum(length for length, _ in letters)
    return sum(length * confidence for length, confidence in letters) / total if total else 0.0
