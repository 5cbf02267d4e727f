"""Names that their place gives away, with the long form behind them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extract.fields.conftest import Reading

Read = Callable[[str], Reading]
HEAD = "Pemenang lomba inovasi daerah\n"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param(
            "Juara dua jatuh kepada Puskesmas Kelay lewat PESAN MAMA, singkatan dari Pemantauan Sehat Anak dan Mama.",
            ("PESAN MAMA", "Pemantauan Sehat Anak dan Mama", "Puskesmas Kelay"),
            id="a cue behind a comma",
        ),
        pytest.param(
            "Juara dua Kecamatan Anggana dengan LAMPU - Layanan Mudah Penduduk, disusul Kecamatan Lain.",
            ("LAMPU", "Layanan Mudah Penduduk", "Kecamatan Anggana"),
            id="a dash",
        ),
        pytest.param(
            "Juara tiga Disdukcapil dengan Gerakan Cetak Kilat Akta alias Gercek Akta.",
            ("Gercek Akta", "Gerakan Cetak Kilat Akta", "Disdukcapil"),
            id="the long form first",
        ),
    ],
)
def test_the_long_form_right_behind_a_name_is_its_own(read: Read, text: str, named: tuple[str, str, str]) -> None:
    assert named in read(HEAD + text).named


def test_a_dash_that_does_not_explain_is_left_alone(read: Read) -> None:
    text = HEAD + "Juara dua Kecamatan Anggana dengan LAMPU - Bupati hadir langsung, disusul Kecamatan Lain."
    assert ("LAMPU", "", "Kecamatan Anggana") in read(text).named


def test_a_line_of_awards_counts_in_a_text_about_innovations(read: Read) -> None:
    text = HEAD + "Ramai.\nDua penghargaan khusus untuk Badan Perencanaan Pembangunan Daerah dengan E-Bangkit."
    assert read(text).names == ["E-Bangkit"]


def test_a_proposal_may_open_with_name_long_form_and_unit_alone(read: Read) -> None:
    text = "SAPA\n(Sahabat Pasien)\nPuskesmas Kelay\nLatar belakang\nAntrean panjang setiap pagi."
    assert read(text).named == [("SAPA", "Sahabat Pasien", "Puskesmas Kelay")]
