"""Which letters the bytes of a text stand for."""

from __future__ import annotations


def decode(data: bytes) -> tuple[str, str]:
    """The text of these bytes, and `utf-8` or `cp1252`: the encoding it was taken for (UTF-16 counts as the first)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "utf-8"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"
