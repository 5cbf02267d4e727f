"""The second engine, pdfplumber: for files that PDFium cannot open, and for those it stays silent on."""

from __future__ import annotations

import io
import logging
from typing import NamedTuple

import pdfplumber

from extract.readers.assemble import Assembly, Piece
from extract.readers.clean import clean
from extract.readers.guards import MAX_PAGES
from extract.readers.problems import problem, refuse
from extract.readers.prose import starts_item
from extract.readers.sniff import PDF
from models.document import Box, Page, ParsedDocument, Word

ENGINE = f"pdfplumber {pdfplumber.__version__}"
_PARAGRAPH_GAP = 0.8

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it reports every bent number of a broken file


class _Line(NamedTuple):
    text: str
    box: Box
    start: int = -1
    words: tuple[Word, ...] = ()


def read_second(data: bytes, name: str, sha256: str) -> ParsedDocument:
    """Read with pdfplumber: lines with boxes, paragraphs by their distance, no tables.

    Raises: DossierError `pdf-broken` whatever pdfplumber makes of the file.
    """
    assembly = Assembly()
    pages, problems = [], [problem("pdf-second-engine", name, engine=ENGINE)]
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages[:MAX_PAGES]:
                lines = page.extract_text_lines(return_chars=False)
                printed = [_printed(line) for line in lines if line["text"].strip()]
                pages.append(
                    Page(page.page_number, float(page.width), float(page.height), "text" if printed else "empty")
                )
                for block in _paragraphs(printed):
                    piece = Piece("\n".join(line.text for line in block))
                    assembly.add_printed(piece, block, [page.page_number] * len(block))
                page.close()
    except Exception as error:  # pdfminer raises nearly every built-in exception on broken files
        raise refuse("pdf-broken", name) from error
    if not pages:
        raise refuse("pdf-broken", name)
    if not assembly.length:
        problems.append(problem("pdf-no-text", name))
    return assembly.document(name, sha256, PDF, ENGINE, tuple(problems), tuple(pages))


def _printed(line: dict[str, object]) -> _Line:
    x0, top, x1, bottom = (float(str(line[key])) for key in ("x0", "top", "x1", "bottom"))
    return _Line(clean(str(line["text"]).replace("\n", " ")), (x0, top, x1, bottom))


def _paragraphs(lines: list[_Line]) -> list[list[_Line]]:
    blocks: list[list[_Line]] = []
    for line in lines:
        last = blocks[-1][-1] if blocks else None
        height = line.box[3] - line.box[1]
        if last and 0 <= line.box[1] - last.box[3] < _PARAGRAPH_GAP * height and not starts_item(line.text):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks
