"""The ranking, its ties and intervals, and the comparison of two rankings."""

from __future__ import annotations

from typing import Any

from models.verdict import Cause, Entry, Move
from score.compare import Run, compare, points
from score.override import override
from score.rank import rank
from score.total import score
from tests.score.facts import IID, IID_2024, NOW, fact


def entry(name: str, points: float, possible: float | None = None, **more: Any) -> Entry:
    return Entry(name, name, points, points if possible is None else possible, **more)


def test_equal_scores_share_a_place_and_the_next_one_is_skipped() -> None:
    rows = rank([entry("d", 1), entry("b", 5), entry("c", 5), entry("a", 9)])
    assert [(row.entry.name, row.rank, row.tied) for row in rows] == [
        ("a", 1, False),
        ("b", 2, True),
        ("c", 2, True),
        ("d", 4, False),
    ]


def test_what_differs_only_by_the_order_of_adding_is_a_tie() -> None:
    assert {row.rank for row in rank([entry("a", 0.1 + 0.2), entry("b", 0.3)])} == {1}


def test_a_place_that_nothing_can_change_is_certain() -> None:
    assert [row.interval for row in rank([entry("a", 9), entry("b", 5)])] == [(1, 1), (2, 2)]


def test_the_interval_says_whom_an_open_verdict_can_still_let_pass() -> None:
    rows = rank([entry("a", 9), entry("b", 5, possible=12), entry("c", 3, possible=4)])
    assert [(row.entry.name, row.interval) for row in rows] == [("a", (1, 2)), ("b", (1, 2)), ("c", (3, 3))]


def test_ranking_nothing_gives_nothing() -> None:
    assert rank([]) == ()


def test_a_group_ranks_by_the_mean_of_its_innovations_and_not_by_their_number() -> None:
    many = [entry(f"kecil {n}", 4, unit="Puskesmas Mekar", region="Kota A") for n in range(5)]
    rows = rank([*many, entry("besar", 9, unit="SMP 1", region="Kota A")], by="unit")
    assert [(row.entry.name, row.entry.score, row.size) for row in rows] == [
        ("SMP 1", 9, 1),
        ("Puskesmas Mekar", 4, 5),
    ]


def test_units_of_the_same_name_in_two_regions_are_two_units() -> None:
    rows = rank([entry(city, 1, unit="Dinas Kesehatan", region=city) for city in ("Kota A", "Kota B")], by="unit")
    assert [row.entry.region for row in rows] == ["Kota A", "Kota B"]


def test_an_innovation_of_no_known_sector_is_in_no_sector() -> None:
    rows = rank([entry("a", 1, sector="kesehatan"), entry("b", 2)], by="sector")
    assert [(row.entry.sector, row.size) for row in rows] == [("kesehatan", 1)]


BEFORE = {"a": [fact("sdm", "surat_tugas", 31)], "b": [fact("replikasi", "pks_mou", 1)]}


def run_of(rubric: Any, facts: Any) -> Run:
    totals = {id_: score(id_, rubric, mine, NOW) for id_, mine in facts.items()}
    entries = [Entry(id_, id_, total.score or 0, total.possible or 0) for id_, total in totals.items()]
    return Run(rank(entries), {id_: points(total, rubric) for id_, total in totals.items()})


def test_a_move_names_the_indicator_that_caused_it() -> None:
    changed = compare(run_of(IID, BEFORE), run_of(override(IID, {"replikasi.weight": 9}), BEFORE))
    assert changed.moves == (
        Move("b", 2, 1, 3, 9, (Cause("replikasi", 6),)),
        Move("a", 1, 2, 6, 6),
    )


def test_who_came_into_the_top_and_who_fell_out() -> None:
    changed = compare(run_of(IID, BEFORE), run_of(override(IID, {"replikasi.weight": 9}), BEFORE), top=1)
    assert (changed.entered_top, changed.left_top) == (("b",), ("a",))


def test_nothing_changed_is_no_move() -> None:
    assert compare(run_of(IID, BEFORE), run_of(IID, BEFORE)).moves == ()


def test_an_indicator_that_two_rubrics_name_differently_is_one_cause() -> None:
    facts = {"a": [fact("video", "video", 5, reviewed="confirmed"), fact("kemanfaatan", "daftar_penerima", 150)]}
    (move,) = compare(run_of(IID, facts), run_of(IID_2024, facts)).moves
    assert move.because == (Cause("kemanfaatan", 3),)


def test_the_largest_cause_comes_first() -> None:
    facts = {"a": [fact("sdm", "surat_tugas", 31), fact("regulasi", "perda")]}
    changed = override(IID, {"sdm.weight": 3, "regulasi.weight": 1})
    (move,) = compare(run_of(IID, facts), run_of(changed, facts)).moves
    assert [cause.delta for cause in move.because] == [-6, 3]
