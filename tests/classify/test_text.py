"""Words with their places, and stems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify.text import LONGEST_WORD, plain, stem, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pelayanan", "layanan"),
        ("pertanian", "petani"),
        ("kesehatan", "sehat"),
        ("perpustakaan", "pustaka"),
        ("mengolah", "pengolahan"),
    ],
)
def test_two_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert stem(one)[:4] == stem(other)[:4]


def test_a_short_word_is_left_alone() -> None:
    assert [stem(word) for word in ("ikan", "desa", "ktp")] == ["ikan", "desa", "ktp"]


@given(st.text(max_size=200))
def test_a_word_stands_where_it_is_said_to_stand(text: str) -> None:
    for word, start in words(text):
        assert text[start : start + LONGEST_WORD].lower().startswith(word[:1])
        assert 0 <= start < len(text)


@given(st.text(max_size=50))
def test_a_stem_is_never_longer_than_its_word_and_never_empty(text: str) -> None:
    for word, _ in words(text):
        assert 0 < len(stem(word)) <= len(word)


def test_a_ligature_of_a_pdf_font_becomes_ordinary_letters() -> None:
    assert plain("veriﬁkasi") == "verifikasi"
