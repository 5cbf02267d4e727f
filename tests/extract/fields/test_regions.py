"""Regions: kind words, abbreviations, bare names, and names that are no regions."""

from __future__ import annotations

import pytest
import spacy

from extract.fields.regions import find_regions
from extract.lexicon import lexicon

NLP = spacy.blank("id")


def regions(text: str) -> list[tuple[str, str]]:
    return [(found.value.name, text[found.span.start : found.span.end]) for found in find_regions(NLP.make_doc(text))]


def names(text: str) -> list[str]:
    return [name for name, _ in regions(text)]


def test_the_list_holds_every_government() -> None:
    provinces = lexicon("regions")["provinces"]
    assert len(provinces) == 38
    assert sum(len(province["kabupaten"]) for province in provinces) == 416
    assert sum(len(province["kota"]) for province in provinces) == 98


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pemerintah Kota Palembang", "Kota Palembang"),
        ("Kab. Muara Enim", "Kabupaten Muara Enim"),
        ("Pemkab. Kampar", "Kabupaten Kampar"),
        ("Walikota (Wako) Pekanbaru", "Kota Pekanbaru"),
        ("Wakil Bupati Lombok Utara", "Kabupaten Lombok Utara"),
        ("Pemprov Sumsel", "Provinsi Sumatera Selatan"),
        ("PEMERINTAH KABUPATEN HULU SUNGAI UTARA", "Kabupaten Hulu Sungai Utara"),
        ("PEMERINTAHKOTAMAKASSAR", "Kota Makassar"),
        ("Kabupaten OKU Selatan", "Kabupaten OKU Selatan"),
    ],
)
def test_a_kind_word_settles_the_kind(text: str, expected: str) -> None:
    assert regions(f"Kegiatan {text} berjalan.") == [(expected, text)]


def test_kota_and_kabupaten_of_one_name_stay_apart() -> None:
    assert names("Kota Bima dan Kabupaten Bima") == ["Kota Bima", "Kabupaten Bima"]


def test_a_bare_name_counts_when_only_one_government_has_it() -> None:
    assert names("Warga Banyuwangi senang") == ["Kabupaten Banyuwangi"]


def test_a_bare_name_of_two_governments_is_left_alone() -> None:
    assert names("Warga Malang senang") == []


def test_the_text_settles_a_bare_name_of_two_governments() -> None:
    assert names("Kota Malang maju. Warga Malang senang") == ["Kota Malang", "Kota Malang"]


@pytest.mark.parametrize(
    "text",
    [
        "Kota Sangat Inovatif",
        "Kabupaten/Kota Terinovatif",
        "Pemerintah Kota. Mereka hadir",
        "Puskesmas Pacitan",
        "Jalan Palembang",
        "batu dan metro",
    ],
)
def test_these_name_no_region(text: str) -> None:
    assert names(text) == []


def test_a_government_the_list_does_not_know_is_found_by_its_office() -> None:
    assert names("Pemerintah Kabupaten Harapan Jaya hadir") == ["Kabupaten Harapan Jaya"]
