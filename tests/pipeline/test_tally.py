"""Counting hits, misses and false findings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.tally import Tally, one, pair, share

WORDS = st.lists(st.sampled_from(["satu", "dua", "tiga", "empat"]), max_size=6)


def test_a_tally_counts_hits_misses_and_false_findings() -> None:
    tally = Tally()
    tally.add("a.pdf", ["satu", "dua", "tiga"], [one("satu"), one("dua"), one("empat")])
    found = tally.as_json()
    assert (found["precision"], found["recall"], found["support"]) == (0.6667, 0.6667, 3)
    assert found["misses"] == [{"file": "a.pdf", "text": "tiga"}]
    assert found["false"] == [{"file": "a.pdf", "text": "empat"}]


def test_one_gold_text_is_found_once() -> None:
    tally = Tally()
    tally.add("a.pdf", ["satu"], [one("satu"), frozenset({"satu", "pak satu"})])
    assert (tally.hits, len(tally.false)) == (1, 1)


def test_nothing_to_find_and_nothing_found_has_no_ratio() -> None:
    tally = Tally()
    tally.add("a.pdf", [], [])
    assert tally.as_json()["f1"] is None


def test_a_tolerated_value_is_neither_found_nor_false() -> None:
    tally = Tally()
    tally.add("a.pdf", ["satu"], [one("satu"), one("dua")], {"dua"})
    assert (tally.hits, tally.missed, tally.false) == (1, [], [])


def test_a_false_value_of_two_printings_is_named_by_the_shorter() -> None:
    tally = Tally()
    tally.add("a.pdf", [], [frozenset({"dr. budi", "budi"})])
    assert tally.false == [{"file": "a.pdf", "text": "budi"}]


def test_pairs_are_folded_part_by_part() -> None:
    assert pair("SAPA  Bunda", "Dinas\nKesehatan") == "sapa bunda -> dinas kesehatan"


def test_a_share_of_nothing_is_none() -> None:
    assert (share(0, 0), share(2, 3)) == (None, 0.6667)


@given(gold=WORDS, found=WORDS, tolerated=st.sets(st.sampled_from(["dua", "lima"])))
def test_every_gold_text_is_either_found_or_missed(gold: list[str], found: list[str], tolerated: set[str]) -> None:
    tally = Tally()
    tally.add("a.pdf", gold, [one(text) for text in found], tolerated)
    assert tally.hits + len(tally.missed) == len(gold)
    assert tally.hits + len(tally.false) <= len(set(found))
    assert not {entry["text"] for entry in tally.false} & tolerated
