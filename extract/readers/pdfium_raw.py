"""PDFium's C functions as pypdfium2 binds them: generated code, so without types.

`pdfium` is the whole binding. The few functions that are called for every line or object of a page are bound once more
with plain addresses instead of typed pointers, and without letting go of the interpreter lock for the half microsecond
that they take: together that more than halves what a call costs.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw

pdfium: Any = pypdfium2.raw

_INT, _ADDRESS, _DOUBLE = ctypes.c_int, ctypes.c_void_p, ctypes.c_double


def _quick(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    where = ctypes.cast(getattr(pypdfium2.raw, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(where)


def slots(buffer: Any) -> tuple[ctypes.c_void_p, ...]:
    """The place of each item of a ctypes array, as the argument that a function writes through."""
    start, step = ctypes.addressof(buffer), ctypes.sizeof(buffer._type_)
    return tuple(ctypes.c_void_p(start + step * index) for index in range(len(buffer)))


# Functions of a text page, called for every line. Without argument types, which would be a conversion for every
# argument of every call: they take the typed handle as pypdfium2 returns it, plain ints, and `slots`.
count_rects = _quick("FPDFText_CountRects", _INT)
get_rect = _quick("FPDFText_GetRect", _INT)
get_char_box = _quick("FPDFText_GetCharBox", _INT)
font_size = _quick("FPDFText_GetFontSize", _DOUBLE)
get_matrix = _quick("FPDFText_GetMatrix", _INT)
text_object = _quick("FPDFText_GetTextObject", _ADDRESS)

# Functions of a page's objects, which are told apart, and so handed on, by their plain addresses. Where only the first
# argument has a type, the others are `slots`.
font_of = _quick("FPDFTextObj_GetFont", _ADDRESS, _ADDRESS)
render_mode = _quick("FPDFTextObj_GetTextRenderMode", _INT, _ADDRESS)
fill_colour = _quick("FPDFPageObj_GetFillColor", _INT, _ADDRESS)
object_on_page = _quick("FPDFPage_GetObject", _ADDRESS)
object_in_form = _quick("FPDFFormObj_GetObject", _ADDRESS, _ADDRESS, ctypes.c_ulong)
object_type = _quick("FPDFPageObj_GetType", _INT, _ADDRESS)
object_bounds = _quick("FPDFPageObj_GetBounds", _INT, _ADDRESS)
draw_mode = _quick("FPDFPath_GetDrawMode", _INT, _ADDRESS)
count_segments = _quick("FPDFPath_CountSegments", _INT, _ADDRESS)
