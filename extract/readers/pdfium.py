"""PDFium through its raw functions: one page of characters, and the box of any range of them.

Everything that leaves this module is in points with the origin at the top left of the page as displayed. PDFium is not
thread-safe: one thread of one process may use it at a time.
"""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from PIL import Image
from pypdfium2 import PDFIUM_INFO, PYPDFIUM_INFO

from extract.readers.looks import Ink, Look, read_ink, turned
from extract.readers.pdfium_raw import (
    count_rects,
    font_of,
    font_size,
    get_char_box,
    get_matrix,
    get_rect,
    pdfium,
    slots,
    text_object,
)
from models.document import Box

ENGINE = f"pypdfium2 {PYPDFIUM_INFO} (PDFium {PDFIUM_INFO.build})"
_PASSWORD = 4
_HYPHEN = 2
"""What GetUnicode says of a hyphen that PDFium joined two lines at; the text has U+FFFE there."""
_ENCODING = "utf-16-le"
_rect, _matrix = (ctypes.c_double * 4)(), (ctypes.c_float * 6)()
_RECT, _MATRIX = slots(_rect), slots(_matrix)[0]
_FOUR, _SIX = struct.Struct("4d"), struct.Struct("6f")
"""Half the cost of reading a ctypes array item by item."""
_BOLD_WEIGHT = 600
_FONT_NAME = 128

Rect = tuple[float, float, float, float]
"""left, bottom, right, top in PDF user space."""


class PdfiumError(Exception):
    """PDFium could not open a document or a page; `encrypted` when only a password is missing."""

    def __init__(self, message: str, encrypted: bool = False) -> None:
        super().__init__(message)
        self.encrypted = encrypted


@dataclass(slots=True)
class Document:
    """An open PDF. Pages are opened when asked for; the last one asked for stays open."""

    handle: Any
    data: bytes
    count: int
    form: Any = None
    """The environment that form fields are asked in; None when the file has no form."""
    _open: dict[int, PageText] = field(default_factory=dict)

    def page(self, index: int) -> PageText:
        """Page `index`, 0-based. Raises: PdfiumError when the page cannot be loaded."""
        if index not in self._open:
            self.close_pages()
            self._open[index] = load_page(self.handle, index)
            self._open[index].form = self.form
        return self._open[index]

    def close_pages(self) -> None:
        for page in self._open.values():
            page.close()
        self._open.clear()


@contextmanager
def open_pdf(data: bytes) -> Iterator[Document]:
    """An open document. Raises: PdfiumError when PDFium cannot open these bytes."""
    pdfium.FPDF_InitLibrary()
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        error = pdfium.FPDF_GetLastError()
        raise PdfiumError(f"PDFium error {error}", error == _PASSWORD)
    document = Document(handle, data, pdfium.FPDF_GetPageCount(handle))
    settings = pdfium.FPDF_FORMFILLINFO(version=2)
    if pdfium.FPDF_GetFormType(handle) != pdfium.FORMTYPE_NONE:
        document.form = pdfium.FPDFDOC_InitFormFillEnvironment(handle, settings)
    try:
        yield document
    finally:
        document.close_pages()
        if document.form:
            pdfium.FPDFDOC_ExitFormFillEnvironment(document.form)
        pdfium.FPDF_CloseDocument(handle)


