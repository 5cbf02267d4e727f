"""When two files hold the same text: a PDF and the Word file it was printed from, a letter saved under two names."""

from __future__ import annotations

import hashlib
import unicodedata

SHORTEST = 200
"""Letters and digits below which equal text says nothing: empty forms, cover sheets, one caption."""


def fingerprint(text: str) -> str:
    """A hash of the letters and digits of a reading view, in their order; empty for a text that is too short.

    Blanks, marks, case and the ways to write one letter do not count: they change with the format, not with the text.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join([char for char in plain if char.isalnum()]) if not plain.isalnum() else plain
    return hashlib.sha256(kept.encode("utf-8", "replace")).hexdigest() if len(kept) >= SHORTEST else ""
