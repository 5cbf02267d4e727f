"""Names that only their place beside a unit gives away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extract.fields.conftest import Reading

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    "text",
    [
        "Pada lomba inovasi itu Puskesmas Matani memperkenalkan “Ojek Lansia”.",
        "Lomba inovasi usai. Dari Puskesmas Matani ada Ojek Lansia yang baru berjalan.",
        "Juara lomba inovasi: Puskesmas Matani (Ojek Lansia), Dinas Sosial (Kesraku).",
        "Sepuluh besar inovasi antara lain Ojek Lansia dari Puskesmas Matani, Kesraku dari Dinas Sosial.",
        "Penghargaan inovasi berikutnya untuk Ojek Lansia, inovasi Puskesmas Matani.",
    ],
)
def test_a_name_beside_its_unit_is_read(read: Read, text: str) -> None:
    assert ("Ojek Lansia", "", "Puskesmas Matani") in read(text).named


def test_beside_a_unit_nothing_is_a_name_where_nobody_speaks_of_innovations(read: Read) -> None:
    text = "Puskesmas Matani bekerja sama dengan Palang Merah. Dinas Sosial memperkenalkan Tim Reaksi Cepat."
    assert read(text).names == []


def test_the_abbreviation_of_a_unit_is_not_its_innovation(read: Read) -> None:
    assert read("Juara lomba inovasi diraih Badan Pendapatan Daerah (Bapenda).").names == []


def test_a_titled_quotation_beside_the_unit_of_a_category_is_its_innovation(read: Read) -> None:
    text = 'Pemenang inovasi daerah. Kategori kesehatan: Puskesmas Kelay, "Lorong Sehat Ceria".'
    assert read(text).named == [("Lorong Sehat Ceria", "", "Puskesmas Kelay")]


def test_speech_beside_a_unit_is_no_innovation(read: Read) -> None:
    text = 'Ini inovasi kami. Kata pegawai: Puskesmas Kelay, "Kami akan terus melayani warga".'
    assert read(text).named == []
