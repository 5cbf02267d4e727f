"""Names for things, made from what they are: the same content has the same id in every home."""

from __future__ import annotations

import hashlib
import json
from typing import Any

_LENGTH = 24
"""Hexadecimal digits: 96 bits, so that a billion things collide with a chance below one in a hundred billion."""


def compact_json(value: Any) -> str:
    """JSON as it is stored: no spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical_json(value: Any) -> str:
    """The one JSON text for a value, whatever the order its keys were put in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def content_id(kind: str, *parts: Any) -> str:
    """The id of a thing of this kind that these parts make up."""
    return digest([kind, *parts])[:_LENGTH]
