"""Learning from people: measured first, never against them, and everything that changes is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from classify import cache, gate
from classify.labels import read_labels
from classify.measure import Quality
from classify.model import SectorModel
from classify.taxonomy import load_sectors
from classify.train import train as really_train
from models.sector import LabelledInnovation
from pipeline import taxonomies
from pipeline.explaining import explain
from pipeline.overview import details
from pipeline.retagging import retag
from pipeline.rubric_files import rubric_of
from pipeline.scoring import score_all
from pipeline.tagging import ModelTagger, in_use
from pipeline.training import train
from tests.pipeline.home import Home, clock
from tests.pipeline.jobs import EXAMPLE

LIST = (
    "listing daftar_pemenang\nNAME: SAPA IBU\nUNIT: Puskesmas Mekar\nNAME: BANK SAMPAH\nUNIT: Dinas Lingkungan Hidup\n"
)
GOOD = Quality(100, 0.9, 0.95, 0.9, 5, 0.05, 0.8, 0.95, ())


@pytest.fixture(scope="module")
def model() -> SectorModel:
    return really_train(read_labels()[:60], load_sectors(), 1, fingerprint="0" * 64)


@pytest.fixture
def taught(home: Home, files: Path, model: SectorModel, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A list was taken in, under the sectors alone. Training is replaced: the tests are about what comes of a model."""

    def trained(labels: Sequence[LabelledInnovation], *_: object, fingerprint: str) -> SectorModel:
        return replace(model, fingerprint=fingerprint, trained_on=len(labels))

    monkeypatch.setattr(cache, "train", trained)
    monkeypatch.setattr(taxonomies, "every", lambda home: {})
    measured(monkeypatch, 0.9)
    (files / "daftar.txt").write_text(LIST)
    tagged(home, files / "daftar.txt")
    return home


def tagged(home: Home, path: Path) -> None:
    """Taken in with the tagger of the program."""
    home.ingest(path, tag=ModelTagger(home.engine, home.settings.home, clock()))


def measured(monkeypatch: pytest.MonkeyPatch, after: float) -> list[Any]:
    """What is compared from now on; the model after has `after` of its first choices right, the one before 0.9."""
    asked: list[Any] = []

    def compare(before: Any, labels: Any, _: object) -> gate.Comparison:
        asked.append((before, labels))
        return gate.Comparison(GOOD, replace(GOOD, top1=after))

    monkeypatch.setattr(gate, "compare", compare)
    return asked


def innovations(home: Home) -> dict[str, Any]:
    return {one["name"]: one for record in home.records() for one in record["innovations"]}


def teach(home: Home, **options: Any) -> dict[str, Any]:
    return train(home.engine, home.settings.home, clock(), **options)


def settle(home: Home, name: str, slug: str) -> None:
    home.decide(innovations(home)[name]["id"], "sector", "corrected", slug)


def test_what_people_settled_is_learned_beside_the_shipped_labels(taught: Home) -> None:
    settle(taught, "SAPA IBU", "sosial")
    found = teach(taught)
    assert (found["accepted"], found["confirmed_labels"]) == (True, 1)
    assert found["labels"] == len(read_labels()) + 1
    assert (found["before"]["top1"], found["after"]["top1"]) == (0.9, 0.9)


