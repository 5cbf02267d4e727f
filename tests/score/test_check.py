"""The checker: every mistake of a rubric file at once, each with its line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.data import DataError, KeyPath, parse_yaml
from models.rubric import RubricProblem
from score.catalogue import rubric_ids
from score.check import check_file, check_rubric
from score.load import load_rubric
from score.shared import RUBRICS

GOOD = """\
id: lomba-kota-2026
family: local
kind: weighted_levels
status: committee
title_id: Lomba Inovasi Kota
sources: [PANITIA]
source_list:
  PANITIA: {ref: Keputusan panitia}
max_score: 10
indicators:
- id: sdm
  name_id: Ketersediaan SDM
  weight: 2
  measure: {kind: count, unit: orang}
  levels:
  - {level: 1, score: 2, description: 1-10, rule: {min: 1, max: 10}}
  - {level: 2, score: 4, description: lebih dari 10, rule: {min: 11, max: null}}
  evidence: {types: [surat_tugas]}
- id: regulasi
  name_id: Regulasi
  weight: 3
  measure: {kind: ordinal, by: document_type}
  levels:
  - {level: 1, score: 3, description: SK, rule: {doc_type: [sk_kepala_daerah]}}
  - {level: 2, score: 6, description: Perkada, rule: {doc_type: [perkada]}}
  evidence: {types: [sk_kepala_daerah, perkada]}
