"""The judge: three answers, each with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.verdict import Context, Fact
from score.judge import judge
from score.reach import reach
from tests.score.facts import IID, IID_2024, NOW, fact, indicator


def level(id_: str, *facts: Fact, context: Context = NOW) -> int | None:
    return judge(indicator(id_), facts, context).level


def reason(id_: str, *facts: Fact, context: Context = NOW) -> tuple[str, str]:
    verdict = judge(indicator(id_), facts, context)
    return verdict.outcome, verdict.reason


# what is met


@pytest.mark.parametrize(
    ("people", "expected"),
    [(1, 1), (10, 1), (11, 2), (30, 2), (31, 3), (400, 3)],
)
def test_a_count_reaches_the_level_whose_bounds_hold_it(people: int, expected: int) -> None:
    assert level("sdm", fact("sdm", "surat_tugas", people, unit="orang")) == expected


def test_the_score_is_weight_times_level_and_never_a_sum_of_levels() -> None:
    facts = [fact("sdm", "surat_tugas", 5), fact("sdm", "sk_kepala_pd", 31)]
    verdict = judge(indicator("sdm"), facts, NOW)
    assert (verdict.level, verdict.score, verdict.max_score) == (3, 6, 6)
    assert verdict.facts == (facts[1].id,)


@pytest.mark.parametrize(
    ("document", "expected"),
    [("sk_kepala_daerah", 1), ("sk_kepala_pd_an_kepala_daerah", 1), ("perkada", 2), ("perda", 3)],
)
def test_the_document_type_alone_can_be_the_level(document: str, expected: int) -> None:
    assert level("regulasi", fact("regulasi", document)) == expected


def test_a_special_kind_of_document_is_accepted_where_the_wider_one_is() -> None:
    assert level("sdm", fact("sdm", "sk_kepala_pd_an_kepala_daerah", 12)) == 2


def test_a_word_of_the_scale_is_its_level() -> None:
    assert level("alat_kerja", fact("alat_kerja", "tangkapan_layar", "daring_atau_ai")) == 3


@pytest.mark.parametrize(("days", "expected"), [(1, 3), (2, 2), (5, 2), (6, 1), (90, 1)])
def test_a_shorter_duration_is_the_higher_level(days: int, expected: int) -> None:
    assert level("kemudahan_proses", fact("kemudahan_proses", "sop", days, unit="hari")) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [(30, "menit", 3), (24, "jam", 3), (25, "jam", 3), (30, "jam", 2), (1, "minggu", 1)],
)
def test_a_duration_in_another_unit_is_converted_and_rounded_up(value: float, unit: str, expected: int) -> None:
    assert level("kemudahan_proses", fact("kemudahan_proses", "sop", value, unit=unit)) == expected


@pytest.mark.parametrize(("percent", "expected"), [(50, 1), (50.4, 1), (51, 2), (90.99, 2), (91, 3), (100, 3)])
def test_a_number_between_two_printed_bounds_counts_as_the_lower_level(percent: float, expected: int) -> None:
    assert level("pengaduan", fact("pengaduan", "rekap_pengaduan", percent, unit="persen")) == expected


def test_a_number_between_two_bounds_is_told() -> None:
    verdict = judge(indicator("pengaduan"), [fact("pengaduan", "rekap_pengaduan", 50.4)], NOW)
    assert "50,4 persen, di antara dua batas" in verdict.detail


def test_the_basis_with_the_highest_level_counts_and_is_kept() -> None:
    facts = [
        fact("kemanfaatan", "daftar_penerima", 150, unit="orang", basis="orang"),
        fact("kemanfaatan", "laporan_monev", 35, unit="persen", basis="unit"),
    ]
    verdict = judge(indicator("kemanfaatan"), facts, NOW)
    assert (verdict.level, verdict.basis, verdict.facts) == (2, "unit", (facts[1].id,))


def test_a_fact_without_a_basis_belongs_to_the_only_basis_of_its_unit() -> None:
    assert judge(indicator("kemanfaatan"), [fact("kemanfaatan", "daftar_penerima", 600)], NOW).basis == "orang"


def test_a_percentage_that_names_no_basis_is_not_guessed_at() -> None:
    assert reason("kemanfaatan", fact("kemanfaatan", "laporan_monev", 35, unit="persen")) == (
        "cannot_judge",
        "other-scale",
    )


def test_no_complaints_is_level_one_of_the_complaint_indicator() -> None:
    verdict = judge(indicator("pengaduan"), [fact("pengaduan", "proposal", "tidak_ada")], NOW)
    assert (verdict.outcome, verdict.level, verdict.reason) == ("met", 1, "absent-level")


def test_a_level_that_asks_for_no_document_is_met_by_a_claim_that_a_person_confirmed() -> None:
    claim = fact("pelaksana", "proposal", "sk_kepala_daerah")
    assert reason("pelaksana", claim) == ("cannot_judge", "claimed-only")
    verdict = judge(indicator("pelaksana"), [replace(claim, reviewed="confirmed")], NOW)
    assert (verdict.level, verdict.claimed_level) == (1, 3)
    assert "Proposal mengklaim tingkat 3" in verdict.detail


@pytest.mark.parametrize("id_", ["sdm", "anggaran", "rkpd", "regulasi", "alat_kerja", "replikasi", "kemanfaatan"])
def test_a_form_may_claim_a_level_by_its_number(id_: str) -> None:
    verdict = judge(indicator(id_), [fact(id_, "proposal", "tingkat_2")], NOW)
    assert (verdict.outcome, verdict.reason, verdict.claimed_level) == ("cannot_judge", "claimed-only", 2)


@pytest.mark.parametrize("id_", ["anggaran", "rkpd"])
def test_a_claimed_number_of_years_is_a_claimed_level(id_: str) -> None:
    assert judge(indicator(id_), [fact(id_, "proposal", 3, unit="tahun")], NOW).claimed_level == 3


def test_a_level_named_in_a_document_proves_nothing() -> None:
    assert reason("replikasi", fact("replikasi", "pks_mou", "tingkat_3")) == ("cannot_judge", "absent")


def test_speed_of_creation_is_judged_by_the_proposal_itself() -> None:
    assert level("kecepatan", fact("kecepatan", "proposal", 3, unit="bulan")) == 3


def test_two_numbers_for_one_thing_are_shown_as_a_contradiction() -> None:
    facts = [fact("sdm", "sk_kepala_pd", 31), fact("sdm", "surat_tugas", 12)]
    verdict = judge(indicator("sdm"), facts, NOW)
    assert (verdict.level, verdict.others) == (3, (facts[1].id,))
    assert "angka berbeda" in verdict.detail


def test_numbers_of_different_years_do_not_contradict_each_other() -> None:
    facts = [fact("sdm", "sk_kepala_pd", 31, years=(2026,)), fact("sdm", "sk_kepala_pd", 12, years=(2025,))]
    assert judge(indicator("sdm"), facts, NOW).others == ()


# several documents together


def test_budget_years_are_counted_over_all_documents() -> None:
    facts = [fact("anggaran", "dokumen_anggaran", years=(year,)) for year in (2024, 2025, 2026)]
    assert [level("anggaran", *facts[:n]) for n in (1, 2, 3)] == [1, 2, 3]


def test_the_amount_of_a_budget_is_not_a_number_of_years() -> None:
    assert level("anggaran", fact("anggaran", "dokumen_anggaran", 150e6, unit="rupiah", years=(2025,))) == 1


def test_two_budget_years_that_are_not_in_a_row_count_as_one() -> None:
    verdict = judge(indicator("anggaran"), [fact("anggaran", "dokumen_anggaran", years=(2024, 2026))], NOW)
    assert verdict.level == 1
    assert "tidak berturut-turut" in verdict.detail


def test_the_same_budget_year_twice_is_one_year() -> None:
    assert level("anggaran", *(fact("anggaran", "dokumen_anggaran", years=(2025,)) for _ in range(3))) == 1


@pytest.mark.parametrize(
    ("years", "expected"),
    [((2025,), 1), ((2024,), 1), ((2024, 2025), 2), ((2024, 2025, 2026), 3), ((2024, 2026), 1)],
)
def test_plan_years_are_relative_to_the_assessment_year(years: tuple[int, ...], expected: int) -> None:
    assert level("rkpd", fact("rkpd", "dokumen_perencanaan", years=years)) == expected


def test_trainings_of_different_years_are_different_trainings() -> None:
    facts = [fact("bimtek", "undangan", years=(2024,)), fact("bimtek", "sertifikat", 2, years=(2025,))]
    assert level("bimtek", *facts) == 3


def test_papers_of_one_training_are_one_training() -> None:
    facts = [fact("bimtek", kind, 1, years=(2025,)) for kind in ("undangan", "daftar_hadir", "sertifikat")]
    assert level("bimtek", *facts) == 1


def test_trainings_on_different_days_are_different_trainings() -> None:
    days = ["2025-03-01", "2025-03-01", "2025-09-14"]
    assert level("bimtek", *(fact("bimtek", "daftar_hadir", years=(2025,), item=day) for day in days)) == 2


def test_each_region_counts_once_as_a_replication() -> None:
    regions = ["Kota Makmur", "kota  makmur", "Kabupaten Sentosa"]
    assert level("replikasi", *(fact("replikasi", "surat_pernyataan", 1, item=name) for name in regions)) == 2


def test_only_the_kinds_of_actor_that_the_rubric_names_are_counted() -> None:
    kinds = ["pemerintah", "akademisi", "media", "paranormal"]
    assert level("aktor", *(fact("aktor", "foto", kind) for kind in kinds)) == 1


# what is not met


def test_a_plain_agency_decree_is_below_level_one_in_2026_and_level_one_in_2024() -> None:
    decree = fact("regulasi", "sk_kepala_pd")
    assert reason("regulasi", decree) == ("not_met", "below-level-1")
    assert judge(indicator("regulasi", IID_2024), [decree], Context(2024)).level == 1


def test_two_actors_of_three_are_not_enough() -> None:
    assert reason("aktor", fact("aktor", "pks_mou", 2)) == ("not_met", "below-level-1")
    assert reason("aktor", fact("aktor", "foto", "media"), fact("aktor", "foto", "bisnis"))[0] == "not_met"


def test_a_form_that_says_there_is_none_settles_it() -> None:
    verdict = judge(indicator("replikasi"), [fact("replikasi", "proposal", "tidak_ada")], NOW)
    assert (verdict.outcome, verdict.reason, verdict.score) == ("not_met", "stated-none", 0)


def test_a_document_outweighs_a_form_that_says_there_is_none() -> None:
    facts = [fact("replikasi", "proposal", "tidak_ada"), fact("replikasi", "pks_mou", 1)]
    assert level("replikasi", *facts) == 1


# what cannot be judged


def test_nothing_found_is_not_a_failed_indicator() -> None:
    verdict = judge(indicator("kemudahan_proses"), [], NOW)
    assert (verdict.outcome, verdict.reason, verdict.score, verdict.max_score) == ("cannot_judge", "absent", None, 6)
    assert "SOP" in verdict.detail


def test_an_unread_file_is_named_since_the_proof_may_be_in_it() -> None:
    verdict = judge(indicator("sdm"), [], Context(2026, unreadable=("sk.pdf", "dpa.pdf halaman 3")))
    assert (verdict.outcome, verdict.reason) == ("cannot_judge", "unreadable")
    assert "sk.pdf, dpa.pdf halaman 3" in verdict.detail


def test_a_claim_of_the_proposal_is_kept_but_scores_nothing() -> None:
    verdict = judge(indicator("sdm"), [fact("sdm", "proposal", 31)], NOW)
    assert (verdict.outcome, verdict.reason, verdict.score) == ("cannot_judge", "claimed-only", None)
    assert (verdict.claimed_level, verdict.claimed_score) == (3, 6)


def test_a_claimed_decree_is_a_claimed_level() -> None:
    assert judge(indicator("regulasi"), [fact("regulasi", "proposal", "perkada")], NOW).claimed_level == 2


def test_a_draft_proves_nothing() -> None:
    assert reason("sdm", fact("sdm", "surat_tugas", 31, void="draft")) == ("cannot_judge", "void")


def test_a_number_in_the_wrong_document_proves_nothing() -> None:
    assert reason("sdm", fact("sdm", "kliping_berita", 31)) == ("cannot_judge", "wrong-document")


def test_a_fact_below_the_cut_waits_for_a_person() -> None:
    unsure = fact("sdm", "surat_tugas", 31, confidence=0.79)
    assert reason("sdm", unsure) == ("cannot_judge", "uncertain")
    assert level("sdm", replace(unsure, reviewed="confirmed")) == 3


def test_what_a_person_marked_absent_is_gone() -> None:
    assert reason("sdm", fact("sdm", "surat_tugas", 31, reviewed="absent")) == ("cannot_judge", "absent")


def test_a_video_waits_for_somebody_to_watch_it() -> None:
    assert reason("video", fact("video", "video")) == ("cannot_judge", "not-textual")
    assert level("video", fact("video", "video", 5, reviewed="corrected")) == 3


def test_text_alone_cannot_say_what_a_video_shows() -> None:
    assert reason("video", fact("video", "video", 5)) == ("cannot_judge", "not-textual")


def test_a_training_before_the_period_is_told_apart_from_none() -> None:
    verdict = judge(indicator("bimtek"), [fact("bimtek", "daftar_hadir", 1, years=(2021,))], NOW)
    assert (verdict.outcome, verdict.reason) == ("cannot_judge", "out-of-period")
    assert "2024, 2025, 2026" in verdict.detail


def test_a_budget_page_without_a_year_cannot_be_counted() -> None:
    assert reason("anggaran", fact("anggaran", "dokumen_anggaran")) == ("cannot_judge", "year-unknown")


def test_a_word_of_another_scale_is_not_forced_onto_this_one() -> None:
    assert reason("alat_kerja", fact("alat_kerja", "foto", "web_mobile")) == ("cannot_judge", "other-scale")


def test_a_share_above_one_hundred_percent_is_no_ratio() -> None:
    assert reason("pengaduan", fact("pengaduan", "rekap_pengaduan", 170)) == ("cannot_judge", "other-scale")


def test_facts_of_other_indicators_are_left_alone() -> None:
    assert reason("sdm", fact("jejaring", "surat_tugas", 31)) == ("cannot_judge", "absent")


def test_a_mandatory_indicator_stays_marked() -> None:
    assert judge(indicator("sdm"), [], NOW).mandatory is True
    assert judge(indicator("aktor"), [], NOW).mandatory is False


def test_a_window_of_two_years_may_end_with_either_year() -> None:
    bimtek = indicator("bimtek", IID_2024)
    facts = [fact("bimtek", "undangan", years=(year,)) for year in (2022, 2023, 2024)]
    reached = reach(bimtek, facts, 2024)
    assert reached is not None
    assert reached.level.number == 2


def test_the_indicators_of_the_letter_are_all_here() -> None:
    assert [each.number for each in IID.indicators] == list(range(16, 36))
