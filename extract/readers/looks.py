"""How the letters of a PDF are printed: size, turn, weight, and whether they can be seen at all."""

from __future__ import annotations

import ctypes
import math
import struct
from typing import Literal, NamedTuple

from extract.readers.pdfium_raw import fill_colour, render_mode, slots

ASKEW = 4
_STRAIGHT = 0.11
"""Quarters that a line may be off and still count as level or upright: ten degrees."""
_INVISIBLE = frozenset({3, 7})
"""Text rendering modes that paint nothing: 3 invisible, 7 only a clip."""
_WHITE = 249

Ink = Literal["seen", "invisible", "white"]
"""`invisible`: drawn without ink, as OCR does over a scan and a trick does over a page."""


class Look(NamedTuple):
    """How a character is printed."""

    size: float
    """Points, as displayed."""
    turn: int
    """Quarters clockwise that its line is turned on the page as displayed; ASKEW for any other angle."""
    bold: bool
    ink: Ink


def turned(rotation: int, a: float, b: float) -> int:
    """The turn of a character on a page that is itself turned by `rotation`, from its matrix."""
    quarters = -math.atan2(b, a) / (math.pi / 2)
    nearest = round(quarters)
    return (rotation + nearest) % 4 if abs(quarters - nearest) <= _STRAIGHT else ASKEW


_colour = (ctypes.c_uint * 4)()
_red, _green, _blue, _alpha = slots(_colour)
_FOUR = struct.Struct("4I")


def read_ink(drawn: int) -> Ink:
    """Whether the letters of a text object can be seen on white paper."""
    if render_mode(drawn) in _INVISIBLE:
        return "invisible"
    if not fill_colour(drawn, _red, _green, _blue, _alpha):
        return "seen"
    red, green, blue, alpha = _FOUR.unpack(_colour)
    if alpha == 0:
        return "invisible"
    return "white" if red > _WHITE and green > _WHITE and blue > _WHITE else "seen"
