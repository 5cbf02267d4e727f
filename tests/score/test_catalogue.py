"""The shipped rubrics and what is known of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.data import DataError, parse_yaml
from score.catalogue import RubricNotFoundError, all_rubrics, default_rubric, find_rubric, rubric_ids
from score.load import fingerprint, load_rubric
from score.shared import RUBRICS, evidence_types, with_kinds
from tests.score.facts import IID, IID_2024, indicator


def test_every_rubric_is_found_by_the_name_of_its_file() -> None:
    assert [rubric.id for rubric in all_rubrics()] == list(rubric_ids())


def test_the_default_is_the_one_that_two_witnesses_confirm() -> None:
    assert (default_rubric().id, default_rubric().official) == ("iid-sid-2026", True)
    assert [rubric.id for rubric in all_rubrics() if rubric.official] == ["iid-sid-2026"]


@pytest.mark.parametrize(
    ("id_", "maximum", "parts"),
    [
        ("iid-sid-2026", 111, 20),
        ("iid-sid-2024", 111, 20),
        ("iid-sid-2021", 150, 20),
        ("iid-sid-varian-2022", None, 20),
        ("kipp-2023-umum", 100, 8),
        ("iga-presentasi-2023", 100, 5),
        ("rumah-inovasi-lomba", 100, 5),
        ("kelengkapan-profil-makassar-2026", 51, 25),
        ("koinyanlik-templat", None, 5),
    ],
)
def test_a_rubric_is_complete(id_: str, maximum: float | None, parts: int) -> None:
    rubric = find_rubric(id_)
    assert (rubric.max_score, len(rubric.indicators) + len(rubric.criteria)) == (maximum, parts)


def test_the_mandatory_indicators_of_2026() -> None:
    wanted = {"regulasi", "sdm", "kecepatan", "kemanfaatan", "video"}
    assert {each.id for each in IID.indicators if each.mandatory} == wanted


def test_weights_of_2026_add_up_to_37() -> None:
    assert sum(each.weight or 0 for each in IID.indicators) == 37


@pytest.mark.parametrize("id_", ["iid-sid-varian-2022", "koinyanlik-templat", "kipp-kriteria-permenpanrb-91-2021"])
def test_without_weights_there_is_no_total(id_: str) -> None:
    assert not find_rubric(id_).totals


def test_other_years_are_judged_by_the_same_facts() -> None:
    facts_2026 = {each.fact for each in IID.indicators}
    for id_ in ("iid-sid-2024", "iid-sid-varian-2022", "iid-sid-2021"):
        assert {each.fact for each in find_rubric(id_).indicators} == facts_2026


def test_a_special_kind_reaches_the_level_of_the_wider_one() -> None:
    types = indicator("regulasi", IID_2024).levels[0].rule.doc_types
    assert types == ("sk_kepala_pd", "sk_kepala_pd_an_kepala_daerah")
    assert with_kinds(["perda"]) == {"perda"}


def test_only_a_video_cannot_be_judged_by_text() -> None:
    assert [each.id for each in evidence_types().values() if not each.textual] == ["video"]


def test_an_unknown_rubric_is_told_with_the_nearest_one() -> None:
    with pytest.raises(RubricNotFoundError, match="mungkin maksudnya iid-sid-2026"):
        find_rubric("iid-sid-2062")


def test_a_committee_names_its_rubric_by_path(tmp_path: Path) -> None:
    path = tmp_path / "lomba.yaml"
    text = (RUBRICS / "kipp-2023-umum.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("id: kipp-2023-umum", "id: lomba-2026"), encoding="utf-8")
    assert find_rubric(str(path)).id == "lomba-2026"


def test_an_edited_rubric_cannot_keep_the_id_of_a_shipped_one(tmp_path: Path) -> None:
    printed = (RUBRICS / "iid-sid-2026.yaml").read_text(encoding="utf-8")
    edited = tmp_path / "palsu.yaml"
    edited.write_text(printed.replace("Ketersediaan dan peran SDM", "Ketersediaan SDM"), encoding="utf-8")
    with pytest.raises(DataError, match="id sendiri"):
        find_rubric(str(edited))


def test_a_committees_file_is_never_official_whatever_it_says_of_itself(tmp_path: Path) -> None:
    printed = (RUBRICS / "iid-sid-2026.yaml").read_text(encoding="utf-8")
    own = tmp_path / "kota.yaml"
    own.write_text(printed.replace("id: iid-sid-2026", "id: kota-2026", 1), encoding="utf-8")
    assert not find_rubric(str(own)).official


def test_two_files_that_say_the_same_have_the_same_fingerprint() -> None:
    assert fingerprint({"a": 20.0, "b": [1]}) == fingerprint({"b": [1], "a": 20})
    text = (RUBRICS / "iid-sid-2026.yaml").read_text(encoding="utf-8")
    assert load_rubric(parse_yaml("# catatan\n" + text, "salinan.yaml")).fingerprint == IID.fingerprint


def test_another_weight_is_another_fingerprint() -> None:
    assert IID.fingerprint != IID_2024.fingerprint
