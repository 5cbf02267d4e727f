"""Pairs of short and long forms: order, borders and cue words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.label_lines import Line
from extract.pairs import find_pairs
from models.document import Cell, Span


def pairs(text: str, bar: float = 0.6) -> list[tuple[str, str]]:
    lines = []
    offset = 0
    for piece in text.split("\n"):
        lines.append(Line(Span(offset, offset + len(piece))))
        offset += len(piece) + 1
    return [
        (text[pair.short.start : pair.short.end], text[pair.long.start : pair.long.end])
        for pair in find_pairs(text, lines)
        if pair.probability >= bar
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meluncurkan Pecel Desa (Pelayanan Cetak Dokumen Langsung di Desa)",
         ("Pecel Desa", "Pelayanan Cetak Dokumen Langsung di Desa")),
        ("melalui Badan Penelitian dan Pengembangan (BPP)", ("BPP", "Badan Penelitian dan Pengembangan")),
        ("Ada pula Peta Baper (Pemetaan Berbasis Partisipatif)", ("Peta Baper", "Pemetaan Berbasis Partisipatif")),
        ("“Peta Baper” (Pemetaan Berbasis Partisipatif)", ("Peta Baper", "Pemetaan Berbasis Partisipatif")),
        ("MARIKECE sendiri merupakan singkatan dari Mekarsari Kelurahan Cegah COVID-19. Hingga kini",
         ("MARIKECE", "Mekarsari Kelurahan Cegah COVID-19")),
        ("Layanan Administrasi Kecamatan Terintegrasi yang disingkat Laktasi kepada juri",
         ("Laktasi", "Layanan Administrasi Kecamatan Terintegrasi")),
        ("Dinas menamai upayanya Peta Baper. Ini kependekan dari Pemetaan Berbasis Partisipatif.",
         ("Peta Baper", "Pemetaan Berbasis Partisipatif")),
        ("Kepanjangan SIGAP adalah Siaga Penanganan Bencana.", ("SIGAP", "Siaga Penanganan Bencana")),
        ("menghadirkan APIK KERJAKU, Aplikasi Sistem Informasi Pasar Kerja Terbuka dan Terpadu.",
         ("APIK KERJAKU", "Aplikasi Sistem Informasi Pasar Kerja Terbuka dan Terpadu")),
        ("KOBAGI = Konsultasi Online Balita Gizi", ("KOBAGI", "Konsultasi Online Balita Gizi")),
    ],
)  # fmt: skip
def test_a_pair_is_cut_out_at_its_natural_borders(text: str, expected: tuple[str, str]) -> None:
    assert expected in pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "TOMOHON – Pemerintah Kota Tomohon menggelar diskusi",
        "hadir Kepala Dinas (Budi Santoso)",
        "rapat dibuka (lihat Lampiran 2)",
        "ngofa cerdas (ngofa: anak)",
    ],
)
def test_what_is_no_explanation_gives_no_pair(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "meluncurkan SIMBAKO, akronim dari Sistem Informasi Bahan Kebutuhan Pokok, Kamis (4/7/2024).",
        "meluncurkan SIMBAKO, akronim dari Sistem Informasi Bahan Kebutuhan Pokok, pada hari Rabu pagi.",
        "meluncurkan SIMBAKO, singkatan Sistem Informasi Bahan Kebutuhan Pokok, di Pasar Baru.",
        "kini punya SIMBAKO. Nama lengkapnya Sistem Informasi Bahan Kebutuhan Pokok.",
        "kini punya SIMBAKO. Nama panjangnya adalah Sistem Informasi Bahan Kebutuhan Pokok.",
        "4.12 SIMBAKO – Sistem Informasi Bahan Kebutuhan Pokok",
        "2.1.3 SIMBAKO (Sistem Informasi Bahan Kebutuhan Pokok)",
        "2.1. SIMBAKO: Sistem Informasi Bahan Kebutuhan Pokok Dikelola oleh Dinas Pasar bersama pedagang",
    ],
)
def test_neither_day_nor_heading_number_nor_next_sentence_belongs_to_a_pair(text: str) -> None:
    assert set(pairs(text)) == {("SIMBAKO", "Sistem Informasi Bahan Kebutuhan Pokok")}


def test_a_day_within_a_long_form_stays() -> None:
    text = "Jumsehat singkatan dari Jumat Pagi Senam Sehat Bersama Warga."
    assert pairs(text) == [("Jumsehat", "Jumat Pagi Senam Sehat Bersama Warga")]


@pytest.mark.parametrize("joining", ["dan", "serta", "atau"])
def test_no_long_form_begins_with_a_joining_word(joining: str) -> None:
    text = f"anggaran (APBD) {joining} sumber daya manusia (SDM)"
    assert pairs(text)[-1] == ("SDM", "sumber daya manusia")


def test_neighbouring_cells_explain_each_other() -> None:
    text = "SPBE\nSistem Pemerintahan Berbasis Elektronik"
    lines = [Line(Span(0, 4), Cell(1, 2, 1)), Line(Span(5, len(text)), Cell(1, 2, 2))]
    (pair,) = find_pairs(text, lines)
    assert (pair.rule, pair.short) == ("names.cells/1", Span(0, 4))


@given(st.text(alphabet='AB ab(),.:-“”"singkatan dari\n', max_size=200))
def test_the_letters_of_a_pair_lie_in_its_long_form(text: str) -> None:
    for pair in find_pairs(text, [Line(Span(0, len(text)))]):
        assert all(0 <= offset < pair.long.end - pair.long.start for _, offset in pair.letters)
        assert not pair.short.overlaps(pair.long)
