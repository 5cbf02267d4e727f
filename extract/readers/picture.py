"""A picture as a file of its own: a photo, a scan, a screenshot."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from extract.readers.guards import MAX_PIXELS
from extract.readers.ocr import OcrMode, engine, recognise
from extract.readers.pdf import assembled
from extract.readers.pdf_page import PageContent, read_recognised
from extract.readers.problems import problem, refuse
from models.document import ParsedDocument

ENGINE = "berkas picture/1"
_DEFAULT_DPI = 150.0
_POINTS = 72.0
_UNREADABLE = (OSError, ValueError, SyntaxError)
_TOO_BIG = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def read_picture(data: bytes, name: str, sha256: str, ocr: OcrMode = "auto") -> ParsedDocument:
    """One page as large as the picture is printed at its own resolution (150 dpi where it names none), read by OCR.

    Unread, with its state, when there is no OCR or it finds nothing.
    Raises: DossierError `image-unreadable` when it cannot be opened, `image-too-big` beyond the pixel bound.
    """
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise refuse("image-too-big", name, limit=MAX_PIXELS // 1_000_000)
            kind = Image.MIME[picture.format or "PNG"]
            dpi = picture.info.get("dpi", (_DEFAULT_DPI, _DEFAULT_DPI))
            grey = ImageOps.exif_transpose(picture).convert("L")
    except _TOO_BIG as error:
        raise refuse("image-too-big", name, limit=MAX_PIXELS // 1_000_000) from error
    except _UNREADABLE as error:
        raise refuse("image-unreadable", name) from error
    across, down = (float(value) if value and value > 1 else _DEFAULT_DPI for value in dpi)
    width, height = grey.width / across * _POINTS, grey.height / down * _POINTS
    reader = engine() if ocr != "never" else None
    found = recognise(reader, grey, width, height) if reader else None
    content = read_recognised(found, 1, None) if found else PageContent(1, width, height, state="unreadable")
    problems = (problem("page-ocr", name, 1) if found else problem("image-unreadable", name, 1),)
    return assembled([content], name, sha256, kind, found.engine if found else ENGINE, problems)
