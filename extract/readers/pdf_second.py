"""The second engine, pdfplumber: for files and pages that PDFium cannot open, is silent on, or makes no words of."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pdfplumber

from extract.readers.clean import clean
from extract.readers.guards import MAX_PAGES
from extract.readers.junk import is_junk
from extract.readers.looks import Look
from extract.readers.ocr import Recognised
from extract.readers.pdf_strips import Strip
from extract.readers.pdfium import hull
from models.document import Word

ENGINE = f"pdfplumber {pdfplumber.__version__}"
_WIDE_GAP = 0.9
"""A gap of more than so many letter heights may be the space between two columns or cells."""

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it reports every bent number of a broken file


class Second:
    """One file, opened when it is first asked for a page; nothing of it raises but MemoryError."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages: list[Any] | None = None

    @property
    def count(self) -> int:
        """Its pages; 0 when this engine cannot open it either."""
        return len(self._opened())

    def page(self, number: int) -> Recognised | None:
        """The words of one page (1-based) in lines; None when this engine cannot read it or makes no words of it."""
        if not 0 < number <= self.count:
            return None
        page = self._opened()[number - 1]
        try:
            words = page.extract_words(extra_attrs=["size"])
            if is_junk(" ".join(word["text"] for word in words)):
                return None
            text, strips = _strips(words)
            return Recognised(float(page.width), float(page.height), text, tuple(strips), ENGINE)
        except MemoryError:
            raise
        except Exception:  # pdfminer raises nearly every built-in exception on broken files
            return None
        finally:
            page.close()

    def _opened(self) -> list[Any]:
        if self._pages is None:
            try:
                self._pages = list(pdfplumber.open(io.BytesIO(self._data)).pages[:MAX_PAGES])
            except MemoryError:
                raise
            except Exception:  # as above
                self._pages = []
        return self._pages


def _strips(words: Sequence[dict[str, Any]]) -> tuple[str, list[Strip]]:
    """The page's text, one line below the other, and its strips, which point into it."""
    parts: list[str] = []
    strips: list[Strip] = []
    start = 0
    for row, line in enumerate(_lines(words)):
        for run in _runs(line):
            strip = _strip(run, row)
            strips.append(replace(strip, start=start, end=start + len(strip.text)))
            parts.append(strip.text)
            start += len(strip.text) + 1
    return "\n".join(parts), strips


def _lines(words: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Words whose middles lie on one height, top down, each line from left to right."""
    line: list[dict[str, Any]] = []
    for word in sorted(words, key=lambda word: ((word["top"] + word["bottom"]) / 2, word["x0"])):
        if line and (word["top"] + word["bottom"]) / 2 > line[0]["bottom"]:
            yield sorted(line, key=lambda word: word["x0"])
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word["x0"])


def _runs(line: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """A line cut where a gap is wide."""
    run = [line[0]]
    for word in line[1:]:
        if word["x0"] - run[-1]["x1"] > _WIDE_GAP * float(word["size"]):
            yield run
            run = []
        run.append(word)
    yield run


def _strip(run: Sequence[dict[str, Any]], row: int) -> Strip:
    boxes = [(float(word["x0"]), float(word["top"]), float(word["x1"]), float(word["bottom"])) for word in run]
    texts = ["".join(clean(word["text"]).split()) or "\ufffd" for word in run]
    box = hull(boxes) or boxes[0]
    size = float(run[0]["size"]) or box[3] - box[1]
    look = Look(size, 0, False, "seen")
    words = tuple(Word(one, 1.0) for one in boxes)
    text = " ".join(texts)
    return Strip(0, len(text), text, row, box, box, box[3], look, size, None, words)
