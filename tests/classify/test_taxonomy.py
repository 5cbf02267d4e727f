"""Taxonomies are data."""

from __future__ import annotations

from pathlib import Path

import pytest

from classify.taxonomy import KIPP_2021, Taxonomy, cue_stems, load_taxonomy
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


def test_the_kipp_categories_cover_every_sector_once(taxonomy: Taxonomy) -> None:
    kipp = load_taxonomy(KIPP_2021)
    assert sorted(affair for category in kipp.sectors for affair in category.affairs) == sorted(taxonomy.slugs)


def test_a_category_borrows_the_words_of_the_sectors_it_covers() -> None:
    food = next(category for category in load_taxonomy(KIPP_2021).sectors if category.slug == "ketahanan_pangan")
    assert {"petani", "nelayan", "lumbung pangan"} <= set(food.keywords)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("sectors: []\n", 1, id="no classes"),
        pytest.param("sectors:\n- id: air\n  keywords: [sumur]\n", 2, id="a class without a name"),
        pytest.param(SMALL.replace("sumur", "112"), 5, id="a number where a word belongs"),
        pytest.param(SMALL.replace("id: api", "id: air"), 3, id="the same id twice"),
    ],
)
def test_a_bad_taxonomy_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(DataError) as caught:
        load_taxonomy(written(tmp_path, text))
    assert abs(caught.value.line - line) <= 1
