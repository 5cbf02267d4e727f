"""Sentence starts that survive Indonesian abbreviations, degrees and numbered lists."""

from __future__ import annotations

import re

import numpy as np
from spacy.attrs import IDX, IS_SPACE, SENT_START
from spacy.tokens import Doc

from extract.found import text_of

_START, _INSIDE = 1, -1

_ABBREVIATIONS = frozenset(
    """kab kec kel prov dr drs dra drg drh ir prof h hj kh no nip plt plh pj pjs a.n u.b s.d dll dsb dst tsb yth bpk sdr
    sdri jl jln gg rt rw tk tgl hal lamp art st m.si s.ip s.sos s.pd s.kom s.t s.e s.h m.m m.pd m.kes s.stp s.km s.kep
    a.md amd ns bdn apt rp ps kepmen permen pt cv tbk ub an th""".split()
)
_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
_WORD_BEFORE = re.compile(r"([\w.]+)\.$")


def sentence_starts(text: str, begin: int, end: int) -> list[int]:
    """Offsets in [begin, end) where a sentence starts, ascending; the first is `begin`."""
    starts = [begin]
    for match in _END.finditer(text, begin, end):
        word = _WORD_BEFORE.search(text, max(begin, match.start() - 12), match.start() + 1)
        last = word.group(1).casefold() if word else ""
        if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()) or (last.isdigit() and len(last) < 3):
            continue
        starts.append(match.end())
    return starts


def mark_sentences(doc: Doc) -> Doc:
    """Mark sentence starts: a sentence never runs over a block or a line feed of the reading view.

    All marks are set at once, from columns: asked token by token spaCy makes an object of each.
    """
    text = text_of(doc)
    starts: list[int] = []
    offset = 0
    for line in text.split("\n"):
        starts.extend(sentence_starts(text, offset, offset + len(line)))
        offset += len(line) + 1
    columns = doc.to_array([IDX, IS_SPACE])
    words = np.flatnonzero(columns[:, 1] == 0) if len(doc) else np.empty(0, dtype=np.int64)
    opening = np.unique(np.searchsorted(columns[words, 0], starts))
    marks = np.full(len(doc), _INSIDE, dtype=np.int64)
    marks[words[opening[opening < len(words)]]] = _START
    return doc.from_array([SENT_START], marks.astype(np.uint64))  # type: ignore[arg-type]  # flags are unsigned
