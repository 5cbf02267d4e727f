"""Runs: named after what they depend on, never changed, explained from themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from pipeline.errors import CommandError
from pipeline.explaining import explain
from pipeline.ranking import as_json, moves, ranking
from pipeline.rubric_files import rubric_of
from pipeline.scoring import Scored, score_all
from store import runs
from store.engine import reading
from tests.pipeline.home import Home, clock
from tests.pipeline.jobs import EXAMPLE

DECREE = "evidence sk_kepala_daerah\nEVIDENCE: regulasi sk_kepala_daerah\nEVIDENCE: sdm sk_kepala_daerah 12 orang\n"


def score(home: Home, rubric: str = "iid-sid-2026", *changes: str) -> Scored:
    return score_all(home.engine, home.settings.home, rubric_of(rubric, changes), clock())


@pytest.fixture
def filled(home: Home, files: Path) -> Home:
    (files / "usulan.txt").write_text(EXAMPLE)
    (files / "sk.txt").write_text(DECREE)
    home.ingest(files)
    other = files.parent / "lain.txt"
    other.write_text(EXAMPLE.replace("SAPA", "KILAT"))
    home.ingest(other)
    return home


def test_the_same_inputs_under_the_same_rubric_are_the_same_run(filled: Home) -> None:
    first, second = score(filled), score(filled)
    assert first.run.id == second.run.id
    assert (first.created, second.created) == (True, False)
    assert second.run.created_at == first.run.created_at


def test_new_evidence_makes_a_new_run_and_leaves_the_old_one(filled: Home, files: Path) -> None:
    old = score(filled).run
    before = as_json(ranking(filled.engine, old))
    (files / "monev.txt").write_text("evidence laporan_survei\nEVIDENCE: monev laporan_survei skm\n")
    filled.ingest(files)
    assert score(filled).run.id != old.id
    assert as_json(ranking(filled.engine, old)) == before


def test_a_run_keeps_the_rubric_and_every_fact_it_used(filled: Home) -> None:
    run = score(filled).run
    with reading(filled.engine) as connection:
        totals = runs.totals(connection, run.id)
    assert run.rubric["id"] == "iid-sid-2026"
    assert len(run.rubric["indicators"]) == 20
    assert {fact["evidence"]["indicator"] for total in totals for fact in total.facts} == {"regulasi", "sdm"}
    assert all(fact["cite"]["quote"] for total in totals for fact in total.facts)


def test_the_better_proven_innovation_ranks_first(filled: Home) -> None:
    rows = as_json(ranking(filled.engine, score(filled).run))["rows"]
    assert [(row["rank"], row["name"]) for row in rows] == [(1, "SAPA"), (2, "KILAT")]
    assert (rows[0]["score"], rows[0]["met"]) == (7.0, 2)


def test_every_point_is_explained_by_its_quote(filled: Home) -> None:
    score(filled)
    found = explain(filled.engine, "SAPA", None)
    judged = {one["indicator"]: one for one in found["indicators"]}
    assert len(judged) == 20
    assert sum(one["score"] or 0 for one in judged.values()) == found["score"] == 7.0
    assert judged["sdm"]["facts"][0]["cite"]["quote"] == "sdm sk_kepala_daerah 12 orang"
    assert judged["sdm"]["facts"][0]["cite"]["file"] == "sk.txt"
    assert judged["monev"]["outcome"] == "cannot_judge"


def test_an_explanation_outlives_the_reading_it_came_from(filled: Home) -> None:
    score(filled)
    before = explain(filled.engine, "SAPA", None)
    with filled.engine.begin() as connection:
        connection.execute(text("DELETE FROM innovation_evidence"))
    assert explain(filled.engine, "SAPA", None) == before


def test_other_weights_move_the_ranking_and_say_why(filled: Home) -> None:
    before = score(filled).run
    after = score(filled, "iid-sid-2026", "regulasi.weight=0", "sdm.weight=0").run
    found = moves(filled.engine, before, after)
    (move,) = (one for one in found.moves if one.from_rank == 1)
    assert (move.score_from, move.score_to) == (7.0, 0.0)
    assert {cause.indicator: cause.delta for cause in move.because} == {"regulasi": -3.0, "sdm": -4.0}


def test_evidence_that_a_person_struck_out_gives_no_points(filled: Home) -> None:
    record = next(one for one in filled.records() if one["innovations"][0]["name"] == "SAPA")
    struck = next(one for one in record["evidence"] if one["document_type"] == "sk_kepala_daerah")
    filled.decide(struck["id"], "value", "absent")
    rows = as_json(ranking(filled.engine, score(filled).run))["rows"]
    assert rows[0]["met"] == 1


def test_a_run_that_is_older_than_a_decision_on_evidence_says_so(filled: Home) -> None:
    run = score(filled).run
    record = next(one for one in filled.records() if one["innovations"][0]["name"] == "SAPA")
    filled.decide(record["innovations"][0]["id"], "unit", "corrected", "Puskesmas Baru")
    assert as_json(ranking(filled.engine, run))["outdated"] is False
    filled.decide(record["evidence"][0]["id"], "value", "absent")
    found = as_json(ranking(filled.engine, run))
    assert (found["outdated"], found["newer_decisions"]) == (True, 1)
    assert explain(filled.engine, "SAPA", run.id)["outdated"] is True
    assert explain(filled.engine, "KILAT", run.id)["outdated"] is False
    assert as_json(ranking(filled.engine, score(filled).run))["outdated"] is False


def test_an_innovation_that_went_into_another_dossier_is_still_explained_by_its_run(filled: Home, files: Path) -> None:
    run = score(filled).run
    before = explain(filled.engine, "SAPA", run.id)
    (files / "revisi.txt").write_text(EXAMPLE + "EVIDENCE: sdm proposal 40 orang\n")
    filled.ingest(files)
    after = explain(filled.engine, before["innovation"]["id"], run.id)
    assert (after["score"], after["indicators"]) == (before["score"], before["indicators"])


def test_a_corrected_name_is_the_name_in_the_ranking(filled: Home) -> None:
    run = score(filled).run
    innovation = next(one for record in filled.records() for one in record["innovations"] if one["name"] == "KILAT")
    filled.decide(innovation["id"], "name", "corrected", "KILAT PLUS")
    assert "KILAT PLUS" in {row["name"] for row in as_json(ranking(filled.engine, run))["rows"]}


def test_a_file_nobody_could_read_leaves_the_question_open(home: Home, files: Path) -> None:
    (files / "usulan.txt").write_text(EXAMPLE)
    (files / "sk.txt").write_text(DECREE)
    (files / "dpa.txt").write_text("??")
    home.ingest(files)
    score(home)
    found = explain(home.engine, "SAPA", None)
    assert found["unreadable"] == ["dpa.txt"]
    assert {one["reason"] for one in found["indicators"] if one["indicator"] == "anggaran"} == {"unreadable"}


def test_a_rubric_without_weights_cannot_rank(filled: Home) -> None:
    run = score(filled, "kipp-kriteria-permenpanrb-91-2021").run
    with pytest.raises(CommandError):
        ranking(filled.engine, run)


@pytest.mark.parametrize("change", ["sdm", "sdm.weight", "sdm.weight=banyak", "tidak_ada.weight=2"])
def test_a_change_that_is_none_is_wrong_usage(change: str) -> None:
    with pytest.raises(CommandError):
        rubric_of("iid-sid-2026", [change])


def test_a_what_if_with_other_weights_does_not_hide_the_ranking(filled: Home) -> None:
    official = score(filled).run
    score(filled, "iid-sid-2026", "sdm.weight=5")
    with reading(filled.engine) as connection:
        current = runs.current(connection)
    assert current is not None
    assert current.id == official.id
