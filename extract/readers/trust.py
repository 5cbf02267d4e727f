"""How far the words behind a value can be relied on: whether OCR read them right."""

from __future__ import annotations

import math
from itertools import pairwise

from models.document import ParsedDocument, Span

RIGHT = ((0.0, 0.2), (0.5, 0.3), (0.65, 0.55), (0.75, 0.6), (0.82, 0.87), (0.88, 0.945), (0.93, 0.995), (0.96, 0.9997))
"""An engine's confidence in a word, and how often such words were right: Tesseract 5.5 on 96 generated scans, 22,929
words (benchmarks/ocr.py). In between the line is straight."""


def trust(parsed: ParsedDocument, *spans: Span) -> float:
    """The chance that every word of these places was read as it is printed; 1.0 where no OCR had a part in it."""
    touched = ((line, span) for span in spans for line in parsed.lines_of(span))
    words = {word for line, span in touched for word in line.words_in(parsed.text, span)}
    return math.prod(right(word.confidence) for word in words)


def right(confidence: float) -> float:
    """How often a word of this confidence is right."""
    for (low, below), (high, above) in pairwise(RIGHT):
        if confidence <= high:
            return below + (above - below) * (confidence - low) / (high - low)
    return RIGHT[-1][1]
