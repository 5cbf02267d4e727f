"""The year an innovation went into use, by what a sentence says."""

from __future__ import annotations

import pytest

from extract.fields.launch import launch_years
from extract.nlp import analyse
from models.document import Layout, Span
from models.finding import Finding, Innovation


def years(text: str, *names: str) -> list[int | None]:
    """The year of each named innovation."""
    innovations = [
        Innovation(Finding(name, Span(text.index(name), text.index(name) + len(name)), "names.test/1"))
        for name in names
    ]
    found = launch_years(analyse(text, Layout()), innovations)
    return [found[index].value if index in found else None for index in range(len(names))]


@pytest.mark.parametrize(
    "text",
    [
        "SIAP diterapkan sejak 3 Desember 2023 di semua loket.",
        "SIAP milik Dinas Sosial yang berjalan sejak tahun 2023.",
        "Dinas Sosial mulai 5 Juni 2023 menjalankan SIAP bagi warga.",
        "Sejak 6 Februari 2023 kecamatan ini menjalankan SIAP (Sistem Antar).",
        "SIAP membantu warga. Langkah yang dimulai 17 Juli 2023 tersebut kini diikuti 14 sekolah.",
        "SIAP membantu warga.\nInovasi ini pertama kali dirilis 12 Agustus 2023.",
        "SIAP membantu warga.\nDimulai 14 Januari 2023 di empat gampong.",
        "Tentang SIAP\nSejak kapan ada?\nSejak 14 Februari 2023. Biar mudah.",
        "SIAP diuji coba pada 8 November 2022 dan diterapkan penuh sejak 1 April 2023.",
        "SIAP resmi diluncurkan Wali Kota pada Senin, 2 Januari 2023.",
        "Bupati Luncurkan SIAP\nRantau, 20 November 2023 - Bupati melepas tujuh mobil.",
    ],
)
def test_a_sentence_says_when_the_innovation_began(text: str) -> None:
    assert years(text, "SIAP") == [2023]


@pytest.mark.parametrize(
    "text",
    [
        "SIAP membantu warga. Kegiatan itu diperkenalkan kepada wartawan pada 11 Mei 2025.",
        "SIAP akan diterapkan mulai 1 Januari 2027.",
        "SIAP diuji coba sejak 4 September 2023.",
        "SIAP meraih juara pada 10 Oktober 2023.",
        "SIAP membantu warga.\nPendaftaran lomba dimulai 3 Mei 2023.",
        "SIAP membantu warga.\nKegiatan terakhir dilaksanakan 22 Januari 2025.",
        "SIAP membantu warga.\nPeraturan Bupati itu berlaku sejak 2 Mei 2023.",
        "SIAP membantu warga. Pandemi berlangsung sejak tahun 2020.",
        "PROPOSAL INOVASI SIAP TAHUN 2024",
    ],
)
def test_a_plan_a_trial_a_prize_or_another_things_beginning_is_not_the_year(text: str) -> None:
    assert years(text, "SIAP") == [None]


def test_each_of_several_innovations_has_the_year_of_its_own_sentence() -> None:
    text = "SIAP berjalan sejak tahun 2021. MAJU diluncurkan 2 Mei 2023. TEKUN meraih juara. Layanan ini dibuka 2019."
    assert years(text, "SIAP", "MAJU", "TEKUN") == [2021, 2023, None]
