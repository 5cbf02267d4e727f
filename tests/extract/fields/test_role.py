"""What a file is, by what it prints."""

from __future__ import annotations

import pytest

from extract.nlp import analyse
from models.document import Block, Layout, Span
from models.finding import Role


def role_of(text: str) -> Role:
    role: Role = analyse(text, Layout())._.found["role"][0].value
    return role


@pytest.mark.parametrize(
    ("text", "document_type"),
    [
        ("KEPUTUSAN BUPATI JEPARA\nNOMOR 188/20/2024\nTENTANG TIM INOVASI\nMenimbang : a. bahwa", "sk_kepala_daerah"),
        ("KEPUTUSAN\nCAMAT TAYU\nNOMOR 4 TAHUN 2024\nTENTANG PETUGAS\nMEMUTUSKAN :", "sk_kepala_pd"),
        ("PERATURAN WALIKOTA SOLOK\nNOMOR 3 TAHUN 2023\nTENTANG INOVASI\nMenimbang :", "perkada"),
        ("PEMERINTAH KOTA SOLOK\nDINAS SOSIAL\nSURATTUGAS\nNomor : 800/1/2024", "surat_tugas"),
        ("DOKUMEN PELAKSANAAN ANGGARAN\nTahun Anggaran 2024\nKode Rekening", "dokumen_anggaran"),
        ("BERITA ACARA SERAH TERIMA\nPada hari ini", "lainnya"),
        ("SERTIFIKAT\ndiberikan kepada\nRINI", "sertifikat"),
        ("07.55\n4G 80%\nBeranda Login", "tangkapan_layar"),
    ],
)
def test_the_title_tells_what_a_file_is(text: str, document_type: str) -> None:
    assert role_of(text).document_type == document_type


def test_a_proposal_that_quotes_a_decree_stays_a_proposal() -> None:
    text = (
        "PROFIL INOVASI\nNama Inovasi : SIAP\nTahapan Inovasi : Penerapan\nInisiator : OPD\nDasar Hukum\n"
        "KEPUTUSAN WALI KOTA SOLOK NOMOR 5 TAHUN 2024 TENTANG INOVASI DAERAH\nTujuan\nMempercepat layanan."
    )
    assert (role_of(text).document_type, role_of(text).kind) == ("proposal", "proposal")


@pytest.mark.parametrize(
    ("signature", "document_type"),
    [
        ("a.n. BUPATI JEPARA\nKEPALA DINAS", "sk_kepala_pd_an_kepala_daerah"),
        ("KEPALA DINAS KESEHATAN", "sk_kepala_pd"),
    ],
)
def test_the_signature_tells_in_whose_name_a_decree_stands(signature: str, document_type: str) -> None:
    head = "KEPUTUSAN KEPALA DINAS KESEHATAN\nNOMOR 440/1/2024\nTENTANG TIM INOVASI\nMenimbang : a.\nMEMUTUSKAN :\n"
    assert role_of(head + signature).document_type == document_type


def test_a_regulation_that_sets_the_plan_is_the_plan() -> None:
    text = "PERATURAN BUPATI DEMAK\nNOMOR 9 TAHUN 2023\nTENTANG RENCANA KERJA PEMERINTAH DAERAH TAHUN 2024\nMenimbang :"
    assert role_of(text).document_type == "dokumen_perencanaan"


def test_an_empty_text_is_nothing_known() -> None:
    assert role_of("") == Role("lainnya", "other", 1.0)


def test_the_words_that_decided_are_cited() -> None:
    text = "DINAS SOSIAL\nSURAT TUGAS\nNomor : 1/2024"
    span = role_of(text).span
    assert span is not None
    assert text[span.start : span.end] == "SURAT TUGAS"


def test_a_name_with_its_expansion_and_two_sections_make_a_proposal() -> None:
    text = "GEMAR\n(Gerakan Membaca Bersama)\nLatar belakang\nBuku jarang dipegang.\nCara kerja\nBuku dibawa keliling."
    assert role_of(text).kind == "proposal"


def test_a_decree_without_formula_is_known_by_the_number_below_its_name() -> None:
    text = "DINAS SOSIAL\nKeputusan Kepala Dinas Sosial\nNomor 100.3/34/2024\natas nama Bupati Jepara\n1. Rini"
    assert role_of(text).document_type == "sk_kepala_pd_an_kepala_daerah"


def test_a_line_that_says_who_published_makes_a_news_item() -> None:
    text = (
        "Warga Belajar Menanam\nDipublikasikan oleh Admin Dinas pada 4 November 2025\n"
        "Website resmi Pemerintah Kota Metro\nWarga datang sejak pagi."
    )
    assert role_of(text).document_type == "berita"


def test_a_picture_of_few_words_is_a_photograph() -> None:
    text = "GERAKAN MEMBACA\nSosialisasi bersama kader"
    layout = Layout((Block("paragraph", Span(0, len(text)), origin="ocr"),))
    assert analyse(text, layout)._.found["role"][0].value.document_type == "foto"
    assert role_of(text).document_type != "foto"
