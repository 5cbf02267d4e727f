"""Brackets, quotation marks, and what a bracket holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.brackets import bracket_kind, brackets, quotations


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("17/12", "date"),
        ("Kamis, 14 Agustus 2022", "date"),
        ("tahun 2021", "date"),
        ("2018-2022", "date"),
        ("35,1%", "percent"),
        ("Rp1,5 miliar", "money"),
        ("dua puluh tiga orang", "number"),
        ("12 orang", "number"),
        ("rilis", "credit"),
        ("foto: Humas", "credit"),
        ("dr. Yanti Marlina", "person"),
        ("S.Sos., M.Si", "person"),
        ("Kabupaten Lahat", "place"),
        ("lihat Tabel 2", "credit"),
        ("Tabel 2", "reference"),
        ("UU Nomor 23 Tahun 2014", "regulation"),
        ("Lembaran Daerah Tahun 2019 Nomor 3", "regulation"),
        ("a", "marker"),
        ("wahana sistem komunikasi pemecah masalah", "text"),
        ("pengelola labu kuning", "text"),
        ("OPD", "text"),
        ("Peduli, Ringkas, Interaktif, Modern dan Aktif", "text"),
        ("Antenatal Care Hipnoterapi", "text"),
        ("Satu Rumah Satu Jumantik", "text"),
    ],
)
def test_a_bracket_is_typed_by_what_it_holds(content: str, kind: str) -> None:
    assert bracket_kind(content) == kind


def test_nested_brackets_come_with_their_depth() -> None:
    text = "a (b (c) d) e"
    assert [(text[b.inner.start : b.inner.end], b.depth) for b in brackets(text, 0, len(text))] == [
        ("c", 1),
        ("b (c) d", 0),
    ]


def test_a_bracket_that_never_closes_is_none() -> None:
    assert list(brackets("a (b c", 0, 6)) == []


@pytest.mark.parametrize("text", ["“Waskom Pecah”", '"Waskom Pecah"', "‘Waskom Pecah’", "'Waskom Pecah'"])
def test_all_quotation_marks_are_read(text: str) -> None:
    (span,) = quotations(text, 0, len(text))
    assert text[span.start : span.end] == "Waskom Pecah"


@given(st.text(alphabet="ab ()[]", max_size=200))
def test_brackets_stand_where_they_say(text: str) -> None:
    for bracket in brackets(text, 0, len(text)):
        assert text[bracket.outer.start] in "(["
        assert text[bracket.outer.end - 1] in ")]"
        assert bracket.outer.contains(bracket.inner)
