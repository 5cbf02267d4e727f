"""Work for the workers of the tests: a small language for files instead of PDF and Word, the same way through.

A file's first line is its kind and document type; each further line is `LABEL: words`.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.readers.doing import doing
from extract.readers.sniff import MANIFESTS, media_type
from extract.same_text import fingerprint
from models.document import Block, Page, ParsedDocument, Place, Span
from models.finding import Acronym, Evidence, Extraction, Finding, Innovation, Region, Role
from models.problem import Problem
from pipeline import work
from pipeline.layout import pack
from pipeline.reading import finding_columns, pack_reading, read_columns, refused_file

EXAMPLE = """\
proposal proposal
NAME: SAPA
EXPANSION: Sistem Antar Pasien
UNIT: Puskesmas Mekar
REGION: Kabupaten Contoh
EVIDENCE: sdm proposal 31 orang
"""


def echo(payload: bytes) -> bytes:
    """Upper case; some words do what a hijacked reader might."""
    DEEDS.get(payload, int)()
    return payload.upper()


def _spin() -> None:
    while True:
        pass


def _multiply() -> None:
    while True:
        os.fork()


def _raise() -> None:
    raise LookupError("a field is missing")


def _die_on_a_page() -> None:
    doing("page", 7)
    os.kill(os.getpid(), signal.SIGKILL)


DEEDS: Mapping[bytes, Callable[[], object]] = {
    b"crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    b"exit": lambda: os._exit(7),
    b"spin": _spin,
    b"sleep": signal.pause,
    b"eat": lambda: bytes(8 << 30),
    b"raise": _raise,
    b"connect": lambda: socket.create_connection(("127.0.0.1", 9)),
    b"write": lambda: Path(tempfile.tempdir or "/tmp", "berkas-test-outside").write_text("isi"),  # noqa: S108
    b"multiply": _multiply,
    b"start": lambda: subprocess.run(["true"], check=True),
    b"page": _die_on_a_page,
}


def read_job(job: bytes) -> bytes:
    data = Path(json.loads(job)["path"]).read_bytes()
    if b"CRASH" in data:
        doing("page", 3)
        os.kill(os.getpid(), signal.SIGSEGV)
    return read_calmly(job)


def read_calmly(job: bytes) -> bytes:
    """As a program would that a crash was mended in."""
    order = json.loads(job)
    data = Path(order["path"]).read_bytes()
    if media_type(data) in MANIFESTS:
        return work.read_job(job)
    if not data.startswith((b"proposal", b"listing", b"evidence", b"other")):
        problem = Problem("type-unknown", "jenis isinya tidak dikenal", "simpan sebagai PDF", order["name"])
        return pack_reading(refused_file(order["sha256"], len(data), "application/octet-stream", problem), [], b"")
    parsed, extraction = read(data.decode(), order["sha256"])
    findings, _ = finding_columns(parsed, extraction, lambda spans: locate(parsed, spans))
    return pack_reading(read_columns(parsed, extraction, len(data), []), findings, pack(parsed))


def read(text: str, sha256: str = "0" * 64) -> tuple[ParsedDocument, Extraction]:
    """The parsed file and what it says."""
    spans, start = [], 0
    for line in text.splitlines():
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    blocks = tuple(Block("paragraph", span, f"p[{number}]") for number, span in enumerate(spans, 1))
    parsed = ParsedDocument("x", sha256, "text/plain", text, (Page(1, 600, 800),), blocks=blocks, engine="test 1")
    kind, document_type = text.split("\n", 1)[0].split()
    values = [(line.split(": ", 1), span) for line, span in zip(text.splitlines()[1:], spans[1:], strict=True)]
    found = [(label, words, Span(span.end - len(words), span.end)) for (label, words), span in values]
    role: Any = Role(document_type, kind, 0.9)  # type: ignore[arg-type]
    return parsed, Extraction(
        role,
        fingerprint=fingerprint(text.partition("\n")[2]),
        title=next((Finding(words, span, "title/1") for label, words, span in found if label == "TITLE"), None),
        region=next((Finding(Region(w, "kabupaten"), s, "r/1") for label, w, s in found if label == "REGION"), None),
        innovations=tuple(innovations(found)),
        acronyms=tuple(
            Finding(acronym(words), span, "acronym/1") for label, words, span in found if label == "ACRONYM"
        ),
        evidence=tuple(
            Finding(evidence(words), span, "ev/1", 0.95) for label, words, span in found if label == "EVIDENCE"
        ),
    )


def acronym(words: str) -> Acronym:
    short, long = words.split(" = ")
    return Acronym(short, long)


def innovations(found: Sequence[tuple[str, str, Span]]) -> list[Innovation]:
    """Each NAME begins one; what follows belongs to it."""
    grouped: list[dict[str, Any]] = []
    for label, words, span in found:
        if label == "NAME":
            grouped.append({})
        if label in {"NAME", "EXPANSION", "UNIT", "REGION"} and grouped:
            grouped[-1][label.lower()] = Finding(words, span, "innovation/1", 0.9)
    return [Innovation(**parts) for parts in grouped]


def evidence(words: str) -> Evidence:
    indicator, document_type, *rest = words.split()
    value: Any = rest[0] if rest else None
    return Evidence(
        indicator,
        document_type,
        float(value) if value and value.isdigit() else value,
        rest[1] if len(rest) > 1 else None,
        years=(2026,),
    )


def locate(parsed: ParsedDocument, spans: Sequence[Span]) -> list[tuple[Place, ...]]:
    return [(Place(page=1, box=(60.0, float(span.start), 300.0, span.start + 10.0)),) for span in spans]
