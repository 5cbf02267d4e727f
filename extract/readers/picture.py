"""A picture as a file of its own: a photo, a scan, a screenshot."""

from __future__ import annotations

import io

from PIL import Image

from extract.readers.guards import MAX_PIXELS
from extract.readers.problems import problem, refuse
from models.document import Page, ParsedDocument

ENGINE = "berkas picture/1"
_DEFAULT_DPI = 150.0
_POINTS = 72.0


def read_picture(data: bytes, name: str, sha256: str) -> ParsedDocument:
    """One page as large as the picture is printed at its own resolution (150 dpi where it names none), unread.

    Raises: DossierError `image-unreadable` when it cannot be opened, `image-too-big` beyond the pixel bound.
    """
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            kind = Image.MIME[picture.format or "PNG"]
            dpi = picture.info.get("dpi", (_DEFAULT_DPI, _DEFAULT_DPI))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refuse("image-unreadable", name) from error
    if width * height > MAX_PIXELS:
        raise refuse("image-too-big", name, limit=MAX_PIXELS // 1_000_000)
    across, down = (float(value) if value and value > 1 else _DEFAULT_DPI for value in dpi)
    page = Page(1, width / across * _POINTS, height / down * _POINTS, "unreadable")
    return ParsedDocument(
        name, sha256, kind, "", pages=(page,), problems=(problem("image-unreadable", name, 1),), engine=ENGINE
    )
