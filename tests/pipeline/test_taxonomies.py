"""A second taxonomy from a YAML file and labels alone: tagged, told, learned and settled as the sectors are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import taxonomies
from pipeline.errors import CommandError, NotFoundError
from pipeline.explaining import explain
from pipeline.exporting import jsonl
from pipeline.overview import details, listing
from pipeline.retagging import retag
from pipeline.rubric_files import rubric_of
from pipeline.scoring import score_all
from pipeline.tagging import ModelTagger
from pipeline.training import train
from tests.pipeline.home import Home, clock

LIST = "listing daftar_pemenang\n" + "".join(
    f"NAME: {name}\nUNIT: {unit}\n"
    for name, unit in (("SUMUR KITA", "Dinas Air"), ("HIDRAN SIAGA", "Pemadam"), ("Xyzzy", "Q"))
)
THEMES = """\
id: tema-uji
title_id: Tema uji
sectors:
- {id: air, name_id: 'Air (minum dan irigasi)', keywords: [sumur, irigasi]}
- {id: api, name_id: Api, keywords: [hidran, pemadam]}
- {id: angin, name_id: Angin, keywords: [layar]}
"""
LABELS = "name,expansion,opd,region,sector\nSumur Warga,,,Kota A,air\nHidran Kota,,,Kota B,api\n"


@pytest.fixture
def filled(home: Home, files: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A list of three was taken in; of the further taxonomies only those of the home are there."""
    monkeypatch.setattr(taxonomies, "SHIPPED", files / "none")
    (files / "daftar.txt").write_text(LIST)
    home.ingest(files / "daftar.txt")
    return home


@pytest.fixture
def themes(files: Path) -> str:
    (files / "tema.yaml").write_text(THEMES)
    (files / "tema.csv").write_text(LABELS)
    return str(files / "tema.yaml")


def classify(home: Home, words: str, **options: Any) -> dict[str, Any]:
    chosen = taxonomies.chosen(home.settings.home, words)
    return retag(home.engine, home.settings.home, clock(), taxonomy=chosen, **options)


def teach(home: Home, words: str) -> dict[str, Any]:
    return train(home.engine, home.settings.home, clock(), taxonomy=taxonomies.chosen(home.settings.home, words))


def tag_of(home: Home, name: str) -> dict[str, Any]:
    (one,) = [one for one in details(home.engine, name)["innovations"] if one["name"] == name]
    found: dict[str, Any] = one["tags"]["tema-uji"]
    return found


def test_a_file_is_enough_to_tag_by_and_from_then_on_its_id(filled: Home, themes: str) -> None:
    found = classify(filled, themes)
    assert (found["taxonomy"], len(found["changes"])) == ("tema-uji", 3)
    Path(themes).unlink()
    assert classify(filled, "tema-uji")["changes"] == []


def test_the_sector_stays_what_it_was(filled: Home, themes: str) -> None:
    before = [record["innovations"][0]["sector"] for record in filled.records()]
    classify(filled, themes, level=0.3)
    assert [record["innovations"][0]["sector"] for record in filled.records()] == before


def test_a_tag_has_its_confidence_its_reasons_its_model_and_a_name_for_people(filled: Home, themes: str) -> None:
    classify(filled, themes, level=0.5)
    tag = tag_of(filled, "SUMUR KITA")
    assert (tag["slug"], tag["name"], tag["abstained"]) == ("air", "Air (minum dan irigasi)", False)
    assert tag["confidence"] == tag["alternatives"][0]["confidence"] > 0.5
    assert ("word", "SUMUR", "air") in {(one["kind"], one["text"], one["slug"]) for one in tag["reasons"]}
    assert (tag["model"]["labels"], tag["model"]["confirmed_labels"]) == (2, 0)


def test_a_tag_abstains_where_nothing_speaks_for_a_class(filled: Home, themes: str) -> None:
    classify(filled, themes)
    assert tag_of(filled, "Xyzzy")["abstained"] is True


def test_show_explain_export_and_list_tell_the_same_tag(filled: Home, themes: str) -> None:
    classify(filled, themes, level=0.5)
    score_all(filled.engine, filled.settings.home, rubric_of(None), clock())
    shown = tag_of(filled, "SUMUR KITA")
    assert explain(filled.engine, "SUMUR KITA", None)["tags"]["tema-uji"] == shown
    (record,) = [json.loads(line) for line in jsonl(filled.engine)]
    exported = record["innovations"][0]["tags"]["tema-uji"]
    assert exported["model"] == shown["model"]["fingerprint"]
    assert {**exported, "model": None, "reasons": None} == {**shown, "model": None, "reasons": None}
    listed = {one["name"]: one["tags"] for one in listing(filled.engine)[0]["innovations"]}
    assert listed["SUMUR KITA"] == {"tema-uji": "air"}


def test_what_a_person_settled_is_told_stays_and_is_learned(filled: Home, themes: str) -> None:
    classify(filled, themes)
    one = filled.records()[0]["innovations"][0]
    filled.decide(one["id"], "tag.tema-uji", "corrected", "angin")
    assert (tag_of(filled, "SUMUR KITA")["slug"], tag_of(filled, "SUMUR KITA")["reviewed"]) == ("angin", "corrected")
    found = teach(filled, "tema-uji")
    assert (found["labels"], found["confirmed_labels"]) == (3, 1)
    assert classify(filled, "tema-uji", level=0.0)["settled"] == 1
    assert tag_of(filled, "SUMUR KITA")["slug"] == "angin"
    assert filled.records()[0]["innovations"][0]["sector"] == one["sector"]


def test_a_taxonomy_that_was_asked_for_tags_what_comes_in_later(filled: Home, files: Path, themes: str) -> None:
    classify(filled, themes, level=0.5)
    (files / "baru.txt").write_text("listing daftar_pemenang\nNAME: IRIGASI BARU\nUNIT: Dinas Air\n")
    filled.ingest(files / "baru.txt", tag=ModelTagger(filled.engine, filled.settings.home, clock()))
    assert tag_of(filled, "IRIGASI BARU")["slug"] == "air"


def test_a_taxonomy_without_any_frozen_label_is_trained_and_says_that_nothing_was_measured(
    filled: Home, files: Path
) -> None:
    (files / "tema.yaml").write_text(THEMES)
    found = teach(filled, str(files / "tema.yaml"))
    assert (found["accepted"], found["before"], found["after"]) == (True, None, None)


def test_a_changed_file_is_another_model(filled: Home, themes: str) -> None:
    first = classify(filled, themes)["model"]
    Path(themes).write_text(THEMES.replace("layar", "kincir"))
    assert classify(filled, themes)["model"] != first


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("id: x\nsectors: []\n", "bad-taxonomy", id="no classes"),
        pytest.param(THEMES.replace("tema-uji", "sectors"), "taxonomy-taken", id="the id of the sectors"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(filled: Home, files: Path, text: str, key: str) -> None:
    (files / "tema.yaml").write_text(text)
    with pytest.raises(CommandError) as caught:
        classify(filled, str(files / "tema.yaml"))
    assert caught.value.key == key


def test_labels_of_a_class_that_is_not_there_are_refused_with_their_line(filled: Home, themes: str) -> None:
    Path(themes).with_suffix(".csv").write_text(LABELS + "Kincir,,,Kota C,tanah\n")
    with pytest.raises(CommandError) as caught:
        classify(filled, themes)
    assert "tema.csv:4" in str(caught.value.facts["detail"])


def test_an_unknown_taxonomy_is_not_found(filled: Home) -> None:
    with pytest.raises(NotFoundError):
        classify(filled, "tema-lain")
