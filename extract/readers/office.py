"""Old Word, RTF and OpenDocument files, turned into .docx by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from extract.readers.docx import read_docx
from extract.readers.limits import MIB, allow_more
from extract.readers.ocr import OcrMode
from extract.readers.problems import refuse
from models.document import ParsedDocument

_SECONDS = 120
_ADDRESS_SPACE = 4096 * MIB
_PROGRAMS = ("soffice", "libreoffice")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""A profile of its own for each file: no macros, no pictures fetched from elsewhere, nothing left behind."""


@cache
def program() -> str | None:
    """LibreOffice's command, or None where it is not installed."""
    return next((found for found in map(shutil.which, _PROGRAMS) if found), None)


def office_reader(kind: str, suffix: str, what: str) -> Callable[[bytes, str, str, OcrMode], ParsedDocument]:
    """A reader for one media type: `suffix` is what LibreOffice knows it by, `what` its name for a person."""

    def read_office(data: bytes, name: str, sha256: str, ocr: OcrMode = "never") -> ParsedDocument:
        """As `read_docx`, of the converted file.

        Raises: DossierError as `read_docx`, and `word-old` without LibreOffice or when it fails.
        """
        converted = _converted(data, suffix)
        if converted is None:
            raise refuse("word-old", name, kind=what)
        parsed = read_docx(converted, name, sha256, ocr)
        return replace(parsed, media_type=kind, engine=f"LibreOffice, {parsed.engine}")

    return read_office


def _converted(data: bytes, suffix: str) -> bytes | None:
    command = program()
    if command is None:
        return None
    allow_more(_SECONDS, _ADDRESS_SPACE)
    with tempfile.TemporaryDirectory(prefix="berkas-office-") as folder:
        given, out, profile = Path(folder, f"in.{suffix}"), Path(folder, "out"), Path(folder, "profile")
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        given.write_bytes(data)
        options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        convert = ["--convert-to", "docx:Office Open XML Text", "--outdir", str(out), str(given)]
        try:
            subprocess.run([command, *options, *convert], capture_output=True, timeout=_SECONDS, check=True)
            return (out / "in.docx").read_bytes()
        except (subprocess.SubprocessError, OSError):
            return None
