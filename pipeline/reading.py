"""One file's reading as plain values: what the worker hands back and the store keeps. No object crosses processes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from extract.calibration import calibrated
from extract.fields.role import RULE as ROLE_RULE
from extract.readers.trust import trust
from models.document import Page, ParsedDocument, Place, Span
from models.finding import Extraction, Finding, Innovation, ManifestEntry
from models.problem import Problem
from store.ids import compact_json, content_id

PLAIN_KINDS = {
    "acronyms": "acronym",
    "people": "person",
    "units": "unit",
    "regions": "region",
    "regulations": "regulation",
    "money": "money",
    "dates": "date",
    "changes": "change",
    "links": "link",
    "evidence": "evidence",
}
"""Field of Extraction to kind of finding; the order in which they are stored."""

Locate = Callable[[Sequence[Span]], Sequence[tuple[Place, ...]]]


@dataclass(frozen=True, slots=True)
class Loose:
    """A finding on its way to a row: everything but the place."""

    kind: str
    finding: Finding[Any]
    value: Any
    detail: dict[str, Any] | None = None
    part_of: str | None = None


def pack_reading(file: dict[str, Any], findings: list[dict[str, Any]], layout: bytes) -> bytes:
    """One message: a line of JSON, then the layout as it is stored."""
    return compact_json({"file": file, "findings": findings}).encode("utf-8") + b"\n" + layout


def unpack_reading(message: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Columns of one `source_file` row and of its `finding` rows.

    Raises: ValueError for anything that `pack_reading` did not make.
    """
    head, _, layout = message.partition(b"\n")
    value = json.loads(head)
    return {**value["file"], "layout": layout}, value["findings"]


def refused_file(sha256: str, size: int, media_type: str, problem: Problem) -> dict[str, Any]:
    """The columns of a file that could not be read."""
    return {
        "sha256": sha256,
        "size": size,
        "state": "set_aside",
        "media_type": media_type,
        "engine": "",
        "origin": "text",
        "pages": 0,
        "unreadable": [],
        "text": "",
        "fingerprint": "",
        "kind": "other",
        "document_type": "lainnya",
        "role": {},
        "problems": [stored_problem(problem)],
    }


def stored_problem(problem: Problem) -> dict[str, Any]:
    """A problem without the file's name: the same content has many names, and the row says whose it is."""
    return {"code": problem.code, "message": problem.message, "remedy": problem.remedy, "page": problem.page}


def read_columns(
    parsed: ParsedDocument, extraction: Extraction, size: int, problems: Sequence[Problem]
) -> dict[str, Any]:
    """The columns of a file that was read."""
    role = extraction.role
    right = calibrated("role", ROLE_RULE, role.confidence)
    return {
        "sha256": parsed.sha256,
        "size": size,
        "state": "read",
        "media_type": parsed.media_type,
        "engine": parsed.engine,
        "origin": _origin(parsed),
        "pages": len(parsed.pages),
        "unreadable": [page.number for page in parsed.pages if page.state == "unreadable"],
        "text": parsed.text,
        "fingerprint": extraction.fingerprint,
        "kind": role.kind,
        "document_type": role.document_type,
        "role": {"confidence": right.value, "score": role.confidence, "basis": right.basis}
        | ({"start": role.span.start, "end": role.span.end, "quote": parsed.quote(role.span)} if role.span else {}),
        "problems": [stored_problem(problem) for problem in problems],
    }


def _origin(parsed: ParsedDocument) -> str:
    found = {block.origin for block in parsed.blocks}
    return "mixed" if len(found) > 1 else next(iter(found), "text")


def finding_columns(parsed: ParsedDocument, extraction: Extraction, locate: Locate) -> tuple[list[dict[str, Any]], int]:
    """The columns of every finding, by kind and place, and how many were dropped because no place shows them.

    The same value at the same place counts once, at its best confidence, whichever rules saw it.
    """
    loose = [item for item in _loose(parsed.sha256, extraction) if item.finding.span.end > item.finding.span.start]
    spans = sorted({item.finding.span for item in loose})
    places = dict(zip(spans, locate(spans), strict=True))
    sizes = {page.number: page for page in parsed.pages}
    rows: dict[str, dict[str, Any]] = {}
    dropped = 0
    for item in loose:
        shown = [_place(place, sizes) for place in places[item.finding.span]]
        if not shown:
            dropped += 1
            continue
        row = _row(parsed, item, shown)
        if row["id"] not in rows or rows[row["id"]]["confidence"] < row["confidence"]:
            rows[row["id"]] = row
    return [row for row in rows.values() if row["part_of"] is None or row["part_of"] in rows], dropped


