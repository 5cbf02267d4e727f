"""Training on the innovation: one event a document, told apart by its day; or how often the proposal says."""

from __future__ import annotations

import re

from extract.fields.evidence.context import Context, Facts, cue, each, fact, matches, numbers, sentence, units
from extract.fields.evidence.quantities import quantity
from extract.found import found
from extract.labels import label_pairs
from models.document import Span
from models.finding import Evidence

_TYPES = ("surat_tugas", "undangan", "daftar_hadir", "sertifikat", "sk_kepala_pd", "sk_kepala_pd_an_kepala_daerah")
_HEAD = 3000
_DAY_LABELS = re.compile(r"(?:hari|tanggal|tgl|hari\s*[,/]\s*tanggal|hari dan tanggal|waktu|tanggal pelaksanaan)")
_OF_EVENT = re.compile(r"(?i)\b(?:pada(?: hari)?(?: tanggal)?|tanggal|hari)\s*[:,]?\s*(?:\w+\s*,\s*)?(?:tanggal\s+)?$")
_OF_LETTER = re.compile(r"(?i)(?:ditetapkan|dikeluarkan|lahir|nomor)[^\n]{0,40}$")


def bimtek(context: Context) -> Facts:
    """One training per document about one; `item` is its first day, where the document gives one."""
    if context.is_a(*_TYPES):
        decree = context.is_a("sk_kepala_pd", "sk_kepala_pd_an_kepala_daerah")
        zone = Span(0, min(len(context.text), 900 if decree else _HEAD))
        topic = cue("bimtek", "strict" if decree else "topic").search(context.text, zone.start, zone.end)
        if topic and not _foreign(context, topic):
            day = _event_day(context)
            years = (int(day[0][:4]),) if day else context.years
            item = day[0] if day and len(day[0]) == 10 else None
            evidence = Evidence("bimtek", context.type, years=years, item=item)
            yield fact(context, evidence, Span(*topic.span()), "bimtek-document/1", min(0.9, context.role.confidence))
    elif context.claim:
        yield from _claims(context)


def _foreign(context: Context, topic: re.Match[str]) -> bool:
    """Training on something else than this innovation: the index itself, finance, leadership."""
    around = sentence(context.text, topic.start(), topic.end())
    return cue("bimtek", "foreign").search(context.text, around.start, around.end) is not None


def _event_day(context: Context) -> tuple[str, Span] | None:
    """The day of the event: behind a label (hari/tanggal), else `pada tanggal`, else the only day printed."""
    days = [date for date in found(context.doc, "dates") if date.value.granularity == "day"]
    for pair in label_pairs(context.doc):
        if _DAY_LABELS.fullmatch(pair.label):
            inside = next((date for date in days if pair.value_span.contains(date.span)), None)
            if inside is not None:
                return inside.value.iso, inside.span
    for date in days:
        before = context.text[max(0, date.span.start - 70) : date.span.start]
        if _OF_EVENT.search(before) and not _OF_LETTER.search(before):
            return date.value.iso, date.span
    only = {date.value.iso for date in days}
    return (days[0].value.iso, days[0].span) if len(only) == 1 and context.is_a("daftar_hadir", "sertifikat") else None


def _claims(context: Context) -> Facts:
    answered = False
    for pair in context.answers("i_bimtek"):
        said = quantity(context, pair.value_span, units("bimtek"))
        if said and 1 <= said.low < 100:
            answered = True
            evidence = Evidence("bimtek", context.type, value=said.low, unit="kegiatan")
            yield fact(context, evidence, said.span, "bimtek-answer/2", 0.9)
    if answered:
        return
    times = next((one for one in numbers(context, each("bimtek", "times")) if 1 <= one.value < 50), None)
    if times is not None:
        evidence = Evidence("bimtek", context.type, value=times.value, unit="kegiatan")
        yield fact(context, evidence, times.span, "bimtek-sentence/1", 0.85)
        return
    for match in matches(context, cue("bimtek", "strict")):
        around = sentence(context.text, match.start(), match.end())
        if cue("bimtek", "done").search(context.text, around.start, around.end) and not _foreign(context, match):
            evidence = Evidence("bimtek", context.type, value=1.0, unit="kegiatan")
            yield fact(context, evidence, Span(*match.span()), "bimtek-said/1", 0.8)
            return
