"""Brackets and quotation marks, and what a bracket holds: a date is no long form, a degree is no name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from models.document import Span

BracketKind = Literal[
    "text", "date", "number", "money", "percent", "person", "place", "credit", "regulation", "reference", "marker"
]

LONGEST = 320
"""Code points; what opens and does not close within that is not a bracket but a slip."""

_OPEN = {"(": ")", "[": "]"}
_BRACKET = re.compile(r"[()\[\]]")
_MARK = re.compile(r"[“\"‘'«`]")
_QUOTES = re.compile(
    r"“(?P<a>[^“”\n]{1,160})”|\"(?P<b>[^\"“”\n]{1,160})\"|‘(?P<c>[^‘’\n]{2,120})’(?!\w)"
    r"|(?<!\w)'(?P<d>[^'\n]{2,120})'(?!\w)|«(?P<e>[^«»\n]{1,160})»|``(?P<f>[^`'\n]{1,120})''"
)

_MONTH = (
    r"jan(?:uari)?|feb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|juni?|juli?|agu(?:stus)?|agt|sep(?:tember)?|okt(?:ober)?"
    r"|nov(?:ember)?|des(?:ember)?"
)
_DAY = r"senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad"
_NUMERAL = (
    "satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|seratus|seribu|sejuta|puluh|belas|ratus|ribu"
    "|juta|miliar|milyar|triliun|koma|nol"
)
_UNIT = "orang|unit|jiwa|kali|hari|jam|menit|bulan|tahun|buah|desa|kelurahan|kk|km|m2|ha|poin|rupiah"
_PATTERNS: dict[BracketKind, str] = {
    "marker": r"[a-z]|\d{1,2}|[ivx]{1,5}|lanjutan|contoh|terlampir|opsional|bila ada|jika ada|diisi .*",
    "money": r".*\b(?:rp\.?|idr)\s?\d.*|[\d.,]+\s*(?:ribu|juta|miliar|milyar|triliun)(?:\s+rupiah)?",
    "percent": r"[<>≥≤±~]?\s*[\d.,]+\s*(?:%|persen|per\s?cent)(?:\s.*)?",
    "date": (
        rf"(?:(?:{_DAY})\b[,\s]*)?(?:(?:pukul|pkl|jam)\s*)?\d{{1,4}}(?:[/.:-]\d{{1,4}}){{1,2}}(?:\s*(?:wi[bt]a?|[-–].*))?"
        rf"|(?:(?:{_DAY})\b[,\s]*)?\d{{1,2}}\s*(?:[-–]\s*\d{{1,2}}\s*)?(?:{_MONTH})\b\.?(?:\s*\d{{2,4}})?(?:\s.*)?"
        rf"|(?:{_DAY})(?:[,\s]+(?:pagi|siang|sore|malam))?|(?:{_MONTH})\s+\d{{4}}"
        r"|(?:tahun|ta\.?|t\.?a\.?)\s*\d{4}.*|\d{4}\s*[-–/]\s*(?:\d{2,4}|sekarang)"
    ),
    "number": rf"[\d.,\s]+(?:{_UNIT})?|(?:(?:{_NUMERAL})\s?){{1,12}}(?:{_UNIT})?",
    "regulation": (
        r"(?:lembaran|berita|tambahan lembaran)\s+(?:negara|daerah)\b.*"
        r"|.*\b(?:undang-undang|uu|pp|perpres|permen\w*|perda|perwali|perbup|pergub|peraturan|keputusan|pasal)\b.*\b\d+.*"
    ),
    "credit": (
        r"(?:rilis|rls|foto|dok(?:umentasi|\.)?|antara|ant|red|adv|advertorial|ist|istimewa|net|int)\b(?:\s*[:/.,-].*|\s+\S+)?"
        r"|(?:lihat|baca|humas)\b.*|sumber(?:\s+\w+)?\s*:.*"
        r"|(?:media center|redaksi)\b.*|[a-z]{2,4}/[a-z]{2,8}|\*+.*"
    ),
    "reference": (
        r"(?:(?:tabel|gambar|lampiran|grafik|halaman|hal|bab|no|nomor|telp|hp|wa|nip|https?)\b|www\.|[\w.]+@).*"
    ),
    "place": (
        r"(?:kota|kabupaten|kab\.?|provinsi|prov\.?|kecamatan|kec\.?|kelurahan|kel\.?|desa|dusun|jalan|jl\.?|rt|rw)\s+\S.*"
    ),
    "person": (
        r"(?:bapak|ibu|sdr\.?|sdri\.?|drs\.?|dra\.?|dr\.|drg\.|ir\.|h\.|hj\.|prof\.?|ns\.|apt\.)\s+\S.*"
        r"|.*,\s*(?:s|m|a|sp)\.?\s?[a-z]{1,4}(?:\.[a-z]{1,4})*\.?(?:,.*)?"
    ),
}
_TYPES: dict[BracketKind, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _PATTERNS.items()
}
_TITLE = re.compile(r"(?:bapak|ibu|sdr|drs|dra|dr|drg|ir|h|hj|prof|ns|apt)\b\.?\s", re.IGNORECASE)
_DEGREE = re.compile(r"\b(?:S|M|A|Sp)\.\s?[A-Z][A-Za-z]{0,5}\b|\b(?:SKM|MKM|SSos|SPd|MPd|MKes|MSi|STP)\b")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A pair of brackets: `outer` with them, `inner` without them and without blanks at its ends."""

    outer: Span
    inner: Span
    kind: BracketKind
    depth: int = 0


NOT_WORDS: frozenset[BracketKind] = frozenset({"date", "money", "percent", "marker"})
"""Kinds that no long form is of, however certain its place."""


def brackets(text: str, start: int, end: int) -> Iterator[Bracket]:
    """Every closed bracket in [start, end), in the order they close; inner ones have a depth above 0."""
    stack: list[int] = []
    for match in _BRACKET.finditer(text, start, end):
        at, char = match.start(), match.group()
        if char in _OPEN:
            stack.append(at)
            continue
        while stack and _OPEN[text[stack[-1]]] != char:
            stack.pop()
        if not stack:
            continue
        opened = stack.pop()
        inner = stripped(text, opened + 1, at)
        if inner.start < inner.end and at - opened <= LONGEST:
            yield Bracket(Span(opened, at + 1), inner, bracket_kind(text[inner.start : inner.end]), len(stack))


def bracket_kind(content: str) -> BracketKind:
    """What stands in a bracket, judged by its own form; `text` is what may be a name or a long form."""
    folded = " ".join(content.split())
    for kind, pattern in _TYPES.items():
        if kind == "person" and not _looks_like_person(folded):
            continue
        if kind == "place" and not folded[:1].isupper():
            continue
        if pattern.fullmatch(folded):
            return kind
    return "text"


def quotations(text: str, start: int, end: int) -> Iterator[Span]:
    """What stands between quotation marks, straight or curly, without the marks; never over a line feed."""
    first = _MARK.search(text, start, end)
    for match in _QUOTES.finditer(text, first.start(), end) if first else ():
        name = match.lastgroup or "a"
        span = stripped(text, match.start(name), match.end(name))
        if span.start < span.end:
            yield span


def stripped(text: str, start: int, end: int) -> Span:
    """The span without blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _looks_like_person(content: str) -> bool:
    return bool(_DEGREE.search(content)) or _TITLE.match(content) is not None
