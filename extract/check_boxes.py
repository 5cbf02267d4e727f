"""Check boxes of printed forms: which of the options are ticked."""

from __future__ import annotations

import re

from models.document import Span

_TICKED = r"[☑☒✓✔✅√●◉■🗹\uf0fe\uf0fc\uf052]|\[\s?[xXvV√✓]\s?\]|\(\s?[xXvV√✓●]\s?\)"
_EMPTY = r"[☐□○◯❏❑\uf0a8\uf06f\uf0a3]|\[\s{0,3}\]|\(\s{0,3}\)"
_BOX = re.compile(f"(?P<ticked>{_TICKED})|(?P<empty>{_EMPTY})")
_EDGE = " \t\n,;/|.-–"


def starts_with_box(text: str) -> bool:
    """Whether a line opens with a box, ticked or not."""
    return _BOX.match(text.lstrip()) is not None


def ticked(text: str, span: Span) -> tuple[Span, ...] | None:
    """The ticked options inside a span, trimmed; None where there is no box at all, empty where none is ticked.

    A box stands before its option, or behind it when the text does not open with one (`Penerapan (√)`).
    """
    boxes = list(_BOX.finditer(text, span.start, span.end))
    if not boxes:
        return None
    before = text[span.start : boxes[0].start()].strip(_EDGE) == ""
    options: list[Span] = []
    for index, box in enumerate(boxes):
        if before:
            start, end = box.end(), boxes[index + 1].start() if index + 1 < len(boxes) else span.end
        else:
            start, end = boxes[index - 1].end() if index else span.start, box.start()
        if box["ticked"]:
            printed = text[start:end]
            start += len(printed) - len(printed.lstrip(_EDGE))
            end -= len(printed) - len(printed.rstrip(_EDGE))
            if start < end:
                options.append(Span(start, end))
    return tuple(options)
