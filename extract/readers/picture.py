"""A picture as a file of its own: a photo, a scan, a screenshot."""

from __future__ import annotations

import io
from itertools import islice

from PIL import Image, ImageOps, ImageSequence

from extract.readers.doing import doing
from extract.readers.guards import MAX_PAGES, MAX_PIXELS
from extract.readers.ocr import OcrMode, engine, fit, recognise
from extract.readers.ocr_strips import POINTS
from extract.readers.ocr_words import Engine
from extract.readers.pdf import assembled
from extract.readers.pdf_page import PageContent, read_recognised
from extract.readers.problems import problem, refuse
from models.document import ParsedDocument

ENGINE = "berkas picture/1"
_DEFAULT_DPI = 150.0
_LONGEST, _A4 = 17.0, 11.7
"""Inches: the longest side of a page that is believed, and that of A4."""
_LIKE = 0.8
_UNREADABLE = (OSError, ValueError, SyntaxError)
_TOO_BIG = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def read_picture(data: bytes, name: str, sha256: str, ocr: OcrMode = "auto") -> ParsedDocument:
    """Each picture of the file as one page, as large as it is printed, read by OCR; unread when that finds nothing.

    Raises: DossierError `image-unreadable` when it cannot be opened, `image-too-big` beyond the pixel bound.
    """
    reader = engine() if ocr != "never" else None
    contents: list[PageContent] = []
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as picture:
            kind = Image.MIME[picture.format or "PNG"]
            for number, frame in enumerate(islice(ImageSequence.Iterator(picture), MAX_PAGES), 1):
                if frame.width * frame.height > MAX_PIXELS:
                    raise refuse("image-too-big", name, limit=MAX_PIXELS // 1_000_000)
                contents.append(_content(frame, number, reader))
    except _TOO_BIG as error:
        raise refuse("image-too-big", name, limit=MAX_PIXELS // 1_000_000) from error
    except _UNREADABLE as error:
        raise refuse("image-unreadable", name) from error
    used = [page.recogniser for page in contents if page.recogniser]
    problems = [problem("page-ocr" if page.recogniser else "image-unreadable", name, page.number) for page in contents]
    if reader is None and ocr != "never":
        problems.append(problem("ocr-missing", name))
    return assembled(contents, name, sha256, kind, used[0] if used else ENGINE, tuple(problems))


def _content(frame: Image.Image, number: int, reader: Engine | None) -> PageContent:
    """One picture as a page. A resolution that makes paper larger than A3 is a camera's default and means nothing."""
    named = frame.info.get("dpi", (_DEFAULT_DPI, _DEFAULT_DPI))
    grey = ImageOps.exif_transpose(frame).convert("L")
    dpi = float(named[0]) if named[0] and named[0] > 1 else _DEFAULT_DPI
    if max(grey.size) > _LONGEST * dpi:
        dpi = max(grey.size) / _A4
    width, height = grey.width / dpi * POINTS, grey.height / dpi * POINTS
    if reader is None:
        return PageContent(number, width, height, state="unreadable")
    doing("ocr", number)
    wanted = fit(width, height)
    if not _LIKE < wanted[0] / grey.width < 1 / _LIKE:
        grey = grey.resize(wanted, Image.Resampling.LANCZOS)
    found = recognise(reader, grey, width, height)
    return read_recognised(found, number, None) if found else PageContent(number, width, height, state="unreadable")
