"""Which dossiers are measured, and when a loss counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import NOTES, Corpus, judge_changes, measured_parts, read_corpus
from benchmarks.accuracy_figures import CITED, MET, Change, Figure, changes, explained, figures_of, stored

TEXT, SCAN = {"origin": "text"}, {"origin": "ocr"}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    gold: dict[str, Any] = {
        "berita": {"files": [{"name": "berita.pdf"} | TEXT]},
        "pindaian": {"files": [{"name": "pindaian.pdf"} | SCAN]},
        "map": {"files": [{"name": "sk 1.pdf"} | TEXT, {"name": "foto 2.pdf"} | SCAN]},
        "sk 1": {"dates": []},
        "foto 2": {"dates": []},
        "lain": {"files": [{"name": "lain.pdf"} | TEXT]},
    }
    split = {"tune": {"dossiers": ["berita", "pindaian", "map"]}, "test": {"dossiers": ["lain"]}}
    (tmp_path / "gold.json").write_text(json.dumps(gold))
    (tmp_path / "split.json").write_text(json.dumps(split))
    (tmp_path / "map").mkdir()
    for name in ("berita.pdf", "pindaian.pdf", "lain.pdf"):
        (tmp_path / name).touch()
    return read_corpus(tmp_path, ["tune"])


def test_a_part_holds_its_dossiers_and_the_files_of_its_folders(corpus: Corpus) -> None:
    assert corpus.entries("tune", None).keys() == {"berita", "pindaian", "map", "sk 1", "foto 2"}


def test_digital_and_scanned_are_apart_and_a_folder_of_both_is_in_neither(corpus: Corpus) -> None:
    assert corpus.entries("tune", "digital").keys() == {"berita", "sk 1"}
    assert corpus.entries("tune", "scanned").keys() == {"pindaian", "foto 2"}


def test_only_what_is_measured_is_taken_in(corpus: Corpus) -> None:
    assert [path.name for path in corpus.paths(None)] == ["berita.pdf", "map", "pindaian.pdf"]
    assert [path.name for path in corpus.paths("digital")] == ["berita.pdf"]


def test_what_is_held_back_is_measured_only_when_asked_for() -> None:
    assert measured_parts(None) == ["tune", "test"]
    assert measured_parts("fresh") == ["fresh"]


def figure(f1: float | None) -> Figure:
    return Figure((f1, f1, f1), 10)


def change(before: float, now: float, key: str = "test/all/units") -> Change:
    return Change(key, before, now)


def test_a_loss_of_a_point_is_borne_and_more_is_not() -> None:
    assert not change(0.95, 0.94).lost
    assert change(0.95, 0.9399).lost
    assert not change(0.90, 0.95).lost


def test_gains_losses_and_fields_that_went_missing_are_changes() -> None:
    before = {"test/all": {"units": figure(0.9), "dates": figure(0.9), "money": figure(1.0), "links": figure(0.5)}}
    now = {"test/all": {"units": figure(0.8), "dates": figure(0.9004), "links": figure(0.6)}}
    found = {one.key: (one.before, one.now) for one in changes(before, now)}
    assert found == {"test/all/units": (0.9, 0.8), "test/all/money": (1.0, 0.0), "test/all/links": (0.5, 0.6)}


def test_a_part_that_was_not_measured_now_lost_nothing() -> None:
    assert list(changes({"test/all": {"units": figure(0.9)}}, {"tune/all": {"units": figure(0.1)}})) == []


@pytest.mark.parametrize(
    ("note", "holds"),
    [
        ("- `test/all/units`: schools are no units", True),
        ("- `test/all`: another way of counting", True),
        ("- `test/all/units`:", False),
        ("- `test/all/unit`: a shorter word is another field", False),
        ("    - `test/all/units`: an indented line is an example", False),
        ("test/all/units got worse", False),
    ],
)
def test_a_note_names_the_figure_and_says_why(note: str, holds: bool) -> None:
    assert explained(change(0.9, 0.5), f"# Notes\n\n{note}\n") is holds


def test_an_unexplained_loss_fails_and_an_explained_one_does_not() -> None:
    assert judge_changes([change(0.9, 0.5)], "", same_ocr=True) == 1
    assert judge_changes([change(0.9, 0.5)], "- `test/all/units`: meant", same_ocr=True) == 0


def test_with_another_ocr_engine_only_digital_losses_fail() -> None:
    assert judge_changes([change(0.9, 0.5, "test/scanned/units")], "", same_ocr=False) == 0
    assert judge_changes([change(0.9, 0.5, "test/digital/units")], "", same_ocr=False) == 1


def test_the_stored_figures_can_be_read_and_hold_every_part() -> None:
    figures = stored(NOTES.parent / "main.json")
    assert figures.keys() == {f"{part}/{group}" for part in ("tune", "test") for group in ("all", "digital", "scanned")}


def test_the_share_of_rightly_met_indicators_and_of_exact_citations_are_figures() -> None:
    field = {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "support": 4}
    found = figures_of(
        {
            "fields": {"evidence": field},
            "evidence": {"met": 4, "false_met_rate": 0.25},
            "citations": {"share": 1.0, "support": 9},
        }
    )
    assert {name: one.f1 for name, one in found.items()} == {"evidence": 0.6667, MET: 0.75, CITED: 1.0}
