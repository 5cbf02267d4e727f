"""The shipped samples: complete, well described, true to what is printed, and made again to the same files."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from models.data import read_yaml
from samples.make.build import Dossier, dossiers, expected, files, own_words
from samples.make.check import forgotten, printed_text

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
DOSSIERS = tuple(dossiers())
STORED = tuple(dossier for dossier in DOSSIERS if dossier.meta.get("outcome", "stored") == "stored")
KINDS = {"proposal", "listing", "evidence", "other", None}
LEVELS = {1, 2, 3, "not_met", "cannot_judge"}

each_dossier = pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda dossier: dossier.stem)
each_stored = pytest.mark.parametrize("dossier", STORED, ids=lambda dossier: dossier.stem)


def shipped(dossier: Dossier) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SAMPLES / f"{dossier.stem}.expected.json").read_text(encoding="utf-8"))
    return loaded


@each_dossier
def test_every_sample_has_its_file_and_its_expected_values(dossier: Dossier) -> None:
    assert (SAMPLES / dossier.path).exists()
    assert shipped(dossier) == expected(dossier)


def test_nothing_lies_beside_the_samples_that_nobody_expects() -> None:
    known = {name for dossier in DOSSIERS for name in files(dossier)}
    known |= {f"{dossier.stem}.expected.json" for dossier in DOSSIERS} | {"README.md"}
    found = {
        path.relative_to(SAMPLES).as_posix()
        for path in SAMPLES.rglob("*")
        if path.is_file() and "make" not in path.relative_to(SAMPLES).parts
    }
    assert found == known


@each_dossier
def test_making_a_sample_again_gives_the_shipped_file(dossier: Dossier) -> None:
    again = files(dossier)
    assert again == files(dossier), "two runs differ"
    if not any("scan" in source.meta for source in dossier.sources):  # another build of a picture library may differ
        for name, data in again.items():
            assert unpacked(data) == unpacked((SAMPLES / name).read_bytes()), f"{name}: run python -m samples.make"


def unpacked(data: bytes) -> Any:
    """An archive by its members, all the way down (compressors differ by version); pictures by their size."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: unpacked(archive.read(name)) for name in archive.namelist()}
    return len(data) // 10_000 if b"/Subtype /Image" in data else data


def test_the_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < 3_000_000


def test_the_samples_cover_what_secretariats_send() -> None:
    formats = {Path(name).suffix for dossier in DOSSIERS for name in files(dossier)}
    assert {".pdf", ".docx", ".zip"} <= formats
    assert {dossier.meta["kind"] for dossier in DOSSIERS} >= {"proposal", "listing", "other"}
    assert len(DOSSIERS) >= 14
    assert len({dossier.meta.get("region") for dossier in STORED}) >= 12


@each_dossier
def test_expected_values_use_the_project_s_own_words(dossier: Dossier) -> None:
    rubric = read_yaml(ROOT / "rubrics" / "iid-sid-2026.yaml").value
    sectors = {sector["id"] for sector in read_yaml(ROOT / "classify" / "data" / "sectors.yaml").value["sectors"]}
    indicators = {indicator["id"] for indicator in rubric["indicators"]}
    facts = expected(dossier)
    assert facts["kind"] in KINDS
    assert {innovation["sector"] for innovation in facts.get("innovations", [])} <= sectors
    for indicator, evidence in facts.get("evidence", {}).items():
        assert indicator in indicators
        assert evidence["level"] in LEVELS
        assert evidence.get("claimed", 1) in {1, 2, 3}
        assert evidence.get("file") in {None, *(source.meta["file"] for source in dossier.sources)}


@each_stored
def test_what_is_expected_is_printed(dossier: Dossier) -> None:
    if any("scan" in source.meta for source in dossier.sources):
        pytest.skip("a picture has no words")
    text = " ".join(map(printed_text, files(dossier).values()))
    facts = expected(dossier)
    values = [*facts["people"], *facts["units"], *facts["regulations"], *facts["acronyms"], *facts["acronyms"].values()]
    values += [change["text"] for change in facts["changes"]]
    values += [item[part] for item in facts["innovations"] for part in ("name", "expansion", "unit")]
    assert [value for value in values if value.casefold() not in text.casefold()] == []


@each_stored
def test_no_value_is_left_without_a_mark(dossier: Dossier) -> None:
    assert [found for source in dossier.sources for found in forgotten(source, own_words(dossier))] == []


def test_the_locked_and_the_broken_sample_really_fail() -> None:
    for name, words in (("06-terkunci.pdf", "password"), ("07-terpotong.pdf", "format")):
        with pytest.raises(pdfium.PdfiumError, match=words):
            pdfium.PdfDocument(SAMPLES / name)


def test_the_scanned_sample_has_no_text_layer() -> None:
    assert printed_text((SAMPLES / "05-pindaian-sidatan.pdf").read_bytes()) == ""
