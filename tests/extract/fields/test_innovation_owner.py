"""Which unit and region an innovation belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extract.fields.conftest import Reading

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    "text",
    [
        "Puskesmas Kelay meraih juara dengan inovasi SIGAP.",
        "Inovasi SIGAP dari Puskesmas Kelay meraih juara.",
        "Inovasi SIGAP yang digagas Puskesmas Kelay meraih juara.",
        "Kami bangga dengan inovasi SIGAP. Inovasi dari Puskesmas Kelay ini meraih juara.",
        "Inovasi SIGAP meraih juara.\nWarga memuji Puskesmas Kelay.",
    ],
)
def test_the_unit_is_the_one_the_sentence_ties_to_the_name(read: Read, text: str) -> None:
    assert read(text).named == [("SIGAP", "", "Puskesmas Kelay")]


def test_of_units_in_a_row_the_first_owns_the_name(read: Read) -> None:
    owner = "Puskesmas Tanjung Raya Kecamatan Semende"
    text = f"{owner} dengan inovasi Bermanja Mesra (bersama membangun jamban memenuhi syarat)."
    assert read(text).named[0][2] == "Puskesmas Tanjung Raya"


def test_every_name_of_a_list_keeps_its_own_unit(read: Read) -> None:
    text = (
        "Dinas Sosial dengan inovasi SIGAP, Puskesmas Kelay dengan inovasi KOBAGI, RSUD Daya dengan inovasi JAMPANGI."
    )
    assert [(name, unit) for name, _, unit in read(text).named] == [
        ("SIGAP", "Dinas Sosial"),
        ("KOBAGI", "Puskesmas Kelay"),
        ("JAMPANGI", "RSUD Daya"),
    ]


def test_a_region_owns_the_name_where_a_unit_would(read: Read) -> None:
    (finding,) = read("Kota Solok dengan inovasi PENARI (Pelayanan Terintegrasi dengan Pengadilan Negeri).").innovations
    assert finding.value.region is not None
    assert (finding.value.unit, finding.value.region.value) == (None, "Kota Solok")


@pytest.mark.parametrize(
    "text",
    [
        "INOVASI KAMI\n\n3.1 SIMBAKO (Sistem Informasi Bahan Kebutuhan Pokok)\n\nInovasi ini digagas Dinas Sosial.",
        "INOVASI KAMI\n\n3.1 SIMBAKO – Sistem Informasi Bahan Kebutuhan Pokok\n\nDikelola oleh Dinas Sosial.",
        "INOVASI KAMI\n\n3.1 SIMBAKO (Sistem Informasi Bahan Kebutuhan Pokok)\nDilaksanakan Dinas Sosial.",
        "INOVASI KAMI\n\n3.1 SIMBAKO – Sistem Informasi Bahan Kebutuhan Pokok\nDikembangkan oleh Dinas Sosial.",
    ],
)
def test_a_heading_has_the_unit_of_the_sentence_below_it(read: Read, text: str) -> None:
    assert read(text).named == [("SIMBAKO", "Sistem Informasi Bahan Kebutuhan Pokok", "Dinas Sosial")]
