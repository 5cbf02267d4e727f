"""Grey pictures of pages, made ready for OCR: even paper, level lines, rulings found and taken out.

A picture is a uint8 array, rows from top to bottom, 0 black. Lengths in inches become pixels by its `dpi`.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Grey = npt.NDArray[np.uint8]
Dark = npt.NDArray[np.bool_]
Indexes = npt.NDArray[np.int64]
PixelBox = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels, half-open."""

_PAPER = 255
_COARSE = 16
"""Side of the squares whose lightest point is taken for the paper."""
_UNEVEN = 12
"""Paper that differs by fewer grey levels is left as it is."""
_CLEAREST, _FAINTEST = 90, 205
_BLANK = 0.0002
"""A page with less ink than this has nothing printed on it: a full stop at 11 points is a tenth of that."""
_DARKEST_PAPER = 170
_LOOK_DPI = 75
_MOST_SKEW = 6.0
_HARDLY = 0.12
_SPARSE = 0.005
"""A line of text takes about 0.0015 of a page."""
_LEVEL = 0.15
"""Degrees that need no turning."""
_STEPS = (0.5, 0.1)
_FEWEST_DOTS = 500
_SHORTEST_RULING = 0.4
_THICKEST_RULING = 0.05
_RULING_DPI = 150
_GAP = 0.03


