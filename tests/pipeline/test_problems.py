"""Every problem that ingest can name stands in docs/problems.md in the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.failures import WORDS as FAILURES
from pipeline.intake import WORDS as INTAKE
from pipeline.manifest import WORDS as MANIFEST
from pipeline.twins import WORDS as TWINS

PAGE = (Path(__file__).parents[2] / "docs" / "problems.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "message", "remedy"),
    [*FAILURES.values(), *((code, *words) for code, words in {**INTAKE, **MANIFEST, **TWINS}.items())],
)
def test_a_code_is_documented_in_its_own_words(code: str, message: str, remedy: str) -> None:
    assert f"| `{code}` | {message} | {remedy} |" in PAGE
