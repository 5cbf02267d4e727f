"""From words in pixels to strips in points: lines cut at cells and wide gaps, every word with its own box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from extract.readers.clean import clean
from extract.readers.grid import Table
from extract.readers.ocr_picture import Levelled
from extract.readers.ocr_words import OcrLine, OcrWord
from extract.readers.pdf_strips import CellKey, Strip
from extract.readers.pdfium import Look, hull
from models.document import Box, Word

POINTS = 72
_ALIKE = 0.2
_WIDE_GAP = 1.5
"""So many font sizes between two words may part two columns or cells; justified lines stay below."""


def in_points(box: tuple[float, float, float, float], dpi: float) -> Box:
    x0, top, x1, bottom = box
    scale = POINTS / dpi
    return x0 * scale, top * scale, x1 * scale, bottom * scale


def strips_of(
    lines: Sequence[OcrLine], tables: Sequence[Table], levelled: Levelled, dpi: float
) -> tuple[str, list[Strip]]:
    """The text of a page, one line below the other, and its strips in that order.

    `tables` are in points of the levelled picture; boxes of strips and words in points of the page as displayed.
    """
    parts: list[str] = []
    strips: list[Strip] = []
    start = 0
    usual = median(line.size for line in lines) if lines else 0.0
    for row, line in enumerate(_sized(line, usual) for line in lines):
        for cell, words in _pieces(line, tables, dpi):
            text = " ".join(clean(word.text) for word in words)
            strips.append(_strip(text, start, row, line, words, cell, levelled, dpi))
            parts.append(text)
            start += len(text) + 1
    return "\n".join(parts), strips


def _sized(line: OcrLine, usual: float) -> OcrLine:
    """About as large as most lines is as large: engines measure a size only roughly."""
    return replace(line, size=usual) if abs(line.size - usual) < _ALIKE * usual else line


def _pieces(line: OcrLine, tables: Sequence[Table], dpi: float) -> Iterator[tuple[CellKey | None, list[OcrWord]]]:
    """Runs of words within one cell and without a wide gap."""
    run: list[OcrWord] = []
    cell: CellKey | None = None
    for word in line.words:
        here = _cell_at(tables, in_points(word.box, dpi))
        if run and (here != cell or word.box[0] - run[-1].box[2] > _WIDE_GAP * line.size):
            yield cell, run
            run = []
        cell = here
        run.append(word)
    if run:
        yield cell, run


def _cell_at(tables: Sequence[Table], box: Box) -> CellKey | None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for index, table in enumerate(tables):
        cell = table.cell_at(x, y)
        if cell is not None:
            return index, cell
    return None


def _strip(
    text: str,
    start: int,
    row: int,
    line: OcrLine,
    words: Sequence[OcrWord],
    cell: CellKey | None,
    levelled: Levelled,
    dpi: float,
) -> Strip:
    placed = tuple(Word(in_points(levelled.original(word.box), dpi), round(word.confidence, 2)) for word in words)
    box = hull([word.box for word in placed]) or (0.0, 0.0, 0.0, 0.0)
    flat = hull([in_points(word.box, dpi) for word in words]) or box
    baseline, size = line.baseline * POINTS / dpi, line.size * POINTS / dpi
    pen = (words[0].box[0], line.baseline, words[0].box[0], line.baseline)
    look = Look(size, levelled.quarters, False, "seen", in_points(levelled.original(pen), dpi))
    return Strip(start, start + len(text), text, row, box, flat, baseline, look, size, cell, placed)
