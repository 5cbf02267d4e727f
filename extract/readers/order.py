"""Reading order of a page: the order it was drawn in, unless that was plainly not the order to read in."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from operator import sub
from statistics import median

from extract.readers.pdf_strips import Strip

_NARROWEST_GUTTER = 7.0
_FEWEST_LINES = 4
_SPANNING = 0.3
"""At most this share of the lines may cross a gutter: titles, not text."""
_JUMPS = 4
_JUMP_SHARE = 0.08
_BIN = 2.0
_PROSE = 18
"""Letters a line of a text column has on average; cells and labels have fewer."""


def in_reading_order(strips: Sequence[Strip]) -> list[Strip]:
    """The strips of one page in the order a person reads them; turned text by itself, behind the rest."""
    turns = {strip.look.turn for strip in strips}
    if len(turns) > 1:
        groups = [[strip for strip in strips if strip.look.turn == turn] for turn in turns]
        groups.sort(key=lambda group: (2 - bool(group[0].look.turn)) * len(group), reverse=True)
        return [strip for group in groups for strip in in_reading_order(group)]
    if turns - {0} and not any(strip.words for strip in strips):
        return _ordered(list(strips), 0)  # PDFium, not OCR, sorts turned lines by their place across the page
    if len(strips) < 2 * _FEWEST_LINES or not (is_interleaved(strips) or _jumpy(strips)):
        return list(strips)
    return _ordered(list(strips), 0)


def is_interleaved(strips: Sequence[Strip]) -> bool:
    """Lines of two columns drawn row by row."""
    rows = [(a, b) for a, b in itertools.pairwise(strips) if a.row == b.row and _level(a, b) and b.flat[0] > a.flat[2]]
    if len(rows) < _FEWEST_LINES:
        return False
    letters = [min(len(a.text), len(b.text)) for a, b in rows]
    return median(letters) >= _PROSE and _gutter(strips) is not None


def _jumpy(strips: Sequence[Strip]) -> bool:
    """Drawn up and down: more jumps upward than columns explain."""
    lowest = 0.6 * max(strip.size for strip in strips)
    baselines = [strip.baseline for strip in strips]
    # Most lines stand well below the one before; only the rest is looked at.
    near = [index for index, down in enumerate(map(sub, baselines[1:], baselines)) if down < lowest]
    if len(near) < _JUMPS:
        return False
    jumps = 0
    for index in near:
        a, b = strips[index], strips[index + 1]
        down = b.baseline - a.baseline
        if down < 0.6 * a.size or down < 0.6 * b.size:
            jumps += _jumps_aside(a, b) if _beside(a, b) else down < -1.5 * a.size
    return jumps >= _JUMPS and jumps >= _JUMP_SHARE * len(strips)


def _jumps_aside(a: Strip, b: Strip) -> bool:
    """Another column at nearly the same height: right for a table's row, wrong for prose when it happens often."""
    return a.row != b.row and _level(a, b) and min(len(a.text), len(b.text)) >= _PROSE


def _beside(a: Strip, b: Strip) -> bool:
    return b.flat[0] >= a.flat[2] or a.flat[0] >= b.flat[2]


def _level(a: Strip, b: Strip) -> bool:
    return abs(a.baseline - b.baseline) < 0.6 * max(a.size, b.size)


def _ordered(strips: list[Strip], depth: int) -> list[Strip]:
    """Bands between the lines that span a gutter; in each band the left column, then the right."""
    gutter = _gutter(strips) if depth < 4 else None
    if gutter is None:
        return _by_row(strips)
    out: list[Strip] = []
    left: list[Strip] = []
    right: list[Strip] = []
    for strip in _by_row(strips):
        if strip.flat[0] < gutter < strip.flat[2]:
            out += _ordered(left, depth + 1) + _ordered(right, depth + 1)
            left, right = [], []
            out.append(strip)
        elif strip.flat[2] <= gutter:
            left.append(strip)
        else:
            right.append(strip)
    return out + _ordered(left, depth + 1) + _ordered(right, depth + 1)


def _by_row(strips: list[Strip]) -> list[Strip]:
    """From top to bottom; on one level from left to right."""
    out: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda strip: strip.baseline):
        if out and _level(out[-1][0], strip):
            out[-1].append(strip)
        else:
            out.append([strip])
    return [strip for row in out for strip in sorted(row, key=lambda strip: strip.flat[0])]


def _gutter(strips: Sequence[Strip]) -> float | None:
    """The middle of the emptiest upright band that parts the lines in two, or None."""
    if len(strips) < 2 * _FEWEST_LINES:
        return None
    begin, end = min(strip.flat[0] for strip in strips), max(strip.flat[2] for strip in strips)
    bins = int((end - begin) / _BIN) + 1
    if not 10 < bins < 5_000:
        return None
    cover = [0] * (bins + 1)
    for strip in strips:
        cover[int((strip.flat[0] - begin) / _BIN)] += 1
        cover[min(int((strip.flat[2] - begin) / _BIN) + 1, bins)] -= 1
    for index in range(1, bins):
        cover[index] += cover[index - 1]
    first, last = bins // 6, bins - bins // 6
    least = min(cover[first:last], default=len(strips))
    if least > _SPANNING * len(strips):
        return None
    start, width = _widest(cover, first, last, least)
    middle = begin + (start + width / 2) * _BIN
    sides = (
        [strip for strip in strips if strip.flat[2] <= middle],
        [strip for strip in strips if strip.flat[0] >= middle],
    )
    wide_enough = width * _BIN >= _NARROWEST_GUTTER
    return middle if wide_enough and min(map(len, sides)) >= _FEWEST_LINES else None


def _widest(cover: list[int], first: int, last: int, least: int) -> tuple[int, int]:
    """Start and length of the longest stretch that hardly any line covers."""
    best, start = (first, 0), None
    for index in range(first, last + 1):
        if index < last and cover[index] <= least:
            start = index if start is None else start
        elif start is not None:
            best = max(best, (start, index - start), key=lambda stretch: stretch[1])
            start = None
    return best
