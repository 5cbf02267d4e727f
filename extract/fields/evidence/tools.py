"""What the innovation works with, and how far its service is integrated."""

from __future__ import annotations

from extract.fields.evidence.context import Context, Facts, cue, cues, each, fact, hedged, matches
from models.document import Span
from models.finding import Evidence

_SHORT_ANSWER = 400


def alat_kerja(context: Context) -> Facts:
    """`daring_atau_ai`, `elektronik` or `manual`: shown by a screenshot or a photo, or said in the proposal."""
    if context.is_a("tangkapan_layar"):
        match = cue("alat_kerja", "screen").search(context.text)
        if match and not _other_screen(context):
            evidence = Evidence("alat_kerja", context.type, value="daring_atau_ai")
            yield fact(context, evidence, Span(*match.span()), "alat_kerja-screen/1", 0.88)
    elif context.is_a("foto"):
        yield from _worded(context, Span(0, len(context.text)), "alat_kerja-photo/1", 0.82)
    elif context.claim:
        answers = context.answers("i_alat_kerja")
        for pair in answers:
            yield from _worded(context, pair.value_span, "alat_kerja-answer/1", 0.92)
        if not context.chosen("i_alat_kerja"):
            yield from _said(context)


def _other_screen(context: Context) -> bool:
    """A social medium, a chat or a news page shows what was published, not what the innovation works with."""
    head = context.text[:4000]
    return any(pattern.search(head) for pattern in (cue("sosialisasi", "social_screen"), cue("alat_kerja", "news")))


def _worded(context: Context, span: Span, rule: str, confidence: float) -> Facts:
    for value, pattern in cues("alat_kerja", "values").items():
        match = pattern.search(context.text, span.start, min(span.end, span.start + 4000))
        if match and not hedged(context.text, match.start()):
            evidence = Evidence("alat_kerja", context.type, value=value)
            yield fact(context, evidence, Span(*match.span()), rule, confidence)
            return


def _said(context: Context) -> Facts:
    for pattern in each("alat_kerja", "claim"):
        for match in matches(context, pattern):
            found = list(_worded(context, Span(*match.span()), "alat_kerja-sentence/1", 0.8))
            if found:
                yield found[0]
                return


def layanan_terintegrasi(context: Context) -> Facts:
    """`lintas_unit`, `satu_unit` or `terpisah`, in a screenshot or photo, or as the proposal says."""
    if context.is_a("tangkapan_layar", "foto"):
        yield from _integrated(context, Span(0, min(len(context.text), 6000)), "integrasi-screen/1", 0.84)
    elif context.claim:
        answers = context.answers("i_layanan_terintegrasi")
        for pair in answers:
            span = Span(pair.value_span.start, min(pair.value_span.end, pair.value_span.start + _SHORT_ANSWER))
            yield from _integrated(context, span, "integrasi-answer/1", 0.9)
        if not context.chosen("i_layanan_terintegrasi"):
            match = next(matches(context, cue("layanan_terintegrasi", "across")), None)
            if match is not None:
                evidence = Evidence("layanan_terintegrasi", context.type, value="lintas_unit")
                yield fact(context, evidence, Span(*match.span()), "integrasi-sentence/1", 0.82)


def _integrated(context: Context, span: Span, rule: str, confidence: float) -> Facts:
    order = (("across", "lintas_unit"), ("across_words", "lintas_unit"), ("one", "satu_unit"), ("apart", "terpisah"))
    for key, value in order:
        match = next(matches(context, cue("layanan_terintegrasi", key), span), None)
        if match is not None:
            evidence = Evidence("layanan_terintegrasi", context.type, value=value)
            yield fact(context, evidence, Span(*match.span()), rule, confidence)
            return
