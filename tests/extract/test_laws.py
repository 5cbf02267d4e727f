"""The table of certain laws: it confirms, contradicts, or says nothing."""

from __future__ import annotations

import pytest

from extract.laws import is_known, law_kinds, title_of


@pytest.mark.parametrize(
    ("kind", "number", "year", "subject", "known"),
    [
        pytest.param("UU", "23", 2014, "Pemerintahan Daerah", True, id="right"),
        pytest.param("UU", "23", 2014, None, True, id="no subject printed"),
        pytest.param("UU", "23", 2024, "pemerintah daerah", False, id="right subject, wrong year"),
        pytest.param("UU", "25", 2009, "Pemerintahan Daerah", False, id="right number, other subject"),
        pytest.param("UU", "32", 2004, "Pemerintahan Daerah", True, id="an older law of the same subject"),
        pytest.param("UU", "999", 2031, "Sesuatu", None, id="not in the table"),
        pytest.param("UU", None, 2014, None, None, id="no number"),
    ],
)
def test_the_table_speaks_only_when_it_is_sure(
    kind: str, number: str | None, year: int, subject: str | None, known: bool | None
) -> None:
    assert is_known(kind, number, year, subject) is known


def test_every_known_law_is_confirmed_under_its_own_title() -> None:
    title = title_of("PP", "38", 2017)
    assert title == "Inovasi Daerah"
    assert is_known("PP", "38", 2017, title) is True


def test_the_longest_form_decides_the_kind() -> None:
    (hit,) = law_kinds().find("Peraturan Pemerintah Pengganti Undang-Undang")
    assert hit.value.id == "Perppu"
