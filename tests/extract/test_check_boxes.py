"""Ticked options of printed forms."""

from __future__ import annotations

import pytest

from extract.check_boxes import ticked
from models.document import Span


def options(text: str) -> list[str] | None:
    spans = ticked(text, Span(0, len(text)))
    return None if spans is None else [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("☐ Inisiatif ☑ Penerapan", ["Penerapan"]),
        ("[v] Digital [ ] Non Digital", ["Digital"]),
        ("(x) OPD\n( ) ASN\n(x) Masyarakat", ["OPD", "Masyarakat"]),
        ("Inisiatif ( ) / Penerapan (√)", ["Penerapan"]),
        ("√ Penerapan", ["Penerapan"]),
        ("☐ Digital ☐ Non Digital", []),
        ("Penerapan", None),
    ],
)
def test_only_ticked_options_count(text: str, expected: list[str] | None) -> None:
    assert options(text) == expected
