"""From words in pixels to strips in points: lines cut at cells and wide gaps, every word with its own box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extract.readers.clean import clean
from extract.readers.grid import Table
from extract.readers.looks import Look
from extract.readers.ocr_picture import Levelled
from extract.readers.ocr_words import OcrLine, OcrWord
from extract.readers.pdf_strips import CellKey, Strip
from extract.readers.pdfium import hull
from models.document import Box, Word

POINTS = 72
_ALIKE = 0.2
_WIDE_GAP = 1.5
"""So many font sizes between two words may part two columns or cells; justified lines stay below."""


def in_points(box: Box, dpi: float) -> Box:
    x0, top, x1, bottom = box
    scale = POINTS / dpi
    return x0 * scale, top * scale, x1 * scale, bottom * scale


@dataclass(frozen=True, slots=True)
class Ground:
    """What a page's words stand on: its tables, in points of the levelled picture, and the way back to the page."""

    tables: Sequence[Table]
    levelled: Levelled
    dpi: float

    def flat(self, box: Box) -> Box:
        """Pixels of the levelled picture in points of the same."""
        return in_points(box, self.dpi)

    def displayed(self, box: Box) -> Box:
        """Pixels of the levelled picture in points of the page as displayed."""
        return in_points(self.levelled.original(box), self.dpi)

    def cell_at(self, box: Box) -> CellKey | None:
        x0, top, x1, bottom = self.flat(box)
        for index, table in enumerate(self.tables):
            cell = table.cell_at((x0 + x1) / 2, (top + bottom) / 2)
            if cell is not None:
                return index, cell
        return None


def strips_of(lines: Sequence[OcrLine], ground: Ground) -> tuple[str, list[Strip]]:
    """The text of a page, one line below the other, and its strips in that order, which point into it."""
    parts: list[str] = []
    strips: list[Strip] = []
    start = 0
    usual = median(line.size for line in lines) if lines else 0.0
    for row, line in enumerate(_sized(line, usual) for line in lines):
        for cell, run in _pieces(line, ground):
            strip = _strip(run, cell, ground)
            strips.append(replace(strip, start=start, end=start + len(strip.text), row=row))
            parts.append(strip.text)
            start += len(strip.text) + 1
    return "\n".join(parts), strips


def _sized(line: OcrLine, usual: float) -> OcrLine:
    """About as large as most lines is as large: engines measure a size only roughly."""
    return replace(line, size=usual) if abs(line.size - usual) < _ALIKE * usual else line


def _pieces(line: OcrLine, ground: Ground) -> Iterator[tuple[CellKey | None, OcrLine]]:
    """Runs of words within one cell and without a wide gap."""
    run: list[OcrWord] = []
    cell: CellKey | None = None
    for word in line.words:
        here = ground.cell_at(word.box)
        if run and (here != cell or word.box[0] - run[-1].box[2] > _WIDE_GAP * line.size):
            yield cell, replace(line, words=tuple(run))
            run = []
        cell = here
        run.append(word)
    if run:
        yield cell, replace(line, words=tuple(run))


def _strip(line: OcrLine, cell: CellKey | None, ground: Ground) -> Strip:
    """A piece of a line, not yet placed in the page's text."""
    text = " ".join("".join(clean(word.text).split()) for word in line.words)
    words = tuple(Word(ground.displayed(word.box), round(word.confidence, 2)) for word in line.words)
    box = hull([word.box for word in words]) or (0.0, 0.0, 0.0, 0.0)
    flat = hull([ground.flat(word.box) for word in line.words]) or box
    _, y, _, size = ground.flat((0.0, line.baseline, 0.0, line.size))
    look = Look(size, ground.levelled.quarters, False, "seen")
    return Strip(0, len(text), text, 0, box, flat, y, look, size, cell, words)