def _row(parsed: ParsedDocument, item: Loose, places: list[dict[str, Any]]) -> dict[str, Any]:
    span = item.finding.span
    block = parsed.block_at(span.start)
    right = calibrated(item.kind, item.finding.rule, item.finding.confidence)
    return {
        "id": _finding_id(parsed.sha256, item),
        "sha256": parsed.sha256,
        "kind": item.kind,
        "part_of": item.part_of,
        "start": span.start,
        "end": span.end,
        "value": item.value,
        "detail": {**(item.detail or {}), "score": item.finding.confidence, "basis": right.basis},
        "quote": parsed.quote(span),
        "places": places,
        "rule": item.finding.rule,
        "confidence": right.value * trust(parsed, *(item.finding.grounds or (span,))),
        "status": item.finding.status,
        "origin": block.origin if block else "text",
    }


def _finding_id(sha256: str, item: Loose) -> str:
    span = item.finding.span
    return content_id("finding", sha256, item.kind, span.start, span.end, item.value, item.part_of)


def _loose(sha256: str, extraction: Extraction) -> Iterator[Loose]:
    if extraction.title:
        yield Loose("title", extraction.title, extraction.title.value)
    if extraction.region:
        yield Loose("region_of", extraction.region, extraction.region.value.name)
    for innovation in extraction.innovations:
        yield from _innovation(sha256, innovation)
    for entry in extraction.manifest:
        yield from _manifest_entry(sha256, entry)
    for field, kind in PLAIN_KINDS.items():
        for finding in getattr(extraction, field):
            value, detail = _plain(finding.value)
            yield Loose(kind, finding, value, detail)


def _innovation(sha256: str, innovation: Innovation) -> Iterator[Loose]:
    detail = {
        "alignment": [list(pair) for pair in innovation.alignment],
        "mentions": [[span.start, span.end] for span in innovation.mentions],
    }
    name = Loose("innovation.name", innovation.name, innovation.name.value, detail)
    yield name
    whole = _finding_id(sha256, name)
    parts = {key: getattr(innovation, key) for key in ("expansion", "unit", "region", "year")} | {
        f"profile.{key}": finding for key, finding in sorted(innovation.profile.items())
    }
    for key, finding in parts.items():
        if finding is not None:
            yield Loose(f"innovation.{key}", finding, finding.value, part_of=whole)
    for key, others in sorted(innovation.rivals.items()):
        for other in others:
            yield Loose(f"rival.{key}", other, other.value, part_of=whole)


def _manifest_entry(sha256: str, entry: ManifestEntry) -> Iterator[Loose]:
    file = Loose("manifest.file", entry.file, entry.file.value)
    yield file
    whole = _finding_id(sha256, file)
    for part, finding in (("innovation", entry.innovation), ("unit", entry.unit)):
        if finding is not None:
            yield Loose(f"manifest.{part}", finding, finding.value, part_of=whole)


def _plain(value: Any) -> tuple[Any, dict[str, Any] | None]:
    """A value as JSON, and beside it what does not make its identity."""
    if isinstance(value, str):
        return value, None
    columns = json.loads(compact_json(asdict(value)))
    alignment = columns.pop("alignment", None)
    return columns, {"alignment": alignment} if alignment else None


def _place(place: Place, pages: dict[int, Page]) -> dict[str, Any]:
    """Points become fractions of the page as displayed, so that a picture of any size can show the box."""
    shown: dict[str, Any] = {"page": place.page} if place.page is not None else {}
    if place.path is not None:
        shown["path"] = place.path
    page = pages.get(place.page) if place.page is not None else None
    if place.box and page and page.width > 0 and page.height > 0:
        x0, top, x1, bottom = place.box
        edges = (x0 / page.width, top / page.height, x1 / page.width, bottom / page.height)
        shown["box"] = [round(min(max(edge, 0.0), 1.0), 5) for edge in edges]
    return shown
