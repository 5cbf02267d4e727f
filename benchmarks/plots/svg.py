"""Small plots as plain SVG: no dependency, same bytes for same numbers, readable in any browser and in a diff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

Point = tuple[float, float]

WIDTH, HEIGHT = 560, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 20, 44, 58
COLOURS = ("#0b6e99", "#c4552d", "#4d7c2f", "#7a4ea3")
"""Told apart in grey and by people who confuse red and green; each series has its own marker as well."""


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    points: Sequence[Point]
    dashed: bool = False
    sizes: Sequence[float] = ()
    """Radius of each marker in pixels; empty: no markers."""


@dataclass(frozen=True, slots=True)
class Axes:
    title: str
    x: str
    y: str
    x_range: Point
    y_range: Point
    x_ticks: Sequence[float]
    y_ticks: Sequence[float]
    percent_x: bool = False


def plot(axes: Axes, series: Sequence[Series]) -> str:
    """One line plot with a legend; every value is inside the axes' ranges."""
    body = [*_frame(axes), *(part for at, one in enumerate(series) for part in _drawn(axes, one, COLOURS[at % 4]))]
    body += [part for at, one in enumerate(series) for part in _legend(one, at)]
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12" fill="#222">'
    )
    return "\n".join(
        (
            opening,
            f"<title>{escape(axes.title)}</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            *body,
            "</svg>",
            "",
        )
    )


def _frame(axes: Axes) -> list[str]:
    parts = [f'<text x="{LEFT}" y="24" font-size="15" font-weight="bold">{escape(axes.title)}</text>']
    for value in axes.y_ticks:
        y = _y(axes, value)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{value:.0%}</text>')
    for value in axes.x_ticks:
        x = _x(axes, value)
        text = f"{value:.0%}" if axes.percent_x else f"{value:g}"
        parts.append(f'<text x="{x}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{text}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 14}" text-anchor="middle">{escape(axes.x)}</text>')
    parts.append(
        f'<text transform="translate(16 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">'
        f"{escape(axes.y)}</text>"
    )
    return parts


def _drawn(axes: Axes, series: Series, colour: str) -> list[str]:
    places = [(_x(axes, x), _y(axes, y)) for x, y in series.points]
    dash = ' stroke-dasharray="6 4"' if series.dashed else ""
    line = " ".join(f"{x},{y}" for x, y in places)
    parts = [f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>']
    for (x, y), size in zip(places, series.sizes, strict=False):
        parts.append(f'<circle cx="{x}" cy="{y}" r="{size:.1f}" fill="{colour}" fill-opacity="0.75"/>')
    return parts


def _legend(series: Series, at: int) -> list[str]:
    y = HEIGHT - BOTTOM - 16 - 18 * at
    dash = ' stroke-dasharray="6 4"' if series.dashed else ""
    colour = COLOURS[at % 4]
    x = WIDTH - RIGHT - 190
    return [
        f'<line x1="{x}" x2="{x + 24}" y1="{y}" y2="{y}" stroke="{colour}" stroke-width="2"{dash}/>',
        f'<text x="{x + 30}" y="{y + 4}">{escape(series.name)}</text>',
    ]


def _x(axes: Axes, value: float) -> float:
    low, high = axes.x_range
    return round(LEFT + (value - low) / (high - low) * (WIDTH - LEFT - RIGHT), 1)


def _y(axes: Axes, value: float) -> float:
    low, high = axes.y_range
    return round(HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)
