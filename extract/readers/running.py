"""Page headers, footers and page numbers: the same words at the same height on most pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from statistics import median

from extract.readers.pdf_strips import Strip

_SHARE = 0.6
"""On at least this share of the pages."""
_EDGE = 0.14
"""Only lines within this share of the page height from its upper or lower edge."""
_LONE_EDGE = 0.075
_SMALLER = 0.88
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
"""Years stay: pages headed by plans of different years are different documents, not one running head."""
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:halaman|hal\.?|page|hlm\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:dari|/|of|\|)\s*\d{1,4})?[-–—\s|]*",
    re.IGNORECASE,
)

Key = tuple[str, float]


def running_lines(pages: Sequence[Sequence[Strip]], heights: Sequence[float]) -> list[set[int]]:
    """For each page the indexes of its lines that belong to the page and not to the text."""
    edges = [_at_edge(lines, height) for lines, height in zip(pages, heights, strict=True)]
    need = max(2, _SHARE * sum(bool(lines) for lines in pages))
    # Lines that share their words share their first letter: most are told apart by that.
    likely = _repeated([{index: _keys(_first(line), line) for index, line in edge.items()} for edge in edges], need)
    some = [{index: edge[index] for index in own} for edge, own in zip(edges, likely, strict=True)]
    found = _repeated([{index: _keys(_words(line), line) for index, line in edge.items()} for edge in some], need)
    for lines, height, edge, running in zip(pages, heights, edges, found, strict=True):
        running.update(_lone(lines, height, edge))
    return found


def _at_edge(lines: Sequence[Strip], height: float) -> dict[int, Strip]:
    """The lines near the upper and the lower edge."""
    top, foot = height * _EDGE, height * (1 - _EDGE)
    return {index: line for index, line in enumerate(lines) if (box := line.box)[3] < top or box[1] > foot}


def _repeated(pages: Sequence[dict[int, tuple[Key, Key]]], need: float) -> list[set[int]]:
    """The lines of each page one of whose keys is found on enough pages."""
    counts = Counter(chain.from_iterable(set(chain.from_iterable(keys.values())) for keys in pages))
    enough = {key for key, count in counts.items() if count >= need}
    return [{index for index, (one, other) in keys.items() if one in enough or other in enough} for keys in pages]


def _keys(said: str, line: Strip) -> tuple[Key, Key]:
    """What the line says at its height; two keys, so that rounding never parts neighbours."""
    height = line.baseline
    return (said, (height + 2) // 4), (said, height // 4 + 0.5)


def _first(line: Strip) -> str:
    """The first letter of `_words`."""
    first = line.text[0]
    return "#" if first.isdecimal() else first.casefold()[:1]


def _words(line: Strip) -> str:
    """Its words with numbers blanked."""
    return _DIGITS.sub(_blanked, " ".join(line.text.split()).casefold())


def _blanked(number: re.Match[str]) -> str:
    return number.group() if _YEAR.fullmatch(number.group()) else "#"


def _lone(lines: Sequence[Strip], height: float, edge: Iterable[int]) -> set[int]:
    """What one page alone gives away: a page number in the margin, or small print set off from the text."""
    top = {index for index in edge if lines[index].box[3] < height * _LONE_EDGE}
    foot = {index for index in edge if lines[index].box[1] > height * (1 - _LONE_EDGE)}
    if len(lines) < 4 or not (top or foot):
        return set()
    found = {index for index in top | foot if _PAGE_NUMBER.fullmatch(lines[index].text)}
    size = median([line.size for line in lines])
    small = {index for index in top | foot if lines[index].size <= size * _SMALLER}
    if not small <= found:
        below = min((line.box[1] for index, line in enumerate(lines) if index not in top), default=height)
        above = max((line.box[3] for index, line in enumerate(lines) if index not in foot), default=0.0)
        gaps = {index: below - lines[index].box[3] if index in top else lines[index].box[1] - above for index in small}
        found |= {index for index, gap in gaps.items() if gap > 1.5 * size}
    return found