@dataclass(frozen=True, slots=True)
class Levelled:
    """A picture turned so that its lines run level from left to right, and how to get back."""

    grey: Grey
    quarters: int
    """Quarter turns counter-clockwise that were applied."""
    skew: float
    """Degrees counter-clockwise that were applied after that, around the middle."""
    width: int
    height: int
    """Of the picture before either, in pixels."""

    def original(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """A box of the levelled picture as the hull of where it stood in the picture before."""
        x0, top, x1, bottom = box
        corners = [self._original(x, y) for x in (x0, x1) for y in (top, bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _original(self, x: float, y: float) -> tuple[float, float]:
        high, wide = self.grey.shape
        if self.skew:
            slope = float(np.tan(np.deg2rad(self.skew)))
            x -= slope * (y - high / 2)
            y += slope * (x - wide / 2)
        turned = {0: (x, y), 1: (self.width - y, x), 2: (self.width - x, self.height - y), 3: (y, self.height - x)}
        return turned[self.quarters]


def even(grey: Grey) -> Grey:
    """The picture on white paper: shadows and yellowed paper divided out. An even one comes back as it is."""
    high, wide = grey.shape
    if min(high, wide) < 4 * _COARSE:
        return grey
    rows, columns = high // _COARSE, wide // _COARSE
    squares = grey[: rows * _COARSE : 2, : columns * _COARSE : 2].reshape(rows, _COARSE // 2, columns, _COARSE // 2)
    lightest = squares.max(axis=3).max(axis=1)
    paper = Image.fromarray(lightest).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(3))
    levels = np.asarray(paper)
    if int(np.percentile(levels, 98)) - int(np.percentile(levels, 2)) < _UNEVEN:
        return grey
    whole = np.asarray(paper.resize((wide, high), Image.Resampling.BILINEAR), dtype=np.float32)
    return np.minimum(grey * (np.float32(_PAPER) / np.maximum(whole, 40)), _PAPER).astype(np.uint8)


def dark(grey: Grey) -> Dark:
    """Where there is ink: darker than the level that parts ink from paper best (Otsu 1979)."""
    counts = np.bincount(grey[::2, ::2].ravel(), minlength=256).astype(np.float64)
    levels = np.arange(256)
    below, total = np.cumsum(counts), counts.sum()
    mass, whole = np.cumsum(counts * levels), float((counts * levels).sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = (whole * below - mass * total) ** 2 / (below * (total - below))
    best = int(np.nanargmax(np.where(np.isfinite(spread), spread, -1)))
    return np.asarray(grey <= min(max(best, _CLEAREST), _FAINTEST))


def is_blank(grey: Grey, ink: Dark) -> bool:
    """Light paper with nothing printed on it, edges (shadows of the scanner's lid) aside."""
    if float(np.median(grey[::8, ::8])) < _DARKEST_PAPER:
        return False
    high, wide = ink.shape
    inner = ink[high // 25 : high - high // 25, wide // 25 : wide - wide // 25]
    return float(inner.mean()) < _BLANK if inner.size else True


def runs_sideways(ink: Dark, dpi: float) -> bool:
    """Whether the lines of text run up or down the page rather than across it; False where few lines tell nothing."""
    small = _small(ink, dpi)
    if small.mean() < _SPARSE:
        return False
    across, upward = (_emptiness(one, _skew(one, _STEPS)) for one in (small, np.ascontiguousarray(small.T)))
    return upward > across


def skew_of(ink: Dark, dpi: float) -> float:
    """Degrees counter-clockwise that level the lines, to a twentieth of a degree; 0 when no angle stands out."""
    found = _skew(_small(ink, dpi), (*_STEPS, 0.05))
    return 0.0 if abs(found) >= _MOST_SKEW or abs(found) < _LEVEL else found


def level(grey: Grey, quarters: int, skew: float) -> Levelled:
    """Turn a picture by quarters counter-clockwise, then by a small angle around its middle.

    The small angle is done by two shears, whole pixels at a time: a ninth of what a rotation costs, and nothing blurs.
    """
    high, wide = grey.shape
    turned: Grey = np.ascontiguousarray(np.rot90(grey, quarters)) if quarters else grey
    if skew:
        slope = float(np.tan(np.deg2rad(skew)))
        turned = _sheared(_sheared(turned, -slope).T, slope).T
        turned = np.ascontiguousarray(turned)
    return Levelled(turned, quarters, skew, wide, high)


def _sheared(grey: Grey, slope: float) -> Grey:
    """Each column moved down by `slope` times its distance from the middle column."""
    high, wide = grey.shape
    out = np.full_like(grey, _PAPER)
    shifts = np.round((np.arange(wide) + 0.5 - wide / 2) * slope).astype(np.int64)
    borders = [0, *(int(at) + 1 for at in np.flatnonzero(np.diff(shifts))), wide]
    for start, end in itertools.pairwise(borders):
        shift = int(shifts[start])
        if abs(shift) >= high:
            continue
        if shift >= 0:
            out[shift:, start:end] = grey[: high - shift, start:end]
        else:
            out[:shift, start:end] = grey[-shift:, start:end]
    return out


def rulings(ink: Dark, dpi: float) -> list[PixelBox]:
    """Level and upright lines at least two fifths of an inch long, in pixels of `ink`."""
    step = max(round(dpi / _RULING_DPI), 1)
    small = _pooled(ink, step)
    own = dpi / step
    level_ones = _long_runs(small, own)
    upright = [(top, x0, bottom, x1) for x0, top, x1, bottom in _long_runs(np.ascontiguousarray(small.T), own)]
    return [(x0 * step, y0 * step, x1 * step, y1 * step) for x0, y0, x1, y1 in (*level_ones, *upright)]


def without(grey: Grey, boxes: Sequence[PixelBox], pad: int) -> Grey:
    """The picture with these places painted as paper, `pad` pixels wider across the line."""
    out = grey.copy()
    for x0, top, x1, bottom in boxes:
        wide, high = (0, pad) if x1 - x0 >= bottom - top else (pad, 0)
        out[max(top - high, 0) : bottom + high, max(x0 - wide, 0) : x1 + wide] = _PAPER
    return out


def _small(ink: Dark, dpi: float) -> Dark:
    """Thinned out to about 75 dpi: enough to see lines."""
    step = max(round(dpi / _LOOK_DPI), 1)
    return ink[step // 2 :: step, step // 2 :: step]


def _pooled(ink: Dark, step: int) -> Dark:
    """Smaller by `step`; a square with any ink is ink, so that thin lines stay."""
    if step == 1:
        return ink
    high, wide = ink.shape[0] // step * step, ink.shape[1] // step * step
    pooled = ink[0:high:step, 0:wide:step].copy()
    for down in range(step):
        for across in range(step):
            pooled |= ink[down:high:step, across:wide:step]
    return pooled


def _skew(small: Dark, steps: Sequence[float]) -> float:
    """The angle by which the rows turn out sharpest: tried in these steps, each around the best of the step before."""
    ys, xs = np.nonzero(small)
    if len(ys) < _FEWEST_DOTS:
        return 0.0
    best, reach = 0.0, _MOST_SKEW
    for step in steps:
        angles = best + np.arange(-reach, reach + step / 2, step)
        scores = [_sharpness(_profile(xs, ys, small.shape, float(angle))) for angle in angles]
        best, reach = float(angles[int(np.argmax(scores))]), step
    return best


def _profile(xs: Indexes, ys: Indexes, shape: tuple[int, ...], angle: float) -> Indexes:
    """How many dots lie in each row once the picture is turned by an angle."""
    high, wide = shape
    offset = int(wide * np.tan(np.deg2rad(2 * _MOST_SKEW))) + 2
    rows = (ys + (xs - wide / 2) * np.tan(np.deg2rad(-angle)) + offset).astype(np.int64)
    return np.bincount(np.maximum(rows, 0), minlength=high + 2 * offset)


def _sharpness(profile: Indexes) -> float:
    """How abruptly a profile changes: level lines of text make high steps."""
    steps = np.diff(profile.astype(np.float64))
    return float((steps * steps).mean())


def _emptiness(small: Dark, angle: float) -> float:
    """Share of the rows between the first and the last with ink that have hardly any: the space between lines."""
    ys, xs = np.nonzero(small)
    if not len(ys):
        return 0.0
    profile = _profile(xs, ys, small.shape, angle)
    filled = np.flatnonzero(profile)
    inner = profile[filled[0] : filled[-1] + 1]
    return float((inner < _HARDLY * np.percentile(inner, 90)).mean())


def _long_runs(ink: Dark, dpi: float) -> list[PixelBox]:
    """Level lines: pixels that lie in an unbroken run, gathered row by row; thick bars are no lines."""
    shortest, thickest = int(_SHORTEST_RULING * dpi), max(int(_THICKEST_RULING * dpi), 3)
    gap = max(int(_GAP * dpi), 1)
    open_ones: list[list[int]] = []
    closed: list[list[int]] = []
    for row in np.nonzero(ink.sum(axis=1) >= shortest)[0]:
        for start, end in _runs(ink[row], shortest, gap):
            _put(open_ones, closed, int(row), start, end)
    closed += open_ones
    boxes = [(x0, top, x1, bottom) for x0, top, x1, bottom in closed]
    return [box for box in boxes if box[3] - box[1] <= thickest and box[2] - box[0] >= shortest]


def _runs(row: Dark, shortest: int, gap: int) -> list[tuple[int, int]]:
    """Runs of ink in one row, breaks of at most `gap` pixels overlooked where nine tenths are ink."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], row, [False])).astype(np.int8)))
    starts, ends = edges[0::2], edges[1::2]
    if not len(starts):
        return []
    breaks = np.flatnonzero(starts[1:] - ends[:-1] > gap)
    firsts, lasts = np.concatenate(([0], breaks + 1)), np.concatenate((breaks, [len(starts) - 1]))
    filled = np.concatenate(([0], np.cumsum(ends - starts)))
    return [
        (int(starts[first]), int(ends[last]))
        for first, last in zip(firsts, lasts, strict=True)
        if ends[last] - starts[first] >= shortest
        and filled[last + 1] - filled[first] >= 0.9 * (ends[last] - starts[first])
    ]


def _put(open_ones: list[list[int]], closed: list[list[int]], row: int, start: int, end: int) -> None:
    """Add a run to the line that reaches the row above it, or begin a line."""
    for line in [line for line in open_ones if row - line[3] > 1]:
        open_ones.remove(line)
        closed.append(line)
    for line in open_ones:
        if start < line[2] and line[0] < end:
            line[0], line[2], line[3] = min(line[0], start), max(line[2], end), row + 1
            return
    open_ones.append([start, row, end, row + 1])
