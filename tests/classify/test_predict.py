"""The tag of an innovation nobody has seen, and why."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classify.cache import SEED
from classify.measure import measure
from classify.model import SectorModel
from classify.predict import predict, sector_probabilities
from classify.taxonomy import Taxonomy
from classify.train import train
from models.sector import LabelledInnovation, SectorInput, SectorPrediction

Parts = tuple[list[LabelledInnovation], list[LabelledInnovation]]


def tag(model: SectorModel, name: str, expansion: str = "", unit: str = "", words: str = "") -> SectorPrediction:
    return predict([SectorInput(name, expansion, unit, "Kabupaten Contoh", words)], model)[0]


@pytest.mark.parametrize(
    ("name", "expansion", "unit", "slug"),
    [
        ("SIGAP BUMIL", "Siap Antar Jaga Ibu Hamil", "PKM Waihali", "kesehatan"),
        ("Laper Buku", "Layanan Perpustakaan Buka Malam Minggu", "Dispersip", "perpustakaan"),
        ("Si Jala", "Sistem Informasi Jalan Berlubang", "DPUPR", "pekerjaan_umum_penataan_ruang"),
        ("Tali Kasih", "Tanggap Lindungi Korban Kekerasan Istri dan Anak", "DP3AP2KB", "pppa"),
        ("Aksi Pari", "Akseptor KB Pria Lestari", "DP3AP2KB", "pengendalian_penduduk_kb"),
        ("Panen Data", "Portal Metadata Statistik Sektoral Satu Data", "Diskominfosantik", "statistik"),
        ("E-Reses", "Elektronik Reses Anggota Dewan", "Setwan", "sekretariat_dprd"),
        ("Belajar Yuk", "", "SDN 2 Kupang", "pendidikan"),
        ("Pajak Jempol", "Bayar PBB dari Rumah", "Bapenda", "keuangan"),
        ("Bela Bangsa", "Sekolah Wawasan Kebangsaan Pemilih Pemula", "Kesbangpol", "pemerintahan_umum"),
    ],
)
def test_a_plain_case_is_tagged(model: SectorModel, name: str, expansion: str, unit: str, slug: str) -> None:
    found = tag(model, name, expansion, unit)
    assert (found.top[0].slug, found.abstained) == (slug, False)


def test_the_text_outweighs_a_unit_that_serves_any_affair(model: SectorModel) -> None:
    found = tag(model, "Sahabat Sampah", "Warga Pilah Sampah Plastik Jadi Tabungan", "Kecamatan Alak")
    assert (found.top[0].slug, found.unit_vote) == ("lingkungan_hidup", "kewilayahan")


def test_the_dossiers_own_words_decide_where_the_name_says_nothing(model: SectorModel) -> None:
    words = "Nelayan kesulitan menjual hasil tangkapan ikan; perahu dan alat tangkap didata, benih ikan dibagikan."
    assert tag(model, "Sinar Baru", words=words).top[0].slug == "kelautan_perikanan"


def test_the_running_text_every_dossier_has_does_not_decide(model: SectorModel) -> None:
    words = "Inovasi daerah ini meningkatkan pelayanan publik. Anggaran APBD tahun 2024, penelitian dan kajian, indeks."
    assert tag(model, "Sinar Baru", words=words).abstained


@pytest.mark.parametrize("name", ["", "Xyzzy", "Inovasi", "12345"])
def test_without_evidence_it_abstains(model: SectorModel, name: str) -> None:
    assert tag(model, name).abstained


def test_an_ambiguous_abbreviation_alone_is_not_enough(model: SectorModel) -> None:
    found = tag(model, "Xyzzy", unit="DKP")
    assert found.abstained
    assert found.unit_vote is None
    assert {choice.slug for choice in found.top[:2]} == {"pangan", "kelautan_perikanan"}


def test_a_merged_agency_has_no_single_vote(model: SectorModel) -> None:
    assert tag(model, "Ceria", unit="Disdikbud").unit_vote is None


def test_the_level_can_be_set(model: SectorModel) -> None:
    item = [SectorInput("Sahabat Sampah", "", "Kelurahan Oesapa")]
    assert predict(item, model, 1.0)[0].abstained
    assert not predict(item, model, 0.0)[0].abstained


def test_a_word_reason_stands_where_it_says(model: SectorModel) -> None:
    item = SectorInput("Posyandu Ceria", "Pos Pelayanan Terpadu Cegah Stunting Balita", "Puskesmas Sikumana")
    words = [reason for reason in predict([item], model)[0].reasons if reason.kind == "word"]
    assert "Stunting" in {reason.text for reason in words}
    for reason in words:
        assert reason.field is not None and reason.start is not None
        assert getattr(item, reason.field)[reason.start :].startswith(reason.text)


def test_a_word_that_stands_in_several_places_is_one_reason(model: SectorModel) -> None:
    found = tag(model, "Sampah Kita", "Pilah Sampah", words="sampah warga dipilah di bank sampah")
    words = [reason for reason in found.reasons if reason.kind == "word"]
    assert len({reason.text.casefold() for reason in words}) == len(words)
    assert next(reason.times for reason in words if reason.text.casefold() == "sampah") == 4


def test_an_example_that_a_person_confirmed_says_so(parts: Parts, taxonomy: Taxonomy) -> None:
    confirmed = LabelledInnovation(SectorInput("Pilah Sampah Yuk"), "lingkungan_hidup", "review:1", confirmed=True)
    learned = train([confirmed], taxonomy, SEED)
    near = [reason for reason in tag(learned, "Pilah Sampah Ayo").reasons if reason.kind == "example"]
    assert [(reason.text, reason.confirmed) for reason in near] == [("Pilah Sampah Yuk", True)]


def test_where_unit_and_text_disagree_both_are_shown(model: SectorModel) -> None:
    found = tag(model, "Sahabat Sampah", "Warga Pilah Sampah Plastik", "Kecamatan Alak")
    spoken_for = {(reason.kind, reason.slug) for reason in found.reasons}
    assert {("word", "lingkungan_hidup"), ("unit", "kewilayahan")} <= spoken_for


def test_the_nearest_example_is_not_the_innovation_itself(model: SectorModel, parts: Parts) -> None:
    for label in parts[0][:50]:
        near = [r.text for r in predict([label.input], model)[0].reasons if r.kind == "example"]
        assert label.input.name.casefold() not in {name.casefold() for name in near}


def test_words_shifted_by_compatibility_forms_have_no_place(model: SectorModel) -> None:
    words = [reason for reason in tag(model, "Veriﬁkasi Balita Stunting").reasons if reason.kind == "word"]
    assert words
    assert {reason.start for reason in words} == {None}


def test_a_batch_gives_what_each_alone_gives(model: SectorModel, parts: Parts) -> None:
    inputs = [label.input for label in parts[1][:12]]
    assert predict(inputs, model) == [predict([item], model)[0] for item in inputs]


@settings(max_examples=60, deadline=None)
@given(
    name=st.text(max_size=80), expansion=st.text(max_size=80), unit=st.text(max_size=40), words=st.text(max_size=300)
)
def test_any_text_gives_three_sectors_in_order(
    model: SectorModel, name: str, expansion: str, unit: str, words: str
) -> None:
    item = SectorInput(name, expansion, unit, "", words)
    found = predict([item], model)[0]
    confidences = [choice.confidence for choice in found.top]
    assert len({choice.slug for choice in found.top}) == 3
    assert confidences == sorted(confidences, reverse=True)
    assert np.isclose(sector_probabilities([item], model).sum(), 1)


def test_no_input_is_no_prediction(model: SectorModel) -> None:
    assert predict([], model) == []


def test_a_text_of_a_million_words_is_read_no_further_than_it_tells(model: SectorModel) -> None:
    assert tag(model, "Sinar Baru", words="sampah " * 1_000_000).top[0].slug == "lingkungan_hidup"


def test_the_frozen_part_is_tagged_as_well_as_asked(model: SectorModel, parts: Parts) -> None:
    found = measure(parts[1], model)
    assert found.top1 >= 0.85
    assert found.top3 >= 0.95
    assert found.macro_f1 >= 0.80
    assert found.ece <= 0.05
    assert found.tagged >= 0.75
    assert found.right_of_tagged >= 0.95
