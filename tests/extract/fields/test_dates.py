"""Dates: every printed form, and never a part that nobody printed."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extract.fields.dates import find_dates
from models.document import Block, Cell, Layout, Span

NLP = spacy.blank("id")
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


def dates(text: str) -> list[str]:
    return [found.value.iso for found in find_dates(NLP.make_doc(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jumat (18/12/2020)", ["2020-12-18"]),
        ("27-4-2021 dan 12.10.2021", ["2021-04-27", "2021-10-12"]),
        ("2021-04-27", ["2021-04-27"]),
        ("18 Desember 2020", ["2020-12-18"]),
        ("1 Nopember 2019", ["2019-11-01"]),
        ("Desember 2020", ["2020-12"]),
        ("tahun 2019", ["2019"]),
        ("T.A. 2022", ["2022"]),
        ("Tahun 2020-2024", ["2020", "2024"]),
        ("Renstra 2021-2026", ["2021", "2026"]),
        ("tahun 2019, 2020, dan 2021", ["2019", "2020", "2021"]),
        ("12-14 Mei 2023", ["2023-05-12", "2023-05-14"]),
        ("28 Januari s.d. 3 Februari 2022", ["2022-01-28", "2022-02-03"]),
        ("Januari - Maret 2023", ["2023-01", "2023-03"]),
        ("tanggal dua belas bulan Juni tahun dua ribu dua puluh tiga", ["2023-06-12"]),
    ],
)
def test_a_date_is_as_exact_as_it_is_printed(text: str, expected: list[str]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("UU Nomor 23 Tahun 2014", id="year of a law"),
        pytest.param("UUD 1945", id="constitution"),
        pytest.param("Nomor 188.45/12/VI/2023", id="letter number"),
        pytest.param("NIP 19800512 200501 1 002", id="birth date in a personnel number"),
        pytest.param("pukul 08.30-10.00 WIB", id="times"),
        pytest.param("pada 17 Agustus", id="day without year"),
        pytest.param("bulan Maret", id="month without year"),
        pytest.param("31/02/2023", id="no such day"),
        pytest.param("IGA 2020", id="name of an award"),
    ],
)
def test_these_are_no_dates(text: str) -> None:
    assert dates(text) == []


def test_a_weekday_settles_the_year_when_one_printed_year_fits() -> None:
    (day, year) = find_dates(NLP.make_doc("Kamis (17/12), lomba tahun 2020"))
    assert (day.value.iso, day.status) == ("2020-12-17", "inferred")
    assert year.value.iso == "2020"


def test_a_weekday_that_fits_no_printed_year_gives_no_date() -> None:
    assert dates("Rabu (17/12), lomba tahun 2020") == ["2020"]


def test_a_cell_with_nothing_but_a_year_is_a_year() -> None:
    doc = NLP.make_doc("2022\n45")
    cell = Block("cell", Span(0, 4), cell=Cell(1, 1, 1))
    doc._.layout = Layout((cell,))
    assert [found.value.iso for found in find_dates(doc)] == ["2022"]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2050, 12, 31)), st.sampled_from("wn"))
def test_any_day_is_read_back_exactly(day: date, form: str) -> None:
    printed = f"{day.day} {MONTHS[day.month - 1]} {day.year}" if form == "w" else f"{day.day}/{day.month}/{day.year}"
    text = f"Rapat pada {printed} di aula."
    (found,) = find_dates(NLP.make_doc(text))
    assert found.value.iso == day.isoformat()
    assert text[found.span.start : found.span.end] == printed
