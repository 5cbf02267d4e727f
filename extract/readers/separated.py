"""Separated values: CSV as Excel, LibreOffice and people write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from extract.manifest import head_row

_SEPARATORS = ";,\t|"
"""Excel writes the first where the comma stands in numbers, as in Indonesia."""
_HEAD_LINES = 20


def separated(text: str) -> Iterator[list[str]]:
    """The rows of a manifest in CSV, by the separator that its heads are written with. Raises: csv.Error."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text) or ",")


def is_manifest(text: str) -> bool:
    """Whether these first lines hold the heads of a manifest."""
    return _separator(text) is not None


def _separator(text: str) -> str | None:
    lines = text.split("\n", _HEAD_LINES)[:_HEAD_LINES]
    for separator in _SEPARATORS:
        try:
            rows = list(csv.reader(lines, delimiter=separator))
        except csv.Error:
            continue
        if head_row(rows) is not None:
            return separator
    return None
