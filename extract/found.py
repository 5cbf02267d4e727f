"""What a field finds on the document: its text, its blocks, and what the fields before it left."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from models.document import Layout
from models.finding import Finding

_TEXT = "berkas.text"

if not Doc.has_extension("layout"):
    Doc.set_extension("layout", default=Layout())
    Doc.set_extension("found", default=None)


def layout(doc: Doc) -> Layout:
    """The blocks of the reading view that `doc` was made from, in its own offsets."""
    value: Layout = doc._.layout
    return value


def placed(doc: Doc, text: str, layout: Layout) -> Doc:
    """The same document, made of this text, with the blocks of its reading view."""
    doc.user_data[_TEXT] = text
    doc._.layout = layout
    return doc


def text_of(doc: Doc) -> str:
    """The text of the view. spaCy puts `Doc.text` together anew each time it is asked, which a long document feels."""
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return str(text)


def found(doc: Doc, name: str) -> tuple[Finding[Any], ...]:
    """What the field of that name found; empty when it has not run."""
    return tuple((doc._.found or {}).get(name, ()))