@dataclass(slots=True)
class PageText:
    """One open page. `text[i]` is PDFium's character `i`, one code point each, line ends as `\\r\\n`."""

    document: Any
    page: Any
    text_page: Any
    text: str
    width: float
    height: float
    rotation: int
    """Quarter turns clockwise that the viewer applies."""
    left: float
    bottom: float
    """Lower left corner of the visible part in user space."""
    form: Any = None
    inks: dict[int, Ink] = field(default_factory=dict)
    """How each text object is inked, as far as somebody asked."""
    _fonts: dict[int, bool] = field(default_factory=dict)
    _looks: dict[tuple[float, float, int | None, Ink], Look] = field(default_factory=dict)

    def close(self) -> None:
        pdfium.FPDFText_ClosePage(self.text_page)
        pdfium.FPDF_ClosePage(self.page)

    def picture(self, across: int, down: int) -> Image.Image:
        """The page as displayed, in grey, so many pixels wide and high; what is drawn by annotations included."""
        buffer = ctypes.create_string_buffer(across * down)
        bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_Gray, buffer, across)
        if not bitmap:
            raise PdfiumError(f"no picture of {across} x {down} pixels")
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
        pdfium.FPDF_RenderPageBitmap(bitmap, self.page, 0, 0, across, down, 0, flags)
        pdfium.FPDFBitmap_Destroy(bitmap)
        return Image.frombytes("L", (across, down), buffer.raw[: across * down])

    def displayed(self, rect: Rect) -> Box:
        """A rectangle of user space as a box on the page as displayed."""
        x0, y0, x1, y1 = rect[0] - self.left, rect[1] - self.bottom, rect[2] - self.left, rect[3] - self.bottom
        if not self.rotation:
            return (x0, self.height - y1, x1, self.height - y0)
        if self.rotation == 1:
            return (y0, x0, y1, x1)
        if self.rotation == 2:
            return (self.width - x1, y0, self.width - x0, y1)
        return (self.width - y1, self.height - x1, self.width - y0, self.height - x0)

    def lines(self, found: Iterable[tuple[int, str]]) -> Iterator[tuple[Look, float, list[Box]]]:
        """For each first character and text of a line: its `look` with the baseline, and its `boxes`, one at least.

        This loop runs for every line of every page: no call is made that can be saved, and lines that are printed alike
        share one Look.
        """
        handle, rotation, inks, looks = self.text_page, self.rotation, self.inks, self._looks
        height, left, bottom = self.height, self.left, self.bottom
        at_left, at_top, at_right, at_bottom = _RECT
        for start, text in found:
            drawn = text_object(handle, start)
            if rotation or not drawn or not get_matrix(handle, start, _MATRIX):
                yield self._any_line(start, len(text))
                continue
            a, b, c, d, _, y = _SIX.unpack(_matrix)
            if a <= 0 or b or c or d <= 0:
                yield self._any_line(start, len(text))
                continue
            ink = inks.get(drawn)
            if ink is None:
                ink = inks[drawn] = read_ink(drawn)
            key = font_size(handle, start), d, font_of(drawn), ink
            look = looks.get(key)
            if look is None:
                look = looks[key] = Look(key[0] * d or 1.0, 0, self._is_bold(start, drawn), ink)
            if count_rects(handle, start, len(text)) == 1:
                get_rect(handle, 0, at_left, at_top, at_right, at_bottom)
                x0, y1, x1, y0 = _FOUR.unpack(_rect)
                boxes = [(x0 - left, height - (y1 - bottom), x1 - left, height - (y0 - bottom))]
            else:
                boxes = self.boxes(start, len(text)) or [self._at_pen(start)]
            yield look, height - (y - bottom), boxes

    def _any_line(self, start: int, count: int) -> tuple[Look, float, list[Box]]:
        """The same for a line that may be turned."""
        return *self.look(start), self.boxes(start, count) or [self._at_pen(start)]

    def boxes(self, start: int, count: int) -> list[Box]:
        """The boxes of a range of characters, one for each piece that was drawn at once; [] when none is visible."""
        boxes = []
        for index in range(count_rects(self.text_page, start, count)):
            get_rect(self.text_page, index, *_RECT)
            left, top, right, bottom = _FOUR.unpack(_rect)
            boxes.append(self.displayed((left, bottom, right, top)))
        return boxes

    def box(self, start: int, count: int) -> Box | None:
        """The hull of a range of characters that stand on one line; None when none is visible."""
        return hull(self.boxes(start, count))

    def char_box(self, index: int) -> Box | None:
        """The box of one character."""
        if not get_char_box(self.text_page, index, *_RECT):
            return None
        left, right, bottom, top = _FOUR.unpack(_rect)
        return self.displayed((left, bottom, right, top))

    def count_boxes(self, start: int, count: int) -> int:
        return int(count_rects(self.text_page, start, count))

    def look(self, index: int) -> tuple[Look, float]:
        """How a character is printed; and its baseline, as if the page were turned so that it stands upright."""
        size = font_size(self.text_page, index)
        turn = self.rotation
        if get_matrix(self.text_page, index, _MATRIX):
            a, b, c, d, _, _ = _SIX.unpack(_matrix)
            size *= d if not c and d > 0 else math.hypot(c, d)
            if b or a <= 0:
                turn = turned(turn, a, b)
        baseline = upright(self._pen(index), turn, self)[1]
        drawn = text_object(self.text_page, index)
        if not drawn:
            return Look(abs(size) or 1.0, turn, False, "seen"), baseline
        return Look(abs(size) or 1.0, turn, self._is_bold(index, drawn), self.ink(drawn)), baseline

    def _pen(self, index: int) -> Box:
        """Where the pen stood for a character: a box without extent."""
        if get_matrix(self.text_page, index, _MATRIX):
            _, _, _, _, x, y = _SIX.unpack(_matrix)
            return self.displayed((x, y, x, y))
        return self.char_box(index) or (0.0, 0.0, 0.0, 0.0)

    def _at_pen(self, index: int) -> Box:
        """A box for characters that have none."""
        x, y, _, _ = self._pen(index)
        return (x, y - 1, x + 1, y)

    def ink(self, drawn: int) -> Ink:
        """How a text object is inked, asked once."""
        ink = self.inks.get(drawn)
        if ink is None:
            ink = self.inks[drawn] = read_ink(drawn)
        return ink

    def _is_bold(self, index: int, drawn: int) -> bool:
        """By the font's name, asked once for each font of the page."""
        font = font_of(drawn) or 0
        bold = self._fonts.get(font)
        if bold is None:
            name, flags = ctypes.create_string_buffer(_FONT_NAME), ctypes.c_int()
            pdfium.FPDFText_GetFontInfo(self.text_page, index, name, _FONT_NAME, flags)
            named = any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))
            bold = named or pdfium.FPDFText_GetFontWeight(self.text_page, index) >= _BOLD_WEIGHT
            self._fonts[font] = bold
        return bold


