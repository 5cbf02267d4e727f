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


def address(handle: Any) -> int:
    """A typed handle as the plain address that the quick functions take; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


count_rects = _quick("FPDFText_CountRects", _INT, _ADDRESS, _INT, _INT)
get_rect = _quick("FPDFText_GetRect", _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
get_char_box = _quick("FPDFText_GetCharBox", _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
font_size = _quick("FPDFText_GetFontSize", _DOUBLE, _ADDRESS, _INT)
get_matrix = _quick("FPDFText_GetMatrix", _INT, _ADDRESS, _INT, _ADDRESS)
text_object = _quick("FPDFText_GetTextObject", _ADDRESS, _ADDRESS, _INT)
font_of = _quick("FPDFTextObj_GetFont", _ADDRESS, _ADDRESS)
render_mode = _quick("FPDFTextObj_GetTextRenderMode", _INT, _ADDRESS)
fill_colour = _quick("FPDFPageObj_GetFillColor", _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
object_on_page = _quick("FPDFPage_GetObject", _ADDRESS, _ADDRESS, _INT)
object_in_form = _quick("FPDFFormObj_GetObject", _ADDRESS, _ADDRESS, ctypes.c_ulong)
object_type = _quick("FPDFPageObj_GetType", _INT, _ADDRESS)
object_bounds = _quick("FPDFPageObj_GetBounds", _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
draw_mode = _quick("FPDFPath_GetDrawMode", _INT, _ADDRESS, _ADDRESS, _ADDRESS)
count_segments = _quick("FPDFPath_CountSegments", _INT, _ADDRESS)
