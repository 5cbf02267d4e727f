"""The parts of a decree or letter that appoint people and units, without its preamble and its copy list."""

from __future__ import annotations

import re

from extract.label_lines import Line
from models.document import Span

_OPERATIVE = re.compile(
    r"(?i)\b(?:m\s?e\s?m\s?u\s?t\s?u\s?s\s?k\s?a\s?n|memerintahkan|menugaskan|memberi(?:kan)?\s+(?:tugas|perintah))\b"
)
_ANNEX = re.compile(r"(?i)lampiran\b(?!\s*:?\s*(?:-|\d+\s*\(|\d+\s+(?:lembar|berkas)))")
_SIGNATURE = re.compile(r"(?i)(?:ditetapkan|dikeluarkan) di\b")
_COPIES = re.compile(r"(?i)(?:tembusan|salinan keputusan ini|tindasan)\b")


def appointing(text: str, lines: tuple[Line, ...]) -> tuple[Span, ...]:
    """Line by line from the operative words on, without signature and copy list; all where nothing marks them."""
    start = _OPERATIVE.search(text)
    spans: list[Span] = []
    copying = False
    for line in lines:
        if start is not None and line.span.end < start.end():
            continue
        if _COPIES.match(text, line.span.start) or _SIGNATURE.match(text, line.span.start):
            copying = True
        elif _ANNEX.match(text, line.span.start):
            copying = False
        if not copying:
            spans.append(line.span)
    return tuple(spans)


def annex(text: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of the annex from its heading on; near the top the word is a letter's count of enclosures."""
    floor = _OPERATIVE.search(text)
    for index, line in enumerate(lines):
        behind = floor is None or line.span.start > floor.start()
        if behind and index > 3 and _ANNEX.match(text, line.span.start):
            return lines[index:]
    return ()
