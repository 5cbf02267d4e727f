"""A finding's citation, as it leaves the program."""

from __future__ import annotations

from typing import Any

from models.tables import FindingRow


def cite(row: FindingRow, file: str, reviewed: str | None) -> dict[str, Any]:
    """Where a value was read: `file` is its name in the dossier, `boxes` are those of the first page it stands on.

    A value that runs over a page break has the boxes of its further pages in `more`.
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
        "status": row.status,
        "origin": row.origin,
        "reviewed": reviewed,
    } | ({"more": more} if more else {})
