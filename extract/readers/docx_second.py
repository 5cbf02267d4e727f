"""The second Word reader, python-docx: for packages that our own walk over the XML cannot find its way in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.metadata import version

from extract.readers.assemble import Assembly, Piece
from extract.readers.clean import clean
from extract.readers.problems import problem, refuse
from extract.readers.sniff import DOCX
from models.document import Cell, ParsedDocument

ENGINE = f"python-docx {version('python-docx')}"


def read_second(data: bytes, name: str, sha256: str) -> ParsedDocument:
    """Paragraphs and tables of the body in document order; what python-docx does not show is not in it.

    Raises: DossierError `docx-broken` whatever python-docx makes of the file, and when it finds no text either.
    """
    from docx import Document  # noqa: PLC0415 - only broken packages come here, and it is slow to load

    assembly = Assembly()
    try:
        for piece in _pieces(Document(io.BytesIO(data))):
            assembly.add(piece)
    except Exception as error:  # KeyError, ValueError, BadZipFile, XMLSyntaxError and more on broken packages
        raise refuse("docx-broken", name) from error
    if not assembly.length:
        raise refuse("docx-broken", name)
    return assembly.document(name, sha256, DOCX, ENGINE, (problem("docx-second-engine", name, engine=ENGINE),))


def _pieces(document: object) -> Iterator[Piece]:
    from docx.table import Table  # noqa: PLC0415

    paragraphs = tables = 0
    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Table):
            tables += 1
            yield from _cells(block, tables)
        else:
            paragraphs += 1
            yield Piece(clean(block.text), f"p[{paragraphs}]", "heading" if _is_heading(block) else "paragraph")


def _is_heading(paragraph: object) -> bool:
    style = paragraph.style  # type: ignore[attr-defined]
    return style is not None and str(style.name).startswith(("Heading", "Title"))


def _cells(table: object, number: int) -> Iterator[Piece]:
    """Each cell once. By its own element: `row.cells` repeats a merged cell as often as the file claims it spans."""
    from docx.table import _Cell  # noqa: PLC0415

    for row, element in enumerate(table._tbl.tr_lst, 1):  # type: ignore[attr-defined]
        for column, cell in enumerate(element.tc_lst, 1):
            path = f"table[{number}]/row[{row}]/cell[{column}]"
            yield Piece(clean(_Cell(cell, table).text), path, "cell", cell=Cell(number, row, column))  # type: ignore[arg-type]
