"""Units (perangkat daerah): agencies, hospitals, puskesmas, schools, kecamatan, villages, by head word and list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extract.found import text_of
from extract.person_names import given_names
from extract.phrases import Hit
from extract.regions import places
from extract.unit_names import Agency, Head, agency_end, agency_words, entries, is_name, name_ends, readable
from models.document import Span
from models.finding import Finding, Status, Unit

RULE = "units.{}/1"

_WORD = re.compile(r"(?:drg?|[A-Z0-9][\w'’/-]*)(?:\.[\w'’/-]*)*")
_AGENCY_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_FIRST_GAP = re.compile(r"[^\S\n]{1,2}|(?<=\w{2})\.[^\S\n]?")
_NEXT_GAP = re.compile(r"[^\S\n]")
_LIST_GAP = re.compile(r"[^\S\n](?:dan[^\S\n])?")
_LONGEST_ABBREVIATION, _LONGEST_NUMBER = 3, 3
_DEGREE_BEHIND = re.compile(r",?[^\S\n]?(?:S|M|A|dr|Dr)\.[^\S\n]?[A-Z]")
_LED = re.compile(r"\b(?:kepala|plt|plh|pj)\.?[^\S\n]+\Z", re.IGNORECASE)
_LOWER_ABBREVIATIONS = ("dis", "din", "bap", "bal", "ortala")
_BARE = re.compile(r"RSUD|RSD|PDAM|BUMD|PERUMDA|Perumda|PKM|UPT|UPTD")
_BLANK = re.compile(r"[^\S\n]+")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*")
_PERSON_TITLES = frozenset("dr drg dr.h prof h hj k.h kh ir drs".split())
_CENTRAL = re.compile(
    r"\b(?:kementerian|kemen\w*|ditjen|direktorat\s+jenderal|dirjen|menteri)[^\S\n]+\Z", re.IGNORECASE
)
_ROMAN_OR_NUMBER = re.compile(r"[IVX]+|\d+")
_REGION_BEHIND = re.compile(r"[^\S\n]+(?:Kota|Kabupaten|Kab\.|Provinsi|KOTA|KABUPATEN|PROVINSI)[^\S\n]+")
_SUFFIX = re.compile(r"(?:-|[^\S\n])(UKM|UMKM|KB|TPH|SP|P3A|PPA|PPKB|P2KB|Litbang|Inovda)\b")
_MAX_WORDS = {"place": 4, "optional place": 4, "long place": 8, "school": 4, "hospital": 6}


@dataclass(frozen=True, slots=True)
class _Found:
    type: str
    span: Span
    canonical: str | None
    rule: str
    confidence: float


def find_units(doc: Doc) -> Iterator[Finding[Unit]]:
    """Yield each unit named, in order; `name` is as printed, without the region or kecamatan behind it.

    `canonical` is one spelling for every printed form of a unit; None for an abbreviation that several agencies share
    and the text does not settle.
    """
    text = text_of(doc)
    printed = list(_without_heads(text, list(_found(text))))
    named = {unit.type for unit in printed if not _is_bare(text, unit)}
    printed = [unit for unit in printed if not (_is_bare(text, unit) and unit.type in named)]
    full = {unit.canonical for unit in printed if unit.rule == "list"}
    for unit in printed:
        canonical = unit.canonical
        if canonical and "|" in canonical:
            options = [name for name in canonical.split("|") if name in full]
            canonical = options[0] if len(options) == 1 else None
        name = text[unit.span.start : unit.span.end]
        status: Status = "exact"
        yield Finding(Unit(name, unit.type, canonical), unit.span, RULE.format(unit.rule), unit.confidence, status)


def _is_bare(text: str, unit: _Found) -> bool:
    """`RSUD`, `PDAM` alone: short for the one that the text names in full, if it does."""
    return unit.rule == "head" and _BARE.fullmatch(text, unit.span.start, unit.span.end) is not None


def _without_heads(text: str, units: list[_Found]) -> Iterator[_Found]:
    """The units with the person's name cut off that `Kepala Puskesmas Mekar Siti Aminah, S.Kep` runs on to.

    What is left must be printed elsewhere; else the words behind the head are a person's alone.
    """
    elsewhere = {text[unit.span.start : unit.span.end].casefold() for unit in units}
    for unit in units:
        led = unit.rule == "head" and _LED.search(text[max(0, unit.span.start - 10) : unit.span.start])
        parts = text[unit.span.start : unit.span.end].split(" ")
        given = [index for index, word in enumerate(parts[:-1]) if index > 1 and word.casefold() in given_names()]
        if led and given:
            parts = parts[: given[0] + 1]
            elsewhere.add(" ".join(parts[:-1]).casefold())
        elif not led or not _DEGREE_BEHIND.match(text, unit.span.end):
            yield unit
            continue
        shorter = (" ".join(parts[:count]) for count in range(len(parts) - 1, 1, -1))
        name = next((name for name in shorter if name.casefold() in elsewhere), None)
        if name is not None:
            span = Span(unit.span.start, unit.span.start + len(name))
            yield _Found(unit.type, span, readable(name), "head", 0.85)


def _found(text: str) -> Iterator[_Found]:
    end = 0
    for hit in entries().find(text):
        if hit.span.start < end or text[hit.span.start - 1 : hit.span.start] == "/":
            continue
        unit = (
            _listed(text, hit.span, hit.value) if isinstance(hit.value, Agency) else _headed(text, hit.span, hit.value)
        )
        if unit is not None:
            end = unit.span.end
            yield unit


def _listed(text: str, span: Span, agency: Agency) -> _Found | None:
    printed = text[span.start : span.end]
    lower = printed.islower() and not (len(printed) > 5 and printed.startswith(_LOWER_ABBREVIATIONS))
    if (agency.abbreviated and lower) or (not agency.abbreviated and printed[0].islower()):
        return None
    if _CENTRAL.search(text[max(0, span.start - 24) : span.start]):
        return None
    if agency.abbreviated:
        suffix = _SUFFIX.match(text, span.end)
        if suffix is not None:
            span = Span(span.start, suffix.end())
            return _Found(agency.type, span, readable(text[span.start : span.end]), "abbreviation", 0.85)
        return _Found(
            agency.type, span, "|".join(agency.names), "abbreviation", 0.95 if len(agency.names) == 1 else 0.8
        )
    if agency.type in {"dinas", "badan", "bagian_setda"}:
        end = agency_end(text, span.end)
        if end > span.end:
            return _Found(agency.type, Span(span.start, end), readable(text[span.start : end]), "words", 0.85)
    return _Found(agency.type, span, agency.names[0], "list", 0.98)


def _headed(text: str, span: Span, head: Head) -> _Found | None:
    if head.type == "kantor" and text[span.start].islower():
        return None
    end = _ENDS[head.style](text, span, head)
    if end is None:
        return None
    inner = _inner_agency(text, span, head)
    if inner is not None and inner.span.end == end:
        return _Found(head.type, Span(span.start, end), "|".join(inner.value.names), "abbreviation", 0.9)
    name = text[span.end : end].lstrip(". ")
    canonical = f"{head.canonical} {readable(name)}".strip()
    return _Found(head.type, Span(span.start, end), canonical, "head", 0.93 if name else 0.9)


def _no_name(text: str, span: Span, head: Head) -> int | None:
    following = _AGENCY_WORD.match(text, span.end + 1)
    barred = following is not None and not is_name(head.type, following.group().casefold())
    return span.end if text[span.start].isupper() and not barred else None


def _inner_agency(text: str, span: Span, head: Head) -> Hit[Agency] | None:
    """The listed unit right behind the head: `Dinas Dukcapil`, `Kantor Satpol PP`."""
    blank = _BLANK.match(text, span.end)
    if blank is None or head.type not in {"dinas", "kantor"}:
        return None
    inner = entries().at(text, blank.end())
    return Hit(inner.span, inner.value) if inner is not None and isinstance(inner.value, Agency) else None


def _agency(text: str, span: Span, head: Head) -> int | None:
    blank = _BLANK.match(text, span.end)
    if blank is None:
        return None
    inner = _inner_agency(text, span, head)
    if inner is not None:
        suffix = _SUFFIX.match(text, inner.span.end)
        return suffix.end() if suffix else inner.span.end
    first = _AGENCY_WORD.match(text, blank.end())
    if first is None or not first.group()[0].isupper() or not _opens_agency(text, first, head):
        return None
    return agency_end(text, first.end())


def _opens_agency(text: str, first: re.Match[str], head: Head) -> bool:
    word = first.group().casefold()
    if not is_name(head.type, word) or word in name_ends():
        return False
    if word in agency_words():
        return True
    if head.type not in {"dinas", "badan"}:
        return False
    return _ACRONYM.fullmatch(first.group()) is not None or _lone_word(text, first)


def _lone_word(text: str, first: re.Match[str]) -> bool:
    """An agency word nobody listed (`Dinas Kominfotik`): one long word, neither a region nor the start of a name."""
    if len(first.group()) < 6 or not first.group()[1:].islower() or places().at(text, first.start()):
        return False
    following = _AGENCY_WORD.match(text, first.end() + 1)
    return following is None or following.group()[0].islower() or following.group().casefold() in name_ends()


def _place(text: str, span: Span, head: Head) -> int | None:
    return _walk(text, span, head, keep_region=False)


def _school(text: str, span: Span, head: Head) -> int | None:
    return _walk(text, span, head, keep_region=True)


def _optional_place(text: str, span: Span, head: Head) -> int | None:
    return _walk(text, span, head, keep_region=False) or _bare_head(text, span)


def _hospital(text: str, span: Span, head: Head) -> int | None:
    return _walk(text, span, head, keep_region=True) or _bare_head(text, span)


def _bare_head(text: str, span: Span) -> int | None:
    """A head alone names a unit when the region completes it (`RSUD Kota Mataram`) or it is an abbreviation."""
    region = _REGION_BEHIND.match(text, span.end)
    hit = places().at(text, region.end()) if region else None
    if hit is not None:
        return hit.span.end
    return span.end if text[span.start : span.end].isupper() else None


def _walk(text: str, span: Span, head: Head, *, keep_region: bool) -> int | None:
    """The end of a place-like name: capitalised words and numbers, until a word that ends names or a region begins."""
    end, previous, capitals = span.end, "", text[span.start : span.end].isupper()
    for position in range(_MAX_WORDS[head.style]):
        gap = _gap(head, first=position == 0).match(text, end)
        if gap and "." in gap.group() and span.end - span.start > _LONGEST_ABBREVIATION:
            break
        word = _WORD.match(text, gap.end()) if gap else None
        if word is None or _stops(text, word, head, first=position == 0):
            break
        if position and not keep_region and _is_region(text, word):
            break
        if position and not capitals and _turns_capital(previous, word.group()):
            break
        previous, bare = word.group(), word.group().rstrip(".'’/-")
        end = word.end()
        if bare != previous and len(bare) > 2 and bare.casefold() not in _PERSON_TITLES:
            break
    end = span.start + len(text[span.start : end].rstrip(" .'’/-"))
    return end if end > span.end else None


def _gap(head: Head, *, first: bool) -> re.Pattern[str]:
    if first:
        return _FIRST_GAP
    return _LIST_GAP if head.style == "long place" else _NEXT_GAP


def _stops(text: str, word: re.Match[str], head: Head, *, first: bool) -> bool:
    key = word.group().rstrip(".").casefold()
    if len(key) > _LONGEST_NUMBER and key.isdigit():
        return True
    if head.style == "hospital" and key in _PERSON_TITLES:
        return False
    if word.group()[0].islower() or (first and not is_name(head.type, key)):
        return True
    return key in name_ends() or (not first and entries().at(text, word.start()) is not None)


def _is_region(text: str, word: re.Match[str]) -> bool:
    hit = places().at(text, word.start())
    return hit is not None and not hit.value.needs_kind and not hit.value.abbreviated


def _turns_capital(previous: str, word: str) -> bool:
    return word.isupper() and len(word) > 3 and not previous.isupper() and not _ROMAN_OR_NUMBER.fullmatch(word)


_ENDS: dict[str, Callable[[str, Span, Head], int | None]] = {
    "none": _no_name,
    "agency": _agency,
    "place": _place,
    "long place": _place,
    "optional place": _optional_place,
    "hospital": _hospital,
    "school": _school,
}
