"""Page headers, footers and page numbers: the same words at the same height on most pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from extract.readers.pdf_strips import Strip

_SHARE = 0.6
"""On at least this share of the pages."""
_EDGE = 0.14
"""Only lines within this share of the page height from its upper or lower edge."""
_LONE_EDGE = 0.075
_SMALLER = 0.88
_DIGITS = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d+")
"""Years stay: pages headed by plans of different years are different documents, not one running head."""
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:halaman|hal\.?|page|hlm\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:dari|/|of|\|)\s*\d{1,4})?[-–—\s|]*",
    re.IGNORECASE,
)

Key = tuple[str, int]


def running_lines(pages: Sequence[Sequence[Strip]], heights: Sequence[float]) -> list[set[int]]:
    """For each page the indexes of its lines that belong to the page and not to the text."""
    edges = [_at_edge(lines, height) for lines, height in zip(pages, heights, strict=True)]
    counts: Counter[Key] = Counter()
    for lines, edge in zip(pages, edges, strict=True):
        counts.update({key for index in edge for key in _keys(lines[index])})
    need = max(2, _SHARE * sum(bool(lines) for lines in pages))
    found = [
        {index for index in edge if any(counts[key] >= need for key in _keys(lines[index]))}
        for lines, edge in zip(pages, edges, strict=True)
    ]
    for lines, height, running in zip(pages, heights, found, strict=True):
        running.update(_lone(lines, height))
    return found


def _at_edge(lines: Sequence[Strip], height: float) -> list[int]:
    return [
        index for index, line in enumerate(lines) if line.box[3] < height * _EDGE or line.box[1] > height * (1 - _EDGE)
    ]


def _keys(line: Strip) -> tuple[Key, Key]:
    """Its words with numbers blanked, at its height; two keys, so that rounding never parts neighbours."""
    words = _DIGITS.sub("#", " ".join(line.text.split()).casefold())
    return (words, round(line.baseline / 4)), (words, round((line.baseline + 2) / 4) + 100_000)


def _lone(lines: Sequence[Strip], height: float) -> set[int]:
    """What one page alone gives away: a page number in the margin, or small print set off from the text."""
    if len(lines) < 4:
        return set()
    size = median(line.size for line in lines)
    found = set()
    top = sorted(
        (i for i, line in enumerate(lines) if line.box[3] < height * _LONE_EDGE), key=lambda i: lines[i].box[1]
    )
    foot = [i for i, line in enumerate(lines) if line.box[1] > height * (1 - _LONE_EDGE)]
    for index in (*top, *foot):
        if _PAGE_NUMBER.fullmatch(lines[index].text):
            found.add(index)
    below = min((line.box[1] for i, line in enumerate(lines) if i not in top), default=height)
    above = max((line.box[3] for i, line in enumerate(lines) if i not in foot), default=0.0)
    for index in (*top, *foot):
        line = lines[index]
        apart = below - line.box[3] if index in top else line.box[1] - above
        if line.size <= size * _SMALLER and apart > 1.5 * size:
            found.add(index)
    return found
