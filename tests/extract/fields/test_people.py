"""People: what tells a name, what is none, and one name for one person."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from extract.fields.people import find_people
from extract.fields.regions import find_regions
from extract.fields.units import find_units
from models.document import Block, Cell, Layout, Span
from models.finding import Person

NLP = spacy.blank("id")


def read(text: str) -> Doc:
    doc = NLP.make_doc(text)
    doc._.found = {"regions": tuple(find_regions(doc)), "units": tuple(find_units(doc))}
    return doc


def people(text: str) -> list[Person]:
    return [found.value for found in find_people(read(text))]


def names(text: str) -> list[str]:
    return [person.name for person in people(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("hadir Drs. Hasanal Wirya, M.Si di aula", "Hasanal Wirya", id="degrees on both sides"),
        pytest.param("oleh Dr. H. Wirya, ST., MT pada acara", "H. Wirya", id="honorific kept, degrees stripped"),
        pytest.param("Walikota Bima Hasan Wirya hadir", "Hasan Wirya", id="office and region before"),
        pytest.param("Pj Bupati Kampar, Wiryanto.", "Wiryanto", id="single name behind an office and comma"),
        pytest.param("Kepala Dinas Sosial Kota Bima Rina Wirya hadir", "Rina Wirya", id="office, unit, region"),
        pytest.param("hal itu, kata Wiryanto di aula", "Wiryanto", id="verb of saying"),
        pytest.param("Wirya Saloka mengatakan, layanan membaik", "Wirya Saloka", id="name says"),
        pytest.param("Kepala Dinas,\nWIRYA SALOKA, S.E.\nNIP 19700101 199503 1 001", "WIRYA SALOKA", id="signature"),
        pytest.param("Penanggung jawab : Wirya Saloka\n", "Wirya Saloka", id="label"),
        pytest.param("Nama : Wirya Saloka\nJabatan : Analis", "Wirya Saloka", id="bare label beside another"),
        pytest.param("bersama Budi Saloka di desa", "Budi Saloka", id="given name"),
        pytest.param("Wirya Saloka, Kepala Dinas Sosial, hadir", "Wirya Saloka", id="office behind"),
        pytest.param("Kepala Puskesmas Wirya Saloka, S.Kep., Ners", "Wirya Saloka", id="no place before degrees"),
        pytest.param("BUPATI AGAM,\nttd.\nWirya Saloka", "Wirya Saloka", id="signed for"),
    ],
)
def test_a_person_is_told_by_what_stands_around_the_name(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "inovasi Serbu Halaman diluncurkan",
        "Jalan Ahmad Yani ditutup",
        "Nama : SERBU HALAMAN\nSingkatan : semangat",
        "para Ibu Hamil dan Bapak Desa",
        "Bupati Kampar Buka Bimbingan Teknis Inovasi Daerah",
        "Laporan Wirya Saloka",
        "KATA PENGANTAR\nKata Pengantar\nPuji syukur",
        "Pelayanan Warga Lanjut Usia dan Disabilitas",
        "kata Kemendagri dalam rilisnya",
        "Anggota Komisi IV DPRD hadir",
        "Pembina Utama Muda\nNIP 19700101 199503 1 001",
        "Kepada Yth. Inspektur\nSehubungan dengan hal itu",
        "Walikota Pekanbaru Selasa (27/4/2021)",
        "Kabupaten Muara Enim, Sekretaris Daerah",
    ],
)
def test_these_are_no_people(text: str) -> None:
    assert names(text) == []


def test_office_and_unit_come_with_the_name() -> None:
    (person,) = people("Kepala Dinas Kesehatan Kota Bima, dr. Wirya Saloka, M.Kes hadir")
    assert person == Person("Wirya Saloka", "Kepala Dinas Kesehatan", "Dinas Kesehatan", ("dr.", "M.Kes"))


def test_an_acting_office_keeps_its_prefix() -> None:
    assert people("Plt. Sekretaris Daerah Wirya Saloka hadir")[0].role == "Plt. Sekretaris Daerah"


def test_a_shorter_mention_takes_the_full_name_and_says_so() -> None:
    first, second = find_people(read("Walikota Bima Helman Wirya hadir. Sukses, kata Helman kemarin."))
    assert (first.value.name, second.value.name) == ("Helman Wirya", "Helman Wirya")
    assert (second.status, second.value.role) == ("inferred", "Walikota")


def test_a_misspelled_mention_is_the_same_person() -> None:
    assert names("Dr. H. Firdausi, MT hadir. Hal itu terang Firdausa kemarin.") == ["H. Firdausi", "H. Firdausi"]


def test_rows_of_a_list_are_as_many_people() -> None:
    cells = ["Nama Lengkap", "Jabatan", "Surya Wirya", "Anggota", "Rama Surya Wirya", "Anggota"]
    doc = read("\n".join(cells))
    blocks, start = [], 0
    for index, cell in enumerate(cells):
        blocks.append(Block("cell", Span(start, start + len(cell)), cell=Cell(1, index // 2 + 1, index % 2 + 1)))
        start += len(cell) + 1
    doc._.layout = Layout(tuple(blocks))
    assert [found.value.name for found in find_people(doc)] == ["Surya Wirya", "Rama Surya Wirya"]


def test_every_quote_is_where_the_name_stands() -> None:
    text = "Camat Plaju, Wirya Saloka, dan Lurah Talang, Rina Wirya, S.IP hadir."
    assert [text[found.span.start : found.span.end] for found in find_people(read(text))] == [
        "Wirya Saloka",
        "Rina Wirya",
    ]
