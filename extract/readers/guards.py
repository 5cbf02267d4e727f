"""Bounds that hold before a parser sees a byte: sizes, ZIP archives and XML that nobody vouches for."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from extract.readers.problems import refuse

MIB = 1 << 20
MAX_FILE = 256 * MIB
MAX_PAGES = 5_000
MAX_PIXELS = 80_000_000
MAX_UNPACKED = 256 * MIB
MAX_MEMBERS = 5_000
MAX_RATIO = 200
RATIO_FROM = MIB
"""A small part may shrink as much as it likes; real documents reach a ratio of 130."""

ZIP_ERRORS = (zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError, zlib.error, RuntimeError, IndexError)
"""What zipfile raises for archives that are torn, encrypted, or packed in ways it does not know."""


@dataclass(frozen=True, slots=True)
class Member:
    """One checked member of an archive; `name` is for showing, never a path."""

    name: str
    info: zipfile.ZipInfo


def check_size(data: bytes, name: str) -> None:
    """Raises: DossierError `file-empty` or `file-too-big`."""
    if not data:
        raise refuse("file-empty", name)
    if len(data) > MAX_FILE:
        raise refuse("file-too-big", name, limit=MAX_FILE // MIB)


def open_zip(data: bytes, name: str, broken: str = "zip-broken") -> zipfile.ZipFile:
    """The archive over these bytes, after every bound that its directory can be held to.

    Raises: DossierError `zip-bomb` beyond a bound, `broken` when it cannot be opened.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except ZIP_ERRORS as error:
        raise refuse(broken, name) from error
    reason = _beyond_bounds(members, len(data))
    if reason:
        raise refuse("zip-bomb", name, what=reason)
    return archive


def _beyond_bounds(members: list[zipfile.ZipInfo], size: int) -> str | None:
    if len(members) > MAX_MEMBERS:
        return f"lebih dari {MAX_MEMBERS} berkas"
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        return f"lebih dari {MAX_UNPACKED // MIB} MiB setelah dibuka"
    if len({member.filename for member in members}) < len(members):
        return "dua berkas bernama sama"
    for member in members:
        if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            return f"pemampatan lebih dari {MAX_RATIO} kali"
    return _overlap(members, size)


def _overlap(members: list[zipfile.ZipInfo], size: int) -> str | None:
    """Members that share bytes unpack to far more than they take: the quoted-overlap bomb."""
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            return "berkas yang saling tumpang tindih"
        end = member.header_offset + 30 + len(member.orig_filename) + member.compress_size
    return "berkas di luar arsip" if end > size else None


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, broken: str = "zip-broken") -> bytes:
    """One member's bytes, never more than its directory entry promised.

    Raises: DossierError `zip-encrypted`, `zip-bomb` when it holds more than it says, `broken` when it is torn.
    """
    if info.flag_bits & 1:
        raise refuse("zip-encrypted", name)
    try:
        with archive.open(info) as member:
            content = member.read(info.file_size + 1)
    except (*ZIP_ERRORS, NotImplementedError) as error:
        raise refuse(broken, name) from error
    if len(content) > info.file_size:
        raise refuse("zip-bomb", name, what="isi lebih besar daripada yang dinyatakan")
    return content


def hardened_parser(recover: bool = False) -> etree.XMLParser:
    """A parser for XML that nobody vouches for: no entities, no DTD, no network, no huge trees.

    `recover` takes what it can of a torn part instead of raising XMLSyntaxError.
    """
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
