"""Precision, recall and F1 against written facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import CommandError, NotFoundError
from pipeline.evaluating import Tally, evaluate, read_gold
from tests.pipeline.home import Home
from tests.pipeline.jobs import EXAMPLE


def test_a_tally_counts_hits_misses_and_false_findings() -> None:
    tally = Tally()
    tally.add("a.pdf", ["satu", "dua", "tiga"], [frozenset({"satu"}), frozenset({"dua"}), frozenset({"empat"})])
    found = tally.as_json()
    assert (found["precision"], found["recall"], found["support"]) == (0.6667, 0.6667, 3)
    assert found["misses"] == [{"file": "a.pdf", "text": "tiga"}]
    assert found["false"] == [{"file": "a.pdf", "text": "empat"}]


def test_one_gold_text_is_found_once() -> None:
    tally = Tally()
    tally.add("a.pdf", ["satu"], [frozenset({"satu"}), frozenset({"satu", "pak satu"})])
    assert (tally.hits, len(tally.false)) == (1, 1)


def test_nothing_to_find_and_nothing_found_has_no_ratio() -> None:
    tally = Tally()
    tally.add("a.pdf", [], [])
    assert tally.as_json()["f1"] is None


def test_values_are_compared_after_case_and_space_are_folded(home: Home, files: Path) -> None:
    (files / "a.txt").write_text(EXAMPLE)
    home.ingest(files)
    gold = {
        "a": {
            "region": "KABUPATEN  CONTOH",
            "innovations": [
                {"name": "sapa", "expansion": "sistem antar\npasien", "unit": "Puskesmas Mekar", "sector": "kesehatan"}
            ],
        }
    }
    found = evaluate(home.engine, gold)
    assert {key: one["f1"] for key, one in found["fields"].items()} == {
        "innovations": 1.0, "expansions": 1.0, "name+unit": 1.0, "sector": 1.0, "region": 1.0,
    }  # fmt: skip


def test_a_field_that_gold_does_not_speak_of_is_not_counted(home: Home, files: Path) -> None:
    (files / "a.txt").write_text(EXAMPLE)
    home.ingest(files)
    assert list(evaluate(home.engine, {"a": {"region": "Kabupaten Contoh"}})["fields"]) == ["region"]


def test_an_empty_list_in_gold_makes_every_finding_false(home: Home, files: Path) -> None:
    (files / "a.txt").write_text(EXAMPLE)
    home.ingest(files)
    found = evaluate(home.engine, {"a": {"innovations": []}, "lain": {"innovations": []}})
    assert found["fields"]["innovations"]["false"] == [{"file": "a.txt", "text": "sapa"}]
    assert found["absent"] == ["lain"]


def test_gold_of_other_files_is_not_found(home: Home, files: Path) -> None:
    (files / "a.txt").write_text(EXAMPLE)
    home.ingest(files)
    with pytest.raises(NotFoundError):
        evaluate(home.engine, {"lain": {"region": "Kota X"}})


@pytest.mark.parametrize("text", ["[]", "{", '{"a": 1}'])
def test_gold_that_is_no_object_of_objects_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "gold.json").write_text(text)
    with pytest.raises(CommandError):
        read_gold(tmp_path / "gold.json")


def test_a_tolerated_value_is_neither_found_nor_false() -> None:
    tally = Tally()
    tally.add("a.pdf", ["satu"], [frozenset({"satu"}), frozenset({"dua"})], {"dua"})
    assert (tally.hits, tally.missed, tally.false) == (1, [], [])
