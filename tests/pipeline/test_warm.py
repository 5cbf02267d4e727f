"""What workers are forked from holds what they need and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def loaded_after(body: str) -> set[str]:
    code = f"import sys\n{body}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_nothing_that_talks_to_a_network_or_learns_is_loaded() -> None:
    loaded = loaded_after("import pipeline.warm")
    assert "extract.document" in loaded
    assert not loaded & {"httpx", "requests", "typer", "weasel", "sklearn", "scipy", "sqlalchemy", "spacy.cli", "torch"}


@pytest.mark.slow
def test_spacys_own_commands_are_there_for_who_asks() -> None:
    assert "spacy.cli.download" in loaded_after("import pipeline.warm\nimport spacy.cli.download")


def test_the_door_to_the_workers_is_light() -> None:
    loaded = loaded_after("import pipeline.worker_entry")
    assert not loaded & {"spacy", "numpy", "lxml", "pypdfium2", "sqlalchemy", "extract.readers.read"}
