"""A page that OCR read, in the shape of a page that PDFium read: strips that point into one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from PIL import Image

from extract.readers.clean import clean
from extract.readers.ocr import Engine, OcrLine, OcrWord
from extract.readers.pdf_strips import Strip, upright
from extract.readers.pdfium import Look
from models.document import Box

DPI = 300
_MOST_PIXELS = 25_000_000
_POINTS = 72.0
_UNSURE = 0.6
"""Mean confidence below which the page may lie on its side or stand on its head."""
_FEW_LETTERS = 20
_WIDE_GAP = 1.6
_NOISE = frozenset("|_—–-=~.,'`‘’“”\"")


@dataclass(frozen=True, slots=True)
class Recognised:
    """One page as read; `engine` is the name of what read it."""

    text: str
    width: float
    height: float
    strips: tuple[Strip, ...]
    engine: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    width: float
    height: float


def fit(width: float, height: float) -> tuple[int, int]:
    """Pixels to render a page of so many points at: 300 dpi, or as many as the bound allows."""
    scale = DPI / _POINTS
    if width * height * scale * scale > _MOST_PIXELS:
        scale = float((_MOST_PIXELS / (width * height)) ** 0.5)
    return max(int(width * scale), 1), max(int(height * scale), 1)


def recognise(engine: Engine, picture: Image.Image, width: float, height: float) -> Recognised | None:
    """Read a grey picture of a page of `width` x `height` points; None when it holds no word.

    A page that reads badly is tried in the three other positions too, and the best one counts.
    """
    dpi = picture.width / width * _POINTS
    lines, turn = _read(engine, picture, dpi), 0
    if _letters(lines) < _FEW_LETTERS or _sureness(lines) < _UNSURE:
        for quarters in (1, 2, 3):
            tried = _read(engine, picture.rotate(90 * quarters, expand=True), dpi)
            if _worth(tried) > _worth(lines):
                lines, turn = tried, quarters
    return _recognised(lines, turn, _POINTS / dpi, (width, height), engine.name) if lines else None


def _read(engine: Engine, picture: Image.Image, dpi: float) -> list[OcrLine]:
    """The lines that hold more than specks and pieces of rulings."""
    lines = []
    for line in engine.read(np.asarray(picture.convert("L"), dtype=np.uint8), dpi):
        words = tuple(word for word in line.words if not set(word.text) <= _NOISE)
        if words:
            lines.append(OcrLine(words, line.baseline, line.size))
    return lines


def _letters(lines: Sequence[OcrLine]) -> int:
    return sum(len(word.text) for line in lines for word in line.words)


def _sureness(lines: Sequence[OcrLine]) -> float:
    words = [word.confidence for line in lines for word in line.words]
    return sum(words) / len(words) if words else 0.0


def _worth(lines: Sequence[OcrLine]) -> float:
    return _letters(lines) * _sureness(lines) ** 2


def _recognised(lines: Sequence[OcrLine], turn: int, scale: float, size: tuple[float, float], name: str) -> Recognised:
    """Words to strips: a line is cut at wide gaps, as PDFium's lines are."""
    width, height = size
    turned = _Sheet(height, width) if turn % 2 else _Sheet(width, height)
    usual = median(line.size for line in lines)
    parts: list[str] = []
    strips: list[Strip] = []
    length = 0
    for row, line in enumerate(lines):
        high = (usual if 0.75 < line.size / usual < 1.3 else line.size) * scale
        for number, run in enumerate(_runs(line.words, high / scale)):
            lead = " " if number else ""
            text = clean(" ".join(word.text for word in run))
            flat = _hull(run, scale)
            box = upright(flat, (4 - turn) % 4, turned)
            look = Look(high, turn, False, "seen", (box[0], box[3], box[0], box[3]))
            begin = length + len(lead)
            strips.append(Strip(begin, begin + len(text), text, row, box, flat, line.baseline * scale, look, high))
            parts.append(lead + text)
            length = begin + len(text)
        parts.append("\r\n")
        length += 2
    return Recognised("".join(parts), width, height, tuple(strips), name)


def _runs(words: Sequence[OcrWord], size: float) -> list[list[OcrWord]]:
    runs = [[words[0]]]
    for word in words[1:]:
        if word.box[0] - runs[-1][-1].box[2] > _WIDE_GAP * size:
            runs.append([word])
        else:
            runs[-1].append(word)
    return runs


def _hull(words: Sequence[OcrWord], scale: float) -> Box:
    lefts, tops, rights, bottoms = zip(*(word.box for word in words), strict=True)
    return (min(lefts) * scale, min(tops) * scale, max(rights) * scale, max(bottoms) * scale)
