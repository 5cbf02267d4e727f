"""Old Word, RTF and OpenDocument files are read through LibreOffice, or say that it is missing."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from extract.readers import office
from extract.readers.read import read
from models.problem import DossierError
from tests.extract.readers.papers import word

RTF = rb"{\rtf1\ansi Nama Inovasi : SIPANDU\par Unit : Dinas Sosial\par}"
needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")


def fill(document: Any) -> None:
    document.add_heading("Profil Inovasi", 1)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Nama", "SIPANDU"
    document.add_paragraph("Sesudah tabel.")  # without it LibreOffice writes a .doc whose table is lost


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_an_old_file_is_read_with_its_tables(suffix: str, tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(word(fill))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    options = [profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path)]
    subprocess.run(["soffice", *options, str(source)], check=True, capture_output=True)
    parsed = read((tmp_path / f"a.{suffix}").read_bytes(), "a.pdf")
    assert [parsed.quote(block.span) for block in parsed.blocks if block.cell] == ["Nama", "SIPANDU"]
    assert parsed.engine.startswith("LibreOffice")


@needs_office
@pytest.mark.slow
def test_an_rtf_file_is_read() -> None:
    parsed = read(RTF, "a.rtf")
    assert parsed.text.split("\n")[:2] == ["Nama Inovasi : SIPANDU", "Unit : Dinas Sosial"]


def test_without_libreoffice_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(DossierError) as error:
        read(RTF, "a.rtf")
    assert error.value.problem.code == "office-missing"
    assert "LibreOffice" in error.value.problem.remedy
