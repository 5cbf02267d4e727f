"""Spans, lines and blocks of a parsed document."""

from __future__ import annotations

from models.document import Block, Line, ParsedDocument, Span

TEXT = "satu dua\ntiga empat"
PARSED = ParsedDocument(
    name="a.pdf",
    sha256="0" * 64,
    media_type="application/pdf",
    text=TEXT,
    lines=(Line(Span(0, 8), 1, (0, 0, 40, 10)), Line(Span(9, 19), 1, (0, 12, 50, 22))),
    blocks=(Block("paragraph", Span(0, 8)), Block("paragraph", Span(9, 19))),
)


def test_a_span_that_runs_over_a_line_end_stands_on_both_lines() -> None:
    assert [line.span.start for line in PARSED.lines_of(Span(5, 13))] == [0, 9]


def test_a_span_that_ends_where_a_line_starts_does_not_touch_it() -> None:
    assert [line.span.start for line in PARSED.lines_of(Span(5, 9))] == [0]


def test_no_block_holds_the_gap_between_two() -> None:
    assert PARSED.block_at(8) is None
    assert PARSED.block_at(9) == PARSED.blocks[1]


def test_a_quote_is_the_slice_of_the_text() -> None:
    assert PARSED.quote(Span(9, 13)) == "tiga"
