"""The alignment of names with what they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.align import Grid, fit

NAMES = st.text(alphabet="ABC abc12-'é", min_size=1, max_size=12)
LONGS = st.text(alphabet="abc ABC,dan12ß()", max_size=60)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("OPD", "Organisasi Perangkat Daerah"),
        ("Waskom Pecah", "wahana sistem komunikasi pemecah masalah kehamilan"),
        ("Bapelitbang", "Badan Perencanaan, Penelitian, dan Pengembangan"),
        ("Martabak Berdasi", "Mari Rangkul Penderita Diabetes dan Hipertensi"),
        ("Gurami Mastun", "GabUng RAMaikan live Instagram puskesMAS TUNjungan"),
        ("P5", "Pusat Penanganan Pengaduan Pelayanan Publik"),
        ("Optimalisasi JRA", "Jadwal Retensi Arsip"),
        ("e-MSA", "Elektronik Monitoring Serapan Anggaran"),
    ],
)
def test_a_name_belongs_to_its_own_long_form(short: str, long: str) -> None:
    assert fit(short, long).probability > 0.5


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("OPD", "Posyandu Kesehatan Jiwa"),
        ("Waskom Pecah", "Sistem Informasi Pajak Daerah Terintegrasi"),
        ("SALJU", "Sambil Belanja Bayar Pajak"),
        ("KOBAGI", "Layanan Pojok Braille"),
    ],
)
def test_a_name_does_not_belong_to_the_long_form_of_another(short: str, long: str) -> None:
    assert fit(short, long).probability < 0.5


def test_the_letter_map_shows_where_each_letter_comes_from() -> None:
    long = "Konsultasi Online Balita Gizi"
    found = fit("KOBAGI", long).letters
    assert [long[offset] for _, offset in found] == ["K", "O", "B", "a", "G", "i"]


@pytest.mark.parametrize(("short", "long"), [("", "kata"), ("---", "kata"), ("nama", ""), ("nama", "!?")])
def test_a_text_without_letters_explains_nothing(short: str, long: str) -> None:
    assert (fit(short, long).letters, fit(short, long).probability) == ((), 0.0)


@given(short=NAMES, long=LONGS)
def test_letters_ascend_and_stand_where_the_map_says(short: str, long: str) -> None:
    found = fit(short, long).letters
    offsets = [offset for _, offset in found]
    assert offsets == sorted(set(offsets))
    assert all(fit(letter, long[offset]).letters == ((letter, 0),) for letter, offset in found)


@given(short=NAMES, long=LONGS, border=st.integers(0, 60))
def test_one_table_answers_for_every_start_and_every_end(short: str, long: str, border: int) -> None:
    words = [0, *(index + 1 for index, char in enumerate(long) if char == " ")]
    start = max((word for word in words if word <= border), default=0)
    suffix = Grid(short, long, reverse=True).fit(start)
    alone = Grid(short, long[start:], reverse=True).fit(0)
    assert suffix.probability == pytest.approx(alone.probability)
    assert suffix.letters == tuple((letter, offset + start) for letter, offset in alone.letters)
