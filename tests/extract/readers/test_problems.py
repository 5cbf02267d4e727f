"""Every problem that a reader can name stands in docs/problems.md in the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.readers.problems import WORDS, problem

PAGE = (Path(__file__).parents[3] / "docs" / "problems.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", WORDS)
def test_a_code_is_documented_in_its_own_words(code: str) -> None:
    message, remedy = WORDS[code]
    assert f"| `{code}` | {message} | {remedy} |" in PAGE


def test_the_facts_of_a_problem_fill_its_sentence() -> None:
    assert "500 halaman" in problem("pdf-too-many-pages", "a.pdf", pages=500, limit=10).message


def test_a_code_that_is_not_on_the_list_is_a_defect() -> None:
    with pytest.raises(KeyError):
        problem("tidak-ada", "a.pdf")
