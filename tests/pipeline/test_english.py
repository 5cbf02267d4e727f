"""English for who asks: nothing that is stored in Indonesian is left without it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.data import read_yaml
from pipeline import manifest
from pipeline.english import PATH, problem, verdict
from score.reasons import REASONS

DOCS = Path(__file__).parents[2] / "docs" / "problems.md"
CODES = re.findall(r"^\| `([a-z0-9-]+)`", DOCS.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("code", CODES)
def test_every_problem_has_an_english_message_and_remedy(code: str) -> None:
    message, remedy = problem({"code": code, "message": "pesan", "remedy": "saran"})
    assert "pesan" not in message
    assert remedy != "saran"


@pytest.mark.parametrize("reason", REASONS)
def test_every_verdict_has_an_english_reason(reason: str) -> None:
    assert reason in read_yaml(PATH).value["verdicts"]
    said = verdict({"reason": reason, "level": 2, "detail": "rincian"}, ["sk.pdf"])
    assert "{" not in said


def test_a_code_without_english_keeps_its_words() -> None:
    assert problem({"code": "new", "message": "pesan", "remedy": "saran"}) == ("pesan", "saran")


def test_the_facts_of_a_problem_are_named_in_english_too() -> None:
    said = manifest.WORDS["manifest-file-unknown"][0].format(row=3, file="usulan (1).pdf")
    message, _ = problem({"code": "manifest-file-unknown", "message": said, "remedy": ""})
    assert message == "row 3 names usulan (1).pdf, which is not among the files given"
