"""The profile of an innovation."""

from __future__ import annotations

import pytest

from extract.nlp import analyse
from models.document import Layout


def profile_of(text: str) -> dict[str, str]:
    return {entry.value.key: entry.value.value for entry in analyse(text, Layout())._.found["profile"]}


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("Tahapan Inovasi : Penerapan", "stage", "penerapan"),
        ("1.3 Tahapan Inovasi\n☐ Inisiatif\n☑ Uji Coba\n☐ Penerapan", "stage", "uji_coba"),
        ("Inovasi ini sudah pada tahap penerapan. Tahapan saat ini adalah implementasi.", "stage", "penerapan"),
        ("1.4 Inisiator Inovasi Daerah\nOPD", "initiator", "opd"),
        ("Inisiator : Anggota DPRD", "initiator", "anggota_dprd"),
        ("Jenis Inovasi : Non Digital", "kind", "non_digital"),
        ("Jenis: Digital", "kind", "digital"),
        ("Bentuk Inovasi : Inovasi tata kelola pemerintahan daerah", "form", "tata_kelola"),
        ("Tematik : Penanggulangan Kemiskinan", "theme", "Penanggulangan Kemiskinan"),
        ("Urusan Inovasi Daerah : kesehatan", "sector_claimed", "kesehatan"),
        ("Waktu Uji Coba : 2 Januari 2024", "trial_date", "2024-01-02"),
        ("Waktu Implementasi : Maret 2024", "launch_date", "2024-03"),
        ("MULAI : 19/01/2024", "launch_date", "2024-01-19"),
        ("terap: 1 Mei 2023", "launch_date", "2023-05-01"),
        ("Coba : Februari 2023", "trial_date", "2023-02"),
        ("1.14 Anggaran\nRp 50.000.000", "budget", "Rp 50.000.000"),
        ("Link Video : https://youtu.be/abc", "video", "https://youtu.be/abc"),
        ("Klasifikasi Inovasi : Inovasi Desa dan Kelurahan", "classification", "desa_kelurahan"),
    ],
)
def test_a_label_gives_its_field(text: str, key: str, value: str) -> None:
    assert profile_of(text)[key] == value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Tahapan Inovasi : Inisiatif / Uji Coba / Penerapan", id="the form's own options"),
        pytest.param("Jenis Inovasi : ☐ Digital ☐ Non Digital", id="nothing ticked"),
        pytest.param("Tematik : -", id="an empty answer"),
        pytest.param("Dukungan Anggaran : Tersedia tiga tahun", id="an indicator, not the amount"),
    ],
)
def test_no_answer_gives_no_field(text: str) -> None:
    assert profile_of(text) == {}


def test_an_answer_outside_the_vocabulary_stays_as_printed() -> None:
    [entry] = analyse("Inisiator : Karang Taruna RW 05", Layout())._.found["profile"]
    assert (entry.value.value, entry.status) == ("Karang Taruna RW 05", "exact")
