"""Measures: value, scale, unit, and bringing two of them together."""

from __future__ import annotations

import pytest

from extract.measures import in_one_unit, measure_at


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("45 persen", 45, "persen"),
        ("24,5%", 24.5, "persen"),
        ("Rp1,2 miliar", 1.2e9, "rupiah"),
        ("14 (empat belas) hari", 14, "hari"),
        ("dua jam", 2, "jam"),
        ("1.200 orang", 1200, "orang"),
        ("3 menjadi", 3, None),
    ],
)
def test_a_measure_is_a_number_and_its_unit(text: str, value: float, unit: str | None) -> None:
    measure = measure_at(text, 0)
    assert measure is not None
    assert (measure.value, measure.unit) == (value, unit)


@pytest.mark.parametrize("text", ["2020", "12/5", "hari", ""])
def test_a_year_or_a_date_is_no_measure(text: str) -> None:
    assert measure_at(text, 0) is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2 jam", "15 menit", (120, 15, "menit")),
        ("2 tahun", "3 bulan", (24, 3, "bulan")),
        ("5 hari", "2 hari kerja", (5, 2, "hari")),
        ("5", "2 hari", (5, 2, "hari")),
        ("3 desa", "5 persen", None),
    ],
)
def test_two_measures_meet_in_the_later_unit_where_that_is_exact(
    before: str, after: str, expected: tuple[float, float, str] | None
) -> None:
    first, second = measure_at(before, 0), measure_at(after, 0)
    assert first is not None
    assert second is not None
    assert in_one_unit(first, second) == expected
