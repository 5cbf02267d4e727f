"""Old Word, RTF and OpenDocument files, turned into .docx by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from extract.readers.docx import read_docx
from extract.readers.doing import doing
from extract.readers.guards import MAX_FILE
from extract.readers.limits import MIB, allow_more
from extract.readers.ocr import OcrMode
from extract.readers.problems import refuse
from extract.sandbox.confine import alone, narrow
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
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""
"""A profile of its own for each file, nothing left behind: no macros, and whatever a file wants to fetch is asked of a
port where nobody answers."""
_PROGRAM_ITSELF = "soffice.bin"
"""Behind the command, which is a script: the program itself needs to start no other."""
_FIRST_RUN = 81
"""LibreOffice has set up its profile and asks to be started again."""


@cache
def program() -> str | None:
    """LibreOffice's program itself, else its command, which starts it as a child; None where it is not installed."""
    command = next((found for found in map(shutil.which, _PROGRAMS) if found), None)
    if command is None:
        return None
    binary = Path(command).resolve().parent / _PROGRAM_ITSELF
    return str(binary) if binary.is_file() else command


def office_reader(kind: str, suffix: str, what: str) -> Callable[[bytes, str, str, OcrMode], ParsedDocument]:
    """A reader for one media type: `suffix` is what LibreOffice knows it by, `what` its name for a person."""

    def read_office(data: bytes, name: str, sha256: str, ocr: OcrMode = "never") -> ParsedDocument:
        """As `read_docx`, of the converted file.

        Raises: DossierError as `read_docx`, `office-missing` without LibreOffice, `word-old` when it fails.
        """
        command = program()
        if command is None:
            raise refuse("office-missing", name, kind=what)
        doing("office")
        converted = _converted(command, data, suffix)
        narrow()
        if converted is None:
            raise refuse("word-old", name, kind=what)
        parsed = read_docx(converted, name, sha256, ocr)
        return replace(parsed, media_type=kind, engine=f"LibreOffice, {parsed.engine}")

    return read_office


def _converted(command: str, data: bytes, suffix: str) -> bytes | None:
    allow_more(_SECONDS, _ADDRESS_SPACE)
    with tempfile.TemporaryDirectory(prefix="berkas-office-") as folder:
        given, out, profile = Path(folder, f"in.{suffix}"), Path(folder, "out"), Path(folder, "profile")
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        given.write_bytes(data)
        if _run(_line(command, given, out, profile), folder) == _FIRST_RUN:
            again = profile.rename(
                profile.with_name("again")
            )  # its socket, named after the profile, may still be there
            _run(_line(command, given, out, again), folder)
        made = out / "in.docx"
        return made.read_bytes() if made.is_file() and made.stat().st_size <= MAX_FILE else None


def _line(command: str, given: Path, out: Path, profile: Path) -> list[str]:
    options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    return [command, *options, "--convert-to", "docx:Office Open XML Text", "--outdir", str(out), str(given)]


def _run(line: list[str], home: str) -> int:
    """The exit code; beyond the time limit the program is killed with all its children."""
    environment = {"PATH": os.defpath, "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8"}
    process = subprocess.Popen(
        line,
        preexec_fn=alone if line[0].endswith(_PROGRAM_ITSELF) else None,  # noqa: PLW1509 - a worker has one thread
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        return process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
