"""Monitoring and evaluation: the report itself by its type, or what the proposal says was done."""

from __future__ import annotations

from extract.fields.evidence.context import Context, Facts, cue, fact, matches
from models.document import Span
from models.finding import Evidence

_TYPES = ("laporan_monev", "laporan_skm", "laporan_penelitian")
_ORDER = (("external", "laporan_penelitian"), ("survey", "laporan_skm"), ("internal", "laporan_monev"))


def monev(context: Context) -> Facts:
    """The report by its type; in a proposal the strongest kind of report it says exists (`value`)."""
    if context.is_a(*_TYPES):
        sure = context.is_a("laporan_skm") or context.about_innovation()
        confidence = min(0.94 if sure else 0.8, context.role.confidence)
        span = context.role.span or context.lines[0].span
        yield fact(context, Evidence("monev", context.type, years=context.years), span, "monev-document/1", confidence)
    elif context.claim:
        answers = context.answers("i_monev")
        for pair in answers:
            yield from _said(context, pair.value_span, "monev-answer/1", 0.9)
        sentence = None if context.chosen("i_monev") else next(matches(context, cue("monev", "claim")), None)
        if sentence is not None:
            yield from _said(context, Span(*sentence.span()), "monev-sentence/1", 0.82)


def _said(context: Context, span: Span, rule: str, confidence: float) -> Facts:
    for key, value in _ORDER:
        match = next(matches(context, cue("monev", key), span), None)
        if match is not None:
            yield fact(context, Evidence("monev", context.type, value=value), Span(*match.span()), rule, confidence)
            return
