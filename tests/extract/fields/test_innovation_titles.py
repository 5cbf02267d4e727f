"""Covers and title lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extract.fields.conftest import Reading

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    "cover",
    [
        "PROPOSAL INOVASI DAERAH\nSambel Bajak\n(Sambil Belanja Bayar Pajak)\nBADAN PENDAPATAN DAERAH\nTAHUN 2024",
        "PROPOSAL INOVASI “Sambel Bajak”\n(Sambil Belanja Bayar Pajak)\nBADAN PENDAPATAN DAERAH",
        "PEMERINTAH KOTA\nPROFIL INOVASI\nSambil Belanja Bayar Pajak\n(Sambel Bajak)\nOleh\nBADAN PENDAPATAN DAERAH",
        "Sambel Bajak\nSambil Belanja Bayar Pajak\nDiajukan oleh BADAN PENDAPATAN DAERAH",
    ],
)
def test_a_cover_names_the_innovation(read: Read, cover: str) -> None:
    body = "\nKATA PENGANTAR\nInovasi Sambel Bajak lahir dari kebutuhan wajib pajak."
    assert read(cover + body).named == [("Sambel Bajak", "Sambil Belanja Bayar Pajak", "BADAN PENDAPATAN DAERAH")]


@pytest.mark.parametrize(
    "text",
    [
        "Dukung Program Pemerintah\nDukung Program Pemerintah\nCamat menerima penghargaan inovasi.",
        "LAPORAN PERJALANAN DINAS\nRapat Koordinasi Wilayah\nKegiatan membahas anggaran.",
    ],
)
def test_a_title_that_the_text_never_uses_as_a_name_is_none(read: Read, text: str) -> None:
    assert read(text).names == []
