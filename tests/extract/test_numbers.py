"""Numerals and number words as Indonesian documents print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numbers import parse_number, parse_words


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1.500.000", "1500000"),
        ("1.500.000,50", "1500000.50"),
        ("1.500", "1500"),
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        ("0.125", "0.125"),
        ("12,500,000", "12500000"),
    ],
)
def test_a_numeral_is_read_as_it_is_meant(printed: str, value: str) -> None:
    assert parse_number(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", "abc", "1.2.3", "12.10.2021", "1,2,3"])
def test_what_is_no_numeral_has_no_value(printed: str) -> None:
    assert parse_number(printed) is None


@given(st.integers(min_value=0, max_value=10**14))
def test_thousands_dots_never_change_a_whole_number(number: int) -> None:
    assert parse_number(f"{number:,}".replace(",", ".")) == number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("lima puluh juta", 50_000_000),
        ("dua ratus lima puluh juta", 250_000_000),
        ("seribu lima ratus", 1500),
        ("dua belas", 12),
        ("sebelas", 11),
        ("dua ribu dua puluh tiga", 2023),
        ("satu miliar dua ratus juta", 1_200_000_000),
    ],
)
def test_number_words_add_up(printed: str, value: int) -> None:
    assert parse_words(printed) == value


@pytest.mark.parametrize("printed", ["dua tiga", "ratusan", "juta", "dua mangga"])
def test_words_that_make_no_number_have_no_value(printed: str) -> None:
    assert parse_words(printed) is None