"""


def problems(text: str) -> tuple[RubricProblem, ...]:
    return check_rubric(parse_yaml(text, "lomba.yaml"))


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def test_a_good_file_has_no_problem() -> None:
    assert problems(GOOD) == ()


@pytest.mark.parametrize("id_", rubric_ids())
def test_a_shipped_rubric_has_no_error(id_: str) -> None:
    found = check_file(RUBRICS / f"{id_}.yaml")
    assert [str(problem) for problem in found if problem.severity == "kesalahan"] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("weight: 3", "wight: 3", "kunci tidak dikenal: wight (mungkin maksudnya weight)", id="typo"),
        pytest.param("score: 4", "score: 5", "bobot x tingkat = 2 x 2 = 4", id="weight times level"),
        pytest.param("max_score: 10", "max_score: 12", "tidak sama dengan jumlahnya, 10", id="maximum"),
        pytest.param("[surat_tugas]", "[surat_cinta]", "jenis bukti tidak dikenal: surat_cinta", id="evidence type"),
        pytest.param("[perkada]}}", "[perda]}}", "tingkat ini tidak akan tercapai", id="unreachable level"),
        pytest.param("sources: [PANITIA]", "sources: [KABAR]", "sumber tidak dikenal: KABAR", id="source"),
        pytest.param("id: regulasi", "id: sdm", "id ganda: sdm", id="double id"),
        pytest.param("{kind: count,", "{kind: jumlah,", "measure.kind tidak dikenal: jumlah", id="measure kind"),
        pytest.param("status: committee", "status: resmi", "status tidak dikenal: resmi", id="status"),
        pytest.param("kind: weighted_levels", "kind: bobot", "kind tidak dikenal: bobot", id="rubric kind"),
        pytest.param("weight: 2", "weight: dua", "weight harus berupa angka", id="number"),
        pytest.param("weight: 2", "weight: null", "memerlukan bobot", id="no weight"),
        pytest.param("{level: 2, score: 6", "{level: 3, score: 9", "tingkat harus berurutan naik", id="levels"),
        pytest.param("{min: 1, max: 10}", "{min: 10, max: 1}", "min 10 lebih besar dari max 1", id="bounds"),
        pytest.param("{min: 1, max: 10}", "{min: 1, value: a}", "tepat satu dari", id="two rules"),
        pytest.param("{min: 1, max: 10}", "{value: sedikit}", "memerlukan rule min/max", id="rule of another kind"),
        pytest.param(
            "unit: orang}", "unit: orang, absent_level: 7}", "absent_level 7 bukan tingkat", id="absent level"
        ),
        pytest.param("  weight: 2", "  period: sewindu\n  weight: 2", "period tidak dapat dibaca", id="period"),
        pytest.param("max_score: 10", "max_score: 10\ncriteria: []", "tidak memakai criteria", id="foreign part"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, message: str) -> None:
    assert GOOD.count(old) >= 1
    text = GOOD.replace(old, new, 1)
    found = [problem for problem in problems(text) if message in problem.message]
    assert found, [str(problem) for problem in problems(text)]
    assert found[0].severity == "kesalahan"
    changed = next(n for n, (a, b) in enumerate(zip(GOOD.split("\n"), text.split("\n"), strict=False), 1) if a != b)
    assert abs(found[0].line - changed) <= 3


def test_the_line_is_exact_where_the_mistake_is_on_one_line() -> None:
    text = GOOD.replace("score: 4", "score: 5")
    assert problems(text)[-1].line == line_of(text, "score: 5")


def test_a_missing_key_is_named() -> None:
    text = GOOD.replace("  name_id: Regulasi\n", "")
    assert "kunci wajib tidak ada: name_id" in [problem.message for problem in problems(text)]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines() -> None:
    text = GOOD.replace("score: 4", "score: 5").replace("[perkada]", "[surat_cinta]").replace("committee", "resmi")
    lines = [problem.line for problem in problems(text)]
    assert len(lines) >= 3
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("min: 11", "min: 14", "antara 10 dan 14 tidak ada tingkat", id="gap"),
        pytest.param("min: 11", "min: 10", "bertumpang tindih", id="overlap"),
    ],
)
def test_bounds_as_printed_are_only_warned_of(old: str, new: str, message: str) -> None:
    (problem,) = problems(GOOD.replace(old, new))
    assert problem.severity == "peringatan"
    assert message in problem.message
    assert load_rubric(parse_yaml(GOOD.replace(old, new), "lomba.yaml")).id == "lomba-kota-2026"


def test_a_template_warns_of_every_weight_that_is_not_filled_in() -> None:
    found = check_file(RUBRICS / "koinyanlik-templat.yaml")
    assert [problem.severity for problem in found] == ["peringatan"] * 5


def test_a_template_that_somebody_signed_but_did_not_fill_in_is_an_error() -> None:
    text = (RUBRICS / "koinyanlik-templat.yaml").read_text(encoding="utf-8")
    found = problems(text.replace("status: CRITERIA_NOT_PUBLIC", "status: committee"))
    assert {problem.severity for problem in found} == {"kesalahan"}


def test_broken_yaml_is_one_problem_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "rusak.yaml"
    path.write_text("id: a\nkind: [tidak ditutup\n", encoding="utf-8")
    (problem,) = check_file(path)
    assert problem.line == 3


@pytest.mark.parametrize("text", ["- a\n- b\n", "hanya teks\n", "id: 1\nkind: [weighted_levels]\nindicators: {a: b}\n"])
def test_a_file_of_another_shape_is_told_not_raised(text: str) -> None:
    assert problems(text)


def put(value: Any, path: KeyPath, junk: object) -> Any:
    """A copy of the value with junk at one place."""
    if not path:
        return junk
    if isinstance(value, dict):
        return {key: put(item, path[1:], junk) if key == path[0] else item for key, item in value.items()}
    return [put(item, path[1:], junk) if index == path[0] else item for index, item in enumerate(value)]


@pytest.mark.parametrize("junk", [None, 3, -1, [1, [2]], {"a": {"b": 1}}, "teks", True, float("nan")])
def test_junk_in_any_place_is_told_not_raised(junk: object) -> None:
    file = parse_yaml(GOOD, "lomba.yaml")
    for path in file.lines:
        assert isinstance(check_rubric(replace(file, value=put(file.value, path, junk))), tuple)


def test_loading_stops_at_the_first_error_with_its_line() -> None:
    text = GOOD.replace("score: 4", "score: 5")
    with pytest.raises(DataError) as error:
        load_rubric(parse_yaml(text, "lomba.yaml"))
    assert error.value.line == line_of(text, "score: 5")
