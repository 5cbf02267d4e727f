"""Precision, recall and F1 against written facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import CommandError, NotFoundError
from pipeline.evaluating import evaluate, read_gold
from tests.pipeline.home import Home
from tests.pipeline.jobs import EXAMPLE


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


def map_of(files: Path) -> Path:
    """A folder with a proposal and the decree that proves a part of it."""
    folder = files / "map sapa"
    folder.mkdir()
    (folder / "usulan.txt").write_text(EXAMPLE)
    (folder / "sk.txt").write_text("evidence sk_kepala_daerah\nNAME: SAPA\nEVIDENCE: regulasi sk_kepala_daerah\n")
    return folder


def test_a_folder_is_measured_by_its_name_and_its_files_by_theirs(home: Home, files: Path) -> None:
    home.ingest(map_of(files))
    gold: dict[str, dict[str, Any]] = {
        "map sapa": {"region": "Kabupaten Contoh", "innovations": [{"name": "SAPA"}], "acronyms": {"A": "B"}},
        "usulan": {"acronyms": {}},
    }
    found = evaluate(home.engine, gold)
    assert {key: one["f1"] for key, one in found["fields"].items()} == {
        "innovations": 1.0, "region": 1.0, "acronyms": None,
    }  # fmt: skip
    assert (found["files"], found["absent"]) == (["map sapa", "usulan.txt"], [])


def test_files_that_gold_describes_within_their_dossier_are_measured_with_it(home: Home, files: Path) -> None:
    home.ingest(map_of(files))
    gold = {"map sapa": {"files": [{"name": "usulan.txt", "facts": {"acronyms": {"OPD": "Organisasi"}}}]}}
    found = evaluate(home.engine, gold)
    assert found["fields"]["acronyms"]["misses"] == [{"file": "map sapa/usulan.txt", "text": "opd -> organisasi"}]


def test_evidence_is_judged_for_the_dossier_as_a_whole(home: Home, files: Path) -> None:
    home.ingest(map_of(files))
    found = evaluate(home.engine, {"map sapa": {"evidence": {"regulasi": {"level": 1}, "sdm": {"level": 2}}}})
    assert found["fields"]["evidence"]["misses"] == [
        {"file": "map sapa", "text": "sdm -> 2", "instead": "cannot_judge"}
    ]
    assert found["evidence"]["false_met_rate"] == 0.0


def test_every_quote_is_held_against_the_text_it_points_into(home: Home, files: Path) -> None:
    (files / "a.txt").write_text(EXAMPLE)
    home.ingest(files)
    cited = evaluate(home.engine, {"a": {"region": "Kabupaten Contoh"}})["citations"]
    assert cited["support"] > 0
    assert cited["exact"] == cited["support"]
