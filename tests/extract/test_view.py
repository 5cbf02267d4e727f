"""The reading view: what a person reads, one block a line, and the exact way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers.assemble import Assembly, Piece
from extract.view import View, reading_view
from models.document import ParsedDocument, Span


def document(*pieces: Piece | str) -> ParsedDocument:
    assembly = Assembly()
    for piece in pieces:
        assembly.add(Piece(piece) if isinstance(piece, str) else piece)
    return assembly.document("a", "0" * 64, "text/plain", "test")


def quoted(parsed: ParsedDocument, view: View, words: str) -> str:
    at = view.text.index(words)
    return parsed.quote(view.to_document(Span(at, at + len(words))))


def test_each_block_is_one_line() -> None:
    assert reading_view(document("satu\ndua", "tiga")).text == "satu dua\ntiga"


def test_running_heads_and_hidden_text_are_not_read() -> None:
    parsed = document(
        "isi", Piece("kepala", flow="running"), Piece("siluman", flow="hidden"), Piece("kaki", flow="note")
    )
    assert reading_view(parsed).text == "isi\nkaki"


def test_blocks_of_the_view_are_in_its_own_offsets() -> None:
    parsed = document(Piece("kepala", flow="running"), "ju\u200bdul\nini", "isi")
    view = reading_view(parsed)
    assert [view.text[b.span.start : b.span.end] for b in view.layout.blocks] == ["judul ini", "isi"]


def test_a_quote_over_a_line_end_is_the_slice_of_the_file() -> None:
    parsed = document("Organisasi\nPerangkat Daerah")
    assert quoted(parsed, reading_view(parsed), "Organisasi Perangkat") == "Organisasi\nPerangkat"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        pytest.param("penye-\nlenggaraan", "penyelenggaraan", id="a word divided at the line end"),
        pytest.param("perundang-\nundangan", "perundang-undangan", id="a word of two halves with one stem"),
        pytest.param("masing-\nmasing", "masing-masing", id="a doubled word"),
        pytest.param("sayur-\nmayur", "sayur-mayur", id="a doubled word that changes"),
        pytest.param("e-\ngovernment", "e-government", id="a prefix with its hyphen"),
        pytest.param("2021-\n2026", "2021-2026", id="a range of years"),
        pytest.param("Kota-\nKabupaten", "Kota-Kabupaten", id="two names"),
        pytest.param("cetak -\ntebal", "cetak - tebal", id="a dash between words"),
    ],
)
def test_a_hyphen_at_a_line_end(printed: str, read: str) -> None:
    assert reading_view(document(printed)).text == read


def test_a_hyphen_stays_when_the_text_writes_the_word_with_it_elsewhere() -> None:
    assert reading_view(document("tele-medis di sini", "tele-\nmedis")).text == "tele-medis di sini\ntele-medis"


def test_a_divided_word_is_quoted_with_its_hyphen() -> None:
    parsed = document("inova-\nsi baru")
    assert quoted(parsed, reading_view(parsed), "inovasi") == "inova-\nsi"


def test_ligatures_are_read_as_letters_and_quoted_as_printed() -> None:
    parsed = document("sertiﬁkat\u00a0baru")
    view = reading_view(parsed)
    assert view.text == "sertifikat baru"
    assert quoted(parsed, view, "sertifikat baru") == "sertiﬁkat\u00a0baru"


@pytest.mark.parametrize("span", [Span(2, 2), Span(-1, 2), Span(0, 4)])
def test_a_span_outside_the_view_has_no_way_back(span: Span) -> None:
    with pytest.raises(ValueError, match="no such span"):
        reading_view(document("isi")).to_document(span)


PRINTED = st.text(st.sampled_from("ab c-\n\tﬁ\u200b\u00a0Z9."), min_size=1, max_size=40)


@given(st.lists(PRINTED, min_size=1, max_size=4), st.data())
def test_any_span_of_the_view_comes_from_a_slice_with_the_same_letters(texts: list[str], data: st.DataObject) -> None:
    parsed = document(*texts)
    view = reading_view(parsed)
    if not view.text:
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    back = parsed.quote(view.to_document(Span(start, end)))

    def letters(text: str) -> str:
        return "".join(char for char in text.replace("ﬁ", "fi") if char.isalnum())

    assert letters(view.text[start:end]) in letters(back)


@given(st.lists(PRINTED, min_size=1, max_size=4))
def test_a_block_never_holds_a_line_end(texts: list[str]) -> None:
    view = reading_view(document(*texts))
    assert all("\n" not in view.text[b.span.start : b.span.end] for b in view.layout.blocks)


def test_the_running_head_that_opens_a_file_is_read_first_and_cited_where_it_stands() -> None:
    parsed = document(Piece("isi dokumen"), Piece("RENCANA KERJA", flow="running", path="header[1]/p[1]"))
    view = reading_view(parsed)
    assert view.text == "RENCANA KERJA\nisi dokumen"
    assert parsed.quote(view.to_document(Span(0, 13))) == "RENCANA KERJA"
    assert parsed.quote(view.to_document(Span(14, 25))) == "isi dokumen"
    assert parsed.quote(view.to_document(Span(0, 25))) == "isi dokumen"
