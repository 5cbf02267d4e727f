"""What an earlier field left on the document."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from models.document import Layout
from models.finding import Finding

if not Doc.has_extension("layout"):
    Doc.set_extension("layout", default=Layout())
    Doc.set_extension("found", default=None)


def layout(doc: Doc) -> Layout:
    """The blocks of the reading view that `doc` was made from, in its own offsets."""
    value: Layout = doc._.layout
    return value


def found(doc: Doc, name: str) -> tuple[Finding[Any], ...]:
    """What the field of that name found; empty when it has not run."""
    return tuple((doc._.found or {}).get(name, ()))
