"""From spans of a file's text to the places a person finds them at: exact boxes on a page, or a Word path."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.readers.pdfium import PdfiumError, hull, open_pdf
from extract.readers.sniff import PDF
from models.document import Box, Line, ParsedDocument, Place, Span

Exact = Callable[[Line, int, int], Box | None]
"""The box of the characters [start, end) of a line, counted from its first; None when only the whole line is known."""


def locate(data: bytes, parsed: ParsedDocument, spans: Sequence[Span]) -> list[tuple[Place, ...]]:
    """The places of each span, one a printed line (its own characters only) or one a path; in the order of `spans`.

    A span inside a block always has a place. Spans without a visible character fall back to the nearest block.
    `data` are the bytes that `parsed` was read from; they are opened again only for exact boxes.
    """
    if parsed.media_type != PDF or not any(line.source >= 0 for line in parsed.lines):
        return [_places(parsed, span, _whole) for span in spans]
    try:
        with open_pdf(data) as document:

            def exact(line: Line, start: int, end: int) -> Box | None:
                if line.source < 0:
                    return None
                return document.page(line.page - 1).box(line.source + start, end - start)

            return [_places(parsed, span, exact) for span in spans]
    except PdfiumError:
        return [_places(parsed, span, _whole) for span in spans]


def _whole(line: Line, start: int, end: int) -> Box | None:
    """The share of the line's box that the characters take, where no engine can say it exactly."""
    length = line.span.end - line.span.start
    left, top, right, bottom = line.box
    step = (right - left) / max(length, 1)
    return (left + step * start, top, left + step * end, bottom)


def _places(parsed: ParsedDocument, span: Span, exact: Exact) -> tuple[Place, ...]:
    places = []
    for line in parsed.lines_of(span):
        start, end = max(span.start, line.span.start), min(span.end, line.span.end)
        if not parsed.text[start:end].strip():
            continue
        box = _of_words(parsed, line, start, end) or exact(line, start - line.span.start, end - line.span.start)
        places.append(Place(page=line.page, box=_clipped(box, line.box) if box else line.box))
    return tuple(places) or _paths(parsed, span)


def _of_words(parsed: ParsedDocument, line: Line, start: int, end: int) -> Box | None:
    """The hull of the words that [start, end) of the text touches, where the line tells its words apart."""
    return hull([word.box for word in line.words_in(parsed.text, Span(start, end))])


def _clipped(box: Box, line: Box) -> Box:
    """Within the line's own box: letters of other lines never count."""
    x0, x1 = max(box[0], line[0]), min(box[2], line[2])
    top, bottom = max(box[1], line[1]), min(box[3], line[3])
    return (x0, top, x1, bottom) if x0 < x1 and top < bottom else line


def _paths(parsed: ParsedDocument, span: Span) -> tuple[Place, ...]:
    """The blocks that a span touches, each path once; between two blocks, the one before."""
    touched = [block for block in parsed.blocks if block.span.overlaps(span)]
    if not touched:
        touched = [block for block in parsed.blocks if block.span.start <= span.start][-1:] or list(parsed.blocks[:1])
    places = []
    for block in touched:
        line = next(iter(parsed.lines_of(block.span)), None)
        places.append(Place(path=block.path) if line is None else Place(block.path, line.page, line.box))
    return tuple(dict.fromkeys(places))
