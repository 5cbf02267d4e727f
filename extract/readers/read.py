"""The one door for files: bytes in, ParsedDocument out, by what the bytes are."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from zipfile import BadZipFile

from lxml.etree import LxmlError

from extract.readers import sniff
from extract.readers.docx import read_docx
from extract.readers.guards import check_size
from extract.readers.ocr import OcrMode
from extract.readers.office import office_reader
from extract.readers.pdf import read_pdf
from extract.readers.picture import read_picture
from extract.readers.problems import refuse
from extract.readers.sheet import read_csv, read_xlsx
from extract.readers.text import read_text
from models.document import ParsedDocument
from models.problem import DossierError

Reader = Callable[[bytes, str, str, OcrMode], ParsedDocument]

READERS: Mapping[str, Reader] = {
    sniff.PDF: read_pdf,
    sniff.DOCX: read_docx,
    sniff.TEXT: read_text,
    sniff.CSV: read_csv,
    sniff.XLSX: read_xlsx,
    sniff.PNG: read_picture,
    sniff.JPEG: read_picture,
    sniff.TIFF: read_picture,
    sniff.DOC: office_reader(sniff.DOC, "doc", "dokumen Word lama (.doc)"),
    sniff.RTF: office_reader(sniff.RTF, "rtf", "dokumen RTF"),
    sniff.ODT: office_reader(sniff.ODT, "odt", "dokumen OpenDocument (.odt)"),
}

REFUSED: Mapping[str, tuple[str, str]] = {
    sniff.XLS: ("type-not-read", "lembar kerja Excel lama"),
    sniff.PPTX: ("type-not-read", "presentasi PowerPoint"),
    sniff.PPT: ("type-not-read", "presentasi PowerPoint lama"),
    sniff.ODF_OTHER: ("type-not-read", "dokumen OpenDocument yang bukan teks"),
    sniff.OLE: ("type-not-read", "wadah Office lama tanpa dokumen Word"),
    sniff.HTML: ("type-not-read", "halaman web (HTML)"),
    sniff.VIDEO: ("type-video", ""),
    sniff.PROGRAM: ("type-program", ""),
    sniff.GIF: ("type-not-read", "gambar GIF"),
    sniff.ZIP: ("type-archive-not-opened", "ZIP di tempat dokumen"),
    sniff.RAR: ("type-archive-not-opened", "RAR"),
    sniff.SEVEN_ZIP: ("type-archive-not-opened", "7z"),
    sniff.GZIP: ("type-archive-not-opened", "gzip"),
    sniff.OFFICE_ENCRYPTED: ("docx-encrypted", ""),
    sniff.UNKNOWN: ("type-unknown", ""),
}

_PARSER_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    LookupError,
    LxmlError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What parsers were seen to raise on files nobody vouches for; a MemoryError is left to the worker's supervisor."""


def read(data: bytes, name: str, ocr: OcrMode = "auto") -> ParsedDocument:
    """Read one file, whatever its name says it is. `ocr` concerns formats with pages only.

    A page or picture that no engine could read is no error: it comes back with its state and a problem, so that it is
    stored as unread instead of lost.
    Raises: DossierError with a code of docs/problems.md when nothing of the file can be read.
    """
    check_size(data, name)
    kind = sniff.media_type(data)
    reader = READERS.get(kind)
    if reader is None:
        code, what = REFUSED[kind]
        raise refuse(code, name, kind=what)
    try:
        with _collector_at_rest():
            return reader(data, name, hashlib.sha256(data).hexdigest(), ocr)
    except DossierError:
        raise
    except _PARSER_FAILURES as error:
        raise refuse("reader-failed", name, detail=type(error).__name__) from error


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """A reader makes many small values and no cycles worth a search: a tenth of its time would go into looking."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
