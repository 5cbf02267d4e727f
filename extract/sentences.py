"""Sentence starts that survive Indonesian abbreviations, degrees and numbered lists."""

from __future__ import annotations

import re

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc

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

    All marks are set at once: setting them token by token walks the whole document each time.
    """
    text = doc.text
    starts: set[int] = set()
    offset = 0
    for line in text.split("\n"):
        starts.update(sentence_starts(text, offset, offset + len(line)))
        offset += len(line) + 1
    marks = np.full(len(doc), _INSIDE, dtype=np.int64)
    pending = True
    for index, token in enumerate(doc):
        pending = pending or token.idx in starts or "\n" in token.text
        if pending and not token.is_space:
            marks[index] = _START
            pending = False
    return doc.from_array([SENT_START], marks.astype(np.uint64))  # type: ignore[arg-type]  # flags are unsigned
