"""The dossier's own region: letterheads, datelines and offices outweigh passing mentions."""

from __future__ import annotations

import pytest
import spacy

from extract.dossier_region import dossier_region

NLP = spacy.blank("id")


def region(text: str) -> str | None:
    found = dossier_region(NLP.make_doc(text))
    return found.value.name if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "PEMERINTAH KOTA BIMA\nDINAS KESEHATAN\nDitiru Kabupaten Dompu, Kabupaten Sumbawa",
            "Kota Bima",
            id="letterhead",
        ),
        pytest.param(
            "PALEMBANG, BP - Inovasi kampus di Kabupaten Banyuasin disambut warga", "Kota Palembang", id="dateline"
        ),
        pytest.param(
            "JAKARTA, Kabar - Wali Kota Parepare menerima penghargaan", "Kota Parepare", id="the capital is a venue"
        ),
        pytest.param(
            "Bupati Agam membuka acara. Provinsi Sumatera Barat mendukung.", "Kabupaten Agam", id="part over province"
        ),
        pytest.param(
            "PEMERINTAH PROVINSI RIAU\nDiikuti Kabupaten Kampar dan Kabupaten Siak",
            "Provinsi Riau",
            id="a province's own",
        ),
    ],
)
def test_the_region_is_the_one_that_speaks(text: str, expected: str) -> None:
    assert region(text) == expected


def test_a_list_of_many_regions_settles_nothing() -> None:
    assert region("Pemenang: Kabupaten Agam, Kabupaten Blora, Kabupaten Sinjai, Kota Bontang") is None


def test_a_text_without_regions_has_none() -> None:
    assert region("Inovasi ini mempercepat layanan.") is None
