"""Pages, lines and blocks of a file as one small piece of bytes, and back."""

from __future__ import annotations

import json
import zlib
from typing import Any

from models.document import Block, Cell, Line, Link, Page, ParsedDocument, Span, Word


def pack(parsed: ParsedDocument) -> bytes:
    """Everything of a parsed file but its text, name and problems."""
    value = {
        "pages": [[page.number, round(page.width, 2), round(page.height, 2), page.state] for page in parsed.pages],
        "lines": [
            [line.span.start, line.span.end, line.page, *(round(edge, 2) for edge in line.box), line.source]
            + ([[_word(word) for word in line.words]] if line.words else [])
            for line in parsed.lines
        ],
        "blocks": [_block(block) for block in parsed.blocks],
        "links": [[link.span.start, link.span.end, link.url] for link in parsed.links],
    }
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), 6)


def _word(word: Word) -> list[float]:
    return [*(round(edge, 1) for edge in word.box), round(word.confidence, 2)]


def _block(block: Block) -> list[Any]:
    cell = block.cell and [
        block.cell.table,
        block.cell.row,
        block.cell.column,
        block.cell.row_span,
        block.cell.column_span,
    ]
    return [block.kind, block.span.start, block.span.end, block.path, cell, block.origin, block.flow]


def _unpacked(word: list[float]) -> Word:
    x0, top, x1, bottom, confidence = word
    return Word((x0, top, x1, bottom), confidence)


def unpack(layout: bytes, *, sha256: str, media_type: str, text: str, engine: str = "") -> ParsedDocument:
    """The parsed file again; boxes are rounded to a hundredth of a point."""
    value = json.loads(zlib.decompress(layout))
    return ParsedDocument(
        name=sha256,
        sha256=sha256,
        media_type=media_type,
        text=text,
        pages=tuple(Page(*page) for page in value["pages"]),
        lines=tuple(
            Line(
                Span(start, end),
                page,
                (x0, top, x1, bottom),
                source,
                tuple(_unpacked(word) for own in words for word in own),
            )
            for start, end, page, x0, top, x1, bottom, source, *words in value["lines"]
        ),
        blocks=tuple(
            Block(kind, Span(start, end), path, cell and Cell(*cell), origin, flow)
            for kind, start, end, path, cell, origin, flow in value["blocks"]
        ),
        links=tuple(Link(Span(start, end), url) for start, end, url in value["links"]),
        engine=engine,
    )
