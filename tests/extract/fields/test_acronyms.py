"""Acronyms that a text explains: which pairs are, and which only look like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extract.fields.conftest import Reading

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tingkat Organisasi Perangkat Daerah (OPD) se-kota", {"OPD": "Organisasi Perangkat Daerah"}),
        ("APBD (Anggaran Pendapatan dan Belanja Daerah) turun", {"APBD": "Anggaran Pendapatan dan Belanja Daerah"}),
        ("Kepala Badan Perencanaan, Penelitian, dan Pengembangan (Bapelitbang) hadir",
         {"Bapelitbang": "Badan Perencanaan, Penelitian, dan Pengembangan"}),
        ("sosialisasi Road Map Reformasi Birokrasi\n(RB) Pemerintah Kota", {"RB": "Reformasi Birokrasi"}),
        ("Rencana Kerja Pemerintah Daerah, disingkat RKPD, disusun", {"RKPD": "Rencana Kerja Pemerintah Daerah"}),
        ("DAFTAR SINGKATAN\nSOP : Standar Operasional Prosedur", {"SOP": "Standar Operasional Prosedur"}),
    ],
)  # fmt: skip
def test_a_pair_that_the_text_explains_is_an_acronym(read: Read, text: str, expected: dict[str, str]) -> None:
    assert read(text).acronyms == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Walikota (Wako) Pekanbaru mendorong semua pihak.", id="an office"),
        pytest.param("Bimbingan teknis (Bimtek) dibuka bupati.", id="a blend of a common noun"),
        pytest.param("Acara digelar Kamis (17/12) di aula (lantai 2).", id="a date and a place"),
        pytest.param("Dana itu (Rp1,5 miliar) cukup untuk 35 orang (tiga puluh lima).", id="money and number words"),
        pytest.param("Kepala dinas (Drs. Budi Santoso, M.Si) hadir. (rilis)", id="a person and a credit"),
        pytest.param("penghargaan bagi kita (Pemkot Bengkulu) yang berbenah", id="an aside"),
        pytest.param(
            "DOKUMEN PELAKSANAAN ANGGARAN SATUAN KERJA\n(DPA-RINCIAN BELANJA SKPD)", id="two lines of a heading"
        ),
        pytest.param("Kabupaten/Kota : Kabupaten Lumajang", id="a label and its value"),
    ],
)
def test_other_brackets_are_no_acronyms(read: Read, text: str) -> None:
    assert read(text).acronyms == {}


def test_the_name_of_an_innovation_is_not_among_the_acronyms(read: Read) -> None:
    found = read("Dinas Sosial dengan inovasi CEKIDOT (Cek Informasi Data Online Terintegrasi).")
    assert (found.names, found.acronyms) == (["CEKIDOT"], {})


def test_a_pair_that_is_explained_twice_comes_once(read: Read) -> None:
    text = "Organisasi Perangkat Daerah (OPD) hadir. Semua Organisasi Perangkat Daerah (OPD) diam."
    assert read(text).acronyms == {"OPD": "Organisasi Perangkat Daerah"}
