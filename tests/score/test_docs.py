"""The pages about rubrics say what the files say."""

from __future__ import annotations

import re

from models.data import parse_yaml
from score import schema
from score.catalogue import all_rubrics
from score.check import check_rubric
from score.load import load_rubric
from score.reasons import REASONS
from score.shared import RUBRICS

DOCS = RUBRICS.parent / "docs"
PAGE = (DOCS / "rubrics.md").read_text(encoding="utf-8")
DECISION = (DOCS / "decisions" / "0004-cannot-be-judged.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_is_a_rubric_without_a_problem() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
    file = parse_yaml(example, "contoh.yaml")
    assert check_rubric(file) == ()
    assert load_rubric(file).max_score == 21


def test_the_page_lists_every_shipped_rubric_with_its_maximum() -> None:
    for rubric in all_rubrics():
        shown = "-" if rubric.max_score is None else f"{rubric.max_score:g}"
        assert re.search(rf"\| `{re.escape(rubric.id)}` \|[^|]*\| {shown} \|", PAGE), rubric.id


def test_the_page_explains_every_key_of_a_measure() -> None:
    for key in schema.MEASURE:
        assert f"measure.{key.removeprefix('!')}" in PAGE


def test_every_reason_of_an_open_verdict_is_explained() -> None:
    settled = {"level-met", "absent-level", "below-level-1", "stated-none", "person-scored"}
    for code in REASONS.keys() - settled:
        assert f"`{code}`" in DECISION
