"""A finding's citation, as it leaves the program."""

from __future__ import annotations

from typing import Any

from models.document import Box, Page, ParsedDocument, Span
from models.tables import FindingRow


def cite(row: FindingRow, file: str, reviewed: str | None) -> dict[str, Any]:
    """Where a value was read: `file` is its name in the dossier, `boxes` are those of the first page it stands on.

    A value that runs over a page break has the boxes of its further pages in `more`. `confidence_basis` is `measured`
    where enough values of the rule itself were counted, `prior` where its field speaks for it (docs/confidence.md).
    """
    pages: dict[int, list[list[float]]] = {}
    for place in row.places:
        if "page" in place:
            pages.setdefault(place["page"], []).extend([place["box"]] if "box" in place else [])
    first = min(pages, default=None)
    more = [{"page": page, "boxes": boxes} for page, boxes in sorted(pages.items()) if page != first]
    return {
        "file": file,
        "sha256": row.sha256,
        "page": first,
        "start": row.start,
        "end": row.end,
        "quote": row.quote,
        "boxes": [] if first is None else pages[first],
        "path": next((place["path"] for place in row.places if "path" in place), None) if first is None else None,
        "rule": row.rule,
        "confidence": round(row.confidence, 4),
        "confidence_basis": (row.detail or {}).get("basis"),
        "status": row.status,
        "origin": row.origin,
        "reviewed": reviewed,
    } | ({"more": more} if more else {})


def places_cite(parsed: ParsedDocument, span: Span, file: str) -> dict[str, Any]:
    """Where any words of a file stand: the place as in `cite`, boxes of whole lines."""
    pages = {page.number: page for page in parsed.pages}
    lines = [line for line in parsed.lines_of(span) if line.page in pages]
    first = min((line.page for line in lines), default=None)
    block = parsed.block_at(span.start)
    return {
        "file": file,
        "sha256": parsed.sha256,
        "page": first,
        "start": span.start,
        "end": span.end,
        "quote": parsed.quote(span),
        "boxes": [fractions(line.box, pages[line.page]) for line in lines if line.page == first],
        "path": block.path if block and first is None else None,
    }


def fractions(box: Box, page: Page) -> list[float]:
    """Points become fractions of the page as displayed, so that a picture of any size can show the box."""
    x0, top, x1, bottom = box
    width, height = page.width or 1.0, page.height or 1.0
    edges = (x0 / width, top / height, x1 / width, bottom / height)
    return [round(min(max(edge, 0.0), 1.0), 5) for edge in edges]
