"""Lists: numbered, ranked, run on in one line, under a unit, and those that are of something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extract.fields.conftest import Reading

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    "item",
    [
        "1. Pecel Desa – Dinas Sosial\n2. Ojek Lansia – Puskesmas Matani",
        "1. Dinas Sosial: Pecel Desa\n2. Puskesmas Matani: Ojek Lansia",
        "- Pecel Desa (Dinas Sosial)\n- Ojek Lansia (Puskesmas Matani)",
        "Juara 1: Dinas Sosial (Pecel Desa)\nJuara 2: Puskesmas Matani (Ojek Lansia)",
        "a. Dinas Sosial ..... Pecel Desa\nb. Puskesmas Matani ..... Ojek Lansia",
        "1) Pecel Desa – Dinas Sosial 2) Ojek Lansia – Puskesmas Matani",
        "1. Dinas Sosial, Pecel Desa\n2. Puskesmas Matani, inovasi Ojek Lansia",
    ],
)
def test_an_item_names_an_innovation_and_its_unit(read: Read, item: str) -> None:
    expected = [("Pecel Desa", "", "Dinas Sosial"), ("Ojek Lansia", "", "Puskesmas Matani")]
    assert read(f"Pemenang lomba inovasi daerah:\n{item}").named == expected


def test_a_unit_that_heads_a_list_owns_its_items(read: Read) -> None:
    text = "Daftar inovasi:\n1. Dinas Pendidikan dengan inovasi:\n– Majalah Dinding Elektronik (MANIK)"
    assert read(text).named == [("MANIK", "Majalah Dinding Elektronik", "Dinas Pendidikan")]


@pytest.mark.parametrize(
    "text",
    [
        "Agenda rapat inovasi:\n1. Laporan Bappeda\n2. Paparan Dinas Sosial",
        "Tujuan inovasi ini:\n1. Mempercepat layanan\n2. Menekan biaya",
        "Bentuk inovasi daerah:\n1. Inovasi Tata Kelola Pemerintahan\n2. Inovasi Pelayanan Publik",
    ],
)
def test_a_list_of_something_else_names_nothing(read: Read, text: str) -> None:
    assert read(text).names == []


@pytest.mark.parametrize("mark", [" / ", " – ", " | "])
def test_the_mark_between_name_and_unit_belongs_to_neither(read: Read, mark: str) -> None:
    text = f"Daftar Inovasi\n\n1. Ronda Pintar{mark}Dinas Sosial\n\n2. Lorong Ceria{mark}Puskesmas Kelay"
    assert [(name, unit) for name, _, unit in read(text).named] == [
        ("Ronda Pintar", "Dinas Sosial"),
        ("Lorong Ceria", "Puskesmas Kelay"),
    ]
