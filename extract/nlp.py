"""The spaCy pipeline: the tokens of blank("id"), our own sentences, then every field in the order of the registry."""

from __future__ import annotations

from functools import cache

from spacy.lang.id import Indonesian, IndonesianDefaults
from spacy.lang.id.tokenizer_exceptions import TOKENIZER_EXCEPTIONS
from spacy.language import Language
from spacy.tokens import Doc

from extract import found as _extensions  # noqa: F401 - registers doc._.layout and doc._.found
from extract.fields.registry import FIELDS
from extract.sentences import mark_sentences
from models.document import Layout


@Language.component("berkas_sentences")
def _sentences(doc: Doc) -> Doc:
    return mark_sentences(doc)


@Language.component("berkas_fields")
def _fields(doc: Doc) -> Doc:
    """Run the registry; a field sees what the fields before it found in `doc._.found`."""
    doc._.found = {}
    for name, find in FIELDS:
        doc._.found[name] = tuple(find(doc))
    return doc


_WHOLE = frozenset(word for word in TOKENIZER_EXCEPTIONS if word.replace("-", "").isalpha() and "-" in word)
_RULES = {word: rule for word, rule in TOKENIZER_EXCEPTIONS.items() if word not in _WHOLE}


class _Defaults(IndonesianDefaults):
    """The tokens of `spacy.blank("id")`, ready twenty times sooner.

    spaCy makes a rule of each of its 15,000 hyphenated words, which takes two seconds of every start; a look into a set
    keeps the same words whole.
    """

    tokenizer_exceptions = _RULES
    token_match = _WHOLE.__contains__


class _Indonesian(Indonesian):  # type: ignore[no-untyped-call]  # spaCy's own hook is not typed
    Defaults = _Defaults


@cache
def pipeline() -> Language:
    """The pipeline, built once a process. It has no statistical model, so length costs memory in proportion only."""
    nlp = _Indonesian()
    nlp.max_length = 50_000_000
    nlp.add_pipe("berkas_sentences")
    nlp.add_pipe("berkas_fields")
    return nlp


def analyse(text: str, layout: Layout) -> Doc:
    """Every field found in a reading view, in `doc._.found` by name; spans are offsets into `text`."""
    nlp = pipeline()
    doc = nlp.make_doc(text)
    doc._.layout = layout
    return nlp(doc)
