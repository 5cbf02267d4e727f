"""Taxonomies are data."""

from __future__ import annotations

from pathlib import Path

import pytest

from classify.labels import read_labels
from classify.taxonomy import SHIPPED, Taxonomy, cue_stems, load_taxonomy
from models.data import DataError

SMALL = """
sectors:
- id: air
  name_id: Air
  keywords: [sumur, mata air, ledeng]
- id: api
  name_id: Api
  keywords: [kebakaran, hidran]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "taxonomy.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_taxonomy_has_the_42_sectors(taxonomy: Taxonomy) -> None:
    assert len(taxonomy.sectors) == 42
    assert len(set(taxonomy.slugs)) == 42


def test_a_keyword_of_two_sectors_points_to_both(taxonomy: Taxonomy) -> None:
    listed = {taxonomy.slugs[position] for position in taxonomy.cues[cue_stems("literasi")]}
    assert {"pendidikan", "perpustakaan"} <= listed


def test_a_second_taxonomy_needs_only_its_file(tmp_path: Path) -> None:
    assert load_taxonomy(written(tmp_path, SMALL)).slugs == ("air", "api")


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_taxonomy_is_called_what_its_file_is_and_says_how_well_it_is_known(path: Path) -> None:
    taxonomy = load_taxonomy(path)
    assert taxonomy.id == path.stem
    assert taxonomy.status and taxonomy.title_id and taxonomy.title_en


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.csv")), ids=lambda path: path.stem)
def test_every_label_of_a_taxonomy_is_one_of_its_classes_or_none(path: Path) -> None:
    slugs = set(load_taxonomy(path.with_suffix(".yaml")).slugs)
    assert {label.slug for label in read_labels(path)} <= {*slugs, ""}


def test_a_word_that_says_nothing_of_a_sector_may_be_what_a_category_is_about(taxonomy: Taxonomy) -> None:
    kipp = load_taxonomy(SHIPPED / "kipp-2025.yaml")
    assert cue_stems("aplikasi") not in taxonomy.cues
    assert [kipp.slugs[position] for position in kipp.cues[cue_stems("aplikasi")]] == ["transformasi_digital"]


def test_the_kipp_categories_cover_every_sector_once(taxonomy: Taxonomy) -> None:
    kipp = load_taxonomy(SHIPPED / "kipp-2021.yaml")
    assert sorted(affair for category in kipp.sectors for affair in category.affairs) == sorted(taxonomy.slugs)


def test_a_category_borrows_the_words_of_the_sectors_it_covers() -> None:
    food = next(
        category
        for category in load_taxonomy(SHIPPED / "kipp-2021.yaml").sectors
        if category.slug == "ketahanan_pangan"
    )
    assert {"petani", "nelayan", "lumbung pangan"} <= set(food.keywords)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("sectors: []\n", 1, id="no classes"),
        pytest.param("sectors:\n- id: air\n  keywords: [sumur]\n", 2, id="a class without a name"),
        pytest.param(SMALL.replace("sumur", "112"), 5, id="a number where a word belongs"),
        pytest.param(SMALL.replace("id: api", "id: air"), 3, id="the same id twice"),
        pytest.param("id: ../x\n" + SMALL, 1, id="an id that is a path"),
        pytest.param(SMALL + "  affairs: [air]\n", 2, id="an affair under two classes"),
        pytest.param("borrow: sectors.yaml\n" + SMALL, 3, id="an affair that is no sector"),
    ],
)
def test_a_bad_taxonomy_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(DataError) as caught:
        load_taxonomy(written(tmp_path, text))
    assert abs(caught.value.line - line) <= 1
