"""Dissemination, guides, service information and the video: what was published, and where."""

from __future__ import annotations

import re

from extract.fields.evidence.context import (
    Context,
    Fact,
    Facts,
    cue,
    cues,
    fact,
    hedged,
    matches,
    number,
    sentence,
    span_of,
)
from extract.fields.role import is_picture
from extract.found import found
from models.document import Span
from models.finding import Evidence

_ZONE = 6000
_ORDER = (("outside", "media_luar"), ("own", "media_milik_pemda"), ("banner", "foto_spanduk"))


def sosialisasi(context: Context) -> Facts:
    """`media_luar`, `media_milik_pemda` or `foto_spanduk`; an unknown medium counts as the government's own."""
    if context.is_a("berita", "kliping_berita"):
        yield from _news(context)
    elif context.is_a("tangkapan_layar"):
        yield from _screen(context)
    elif context.is_a("foto"):
        yield from _photo(context)
    elif context.claim:
        yield from _claimed_publicity(context)


def _photo(context: Context) -> Facts:
    """A banner that a caption names; or the words of the picture itself, which are a banner's where they announce."""
    caption = cue("sosialisasi", "banner").search(context.text)
    if caption:
        yield _published(context, "foto_spanduk", span_of(caption), "sosialisasi-photo/1", 0.86)
    elif is_picture(context.doc):
        topic = cue("sosialisasi", "topic").search(context.text) or cue("sosialisasi", "launched").search(context.text)
        span = span_of(topic) if topic else context.lines[0].span
        yield _published(context, "foto_spanduk", span, "sosialisasi-picture/1", 0.86 if topic else 0.6)


def _published(
    context: Context, value: str, span: Span, rule: str, confidence: float, type_: str | None = None
) -> Fact:
    evidence = Evidence("sosialisasi", type_ or context.type, value=value, years=context.years)
    return fact(context, evidence, span, rule, confidence)


def _news(context: Context) -> Facts:
    """An item that names or launches an innovation; one about innovation at large is too unsure to count."""
    zone = context.text[:_ZONE]
    if not context.about_innovation() and not cue("sosialisasi", "launched").search(zone):
        return
    own, press = cue("sosialisasi", "government").search(zone), cue("sosialisasi", "press").search(zone)
    match = own or press
    value = "media_luar" if own is None and press is not None else "media_milik_pemda"
    span = Span(*match.span()) if match else context.role.span or context.lines[0].span
    named = found(context.doc, "innovations") or cue("sosialisasi", "launched").search(zone)
    confidence = (0.88 if match else 0.8) if named else 0.6
    yield _published(context, value, span, "sosialisasi-news/1", confidence, "kliping_berita")


def _screen(context: Context) -> Facts:
    zone = context.text[:_ZONE]
    social = cue("sosialisasi", "social_screen").search(zone)
    if social is not None:
        yield _published(context, "media_milik_pemda", Span(*social.span()), "sosialisasi-screen/1", 0.86)
        return
    reads_like_news = cue("alat_kerja", "news").search(zone)
    site = re.search(r"(?i)\b[\w.-]+\.(?:com|id|net|org)\b", zone)
    if reads_like_news and site:
        outside = ".go.id" not in site.group().casefold()
        value = "media_luar" if outside else "media_milik_pemda"
        yield _published(context, value, Span(*site.span()), "sosialisasi-screen/1", 0.86)


def _claimed_publicity(context: Context) -> Facts:
    answers = context.answers("i_sosialisasi")
    for pair in answers:
        for key, value in _ORDER:
            match = next(matches(context, cue("sosialisasi", key), pair.value_span), None)
            if match:
                yield _published(context, value, Span(*match.span()), "sosialisasi-answer/1", 0.9)
                break
    if context.chosen("i_sosialisasi"):
        return
    best: tuple[int, str, Span] | None = None
    for topic in matches(context, cue("sosialisasi", "topic")):
        around = sentence(context.text, topic.start(), topic.end())
        for rank, (key, value) in enumerate(_ORDER):
            match = cue("sosialisasi", key).search(context.text, around.start, around.end)
            if match and (best is None or rank < best[0]):
                best = (rank, value, Span(*match.span()))
    if best is not None:
        yield _published(context, best[1], best[2], "sosialisasi-sentence/1", 0.82)


