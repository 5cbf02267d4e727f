"""What a file is, by its first bytes and its inside; its name may say anything."""

from __future__ import annotations

import io
import zipfile

from extract.readers.encoding import decode
from extract.readers.guards import ZIP_ERRORS
from extract.readers.separated import is_manifest

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODF_OTHER = "application/vnd.oasis.opendocument"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
OLE = "application/x-ole-storage"
OFFICE_ENCRYPTED = "application/x-office-encrypted"
RTF = "application/rtf"
ZIP = "application/zip"
RAR = "application/vnd.rar"
SEVEN_ZIP = "application/x-7z-compressed"
GZIP = "application/gzip"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
GIF = "image/gif"
VIDEO = "video/unknown"
PROGRAM = "application/x-executable"
HTML = "text/html"
TEXT = "text/plain"
CSV = "text/csv"
"""Only of manifests: any other table of separated values is text."""
MANIFESTS = frozenset({CSV, XLSX})
"""Types that nothing but manifests is read from."""
EMPTY = "application/x-empty"
UNKNOWN = "application/octet-stream"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"{\\rtf", RTF),
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"\x1f\x8b", GZIP),
    (b"\x7fELF", PROGRAM),
    (b"\x1aE\xdf\xa3", VIDEO),
    (b"FLV\x01", VIDEO),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", OFFICE_ENCRYPTED),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", PPT),
)
_OLE_ENTRY = 128
_PARTS: tuple[tuple[bytes, str], ...] = (
    (b"wordprocessingml.document.main+xml", DOCX),
    (b"wordprocessingml.template.main+xml", DOCX),
    (b"ms-word.document.macroEnabled.main+xml", DOCX),
    (b"ms-word.template.macroEnabledTemplate.main+xml", DOCX),
    (b"spreadsheetml.", XLSX),
    (b"presentationml.", PPTX),
)
_PDF_WINDOW = 1024  # as viewers do: the header may stand behind mail headers or other junk
_TEXT_WINDOW = 8192
_PROGRAM_HEAD = 64
_CONTENT_TYPES_LIMIT = 1 << 20


def media_type(data: bytes) -> str:
    """The media type of these bytes. Never raises; what nobody knows is `application/octet-stream`."""
    if not data:
        return EMPTY
    if data.startswith(_OLE):
        return _ole(data)
    if data.startswith(_ZIP):
        return _zip(data)
    by_magic = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None) or _foreign(data)
    if by_magic:
        return by_magic
    return PDF if b"%PDF-" in data[:_PDF_WINDOW] else _manifest_or(_text(data), data)


def _foreign(data: bytes) -> str | None:
    """Videos and programs, whose first bytes alone could begin a text as well."""
    if (data[:2] == b"\x00\x00" and data[4:8] == b"ftyp") or (data.startswith(b"RIFF") and data[8:12] == b"AVI "):
        return VIDEO
    return PROGRAM if data.startswith(b"MZ") and b"\x00" in data[:_PROGRAM_HEAD] else None


def _ole(data: bytes) -> str:
    """The main stream named first in the directory: what the storage was made for."""
    found: list[tuple[int, str]] = []
    for name, kind in _OLE_STREAMS:
        encoded = name.encode("utf-16-le") + b"\x00\x00"
        at = data.find(encoded)
        while at >= 0 and at % _OLE_ENTRY:
            at = data.find(encoded, at + 1)
        if at >= 0:
            found.append((at, kind))
    return min(found)[1] if found else OLE


def _zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                return _office(archive, names)
            if "mimetype" in names:
                kind = _head(archive, "mimetype").decode("ascii", "replace").strip()
                if kind.startswith(ODF_OTHER):
                    return ODT if kind.startswith(ODT) else ODF_OTHER
            return ZIP
    except ZIP_ERRORS:
        torn = b"[Content_Types].xml" in data[:_TEXT_WINDOW] or b"word/" in data[:_TEXT_WINDOW]
        return DOCX if torn else ZIP  # cut off: it has no directory, but its first members tell


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(_CONTENT_TYPES_LIMIT)


def _office(archive: zipfile.ZipFile, names: set[str]) -> str:
    """By the declared content types; by the folder where those are broken."""
    try:
        types = _head(archive, "[Content_Types].xml")
    except ZIP_ERRORS:
        types = b""
    for part, kind in _PARTS:
        if part in types:
            return kind
    return DOCX if any(name.startswith("word/") for name in names) else ZIP


def _text(data: bytes) -> str:
    head = data[:_TEXT_WINDOW]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TEXT
    if b"\x00" in head or sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head) > len(head) // 100:
        return UNKNOWN
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # not merely a character cut by the window
            return _eight_bit(head)
        text = head[: error.start].decode("utf-8")
    return HTML if _looks_like_html(text) else TEXT


def _manifest_or(kind: str, data: bytes) -> str:
    return CSV if kind == TEXT and is_manifest(decode(data[: _TEXT_WINDOW & ~1])[0]) else kind


def _eight_bit(head: bytes) -> str:
    """Windows-1252 prose is mostly ASCII letters and blanks; anything else is no text we know."""
    plain = sum(byte in b"\t\n\r " or 48 <= byte < 58 or 65 <= byte < 91 or 97 <= byte < 123 for byte in head)
    return TEXT if plain > len(head) * 0.85 else UNKNOWN


def _looks_like_html(text: str) -> bool:
    start = text.lstrip("\ufeff \t\r\n")[:256].lower()
    return start.startswith(("<!doctype html", "<html", "<head", "<body")) or ("<?xml" in start and "<html" in start)
