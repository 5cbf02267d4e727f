"""Single rules of evidence; whole documents stand in test_evidence_documents.py."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.nlp import analyse
from models.document import Block, Cell, Layout, Span
from models.finding import Evidence, Finding

PROPOSAL = (
    "PROPOSAL INOVASI\nNama Inovasi : SIAP\nTahapan : Penerapan\nBentuk : Pelayanan publik\nTujuan\nMelayani.\nHasil\n"
)
DECREE = "KEPUTUSAN BUPATI JEPARA\nNOMOR 188/20/2024\nTENTANG TIM INOVASI SIAP\nMenimbang : a.\nMEMUTUSKAN :\n"


def facts(text: str, indicator: str) -> list[Evidence]:
    found: tuple[Finding[Evidence], ...] = analyse(text, Layout())._.found["evidence"]
    return [finding.value for finding in found if finding.value.indicator == indicator and finding.confidence >= 0.8]


def test_a_decree_proves_and_a_proposal_only_claims() -> None:
    [proof] = facts(DECREE, "regulasi")
    [claim] = facts(PROPOSAL + "Inovasi ini ditetapkan dengan Keputusan Bupati Jepara Nomor 20 Tahun 2024.", "regulasi")
    assert (proof.document_type, proof.value, proof.years) == ("sk_kepala_daerah", None, (2024,))
    assert (claim.document_type, claim.value) == ("proposal", "sk_kepala_daerah")


@pytest.mark.parametrize(
    ("title", "void"),
    [
        ("KEPUTUSAN BUPATI JEPARA\nNOMOR ${nomor_naskah}\n", "placeholder"),
        ("KEPUTUSAN BUPATI JEPARA\nNOMOR ........ TAHUN 2026\n", "draft"),
        ("RANCANGAN KEPUTUSAN BUPATI JEPARA\nNOMOR 7 TAHUN 2026\n", "draft"),
        ("KEPUTUSAN BUPATI JEPARA\nNOMOR 7 TAHUN 2026\n", None),
    ],
)
def test_a_template_or_a_draft_is_void(title: str, void: str | None) -> None:
    [fact] = facts(title + "TENTANG TIM INOVASI SIAP\nMenimbang : a.\nMEMUTUSKAN :", "regulasi")
    assert fact.void == void


def test_the_copy_list_is_no_network() -> None:
    text = (
        DECREE + "KESATU : Tim dari Dinas Sosial dan Dinas Kesehatan.\nTembusan :\n1. Dinas Perhubungan\n2. Inspektorat"
    )
    assert {fact.item for fact in facts(text, "jejaring")} == {"dinas sosial", "dinas kesehatan"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Inovasi akan direplikasi oleh Kabupaten Kudus.",
        "Inovasi dapat direplikasi di Kota Salatiga.",
        "Inovasi belum pernah direplikasi oleh Kabupaten Kudus.",
    ],
)
def test_a_plan_is_no_replication(sentence: str) -> None:
    assert facts(PROPOSAL + sentence, "replikasi") == []


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("Jumlah penduduk Kabupaten Jepara sebanyak 1.200.000 jiwa.", "kemanfaatan"),
        ("APBD Kabupaten Jepara tahun 2024 sebesar Rp2,5 triliun.", "anggaran"),
        ("Angka kemiskinan tahun 2023 sebesar 6,6 persen.", "anggaran"),
    ],
)
def test_figures_of_the_region_are_no_evidence(sentence: str, indicator: str) -> None:
    assert facts(PROPOSAL + sentence, indicator) == []


@pytest.mark.parametrize("answer", ["Tidak ada", "-", "Belum pernah direplikasi", "Nihil"])
def test_an_answer_of_none_is_stated(answer: str) -> None:
    assert [fact.value for fact in facts(PROPOSAL + f"Replikasi : {answer}", "replikasi")] == ["tidak_ada"]


@pytest.mark.parametrize(
    "stages",
    [
        "Penjaringan ide: 10 Januari 2024\nUji coba: 1 Maret 2024\nPenerapan: 2 Mei 2024",
        "Ide tercetus 10 Januari 2024. Uji coba selama Maret 2024. Mulai dipakai 2 Mei 2024.",
    ],
)
def test_months_of_creation_count_with_their_stages(stages: str) -> None:
    assert [fact.value for fact in facts(PROPOSAL + stages, "kecepatan")] == [4]


def test_months_of_creation_without_stages_are_only_the_level_they_claim() -> None:
    assert [fact.value for fact in facts(PROPOSAL + "Kecepatan Inovasi : 4 bulan", "kecepatan")] == ["tingkat_3"]


@pytest.mark.parametrize(
    ("answer", "indicator", "value"),
    [
        ("Ketersediaan SDM : 11-30 orang", "sdm", 11),
        ("Ketersediaan SDM : kurang dari 11 orang", "sdm", 10),
        ("Ketersediaan SDM : lebih dari 30 orang", "sdm", 31),
        ("Ketersediaan SDM : antara sebelas dan tiga puluh orang", "sdm", 11),
        ("Ketersediaan SDM : Tingkat 2 (SK terlampir)", "sdm", "tingkat_2"),
        ("Ketersediaan SDM : ( ) 1-10 orang (v) 11-30 orang ( ) lebih dari 30 orang", "sdm", 11),
        ("Kemudahan Proses : 2-5 hari", "kemudahan_proses", 5),
        ("Kemudahan Proses : selesai sehari", "kemudahan_proses", 1),
        ("Penyelesaian Pengaduan : 51% - 90%", "pengaduan", 51),
        ("Penyelesaian Pengaduan : paling banyak 50 persen", "pengaduan", 50),
        ("Replikasi : pernah sekali", "replikasi", 1),
        ("Dukungan Anggaran : dua tahun anggaran berturut-turut", "anggaran", 2),
        ("Dukungan Anggaran : T-2 sampai T-0", "anggaran", 3),
        ("Integrasi dalam RKPD : RKPD T-1 dan T-2", "rkpd", 2),
        ("Integrasi dalam RKPD : RKPD T-1 atau T-2", "rkpd", 1),
    ],
)
def test_an_answer_is_read_with_its_bounds(answer: str, indicator: str, value: float | str) -> None:
    assert [fact.value for fact in facts(PROPOSAL + answer, indicator)] == [value]


def test_two_documents_of_one_training_name_the_same_event() -> None:
    invitation = "UNDANGAN\nNomor : 5/2024\nPelatihan aplikasi SIAP\nHari/Tanggal : Rabu, 17 April 2024"
    attendance = "DAFTAR HADIR\nPELATIHAN APLIKASI SIAP\nHari/Tanggal : Rabu, 17 April 2024\n1. Rina"
    assert {fact.item for text in (invitation, attendance) for fact in facts(text, "bimtek")} == {"2024-04-17"}


@settings(deadline=None, max_examples=30)
@given(st.integers(min_value=2, max_value=60))
def test_numbered_people_of_an_annex_are_counted(people: int) -> None:
    annex = "\n".join(f"{number}. Anggota : Pegawai {chr(65 + number % 26)}" for number in range(1, people + 1))
    [fact] = facts(DECREE + "KESATU : Membentuk tim.\nLAMPIRAN KEPUTUSAN BUPATI JEPARA\n" + annex, "sdm")
    assert (fact.value, fact.unit) == (people, "orang")


@pytest.mark.parametrize(
    ("text", "indicator", "quote"),
    [
        (PROPOSAL + "Ketersediaan SDM : 31 orang", "sdm", "Ketersediaan SDM : 31 orang"),
        (
            "KEPUTUSAN BUPATI JEPARA\nNOMOR 188/20/2024\nTENTANG TIM INOVASI SIAP\nMenimbang : a. bahwa\nMEMUTUSKAN",
            "regulasi",
            "KEPUTUSAN BUPATI JEPARA\nNOMOR 188/20/2024\nTENTANG TIM INOVASI SIAP",
        ),
        (
            PROPOSAL + "Uraian\nPenerima manfaat sampai kini sebanyak 700 orang.",
            "kemanfaatan",
            "Penerima manfaat sampai kini sebanyak 700 orang.",
        ),
    ],
)
def test_a_fact_is_cited_by_words_that_can_be_understood_alone(text: str, indicator: str, quote: str) -> None:
    found = [finding for finding in analyse(text, Layout())._.found["evidence"] if finding.value.indicator == indicator]
    assert [text[finding.span.start : finding.span.end] for finding in found] == [quote]


def test_people_served_are_no_team() -> None:
    assert facts(PROPOSAL + "Penerima layanan sampai akhir tahun sebanyak 640 orang.", "sdm") == []


@pytest.mark.parametrize(
    ("banner", "counts"),
    [("SIAP\nSosialisasi bersama kader", True), ("SIAP\nSistem Antrean Pasien", False)],
    ids=["announces", "only the name"],
)
def test_a_photographed_banner_counts_where_it_announces(banner: str, counts: bool) -> None:
    layout = Layout((Block("paragraph", Span(0, len(banner)), origin="ocr"),))
    (fact,) = [one for one in analyse(banner, layout)._.found["evidence"] if one.value.indicator == "sosialisasi"]
    assert (fact.value.value, fact.confidence >= 0.8) == ("foto_spanduk", counts)


def scanned_letter(numbers: list[str]) -> Finding[Evidence]:
    """An assignment letter with a table of people, as OCR read it."""
    cells = [("No", "Nama"), *((number, "Rini Asih") for number in numbers)]
    text, blocks = "SURAT TUGAS\nNomor : 800/1/2024", [Block("paragraph", Span(0, 28), origin="ocr")]
    for row, printed in enumerate(cells, 1):
        for column, words in enumerate(printed, 1):
            text += f"\n{words}"
            span = Span(len(text) - len(words), len(text))
            blocks.append(Block("cell", span, cell=Cell(1, row, column), origin="ocr"))
    return next(one for one in analyse(text, Layout(tuple(blocks)))._.found["evidence"] if one.value.indicator == "sdm")


def test_a_counted_list_hangs_on_its_header_and_not_on_the_names() -> None:
    fact = scanned_letter(["1", "2", "3", "4", "5"])
    assert (fact.value.value, fact.confidence, len(fact.grounds)) == (5, 0.9, 1)


@pytest.mark.parametrize(
    ("numbers", "whole"),
    [(["1", "2", "3", "4", "9"], True), (["1", "2", "3", "5"], False), (["1", "3", "4", "5", "6"], False)],
    ids=["a misread digit", "the last row but one is lost", "an early row is lost"],
)
def test_row_numbers_tell_whether_ocr_lost_rows(numbers: list[str], whole: bool) -> None:
    assert (scanned_letter(numbers).confidence >= 0.8) is whole
