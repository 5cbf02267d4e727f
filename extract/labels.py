"""Labels of printed forms and the values beside or below them: `Nama Inovasi : X`, two lines, or two cells."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from extract.found import text_of
from extract.label_lines import LabelPair, label_key, line_pairs, lines_of
from extract.label_tables import indicator_key, table_pairs

__all__ = ["LabelPair", "label_key", "label_pairs"]

_LEAST_INDICATORS = 3
_LONGEST_NAME = 60

if not Doc.has_extension("label_pairs"):
    Doc.set_extension("label_pairs", default=None)


def label_pairs(doc: Doc) -> tuple[LabelPair, ...]:
    """Every label with a value, ascending by place; found once a document and kept on it.

    A label is known from labels.yaml, or marked by a colon in a short line or cell. A value ends before the next label;
    a line with a colon inside the section of a known label is a pair of its own within it.
    """
    if doc._.label_pairs is None:
        text, lines = text_of(doc), lines_of(doc)
        pairs = [*line_pairs(text, lines), *table_pairs(text, lines)]
        doc._.label_pairs = _with_indicators(sorted(pairs, key=lambda pair: pair.label_span))
    found: tuple[LabelPair, ...] = doc._.label_pairs
    return found


def _with_indicators(pairs: list[LabelPair]) -> tuple[LabelPair, ...]:
    """Where a form lists several indicators by known names, its other labels may be indicators in new words."""
    known = {pair.key for pair in pairs if pair.key and pair.key.startswith("i_")}
    if len(known) < _LEAST_INDICATORS:
        return tuple(pairs)
    return tuple(
        replace(pair, key=indicator_key(pair.label)) if pair.key is None and len(pair.label) <= _LONGEST_NAME else pair
        for pair in pairs
    )
