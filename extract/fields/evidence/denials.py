"""A form that says there is none: the judge may then say not met instead of not known."""

from __future__ import annotations

from extract.fields.evidence.context import NONE_STATED, Context, Facts, fact
from extract.labels import label_pairs
from extract.lexicon import lexicon
from extract.patterns import spaced
from models.finding import Evidence

_INDICATOR = "i_"
_ELSEWHERE = frozenset({"pengaduan"})
"""Where `tidak ada` may mean none to settle instead of no service: extract/fields/evidence/service.py reads it."""


def stated_none(context: Context) -> Facts:
    """`tidak_ada` for each indicator of a form whose answer is empty in words: `-`, `Tidak ada`, `Belum pernah`."""
    if not context.claim:
        return
    for pair in label_pairs(context.doc):
        if pair.key is None or not pair.key.startswith(_INDICATOR):
            continue
        indicator = pair.key.removeprefix(_INDICATOR)
        answer = context.text[pair.value_span.start : pair.value_span.end]
        if indicator not in _ELSEWHERE and _is_none(answer):
            evidence = Evidence(indicator, context.type, value=NONE_STATED)
            yield fact(context, evidence, pair.value_span, "stated-none/1", 0.92)


def _is_none(answer: str) -> bool:
    patterns = lexicon("evidence")["common"]["none_stated"]
    return len(answer) <= 90 and any(spaced(pattern).search(answer) for pattern in patterns)
