"""The worked example of docs/extending.md does what the page says: file, line and test, as they are printed there."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extract import nlp
from extract.document import extract
from extract.fields.registry import FIELDS
from models.document import Block, ParsedDocument, Span

PAGE = (Path(__file__).parent.parent / "docs" / "extending.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"`([\w/]+\.py)`:\n\n```python\n(.*?)```", PAGE, flags=re.DOTALL))
FILE, TEST = "extract/fields/social_accounts.py", "tests/extract/fields/test_social_accounts.py"
LINES = re.findall(r'\n\n    (\("\w+", \w+\)),\n', PAGE)


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The module of the page, importable under its own name while a test runs."""
    module = ModuleType(FILE.removesuffix(".py").replace("/", "."))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(FILES[FILE], FILE, "exec"), module.__dict__)  # noqa: S102 - a page of our own
    yield module


def parsed(text: str) -> ParsedDocument:
    block = Block("paragraph", Span(0, len(text)))
    return ParsedDocument("poster.txt", "0" * 64, "text/plain", text, blocks=(block,))


def test_the_page_prints_one_file_one_line_and_one_test() -> None:
    assert (sorted(FILES), len(LINES)) == ([FILE, TEST], 1)


def test_the_test_of_the_page_passes(example: ModuleType) -> None:
    printed: dict[str, Any] = {"__name__": "test_social_accounts"}
    exec(compile(FILES[TEST], TEST, "exec"), printed)  # noqa: S102 - a page of our own
    checks = {name: check for name, check in printed.items() if name.startswith("test_")}
    assert len(checks) == 2
    for check in checks.values():
        marks = getattr(check, "pytestmark", [])
        for arguments in marks[0].args[1] if marks else [()]:
            check(*arguments)


def test_with_the_line_in_the_registry_the_values_come_out_with_the_links(
    example: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = eval(LINES[0], example.__dict__)  # noqa: S307 - a page of our own
    monkeypatch.setattr(nlp, "FIELDS", (*FIELDS, line))
    document = parsed("Laman https://mekar.go.id/puskesmas dan Instagram: @rsud.mekar")
    found = {link.value: document.quote(link.span) for link in extract(document).links}
    assert found == {
        "https://mekar.go.id/puskesmas": "https://mekar.go.id/puskesmas",
        "https://www.instagram.com/rsud.mekar": "Instagram: @rsud.mekar",
    }
