"""Cleaning changes characters, never their number."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers.clean import clean


@given(st.text(st.characters()))
def test_every_offset_stays_true(text: str) -> None:
    assert len(clean(text)) == len(text)


@given(st.text(st.characters()))
def test_nothing_is_left_that_a_database_refuses_or_a_terminal_obeys(text: str) -> None:
    kinds = {unicodedata.category(char) for char in clean(text) if char not in "\t\n\u200b"}
    assert not kinds & {"Cc", "Cs"}


@pytest.mark.parametrize(
    ("raw", "harmless"),
    [
        ("a\x00b", "a b"),
        ("a\ufffeb", "a-b"),
        ("\uf0b7 butir", "• butir"),
        ("\u202etxt", "\u200btxt"),
        ("\ud800", "\ufffd"),
    ],
)
def test_each_kind_has_its_stand_in(raw: str, harmless: str) -> None:
    assert clean(raw) == harmless