def test_the_model_is_measured_beside_the_one_that_was_in_use(taught: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(taught, "SAPA IBU", "sosial")
    teach(taught)
    asked = measured(monkeypatch, 0.9)
    settle(taught, "BANK SAMPAH", "pertanian")
    teach(taught)
    ((before, after),) = asked
    assert [label.slug for label in before] == ["sosial"]
    assert {label.slug for label in after} == {"sosial", "pertanian"}


def test_a_label_is_the_innovation_as_people_corrected_it(taught: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = measured(monkeypatch, 0.9)
    settle(taught, "SAPA IBU", "sosial")
    taught.decide(innovations(taught)["SAPA IBU"]["id"], "unit", "corrected", "Dinas Sosial")
    teach(taught)
    assert [label.input.unit for label in asked[0][1]] == ["Dinas Sosial"]


def test_a_worse_model_is_not_taken_unless_forced(taught: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = in_use(taught.engine, taught.settings.home, clock(), load_sectors())[0].fingerprint
    settle(taught, "SAPA IBU", "sosial")
    measured(monkeypatch, 0.8)
    found = teach(taught)
    assert (found["accepted"], found["model"]) == (False, before)
    forced = teach(taught, force=True)
    assert (forced["accepted"], forced["forced"]) == (True, True)
    now = in_use(taught.engine, taught.settings.home, clock(), load_sectors())[0].fingerprint
    assert now == forced["model"] != before


def test_training_changes_no_tag(taught: Home) -> None:
    before = taught.content()["sector_tag"]
    settle(taught, "SAPA IBU", "sosial")
    teach(taught)
    assert taught.content()["sector_tag"] == before


def test_what_comes_in_is_tagged_by_the_model_that_train_left(taught: Home, files: Path) -> None:
    settle(taught, "SAPA IBU", "sosial")
    found = teach(taught)
    (files / "baru.txt").write_text(EXAMPLE.replace("SAPA", "KILAT"))
    tagged(taught, files / "baru.txt")
    assert details(taught.engine, "KILAT")["innovations"][0]["sector_model"] == found["model"]


def test_a_cleared_cache_makes_the_same_model_again(taught: Home) -> None:
    settle(taught, "SAPA IBU", "sosial")
    found = teach(taught)
    for path in (taught.settings.home / "cache").iterdir():
        path.unlink()
    row, model = in_use(taught.engine, taught.settings.home, clock(), load_sectors())
    assert row.fingerprint == model.fingerprint == found["model"]


def test_every_tag_leads_to_the_model_when_it_was_trained_and_on_how_many_labels(taught: Home) -> None:
    one = details(taught.engine, "SAPA IBU")["innovations"][0]
    said = one["sector_tag"]["model"]
    assert said["fingerprint"] == one["sector_model"]
    assert (said["labels"], said["confirmed_labels"]) == (len(read_labels()), 0)
    assert datetime.fromisoformat(said["trained_at"]).tzinfo is not None


def test_classify_never_changes_what_a_person_settled(taught: Home) -> None:
    settle(taught, "SAPA IBU", "sosial")
    tag = next(row for row in taught.content()["sector_tag"] if row[0] == innovations(taught)["SAPA IBU"]["id"])
    teach(taught)
    found = retag(taught.engine, taught.settings.home, clock(), level=1.0)
    assert (found["innovations"], found["settled"]) == (2, 1)
    assert tag in taught.content()["sector_tag"]
    assert innovations(taught)["SAPA IBU"]["sector"]["slug"] == "sosial"


def test_a_sector_that_was_confirmed_outlives_another_reading_and_another_model(taught: Home, files: Path) -> None:
    one = innovations(taught)["SAPA IBU"]
    taught.decide(one["id"], "sector", "confirmed")
    taught.ingest(files / "daftar.txt", ocr="never")
    assert innovations(taught)["SAPA IBU"]["sector"]["slug"] == one["sector"]["slug"]


def test_a_dry_run_lists_what_would_change_and_changes_nothing(taught: Home) -> None:
    before = taught.content()["sector_tag"]
    planned = retag(taught.engine, taught.settings.home, clock(), level=1.0, dry_run=True)
    assert taught.content()["sector_tag"] == before
    done = retag(taught.engine, taught.settings.home, clock(), level=1.0)
    assert planned["changes"] == done["changes"] != []
    assert all(one["after"]["abstained"] for one in done["changes"])
    assert retag(taught.engine, taught.settings.home, clock())["changes"] == []


def test_a_level_holds_for_what_comes_in_later(taught: Home, files: Path) -> None:
    retag(taught.engine, taught.settings.home, clock(), level=1.0)
    (files / "baru.txt").write_text(EXAMPLE.replace("SAPA", "KILAT"))
    tagged(taught, files / "baru.txt")
    assert innovations(taught)["KILAT"]["sector"]["abstained"] is True


def test_a_reason_that_stands_in_the_dossier_is_cited_where_it_stands(taught: Home, files: Path) -> None:
    (files / "baru.txt").write_text(EXAMPLE.replace("SAPA", "KILAT"))
    tagged(taught, files / "baru.txt")
    reasons = details(taught.engine, "KILAT")["innovations"][0]["sector_reasons"]
    cited = [one for one in reasons if one["cite"]]
    assert {one["kind"] for one in cited} >= {"word", "unit"}
    for one in cited:
        cite = one["cite"]
        assert (files / cite["file"]).read_text()[cite["start"] : cite["end"]] == cite["quote"] == one["text"]
    score_all(taught.engine, taught.settings.home, rubric_of(None), clock())
    assert explain(taught.engine, "KILAT", None)["sector"]["reasons"] == reasons
