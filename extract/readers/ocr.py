"""OCR of one page: from a grey picture, however it lies, to strips in page points, tables and word boxes included."""

from __future__ import annotations

import functools
import importlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PIL import Image

from extract.readers.grid import Table, find_tables
from extract.readers.limits import allow_more
from extract.readers.ocr_mend import mended
from extract.readers.ocr_picture import (
    Dark,
    Grey,
    Levelled,
    PixelBox,
    dark,
    even,
    is_blank,
    level,
    rulings,
    runs_sideways,
    skew_of,
    without,
)
from extract.readers.ocr_strips import POINTS, Ground, in_points, strips_of
from extract.readers.ocr_words import Engine, OcrLine, certainty, uprightness
from extract.readers.pdf_strips import Strip

OcrMode = Literal["auto", "never", "always"]
"""`auto`: pages without a readable text of their own; `always`: every page, whatever text lies in the file."""

ENGINES = ("ocr_tesseract", "ocr_rapid")
"""Modules of engines, the better one for Indonesian first."""
DPI = 300
MAX_PIXELS = 25_000_000
"""A3 at 300 dpi takes 17 million; larger pages are rendered coarser."""
CPU_SECONDS_A_PAGE = 60
ADDRESS_SPACE = 3 << 30
"""Bytes that a process may map once it reads pictures."""
_SURE = 0.6
"""A page read less surely than this is tried on its other sides."""
_CLEAR = 0.8
"""A band read more surely than this settles which side is up."""
_NOISE = 0.45
"""A line read less surely than this is no writing: a photo, a stamp, a signature."""
_BAND = 0.12
"""Share of the page's height that is read to find out which way it lies."""
_FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Recognised:
    """One page as OCR read it, in points of the page as displayed. Strips point into `text`.

    A page on which nothing is printed has no strips.
    """

    width: float
    height: float
    text: str
    strips: tuple[Strip, ...]
    engine: str
    tables: tuple[Table, ...] = ()


@functools.cache
def engine() -> Engine | None:
    """The first of `ENGINES` that is installed with its data, kept ready for the next page; None when none is."""
    return next((found for found in map(engine_of, ENGINES) if found is not None), None)


@functools.cache
def engine_of(module: str) -> Engine | None:
    """One engine by the name of its module."""
    made: Engine | None = importlib.import_module(f"extract.readers.{module}").make_engine()
    return made


def fit(width: float, height: float) -> tuple[int, int]:
    """Pixels across and down for a page of so many points: 300 dpi, fewer where that would be too large a picture."""
    scale = min(DPI / POINTS, math.sqrt(MAX_PIXELS / max(width * height, 1.0)))
    return max(int(width * scale), 1), max(int(height * scale), 1)


def recognise(used: Engine, picture: Image.Image | Grey, width: float, height: float) -> Recognised | None:
    """Read a picture of a page of `width` x `height` points; None when something is on it and none of it was read."""
    if min(width, height) <= 0:
        return None
    allow_more(CPU_SECONDS_A_PAGE, ADDRESS_SPACE)
    grey = even(np.asarray(picture.convert("L") if isinstance(picture, Image.Image) else picture))
    dpi = grey.shape[1] / width * POINTS
    ink = dark(grey)
    if is_blank(grey, ink):
        return Recognised(width, height, "", (), used.name)
    laid, lines = _best_way(grey, ink, dpi, used)
    kept = [line for line in map(mended, lines) if line is not None and certainty([line]) >= _NOISE]
    if sum(len(word.text) for line in kept for word in line.words) < _FEWEST_LETTERS:
        return None
    tables = find_tables([in_points(box, dpi) for box in laid.rulings])
    text, strips = strips_of(kept, Ground(tables, laid.levelled, dpi))
    return Recognised(width, height, text, tuple(strips), used.name, tuple(tables))


@dataclass(frozen=True, slots=True)
class _Laid:
    """The page lying one way, its rulings found and taken out."""

    levelled: Levelled
    rulings: Sequence[PixelBox]
    cleared: Grey


def _laid(grey: Grey, quarters: int, skew: float, dpi: float) -> _Laid:
    levelled = level(grey, quarters, skew)
    found = rulings(dark(levelled.grey), dpi)
    return _Laid(levelled, found, without(levelled.grey, found, max(round(dpi / DPI), 1)))


def _best_way(grey: Grey, ink: Dark, dpi: float, used: Engine) -> tuple[_Laid, Sequence[OcrLine]]:
    """The page with its lines level and its letters upright, and what was read from it.

    Most pages are upright and read at once. What reads badly, or runs up the page, is first read in a band only.
    """
    skews = (skew_of(ink, dpi), skew_of(np.rot90(ink), dpi))
    upright = _laid(grey, 0, skews[0], dpi)
    sideways = runs_sideways(ink, dpi)
    lines = [] if sideways else used.read(upright.cleared, dpi)
    if uprightness(lines) >= _SURE:
        return upright, lines
    best, chosen = 0.0, upright
    for quarters in (1, 3, 0, 2) if sideways else (2, 1, 3, 0):
        laid = _laid(grey, quarters, skews[quarters % 2], dpi) if quarters else upright
        sure = uprightness(used.read(_fullest_band(laid.cleared, dpi), dpi))
        if sure > best:
            best, chosen = sure, laid
        if sure >= _CLEAR:
            break
    return (upright, lines) if chosen is upright and lines else (chosen, used.read(chosen.cleared, dpi))


def _fullest_band(grey: Grey, dpi: float) -> Grey:
    """The band across the page with the most ink."""
    ink = dark(grey).sum(axis=1)
    high = max(int(len(ink) * _BAND), int(dpi / 2))
    if len(ink) <= high:
        return grey
    top = int(np.argmax(np.convolve(ink, np.ones(high, dtype=np.int64), "valid")))
    return np.ascontiguousarray(grey[top : top + high])
