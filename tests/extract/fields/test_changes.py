"""Changes: before and after in sentences, chains, arrows and tables."""

from __future__ import annotations

import pytest
import spacy

from extract.fields.changes import find_changes
from models.document import Block, Cell, Layout, Span
from models.finding import Change

NLP = spacy.blank("id")


def changes(text: str) -> list[Change]:
    return [found.value for found in find_changes(NLP.make_doc(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Waktu layanan turun dari 14 hari menjadi 3 hari.", Change("Waktu layanan", 14, 3, "hari")),
        ("Cakupan naik dari 45 persen pada tahun 2020 menjadi 80 persen.", Change("Cakupan", 45, 80, "persen")),
        ("Angka putus sekolah menurun dari 12 ke 4 anak.", Change("Angka putus sekolah", 12, 4, "anak")),
        ("menurunkan angka gizi buruk dari 24,5% menjadi 18,2%.", Change("angka gizi buruk", 24.5, 18.2, "persen")),
        ("Omzet naik menjadi Rp 3 miliar dari sebelumnya Rp1,2 miliar.", Change("Omzet", 1.2e9, 3e9, "rupiah")),
        ("Antrean berkurang dari dua jam menjadi 15 menit.", Change("Antrean", 120, 15, "menit")),
        ("Proses dari 14 (empat belas) hari menjadi 2 (dua) hari kerja.", Change("Proses", 14, 2, "hari")),
        ("Kepatuhan 60% → 95%.", Change("Kepatuhan", 60, 95, "persen")),
        ("akta dari yang semula hanya 65 persen menjadi 97,3 persen", Change("akta", 65, 97.3, "persen")),
    ],
)
def test_a_change_has_a_subject_two_values_and_a_unit(text: str, expected: Change) -> None:
    assert changes(text) == [expected]


def test_semula_opens_a_change_too() -> None:
    (found,) = changes("Semula pengurusan perlu 5 hari, kini hanya 1 hari.")
    assert (found.before, found.after, found.unit) == (5, 1, "hari")


def test_another_subject_with_the_same_unit_is_no_further_step() -> None:
    text = "Cakupan naik dari 58,2 persen (2022) ke 71,4 persen (2024), sedangkan stunting susut dari 22,1% ke 15%."
    assert [(value.before, value.after) for value in changes(text)] == [(58.2, 71.4), (22.1, 15.0)]


def test_a_chain_is_one_change_a_step() -> None:
    steps = changes("Kunjungan naik dari 1.200 orang (2019) menjadi 2.500 orang (2020) dan 3.750 orang (2021).")
    assert [(step.before, step.after) for step in steps] == [(1200, 2500), (2500, 3750)]


@pytest.mark.parametrize(
    "text",
    [
        "Masa berlaku dari 14 hari hingga 30 hari.",
        "Dari 44 inovasi yang diikutsertakan, menjadi juara.",
        "dari 2020 menjadi 2021",
        "bertambah 20 orang dari tahun sebelumnya",
        "Berubah dari 3 desa menjadi 5 persen.",
    ],
)
def test_these_are_no_changes(text: str) -> None:
    assert changes(text) == []


def test_a_table_of_before_and_after_gives_a_change_a_row() -> None:
    cells = ["Indikator", "Sebelum", "Sesudah", "Waktu tunggu", "45 menit", "10 menit"]
    text = "\n".join(cells)
    doc = NLP.make_doc(text)
    blocks, start = [], 0
    for index, cell in enumerate(cells):
        blocks.append(Block("cell", Span(start, start + len(cell)), cell=Cell(1, index // 3 + 1, index % 3 + 1)))
        start += len(cell) + 1
    doc._.layout = Layout(tuple(blocks))
    assert [found.value for found in find_changes(doc)] == [Change("Waktu tunggu", 45, 10, "menit")]


def test_the_quote_runs_from_the_subject_to_the_later_value() -> None:
    text = "Lalu waktu tunggu turun dari 9 menit menjadi 2 menit saja."
    (found,) = find_changes(NLP.make_doc(text))
    assert text[found.span.start : found.span.end] == "waktu tunggu turun dari 9 menit menjadi 2 menit"