def pedoman_teknis(context: Context) -> Facts:
    """`daring` when the guide tells where to reach it, `elektronik` when it says it is a file, else `cetak`."""
    if context.is_a("buku_pedoman"):
        head = Span(0, min(len(context.text), 4000))
        yield _guide(context, head, context.role.span or context.lines[0].span, "pedoman-document/1", 0.85)
    elif context.is_a("tangkapan_layar"):
        book = cue("pedoman_teknis", "book").search(context.text)
        if book:
            online = cue("pedoman_teknis", "online").search(context.text)
            value = "daring" if online else "elektronik"
            evidence = Evidence("pedoman_teknis", context.type, value=value)
            yield fact(context, evidence, Span(*book.span()), "pedoman-screen/1", 0.86)
    elif context.claim:
        answers = context.answers("i_pedoman_teknis")
        for pair in answers:
            if not hedged(context.text, pair.value_span.end):
                yield _guide(context, pair.value_span, pair.value_span, "pedoman-answer/1", 0.88)
        book = (
            None if context.chosen("i_pedoman_teknis") else next(matches(context, cue("pedoman_teknis", "book")), None)
        )
        if book is not None:
            around = sentence(context.text, book.start(), book.end())
            yield _guide(context, around, Span(*book.span()), "pedoman-sentence/1", 0.82)


def _guide(context: Context, zone: Span, otherwise: Span, rule: str, confidence: float) -> Fact:
    for key, value in (("online", "daring"), ("electronic", "elektronik"), ("printed", "cetak")):
        match = cue("pedoman_teknis", key).search(context.text, zone.start, zone.end)
        if match:
            evidence = Evidence("pedoman_teknis", context.type, value=value)
            return fact(context, evidence, Span(*match.span()), rule, confidence)
    evidence = Evidence("pedoman_teknis", context.type, value="cetak")
    return fact(context, evidence, otherwise, rule, min(confidence, 0.82))


def informasi_layanan(context: Context) -> Facts:
    """One fact for each of the four ways to get service information that a picture shows or the proposal lists."""
    if context.is_a("tangkapan_layar", "foto"):
        zone = Span(0, min(len(context.text), _ZONE))
        if cue("informasi_layanan", "service").search(context.text, zone.start, zone.end):
            yield from _methods(context, zone, "informasi-picture/1", 0.84)
    elif context.claim:
        for pair in context.answers("i_informasi_layanan"):
            count = cue("informasi_layanan", "answer").search(context.text, pair.value_span.start, pair.value_span.end)
            value = number(count["n"]) if count else None
            if count and value:
                evidence = Evidence("informasi_layanan", context.type, value=value, unit="metode")
                yield fact(context, evidence, Span(*count.span()), "informasi-answer/1", 0.9)
            yield from _methods(context, pair.value_span, "informasi-answer/1", 0.88)
        for match in re.finditer(r"(?i)\binformasi (?:layanan|pelayanan|terkait layanan)\b", context.text):
            around = sentence(context.text, match.start(), match.end())
            yield from _methods(context, around, "informasi-sentence/1", 0.82)


def _methods(context: Context, zone: Span, rule: str, confidence: float) -> Facts:
    for method, pattern in cues("informasi_layanan", "methods").items():
        match = pattern.search(context.text, zone.start, zone.end)
        if match:
            evidence = Evidence("informasi_layanan", context.type, value=1.0, unit="metode", item=method)
            yield fact(context, evidence, Span(*match.span()), rule, confidence)


def video(context: Context) -> Facts:
    """A link to the innovation's video: there is one; what it shows only a person can say."""
    near, host, shared = (cue("video", key) for key in ("near", "host", "shared"))
    if not (context.claim or context.is_a("video", "surat_pernyataan", "lainnya")):
        return
    for link in found(context.doc, "links"):
        before = context.text[max(0, link.span.start - 120) : link.span.start]
        if host.search(link.value) or (shared.search(link.value) and near.search(before)):
            sure = 0.95 if near.search(before) or "youtu" in link.value else 0.82
            yield fact(context, Evidence("video", "video"), link.span, "video-link/1", sure)
