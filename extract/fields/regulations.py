"""Regulations: kind, issuer, number, year and subject, with and without `Nomor`, finished and in draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from extract.found import text_of
from extract.laws import LawKind, is_known, law_kinds, title_of
from extract.lexicon import lexicon
from extract.phrases import Hit
from models.document import Span
from models.finding import Finding, Regulation, Status

RULE = "regulations.{}/1"

_YEAR = r"(?:19|20)\d\d(?!\d)"
_EMPTY = r"(?:\.{2,}|…+|_{2,}|\$\{\w{1,40}\}|<<[^<>\n]{1,40}>>|\[[^\[\]\n]{0,40}\])"
_ISSUER = re.compile(
    r"(?P<issuer>(?:\s{1,3}\([A-Za-z -]{2,20}\))?(?:\s{1,3}(?:Negara\s)?(?:Republik\s+Indonesia|R\.?I\.?)\b)?"
    r"(?:(?:[^\S\n]{1,3}|\n)(?!(?i:nomor|nomer|no|n0|tahun|tentang)\b)[^\W\d_][\w.,/'’-]*){0,14}?)"
    r"(?:\s{1,4}|(?<=\)))"
    r"(?P<intro>(?i:nomor|nomer|no|n0)\b\s{0,2}[.:]{0,2}\s{0,2})?"
    rf"(?P<number>{_EMPTY}(?:\s?/\s?(?:{_EMPTY}|[\w.-]+))*|[IVXLC]{{1,6}}/MPR/{_YEAR}|(?=[\w.-]*\d)[A-Z0-9][\w.-]*(?:\s?/\s?(?:{_EMPTY}|[\w.-]+|(?=/)))*)"
    rf"(?:\s{{0,3}},?\s{{0,3}}(?i:tahun|thn\.?|th\.?)\s{{0,3}}(?P<year>{_YEAR}|{_EMPTY}))?"
)
_BARE_YEAR = re.compile(rf"\s{{1,2}}(?i:tahun)\s{{1,2}}(?P<year>{_YEAR})|\s{{1,2}}(?P<short>1945)")
_SLASHED = re.compile(rf"(?P<number>\d{{1,4}}[A-Za-z]?)\s?/\s?(?:(?i:tahun)\s)?(?P<year>{_YEAR})")
_LEFT_EMPTY = re.compile(rf"{_EMPTY}")
_LAST_YEAR = re.compile(rf"(?:^|[/-])\s?({_YEAR})$")
_SHORT_NUMBER = re.compile(r"\d{1,4}[A-Z]?")
_ABOUT = re.compile(r"\s{1,3}(?i:tentang|perihal|mengenai)\s{1,3}")
_NOT_BEFORE = re.compile(r"(?:satpol|pol|praja|polisi pamong)[\s.-]+\Z", re.IGNORECASE)
_REGION_BEHIND = re.compile(
    r"[\s-]{0,3}(?:Kota|Kabupaten|Kab\b|Kecamatan|Kec\b|Kelurahan|Provinsi|Indonesia)", re.IGNORECASE
)
_COUNTRY = re.compile(r"\s*(?:\([^)]*\))?\s*(?:Negara\s+)?(?:Republik\s+Indonesia|R\.?I\.?)?\s*", re.IGNORECASE)
_LONGEST_SUBJECT = 260
_MOST_WORDS = 30
_SUBJECT_WORD = re.compile(r"[^\S\n]*([\w][\w/'’-]*)")
_JOINING = frozenset(
    """dan atas di pada dalam untuk bagi tentang serta dengan dari ke kepada antara oleh yang sebagai melalui terhadap
    secara atau dan/atau menjadi""".split()
)
_ENDS = frozenset(
    """adalah agar yang maka ini itu tersebut mengatur mengamanatkan bahwa sebagai telah dapat wajib harus menyatakan
    menyebutkan menjadi serta dimana yaitu merupakan sudah akan juga sebagaimana""".split()
)


def find_regulations(doc: Doc) -> Iterator[Finding[Regulation]]:
    """Yield each regulation that is named with a number or year, in order; the span runs from its kind to its year.

    A draft with an empty number (`Nomor ... Tahun 2026`) has number None and a low confidence. A kind without number
    and year (`sesuai Perda tersebut`) is none.
    """
    text = text_of(doc)
    hits = [hit for hit in law_kinds().find(text) if _is_kind(text, hit)]
    for index, hit in enumerate(hits):
        following = hits[index + 1] if index + 1 < len(hits) else None
        finding = (
            _constitution(text, hit.span, hit.value)
            if hit.value.id == "UUD"
            else _numbered(text, hit.span, hit.value, following)
        )
        if finding is not None:
            yield finding


def _is_kind(text: str, hit: Hit[LawKind]) -> bool:
    """False for `Satpol PP`, and for an abbreviation that is a word in small letters or before a region (`se-Kota`)."""
    if hit.value.id == "PP":
        return _NOT_BEFORE.search(text[max(0, hit.span.start - 24) : hit.span.start]) is None
    if hit.value.form not in lexicon("regulations")["also_words"]:
        return True
    return text[hit.span.start : hit.span.end].isupper() and _REGION_BEHIND.match(text, hit.span.end) is None


def _constitution(text: str, span: Span, kind: LawKind) -> Finding[Regulation] | None:
    match = _BARE_YEAR.match(text, span.end)
    if match is None:
        return None
    value = Regulation("UUD", None, int(match["year"] or match["short"]), known=True)
    return Finding(value, Span(span.start, match.end()), RULE.format(kind.id.lower()), 0.95, "normalised")


def _numbered(text: str, span: Span, kind: LawKind, following: Hit[LawKind] | None) -> Finding[Regulation] | None:
    match = _ISSUER.match(text, span.end)
    if match is None or text.count("\n", span.start, match.end()) > 3 or not _may_be_issuer(kind, match["issuer"]):
        return None
    if following is not None and following.span.start < match.end("issuer") and not _repeats(text, following):
        return None  # a label (`SK Kepala Daerah`, `SK KDH / Perda`) before the decree itself
    number, year, end = _number_and_year(text, match)
    if not match["intro"] and year is None:
        return None
    subject = _subject(text, end, kind.id, number, year)
    draft = number is None
    value = Regulation(
        kind.id, number, year, _issuer(kind, match["issuer"]), subject, is_known(kind.id, number, year, subject)
    )
    confidence = 0.5 if draft else 0.97 if year is not None else 0.8
    status: Status = "normalised"
    return Finding(value, Span(span.start, end), RULE.format("draft" if draft else "numbered"), confidence, status)


def _repeats(text: str, hit: Hit[LawKind]) -> bool:
    """True for the short form in brackets behind the long one, and for the police in an issuer's name."""
    return text[hit.span.start - 1] == "(" or hit.value.id == "PP"