class Sheet(Protocol):
    """A page in points, as displayed."""

    @property
    def width(self) -> float: ...

    @property
    def height(self) -> float: ...


def upright(box: Box, turn: int, page: Sheet) -> Box:
    """A displayed box in the coordinates of text turned by `turn` quarters clockwise."""
    x0, y0, x1, y1 = box
    if turn == 1:
        return (y0, page.width - x1, y1, page.width - x0)
    if turn == 2:
        return (page.width - x1, page.height - y1, page.width - x0, page.height - y0)
    if turn == 3:
        return (page.height - y1, x0, page.height - y0, x1)
    return box


def hull(boxes: Sequence[Box]) -> Box | None:
    """The smallest box around all; None for none."""
    if not boxes:
        return None
    if len(boxes) == 1:
        return boxes[0]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def load_page(document: Any, index: int) -> PageText:
    """Raises: PdfiumError."""
    page = pdfium.FPDF_LoadPage(document, index)
    text_page = pdfium.FPDFText_LoadPage(page) if page else None
    if not text_page:
        if page:
            pdfium.FPDF_ClosePage(page)
        raise PdfiumError(f"page {index + 1} cannot be loaded")
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return PageText(
        document,
        page,
        text_page,
        read_characters(text_page),
        float(pdfium.FPDF_GetPageWidthF(page)),
        float(pdfium.FPDF_GetPageHeightF(page)),
        max(pdfium.FPDFPage_GetRotation(page), 0) % 4,
        min(box.left, box.right),
        min(box.bottom, box.top),
    )


_USUAL_PAGE = 32_000
_letters = (ctypes.c_ushort * (2 * _USUAL_PAGE + 2))()
"""For pages of fewer characters: an array of a new length is a new type for ctypes, and dear."""


def read_characters(text_page: Any) -> str:
    """The page's characters, one code point for each that PDFium counts.

    GetText leaves out characters without a Unicode value; where it did, they are asked one by one.
    """
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    buffer = _letters if count < _USUAL_PAGE else (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = ctypes.string_at(buffer, 2 * max(written - 1, 0)).decode(_ENCODING, "surrogatepass")
    if len(text) == count:
        return text
    get = pdfium.FPDFText_GetUnicode
    return "".join(_character(get(text_page, index)) for index in range(count))


def _character(code: int) -> str:
    return "\ufffe" if code == _HYPHEN else chr(code) if 0 < code <= 0x10FFFF else "\ufffd"
