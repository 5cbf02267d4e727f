"""What runs in the worker: one file read, its fields found, each pinned to its place. Bytes in, bytes out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from extract.document import extract
from extract.readers.doing import doing
from extract.readers.locate import locate
from extract.readers.read import read
from extract.readers.sniff import media_type
from models.document import ParsedDocument, Place, Span
from models.problem import DossierError, Problem
from pipeline.layout import pack
from pipeline.reading import finding_columns, pack_reading, read_columns, refused_file


def read_job(job: bytes) -> bytes:
    """Read the original at the job's path and return its reading (pipeline/reading.py).

    A file that cannot be read comes back as set aside, with its problem. Anything else that goes wrong is a defect of
    ours: it rises, and the supervisor sets the file aside.
    """
    order = json.loads(job)
    name: str = order["name"]
    data = Path(order["path"]).read_bytes()
    doing("open")
    try:
        parsed = read(data, name, order.get("ocr", "auto"))
    except DossierError as error:
        return pack_reading(refused_file(order["sha256"], len(data), media_type(data), error.problem), [], b"")
    return pack_parsed(parsed, data)


def pack_parsed(parsed: ParsedDocument, data: bytes) -> bytes:
    """Extract, pin and pack one parsed file."""
    doing("extract")
    extraction = extract(parsed)

    def places(spans: Sequence[Span]) -> Sequence[tuple[Place, ...]]:
        doing("locate")
        return locate(data, parsed, spans)

    findings, dropped = finding_columns(parsed, extraction, places)
    doing("pack")
    problems = [*parsed.problems, *_without_place(parsed.name, dropped)]
    return pack_reading(read_columns(parsed, extraction, len(data), problems), findings, pack(parsed))


def _without_place(name: str, dropped: int) -> list[Problem]:
    if not dropped:
        return []
    return [
        Problem(
            "value-without-place",
            f"{dropped} nilai tidak disimpan karena letaknya di berkas tidak dapat ditunjukkan",
            "baca berkas ini sendiri bila ada yang terasa kurang, dan laporkan",
            name,
        )
    ]
