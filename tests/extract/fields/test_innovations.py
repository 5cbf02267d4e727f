"""Innovations: what a text names, what it only mentions, and how often the corpus is read right."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.data import read_yaml
from models.document import Span
from tests.extract.fields.conftest import Reading, reading

DATA = Path(__file__).parent / "data"
Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Puskesmas Ujan Mas dengan inovasi Waskom Pecah (wahana sistem komunikasi pemecah masalah kehamilan).",
            ("Waskom Pecah", "wahana sistem komunikasi pemecah masalah kehamilan", "Puskesmas Ujan Mas"),
            id="a name and its long form in brackets",
        ),
        pytest.param(
            "Dinas Sosial dengan inovasi Pelayanan Administrasi Jarak Jauh (PAK JAJA).",
            ("PAK JAJA", "Pelayanan Administrasi Jarak Jauh", "Dinas Sosial"),
            id="a long form and its name in brackets",
        ),
        pytest.param(
            "Inovasi SALJU yang merupakan singkatan dari Selasa Jumat Terpadu digagas Dinas Kesehatan.",
            ("SALJU", "Selasa Jumat Terpadu", "Dinas Kesehatan"),
            id="a cue word between name and long form",
        ),
        pytest.param(
            "Inovasi Trias Jupe (putri pengawas jumpe) dari Puskesmas Tanjung Enim.",
            ("Trias Jupe", "putri pengawas jumpe", "Puskesmas Tanjung Enim"),
            id="a gloss that the letters do not carry, behind a cue",
        ),
        pytest.param(
            "RSUD Daya dengan inovasi salam sehat, dan Dinas Sosial hadir.",
            ("salam sehat", "", "RSUD Daya"),
            id="a name in small letters behind `UNIT dengan inovasi`",
        ),
    ],
)
def test_running_text_names_an_innovation(read: Read, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in read(text).named


@pytest.mark.parametrize(
    "text",
    [
        "Kompetisi Inovasi Pelayanan Publik (KOINYANLIK) dibuka wali kota.",
        "Program inovasi Pemerintah Kota (Pemkot) Bengkulu terus berjalan.",
        "Badan Riset dan Inovasi Daerah (BRIDA) mengundang semua dinas.",
        "Inovasi pelayanan publik wajib dilakukan setiap perangkat daerah.",
        "Indeks Inovasi Daerah naik, inovasi Disdukcapil dan rumah sakit juga bagus.",
        "Sesuai Peraturan Daerah tentang Inovasi Daerah (Lembaran Daerah Tahun 2019 Nomor 3).",
        "Seminar inovasi diikuti 35 peserta (tiga puluh lima orang) pada Kamis (17/12).",
    ],
)
def test_competitions_agencies_laws_and_generic_words_are_no_innovations(read: Read, text: str) -> None:
    assert read(text).names == []


def test_an_innovation_comes_once_with_its_other_places_as_mentions(read: Read) -> None:
    text = "Nama Inovasi : SIGAP\nWarga memakai SIGAP setiap hari. Sigap gratis."
    (finding,) = read(text).innovations
    quotes = [text[span.start : span.end] for span in finding.value.mentions]
    assert (finding.value.name.value, quotes) == ("SIGAP", ["SIGAP", "Sigap"])


def test_a_form_keeps_its_own_innovation_and_not_the_one_of_another_region(read: Read) -> None:
    form = "Nama Inovasi: Bugiza\nKepanjangan: Lumbung Gizi Balita\n"
    other = "Tim melakukan studi tiru inovasi Sayang Warga (Sistem Layanan Gizi Warga) ke Kota Surabaya."
    assert read(form + other).names == ["Bugiza"]


def test_the_letters_of_the_name_point_into_the_long_form(read: Read) -> None:
    (finding,) = read("Inovasi KOBAGI (Konsultasi Online Balita Gizi) berjalan.").innovations
    long = "Konsultasi Online Balita Gizi"
    assert all(long[offset].casefold() == letter for letter, offset in finding.value.alignment)
    assert "".join(letter for letter, _ in finding.value.alignment) == "kobagi"


def test_the_printed_year_of_a_form_is_the_year(read: Read) -> None:
    (finding,) = read("Nama Inovasi : SIGAP\nTahun Inovasi : 2021").innovations
    assert finding.value.year is not None
    assert finding.value.year.value == 2021


WORDS = st.text(alphabet="ab (),.:-“”\"'\n|Inovasi1", max_size=120)


@given(before=WORDS, after=WORDS)
def test_every_part_is_quoted_from_where_it_stands(before: str, after: str) -> None:
    read = reading(f"{before}\nDinas Sosial dengan inovasi SIGAP (Siaga Penanganan Bencana).\n{after}")
    text = read.doc.text
    for finding in read.innovations:
        for part in (finding.value.name, finding.value.expansion, finding.value.unit):
            if part is not None:
                assert " ".join(text[part.span.start : part.span.end].split()) == part.value
        assert all(0 <= span.start < span.end <= len(text) for span in finding.value.mentions)


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def counts(part: str) -> dict[str, Counter[str]]:
    """Right, false and missed of each field over one half of the corpus."""
    total: dict[str, Counter[str]] = {field: Counter() for field in ("name", "pair", "unit", "acronym")}
    for case in read_yaml(DATA / f"names_{part}.yaml").value:
        found = reading(case["text"])
        fields: dict[str, tuple[set[Any], set[Any]]] = {
            "name": ({folded(n) for n, _, _ in case["innovations"]}, {folded(n) for n in found.names}),
            "pair": (pairs(case["innovations"], 1), pairs(found.named, 1)),
            "unit": (pairs(case["innovations"], 2), pairs(found.named, 2)),
            "acronym": (
                {(folded(a), folded(b)) for a, b in case.get("acronyms", {}).items()},
                {(folded(a), folded(b)) for a, b in found.acronyms.items()},
            ),
        }
        for field, (gold, seen) in fields.items():
            total[field].update(right=len(gold & seen), false=len(seen - gold), missed=len(gold - seen))
    return total


def pairs(named: list[Any], other: int) -> set[tuple[str, str]]:
    return {(folded(entry[0]), folded(entry[other])) for entry in named if entry[other]}


@pytest.mark.parametrize(
    ("part", "field", "precision", "recall"),
    [
        ("tune", "name", 0.99, 0.98),
        ("tune", "pair", 0.99, 0.97),
        ("tune", "unit", 0.97, 0.97),
        ("tune", "acronym", 0.95, 0.95),
        ("test", "name", 0.97, 0.85),
        ("test", "pair", 0.97, 0.95),
        ("test", "unit", 0.80, 0.75),
        ("test", "acronym", 0.80, 0.95),
    ],
)
def test_the_corpus_is_read_at_least_this_well(part: str, field: str, precision: float, recall: float) -> None:
    seen = counts(part)[field]
    assert seen["right"] / (seen["right"] + seen["false"]) >= precision
    assert seen["right"] / (seen["right"] + seen["missed"]) >= recall


def test_a_span_of_an_innovation_is_that_of_its_name(read: Read) -> None:
    (finding,) = read("Inovasi SIGAP (Siaga Penanganan Bencana) berjalan.").innovations
    assert finding.span == finding.value.name.span == Span(8, 13)
