"""Forms, tables and the cards of a book of innovations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extract.fields.conftest import Reading

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    "text",
    [
        "Nama Inovasi : KOBAGI (Konsultasi Online Balita Gizi)\nPerangkat Daerah : Puskesmas Kelay",
        "1.1. Nama Inovasi\nKOBAGI\n1.2. Kepanjangan\nKonsultasi Online Balita Gizi\n1.3. Dibuat Oleh\nPuskesmas Kelay",
        "Judul Inovasi\n“KOBAGI” – Konsultasi Online Balita Gizi\nInstansi\nPuskesmas Kelay, Dinas Kesehatan",
        "| Nama Inovasi | KOBAGI |\n| Kepanjangan | Konsultasi Online Balita Gizi |\n| Unit Kerja | Puskesmas Kelay |",
        "KARTU INOVASI\nNAMA : KOBAGI\nSINGKATAN DARI : Konsultasi Online Balita Gizi\nPEMILIK : Puskesmas Kelay",
    ],
)
def test_labels_name_the_innovation_its_meaning_and_its_unit(read: Read, text: str) -> None:
    assert read(text).named == [("KOBAGI", "Konsultasi Online Balita Gizi", "Puskesmas Kelay")]


@pytest.mark.parametrize("value", ["..........", "[Nama Lengkap]", "${nama_inovasi}", "-"])
def test_an_empty_form_names_nothing(read: Read, value: str) -> None:
    assert read(f"Nama Inovasi : {value}\nTahapan : Penerapan").names == []


def test_a_table_gives_one_innovation_a_row(read: Read) -> None:
    text = """
| No | Nama Inovasi | Kepanjangan | OPD | Tahun |
| 1 | SALJU | Selasa Jumat Terpadu | Dinas Kesehatan | 2021 |
| 2 | Bank Desa | - | Kecamatan Lopok | 2022 |"""
    found = read(text)
    assert found.named == [
        ("SALJU", "Selasa Jumat Terpadu", "Dinas Kesehatan"),
        ("Bank Desa", "", "Kecamatan Lopok"),
    ]
    assert [item.value.year.value for item in found.innovations if item.value.year] == [2021, 2022]


def test_a_description_is_no_long_form(read: Read) -> None:
    text = "| No | Inovasi | Deskripsi |\n| 1 | Rumah Gizi | Warga belajar memasak setiap Jumat di balai desa. |"
    assert read(text).named == [("Rumah Gizi", "", "")]


def test_an_entry_of_a_book_names_its_unit_below(read: Read) -> None:
    text = "BUKU INOVASI DAERAH\n1. SIPERKASA\nPenggagas: Dinas Pertanian\nTahun: 2019"
    assert read(text).named == [("SIPERKASA", "", "Dinas Pertanian")]


def test_a_name_over_its_long_form_needs_no_label_of_its_own(read: Read) -> None:
    text = "USULAN INOVASI\nKOBAGI\nKepanjangan : Konsultasi Online Balita Gizi\nInstansi : Puskesmas Kelay"
    assert read(text).named == [("KOBAGI", "Konsultasi Online Balita Gizi", "Puskesmas Kelay")]


def test_an_entry_of_a_glossary_is_no_innovation(read: Read) -> None:
    assert read("DAFTAR SINGKATAN INOVASI\nSIMPEG\nKepanjangan : Sistem Informasi Kepegawaian").names == []
