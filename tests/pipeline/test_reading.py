"""One file's reading as plain values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.calibration import calibrated
from models.document import Block, Cell, Line, Link, Page, ParsedDocument, Place, Span
from models.finding import Extraction, Finding, Person, Role
from pipeline.layout import pack, unpack
from pipeline.reading import finding_columns, pack_reading, unpack_reading
from tests.pipeline.jobs import EXAMPLE, locate, read


def test_a_box_is_stored_as_fractions_of_its_page() -> None:
    parsed, extraction = read(EXAMPLE)
    rows, _ = finding_columns(parsed, extraction, lambda spans: locate(parsed, spans))
    name = next(row for row in rows if row["kind"] == "innovation.name")
    start = EXAMPLE.index("SAPA")
    assert name["places"] == [{"page": 1, "box": [0.1, start / 800, 0.5, (start + 10) / 800]}]


def test_a_value_that_no_place_shows_is_not_stored() -> None:
    parsed, extraction = read(EXAMPLE)
    rows, dropped = finding_columns(parsed, extraction, lambda spans: [() for _ in spans])
    assert (rows, dropped > 0) == ([], True)


def test_a_part_without_its_name_is_not_stored() -> None:
    parsed, extraction = read(EXAMPLE)
    start = EXAMPLE.index("SAPA")
    rows, _ = finding_columns(
        parsed, extraction, lambda spans: [() if span.start == start else (Place("p[1]"),) for span in spans]
    )
    assert not [row for row in rows if row["kind"].startswith("innovation.")]


def test_one_value_at_one_place_counts_once_at_its_best_confidence() -> None:
    parsed, _ = read("other lainnya\nTITLE: Budi\n")
    span = Span(21, 25)
    people = tuple(Finding(Person("Budi"), span, f"rule/{number}", number / 10) for number in (5, 9, 7))
    rows, _ = finding_columns(
        parsed, Extraction(Role("lainnya", "other", 1.0), people=people), lambda spans: locate(parsed, spans)
    )
    assert [(row["rule"], row["detail"]["score"]) for row in rows] == [("rule/9", 0.9)]


def test_what_is_stored_is_a_probability_with_the_score_and_the_basis_it_was_made_of() -> None:
    parsed, extraction = read(EXAMPLE)
    row = next(row for row in finding_columns(parsed, extraction, lambda spans: locate(parsed, spans))[0])
    right = calibrated(row["kind"], row["rule"], row["detail"]["score"])
    assert (row["confidence"], row["detail"]["basis"]) == (right.value, right.basis)


def test_the_id_of_a_finding_does_not_depend_on_rule_or_confidence() -> None:
    parsed, extraction = read(EXAMPLE)
    other = replace(extraction, evidence=tuple(replace(one, rule="x/2", confidence=0.1) for one in extraction.evidence))
    first, second = (
        [row["id"] for row in finding_columns(parsed, one, lambda spans: locate(parsed, spans))[0]]
        for one in (extraction, other)
    )
    assert first == second


def test_a_message_comes_back_as_it_was() -> None:
    columns, findings = unpack_reading(pack_reading({"text": "a\nb\u2028c"}, [{"id": "1"}], b"\x00\n\xff"))
    assert columns == {"text": "a\nb\u2028c", "layout": b"\x00\n\xff"}
    assert findings == [{"id": "1"}]


@pytest.mark.parametrize("message", [b"", b"{", b"\xff\xfe\n"])
def test_a_message_that_is_none_is_refused(message: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        unpack_reading(message)


NUMBER = st.integers(0, 200_000).map(lambda hundredths: hundredths / 100)


@given(
    st.lists(st.builds(Page, st.integers(1, 99), NUMBER, NUMBER, st.sampled_from(["text", "ocr", "unreadable"]))),
    st.lists(st.builds(Line, st.builds(Span, st.integers(0, 9), st.integers(9, 99)), st.integers(1, 9),
                       st.tuples(NUMBER, NUMBER, NUMBER, NUMBER), st.integers(-1, 99), st.just(()))),
    st.lists(st.builds(Block, st.sampled_from(["heading", "paragraph", "cell"]),
                       st.builds(Span, st.integers(0, 9), st.integers(9, 99)), st.none() | st.text(max_size=5),
                       st.none() | st.builds(Cell, *[st.integers(1, 9)] * 5))),
)  # fmt: skip
def test_a_layout_comes_back_as_it_was(pages: list[Page], lines: list[Line], blocks: list[Block]) -> None:
    parsed = ParsedDocument(
        "a" * 64, "a" * 64, "application/pdf", "teks", tuple(pages), tuple(lines), tuple(blocks),
        links=(Link(Span(0, 1), "https://example.id"),), engine="x 1",
    )  # fmt: skip
    assert unpack(pack(parsed), sha256="a" * 64, media_type="application/pdf", text="teks", engine="x 1") == parsed
