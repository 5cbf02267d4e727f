"""A ZIP of files as a stream of names and bytes; nothing is ever unpacked to a path that the archive chose."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from zipfile import ZipInfo

from extract.readers.guards import open_zip, read_member

_UTF8_FLAG = 0x800
_SKIPPED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_LONGEST_NAME = 200


def members(data: bytes, name: str = "arsip.zip") -> Iterator[tuple[str, bytes]]:
    """Yield each file of a ZIP as (display name, bytes), in the archive's own order.

    Display names keep folders with `/` and are safe to show and to compare, not to open: no drive, no `..`, no
    control or bidi character. Folders and the litter of operating systems are left out. Nested archives come as bytes.
    Raises: DossierError as `open_zip` and `read_member`.
    """
    with open_zip(data, name) as archive:
        for info in archive.infolist():
            shown = display_name(_decoded(info))
            if info.is_dir() or not shown or _is_litter(shown):
                continue
            yield shown, read_member(archive, info, f"{name}/{shown}")


def display_name(raw: str) -> str:
    """A name fit to be shown: NFC, `/` between folders, every step that leads elsewhere removed."""
    visible = "".join(char if unicodedata.category(char)[0] != "C" else " " for char in raw.replace("\\", "/"))
    steps = [" ".join(step.split()) for step in unicodedata.normalize("NFC", visible).split("/")]
    kept = [step for step in steps if step.strip(". ") and not (len(step) == 2 and step[1] == ":")]
    return "/".join(kept)[-_LONGEST_NAME:].lstrip("/")


def _decoded(info: ZipInfo) -> str:
    """The name as it was meant: many packers write UTF-8 without saying so."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _is_litter(name: str) -> bool:
    return (
        name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1] in _SKIPPED or name.rsplit("/", 1)[-1].startswith("~$")
    )