def _may_be_issuer(kind: LawKind, printed: str) -> bool:
    """Only some kinds name an issuer; any other may only carry the country or its own abbreviation."""
    return kind.issuer is not None or _COUNTRY.fullmatch(printed) is not None


def _number_and_year(text: str, match: re.Match[str]) -> tuple[str | None, int | None, int]:
    """Number, year and where they end; the number is None when the form left it empty."""
    printed, year = match["number"], match["year"]
    slashed = _SLASHED.fullmatch(printed.rstrip("."))
    if slashed is not None and year is None:
        return slashed["number"], int(slashed["year"]), match.start("number") + len(printed.rstrip("."))
    empty = _LEFT_EMPTY.fullmatch(printed)
    number = printed if year is not None or empty else printed.rstrip(".-/")
    end = match.end() if year is not None else match.start("number") + len(number)
    if re.search(rf"{_EMPTY}|/\s?/", number) or not any(char.isdigit() for char in number):
        last = _LAST_YEAR.search(number)
        return None, _whole(year) or (int(last.group(1)) if last else None), end
    if year is not None:
        return re.sub(r"\s", "", number).strip(".-"), _whole(year), end
    last = _LAST_YEAR.search(number)
    if last is not None and last.start() > 0:
        return re.sub(r"\s", "", number), int(last.group(1)), end
    return (number, None, end) if _SHORT_NUMBER.fullmatch(number) or "/" in number else (None, None, end)


def _whole(year: str | None) -> int | None:
    return int(year) if year and year.isdigit() else None


def _issuer(kind: LawKind, printed: str) -> str | None:
    if kind.issuer is None:
        return None
    behind = re.sub(r"\s+", " ", re.sub(r"^\s*\([^)]*\)", "", printed)).strip(" ,.")
    if kind.id in {"Permen", "Kepmen"} and behind:
        behind = f"Menteri {behind}"
    if kind.id == "Perka" and behind and kind.form == "Peraturan Kepala":
        behind = f"Kepala {behind}"
    named = f"{kind.issuer} {behind}".strip()
    return (named.title() if behind.isupper() else named) or None


def _subject(text: str, end: int, kind: str, number: str | None, year: int | None) -> str | None:
    about = _ABOUT.match(text, end)
    if about is None:
        return None
    start = about.end()
    official = title_of(kind, number, year)
    if official and text[start : start + len(official)].casefold() == official.casefold():
        return text[start : start + len(official)]
    stop = _subject_end(text, start)
    return re.sub(r"\s+", " ", text[start:stop]).strip(" ,") or None


def _subject_end(text: str, start: int) -> int:
    """The end of a subject: capitals with joining words between them, or a short run of small words."""
    limit, end, position = min(len(text), start + _LONGEST_SUBJECT), start, start
    small = text[start : start + 1].islower()
    for count in range(_MOST_WORDS):
        word = _SUBJECT_WORD.match(text, position, limit)
        if word is None or (small and count >= 8):
            break
        printed = word.group(1)
        joins = printed.casefold() in _JOINING
        if small and printed.casefold() in _ENDS:
            break
        if not small and printed[0].islower() and not joins:
            break
        position = word.end()
        if not joins:
            end = position
    return end
