"""What a decree or an assignment letter proves by being there: the regulation and the appointed team."""

from __future__ import annotations

import re

from extract.fields.evidence.context import Context, Fact, Facts, cue, cues, fact, hedged, matches, sentence
from models.document import Span
from models.finding import Evidence

_REGULATIONS = ("perda", "perkada", "sk_kepala_daerah", "sk_kepala_pd_an_kepala_daerah", "sk_kepala_pd")
_APPOINTING = ("sk_kepala_daerah", "sk_kepala_pd_an_kepala_daerah", "sk_kepala_pd", "surat_tugas")
_SUBJECT = 700
_ABOUT = re.compile(r"(?is)\btentang\b.{0,300}?(?=\bmenimbang\b|\bdengan rahmat\b|\bmemutuskan\b|\Z)")


def regulasi(context: Context) -> Facts:
    """The decree itself by its type; in a proposal the type that its words name (`value`)."""
    if context.is_a(*_REGULATIONS) and context.role.span is not None:
        evidence = Evidence("regulasi", context.type, years=context.years)
        yield fact(context, evidence, context.role.span, "regulasi-document/1", _sureness(context))
    elif context.claim:
        yield from _claimed_regulations(context)


def _sureness(context: Context) -> float:
    """High when the decree speaks of innovation, middling when its subject could be one, low else."""
    start = context.role.span.start if context.role.span else 0
    subject = context.text[start : start + _SUBJECT]
    about = _ABOUT.search(subject)
    if about and cue("regulasi", "background").search(about.group()):
        return 0.5
    if context.about_innovation():
        return min(0.96, context.role.confidence)
    return min(0.82 if cue("regulasi", "subject").search(subject) else 0.6, context.role.confidence)


def _claimed_regulations(context: Context) -> Facts:
    for pair in context.answers("i_regulasi"):
        named = _named(context, pair.value_span)
        if named:
            yield _claim(context, *named, "regulasi-answer/1", 0.92)
    for match in matches(context, cue("regulasi", "claim")):
        around = sentence(context.text, match.start(), match.end())
        words = context.text[around.start : around.end]
        named = _named(context, Span(*match.span()))
        if named and cue("regulasi", "subject").search(words) and not cue("regulasi", "background").search(words):
            yield _claim(context, *named, "regulasi-sentence/1", 0.85)


def _named(context: Context, span: Span) -> tuple[str, Span] | None:
    """The strongest kind of regulation named in a piece of text, and where."""
    for type_, pattern in cues("regulasi", "types").items():
        match = pattern.search(context.text, span.start, span.end)
        if match and not hedged(context.text, match.start()):
            return type_, Span(*match.span())
    return None


def _claim(context: Context, type_: str, span: Span, rule: str, confidence: float) -> Fact:
    return fact(context, Evidence("regulasi", context.type, value=type_), span, rule, confidence)


def pelaksana(context: Context) -> Facts:
    """Who appointed the team: the decree or letter itself; in a proposal the document it names, or only a team."""
    if context.is_a(*_APPOINTING) and context.role.span is not None:
        start = context.role.span.start
        if context.is_a("surat_tugas") or cue("pelaksana", "appoints").search(context.text[start : start + _SUBJECT]):
            evidence = Evidence("pelaksana", context.type, years=context.years)
            yield fact(context, evidence, context.role.span, "pelaksana-document/1", min(0.93, context.role.confidence))
    elif context.claim:
        yield from _claimed_team(context)


def _claimed_team(context: Context) -> Facts:
    for pair in context.answers("i_pelaksana"):
        letter = cue("pelaksana", "letters").search(context.text, pair.value_span.start, pair.value_span.end)
        named = ("surat_tugas", Span(*letter.span())) if letter else _named(context, pair.value_span)
        span = named[1] if named else pair.value_span
        if named or next(matches(context, cue("pelaksana", "answer"), pair.value_span), None):
            evidence = Evidence("pelaksana", context.type, value=named[0] if named else None)
            yield fact(context, evidence, span, "pelaksana-answer/1", 0.9)
            return
    team = next(matches(context, cue("pelaksana", "team")), None)
    if team is not None:
        around = sentence(context.text, team.start(), team.end())
        letter = cue("pelaksana", "letters").search(context.text, around.start, around.end)
        named = ("surat_tugas", Span(*letter.span())) if letter else _named(context, around)
        evidence = Evidence("pelaksana", context.type, value=named[0] if named else None)
        yield fact(context, evidence, Span(*team.span()), "pelaksana-sentence/1", 0.82)
