"""Regulations: kinds, numbers, years, issuers, subjects and drafts."""

from __future__ import annotations

import pytest
import spacy

from extract.fields.regulations import find_regulations
from models.finding import Regulation

NLP = spacy.blank("id")


def regulations(text: str) -> list[Regulation]:
    return [found.value for found in find_regulations(NLP.make_doc(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Undang-Undang Nomor 23 Tahun 2014", ("UU", "23", 2014)),
        ("UU 23/2014", ("UU", "23", 2014)),
        ("UU No. 25 Th. 2009", ("UU", "25", 2009)),
        ("UU N0 6 Tahun 2014", ("UU", "6", 2014)),
        ("Undang-Undang (UU) Republik Indonesia Nomor 14 Tahun 2008", ("UU", "14", 2008)),
        ("Permendagri 104 Tahun 2018", ("Permendagri", "104", 2018)),
        ("Permen PAN-RB No. 30/2014", ("PermenPANRB", "30", 2014)),
        ("Keputusan Wali Kota Bima Nomor 188.45/123/2023", ("SK", "188.45/123/2023", 2023)),
        ("KEPUTUSAN WALI KOTA BIMA\nNOMOR 188.45/12 TAHUN 2023", ("SK", "188.45/12", 2023)),
        ("Surat Edaran Menteri Dalam Negeri Nomor 002/5252/SJ", ("SE", "002/5252/SJ", None)),
        ("Ketetapan MPR Nomor XI/MPR/1998", ("TAP MPR", "XI/MPR/1998", 1998)),
        ("UUD 1945", ("UUD", None, 1945)),
        ("Peraturan Wali Kota Nomor 12 Tahun 2020", ("Perwali", "12", 2020)),
        ("Qanun Kabupaten Pidie Nomor 3 Tahun 2019", ("Perda", "3", 2019)),
    ],
)
def test_kind_number_and_year_are_read(text: str, expected: tuple[str, str | None, int | None]) -> None:
    (found,) = find_regulations(NLP.make_doc(f"Sesuai {text} berlaku"))
    assert (found.value.kind, found.value.number, found.value.year) == expected
    assert f"Sesuai {text} berlaku"[found.span.start : found.span.end] == text


@pytest.mark.parametrize(
    "text", ["sesuai Perda tersebut", "Satpol PP Nomor 5 Tahun 2020", "SK tim inovasi", "PP dan UU"]
)
def test_a_kind_without_number_and_year_is_no_regulation(text: str) -> None:
    assert regulations(text) == []


@pytest.mark.parametrize(
    "number", ["...", "…………", "${nomor_naskah}", "188.45/ ", "_____"], ids=["dots", "ellipsis", "field", "gap", "line"]
)
def test_a_draft_has_a_kind_but_no_number(number: str) -> None:
    text = f"Peraturan Bupati Agam Nomor {number}{'/ 2026' if '/' in number else ' Tahun 2026'}"
    (found,) = find_regulations(NLP.make_doc(text))
    assert found.value.number is None
    assert found.confidence <= 0.5


@pytest.mark.parametrize(
    "label", ["SK Kepala Daerah\n", "SK KDH / Perkada / Perda\n", "Perda\n", "SK Kepala Daerah: "], ids=str.strip
)
def test_the_label_of_an_answer_is_no_part_of_the_decree(label: str) -> None:
    text = f"{label}Keputusan Wali Kota Bima Nomor 188.45-212 Tahun 2023"
    (found,) = find_regulations(NLP.make_doc(text))
    assert text[found.span.start : found.span.end] == "Keputusan Wali Kota Bima Nomor 188.45-212 Tahun 2023"


def test_a_short_form_in_brackets_belongs_to_the_long_one() -> None:
    (value,) = regulations("Peraturan Daerah (Perda) Kabupaten Agam Nomor 3 Tahun 2021")
    assert (value.kind, value.number) == ("Perda", "3")


@pytest.mark.parametrize("word", ["se", "se-", "SE ", "Se-"])
def test_all_of_a_region_is_no_circular(word: str) -> None:
    text = f"kepada camat {word} Kabupaten Agam sesuai Undang-Undang Nomor 25 Tahun 2009"
    assert [value.kind for value in regulations(text)] == ["UU"]


def test_a_draft_ends_where_its_number_was_left_open() -> None:
    text = "KEPUTUSAN BUPATI AGAM\nNOMOR : ......... /KEP/DUKCAPIL/2025\nTENTANG INOVASI"
    (found,) = find_regulations(NLP.make_doc(text))
    assert text[found.span.start : found.span.end] == "KEPUTUSAN BUPATI AGAM\nNOMOR : ......... /KEP/DUKCAPIL/2025"
    assert (found.value.number, found.value.year) == (None, 2025)


def test_the_issuer_is_named_where_the_kind_leaves_it_open() -> None:
    (value,) = regulations("SK Kepala Dinas Kesehatan Nomor 440/12/2022")
    assert value.issuer == "Kepala Dinas Kesehatan"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("UU 25/2009 tentang Pelayanan Publik, maka", "Pelayanan Publik"),
        ("UU 23/2024 tentang pemerintah daerah adalah agar", "pemerintah daerah"),
        ("UU 20/2008 tentang Usaha Mikro, Kecil, dan Menengah serta", "Usaha Mikro, Kecil, dan Menengah"),
        ("Perwali 2/2020 tentang Gerakan Sapu Bersih yang berlaku", "Gerakan Sapu Bersih"),
    ],
)
def test_the_subject_ends_where_the_sentence_goes_on(text: str, subject: str) -> None:
    assert regulations(text)[0].subject == subject


def test_an_amending_law_and_the_law_it_amends_are_two() -> None:
    values = regulations("UU Nomor 24 Tahun 2013 tentang Perubahan atas Undang-Undang Nomor 23 Tahun 2006")
    assert [(value.number, value.known) for value in values] == [("24", True), ("23", True)]
