"""Lines and tables on a terminal, narrow ones too. What a dossier says is printed as text, never as markup."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.messages import say
from pipeline.settings import Lang

_WIDE = 200
"""Columns where there is no terminal to ask: nothing is cut off in a file."""
_QUOTE = 160
_SUREST = 0.99
"""What is shown of any greater probability: `100%` would promise what nobody measured."""
_WORDY, _GAP = 22, 3
"""A column may be folded down to so many letters before another is left out; what stands between two columns."""


def console() -> Console:
    """Standard output; without colour where it is no terminal or NO_COLOR is set."""
    terminal = sys.stdout.isatty()
    return Console(
        file=sys.stdout, width=None if terminal else _WIDE, no_color=None if terminal else True, highlight=False
    )


def plain(value: Any) -> str:
    """A value as printable text on one line."""
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:g}"
    return "".join(char if char.isprintable() else " " for char in str(value))


def line(text: str, indent: int = 0) -> None:
    console().print(Text(" " * indent + text), soft_wrap=True)


def citation(lang: Lang, cite: Mapping[str, Any]) -> str:
    """The quote, where it stands, and how probably the value is right."""
    quote = plain(cite["quote"])
    where = say(lang, "page", page=cite["page"]) if cite["page"] is not None else plain(cite["path"])
    marks = [
        say(lang, mark)
        for mark in (cite.get("origin"), cite.get("reviewed"))
        if mark in {"ocr", "confirmed", "corrected"}
    ]
    if cite.get("confidence_basis") and cite.get("reviewed") is None:
        marks.append(say(lang, cite["confidence_basis"], share=f"{min(cite['confidence'], _SUREST):.0%}"))
    shown = quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…"
    return f"“{shown}” {', '.join([plain(cite['file']), where, *marks])}"


def table(
    lang: Lang,
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
    right: Sequence[str] = (),
    spare: Sequence[str] = (),
) -> None:
    """Print a table; headings are keys of the catalogue, those in `right` are set to the right.

    `spare`: columns that a narrow terminal does without, the first to go first; they are named below the table.
    """
    screen = console()
    titles = [say(lang, heading) for heading in headings]
    cells = [[plain(cell) for cell in row] for row in rows]
    left_out = _left_out(list(zip(headings, _widths(titles, cells), strict=True)), spare, screen.width)
    kept = [index for index, heading in enumerate(headings) if heading not in left_out]
    shown = Table(box=SIMPLE, pad_edge=False, header_style="" if screen.no_color else None)
    for index in kept:
        justify = "right" if headings[index] in right else "left"
        shown.add_column(titles[index], justify=justify, overflow="fold")  # type: ignore[arg-type]
    for row in cells:
        shown.add_row(*(Text(row[index]) for index in kept))
    screen.print(shown)
    if left_out:
        line(say(lang, "columns-left-out", columns=", ".join(say(lang, heading) for heading in left_out)))


def _widths(titles: Sequence[str], cells: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column has to be: its widest cell or the longest word of its title, long texts folded."""
    widths = [max(map(len, title.split())) for title in titles]
    for row in cells:
        widths = [max(width, min(len(cell), _WORDY)) for width, cell in zip(widths, row, strict=True)]
    return widths


def _left_out(columns: list[tuple[str, int]], spare: Sequence[str], room: int) -> list[str]:
    left: list[str] = []
    for heading in spare:
        if sum(width + _GAP for name, width in columns if name not in left) <= room:
            break
        left.append(heading)
    return left
