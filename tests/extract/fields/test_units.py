"""Units: where a name begins and ends, and one canonical form for all spellings."""

from __future__ import annotations

import pytest
import spacy

from extract.fields.units import find_units
from models.finding import Unit

NLP = spacy.blank("id")


def units(text: str) -> list[Unit]:
    found = list(find_units(NLP.make_doc(text)))
    assert all(text[unit.span.start : unit.span.end] == unit.value.name for unit in found)
    return [unit.value for unit in found]


def names(text: str) -> list[str]:
    return [unit.name for unit in units(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dinas Kesehatan Kota Palembang meluncurkan", "Dinas Kesehatan"),
        ("Kepala Dinas Pendidikan Budi Santoso hadir", "Dinas Pendidikan"),
        ("Badan Penelitian dan Pengembangan Sari Dewi", "Badan Penelitian dan Pengembangan"),
        ("Badan Perencanaan, Penelitian, dan Pengembangan (Bapel)", "Badan Perencanaan, Penelitian, dan Pengembangan"),
        ("Dinas Perumahan, Permukiman dan Pertanahan, Rina", "Dinas Perumahan, Permukiman dan Pertanahan"),
        ("Dinas Sosial, Budi hadir", "Dinas Sosial"),
        ("Puskesmas Ujung Batu Kecamatan", "Puskesmas Ujung Batu"),
        ("UPTD Puskesmas Gedang II dengan", "UPTD Puskesmas Gedang II"),
        ("RSUD dr. Hi. Zainal Umar dengan", "RSUD dr. Hi. Zainal Umar"),
        ("RSUD H.M.Anwar dengan inovasi", "RSUD H.M.Anwar"),
        ("RSUD Kota Mataram", "RSUD Kota Mataram"),
        ("SMP Negeri 30 Kota Palembang", "SMP Negeri 30"),
        ("SDN 165 raih juara", "SDN 165"),
        ("Kec. Plaju Kota Palembang", "Kec. Plaju"),
        ("Bagian Organisasi dan Tata Laksana Setda Kota", "Bagian Organisasi dan Tata Laksana"),
        ("DINAS KOMUNIKASI DAN INFORMATIKA\nJalan", "DINAS KOMUNIKASI DAN INFORMATIKA"),
        ("PUSKESMAS MEKAR JAYA RAIH JUARA", "PUSKESMAS MEKAR JAYA"),
        ("Puskesmas Mekar SEHAT BERSAMA", "Puskesmas Mekar"),
        ("Dinas Pendidikan dan Kebudayaan dan DPMG", "Dinas Pendidikan dan Kebudayaan"),
    ],
)
def test_a_name_ends_before_what_is_not_part_of_it(text: str, expected: str) -> None:
    assert names(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Badan Usaha Milik Desa",
        "Desa Wisata Pesisir",
        "Kecamatan Terinovatif 1",
        "kecamatan yang ada",
        "bagian dari program",
        "Camat Plaju",
        "rumah dinas",
        "Kementerian Kominfo",
    ],
)
def test_these_are_no_units(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Dinkes", "Dinas Kesehatan"),
        ("Dinas Kesehatan Kota Bima", "Dinas Kesehatan"),
        ("DINAS KESEHATAN", "Dinas Kesehatan"),
        ("Dinas Dukcapil", "Dinas Kependudukan dan Pencatatan Sipil"),
        ("UPTD PUSKESMAS Mekar", "Puskesmas Mekar"),
        ("PKM Mekar", "Puskesmas Mekar"),
        ("Kec. Plaju", "Kecamatan Plaju"),
    ],
)
def test_every_spelling_of_a_unit_shares_one_canonical_form(text: str, canonical: str) -> None:
    assert [unit.canonical for unit in units(text)] == [canonical]


def test_an_abbreviation_of_several_agencies_has_no_canonical_form() -> None:
    assert [unit.canonical for unit in units("DKP hadir")] == [None]


def test_the_text_settles_an_ambiguous_abbreviation() -> None:
    assert units("Dinas Ketahanan Pangan (DKP) hadir")[1].canonical == "Dinas Ketahanan Pangan"


def test_a_bare_head_is_no_second_unit_beside_the_named_one() -> None:
    assert names("RSUD Cideres bekerja sama. RSUD menyediakan ruang.") == ["RSUD Cideres"]
    assert names("RSUD menyediakan ruang.") == ["RSUD"]


def test_an_abbreviation_counts_only_as_a_whole_word() -> None:
    assert names("Ortalaba dan DKPX") == []
