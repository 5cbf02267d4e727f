"""Years as rubrics print them, relative to the assessment year: `T-1`, `T-1|T-2`, `3 tahun`, `T-1 dan T-2`."""

from __future__ import annotations

import re

from models.rubric import Years

OLDEST = -2
"""No rubric looks further back than T-2."""


def parse_year(text: str) -> Years | None:
    """`T-0` -> (0,), `T-1|T-2` -> (-1, -2); None when it is neither."""
    parts = [re.fullmatch(r"T-(\d)", part.strip()) for part in text.split("|")]
    return tuple(-int(part.group(1)) for part in parts if part) if parts and all(parts) else None


def parse_period(text: str) -> tuple[Years, ...] | None:
    """The windows of years that a printed period can mean; None when it cannot be read.

    `N tahun` is any N years in a row out of T-2..T-0: whether two years end with T-0 or T-1 is nowhere printed.
    """
    if match := re.fullmatch(r"([1-3]) tahun", text.strip()):
        length = int(match.group(1))
        return tuple(tuple(range(end, end - length, -1)) for end in range(0, OLDEST + length - 2, -1))
    years = re.findall(r"T-(\d)", text)
    rest = re.sub(r"T-\d|dan|,|\s", "", text)
    return (tuple(sorted((-int(year) for year in years), reverse=True)),) if years and not rest else None
