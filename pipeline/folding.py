"""When two printings are the same thing."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Unicode NFC, case folded, white space folded: what `evaluate` compares."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def name_key(text: str) -> str:
    """Letters and digits only: `SI-CANTIK`, `Si Cantik` and `"SiCantik"` are one name."""
    plain = "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
    return plain or folded(text)
