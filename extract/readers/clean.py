"""One harmless character for every character that a database, a terminal or a reviewer's eye could stumble over."""

from __future__ import annotations

import unicodedata
from itertools import chain

INVISIBLE = "\u200b"
"""Stands for every zero-width or direction mark; the reading view leaves it out."""

_BULLETS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf076\uf0fe\uf06e\uf0e8\uf02d\uf09f\uf071"
"""Symbol and Wingdings bullets as Word writes them into the private use area."""
_DASHES = "\u00ad\ufffe"
"""Soft hyphen, and PDFium's mark for a hyphen at a line end."""


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in chain(range(0x10000), range(0x11000, 0x11100), range(0x1D100, 0x1D200), range(0xE0000, 0xE0080)):
        category = unicodedata.category(chr(code))
        if category == "Cc":
            table[code] = " "
        elif category == "Cf":
            table[code] = INVISIBLE
        elif category in {"Zl", "Zp"}:
            table[code] = " "
        elif category == "Cs":
            table[code] = "\ufffd"
    for plane in range(17):
        table[plane << 16 | 0xFFFE] = table[plane << 16 | 0xFFFF] = "\ufffd"
    table.update({ord(char): "•" for char in _BULLETS})
    table.update({ord(char): "-" for char in _DASHES})
    for kept in "\t\n":
        del table[ord(kept)]
    return table


_TABLE = _table()


def clean(text: str) -> str:
    """The same text, code point for code point, so every offset stays true.

    Controls but tab and line feed become a blank, zero-width and direction marks one zero-width space, lone surrogates
    and noncharacters U+FFFD, soft hyphens a hyphen, Word's private bullets a bullet.
    """
    return text if text.isprintable() else text.translate(_TABLE)  # nothing in the table is printable
