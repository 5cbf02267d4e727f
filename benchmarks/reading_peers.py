"""Other readers on the same files: text of a path, in the order they give it. Those that are installed take part."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
from docx import Document
from docx.table import Table

Reader = Callable[[Path], str]


def _pdfplumber(path: Path) -> str:
    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def _pdfium(path: Path) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


def _pypdf(path: Path) -> str:
    reader: Any = importlib.import_module("pypdf").PdfReader(path)
    return "\n".join(page.extract_text() for page in reader.pages)


def _markitdown(path: Path) -> str:
    made: Any = importlib.import_module("markitdown").MarkItDown(enable_plugins=False)
    return str(made.convert(str(path)).text_content)


def _kreuzberg(path: Path) -> str:
    module: Any = importlib.import_module("kreuzberg")
    return str(module.extract_file_sync(str(path)).content)


def _python_docx(path: Path) -> str:
    """The usual recipe: paragraphs and tables of the body, a cell's text cell by cell."""
    parts: list[str] = []
    for block in Document(str(path)).iter_inner_content():
        rows = block.rows if isinstance(block, Table) else ()
        parts += [cell.text for row in rows for cell in row.cells] if rows else [getattr(block, "text", "")]
    return "\n".join(parts)


_PDF: dict[str, Reader] = {
    "pypdfium2": _pdfium,
    "pdfplumber": _pdfplumber,
    "pypdf": _pypdf,
    "markitdown": _markitdown,
    "kreuzberg": _kreuzberg,
}
_WORD: dict[str, Reader] = {"docx": _python_docx, "markitdown": _markitdown, "kreuzberg": _kreuzberg}


def pdf_peers() -> dict[str, Reader]:
    """The PDF readers that are installed here, by name."""
    return {name: reader for name, reader in _PDF.items() if importlib.util.find_spec(name)}


def word_peers() -> dict[str, Reader]:
    """The Word readers that are installed here, by the name of their package."""
    return {name: reader for name, reader in _WORD.items() if importlib.util.find_spec(name)}
