"""Totals, overridden weights and criteria that people score."""

from __future__ import annotations

import pytest

from models.verdict import Context
from score.catalogue import find_rubric
from score.override import OverrideError, override
from score.total import score
from tests.score.facts import IID, IID_2024, NOW, fact

FACTS = [
    fact("regulasi", "perkada"),
    fact("sdm", "surat_tugas", 31),
    fact("aktor", "foto", 2),
    fact("replikasi", "proposal", 2),
]


def test_the_total_adds_what_is_met_and_keeps_what_is_open_apart() -> None:
    total = score("waskom", IID, FACTS, NOW)
    assert (total.score, total.met, total.not_met, total.cannot_judge) == (12, 2, 1, 17)


def test_what_is_possible_is_the_score_plus_all_that_cannot_be_judged() -> None:
    open_points = 111 - 9 - 6 - 3
    assert score("waskom", IID, FACTS, NOW).possible == 12 + open_points


def test_a_claim_is_added_up_apart_from_the_score() -> None:
    assert score("waskom", IID, FACTS, NOW).claimed == 6


def test_there_is_a_verdict_for_every_indicator_in_the_order_of_the_rubric() -> None:
    verdicts = score("waskom", IID, FACTS, NOW).verdicts
    assert [verdict.indicator for verdict in verdicts] == [each.id for each in IID.indicators]


def test_a_single_innovation_has_no_predicate_since_the_bands_are_for_regions() -> None:
    assert score("waskom", IID, FACTS, NOW).predicate is None


def test_another_year_needs_only_its_file() -> None:
    facts = [fact("regulasi", "perkada"), fact("kemanfaatan", "daftar_penerima", 250), fact("video", "video", 5)]
    facts += [fact("sosialisasi", "kliping_berita", "media_luar"), fact("pengaduan", "rekap_pengaduan", 88)]
    levels = {verdict.indicator: verdict.level for verdict in score("x", IID_2024, facts, Context(2024)).verdicts}
    assert (levels["regulasi"], levels["kemanfaatan"], levels["sosialisasi"], levels["pengaduan"]) == (3, 3, 3, 3)
    assert score("x", IID, facts, NOW).score == 6 + 6 + 3 + 2


def test_facts_of_2026_judge_the_indicator_that_an_older_year_names_otherwise() -> None:
    old = find_rubric("iid-sid-2021")
    total = score("x", old, [fact("alat_kerja", "tangkapan_layar", "daring_atau_ai")], Context(2021))
    assert {each.indicator: each.level for each in total.verdicts}["penggunaan_it"] == 3


def test_a_method_counted_in_2026_is_a_level_of_its_own_in_the_older_years() -> None:
    methods = [fact("informasi_layanan", "foto", 1, item=name) for name in ("manual_tatap_muka", "media_sosial")]
    new, old = (score("x", rubric, methods, NOW) for rubric in (IID, find_rubric("iid-sid-2021")))
    assert [{each.indicator: each.level for each in total.verdicts}["informasi_layanan"] for total in (new, old)] == [
        2,
        2,
    ]


def test_levels_without_weights_are_reported_without_a_total() -> None:
    total = score("x", find_rubric("iid-sid-varian-2022"), FACTS, Context(2022))
    assert (total.score, total.possible, total.met) == (None, None, 2)


def test_criteria_wait_for_people() -> None:
    total = score("x", find_rubric("kipp-2023-umum"), [], NOW)
    assert (total.score, total.possible, total.cannot_judge) == (0, 100, 8)


def test_a_mark_of_a_person_earns_its_share_of_the_weight() -> None:
    marks = [fact("signifikansi", "penilaian", 80, reviewed="corrected")]
    assert score("x", find_rubric("kipp-2023-umum"), marks, NOW).score == 24


def test_a_mark_that_no_person_gave_is_no_mark() -> None:
    marks = [fact("signifikansi", "penilaian", 80)]
    assert score("x", find_rubric("kipp-2023-umum"), marks, NOW).score == 0


def test_a_checked_field_earns_its_points() -> None:
    marks = [fact("rancang_bangun", "proposal", reviewed="confirmed")]
    assert score("x", find_rubric("kelengkapan-profil-makassar-2026"), marks, NOW).score == 5


def test_an_overridden_weight_moves_levels_maximum_fingerprint_and_name() -> None:
    changed = override(IID, {"regulasi.weight": 5})
    assert changed.id == "iid-sid-2026+regulasi.weight=5"
    assert (changed.max_score, changed.official) == (117, False)
    assert changed.fingerprint != IID.fingerprint
    assert score("x", changed, [fact("regulasi", "perkada")], NOW).score == 10


def test_the_bases_of_an_overridden_indicator_follow() -> None:
    changed = override(IID, {"kemanfaatan.weight": 10})
    assert score("x", changed, [fact("kemanfaatan", "daftar_penerima", 600)], NOW).score == 30


def test_the_order_of_the_changes_makes_no_difference() -> None:
    one = override(IID, {"sdm.weight": 1, "rkpd.weight": 4})
    two = override(IID, {"rkpd.weight": 4, "sdm.weight": 1})
    assert (one.id, one.fingerprint) == (two.id, two.fingerprint)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"replika.weight": 5}, "indikator tidak ada"),
        ({"replikasi.level": 5}, "hanya bobot"),
        ({"replikasi.weight": -1}, "0 atau lebih"),
        ({"replikasi.weight": float("nan")}, "0 atau lebih"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(changes: dict[str, float], message: str) -> None:
    with pytest.raises(OverrideError, match=message):
        override(IID, changes)


def test_a_rubric_without_weights_cannot_be_reweighted() -> None:
    with pytest.raises(OverrideError, match="tidak berbobot"):
        override(find_rubric("koinyanlik-templat"), {"kebaruan.weight": 20})
