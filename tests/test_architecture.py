"""The import map: who may import what. Moving a line of it is a decision record, not a detail."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STAGES = {"extract", "classify", "score", "store"}
MAY_IMPORT: dict[str, set[str]] = {
    "models": set(),
    "extract": {"models"},
    "classify": {"models"},
    "score": {"models"},
    "store": {"models"},
    "pipeline": {"models", *STAGES},
    "commands": {"models", "pipeline"},
    "cli": {"commands"},
}
OURS = set(MAY_IMPORT)
NO_TABLES = {"extract", "classify", "score"}


def sources() -> Iterator[tuple[str, Path]]:
    yield "cli", ROOT / "cli.py"
    for package in sorted(OURS - {"cli"}):
        for path in sorted((ROOT / package).rglob("*.py")):
            yield package, path


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the map"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize(("package", "path"), [pytest.param(p, f, id=str(f.relative_to(ROOT))) for p, f in sources()])
def test_a_file_imports_only_what_its_folder_may(package: str, path: Path) -> None:
    for module in imported_modules(path):
        top = module.split(".")[0]
        if top in OURS and top != package:
            assert top in MAY_IMPORT[package], f"{path.name} imports {module}"
        if package in NO_TABLES:
            assert not module.startswith("models.tables"), f"{path.name} sees the database tables"


def test_every_folder_of_code_is_on_the_map() -> None:
    code = {path.parent.name for path in ROOT.glob("*/*.py")} - {"tests", "benchmarks", "samples", ".venv"}
    assert code | {"cli"} <= OURS, "a new folder needs a line on the map and a decision record"
