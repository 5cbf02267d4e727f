"""Dates: whole ones, months and years, each only as exact as it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache

from spacy.tokens import Doc

from extract.found import layout, text_of
from extract.guarded import Guarded
from extract.lexicon import lexicon
from extract.numbers import number_word_pattern, parse_words
from models.document import Span
from models.finding import DateValue, Finding, Status

RULE = "dates.{}/1"

_GAP = r"[^\S\n]*"
_BLANK = r"[^\S\n]+"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_EARLIEST, _LATEST = 1900, 2099
_NUMBERED = re.compile(
    r"(?:\b(?:nomor|nomer|no|n0)\b[.:\s]{0,3}[\w./…-]{0,40}|\d|\b(?:UUD|dasar|indonesia))[^\S\n]*\Z",
    re.IGNORECASE,
)
_CELL_YEAR = re.compile(rf"[^\S\n]*({_YEAR})[^\S\n]*")
_ANY_YEAR = re.compile(rf"(?<![\d/.-])({_YEAR})(?![/.-]?\d)")


def find_dates(doc: Doc) -> Iterator[Finding[DateValue]]:
    """Yield each date, in order; of a range both ends (the first one's span is the whole range when it borrows).

    A day and month without a year get one only when the weekday beside them fits exactly one year that the document
    prints (`inferred`); a month without a year is no date. Years of regulations and letter numbers are none.
    """
    text = text_of(doc)
    found: list[Finding[DateValue]] = []
    for match in _pattern().finditer(text):
        found.extend(_READ[str(match.lastgroup)](text, match))
    found.extend(_cells(doc, {finding.span.start for finding in found}))
    yield from sorted(found, key=lambda finding: finding.span)


@cache
def _pattern() -> Guarded:
    """One alternation for every form, so that the text is read once; each outer group has a reader in `_READ`."""
    month, weekday = _words(_months()), _words(_weekdays())
    ranged, listed = _phrases("range_words"), _phrases("list_words")
    numeric = rf"\d{{1,2}}{_GAP}(?P<mark>[/.-]){_GAP}\d{{1,2}}{_GAP}(?P=mark){_GAP}(?:{_YEAR}|\d\d(?![\d/.-]))"
    tail = rf"{_GAP},?{_GAP}(?:tahun{_BLANK})?{_YEAR}"
    days = rf"\d{{1,2}}(?:{_GAP}(?:{month}))?\.?{_GAP}(?:{ranged}|dan|&){_GAP}"
    words = number_word_pattern()
    forms = [
        r"(?P<iso>(?<![\d/.-])(?:19|20)\d\d(?P<bar>[-/])\d\d(?P=bar)\d\d(?![\d/-]))",
        rf"(?P<numeric>(?<![\w/.,-]){numeric}(?![/\w]))",
        rf"(?P<day>(?<![\d/.,-])(?:{days})?\d{{1,2}}[^\S\n-]*-?(?:{month})\b\.?-?{tail})",
        rf"(?P<month>\b(?:(?:{month}){_GAP}(?:{ranged}|dan){_GAP})?(?:{month})\b\.?{tail})",
        rf"(?P<weekday>\b(?:{weekday}){_GAP},?{_GAP}(?:\({_GAP}\d{{1,2}}/\d{{1,2}}{_GAP}\)|\d{{1,2}}{_BLANK}(?:{month})\b))",
        rf"(?P<spelled>\btanggal{_BLANK}{words}{_BLANK}(?:bulan{_BLANK})?(?:{month}){_BLANK}tahun{_BLANK}{words})",
        (
            rf"(?P<years>\b(?:{_phrases('year_cues')})(?<=\w|\.){_GAP}:?{_GAP}{_YEAR}(?!\.\d|/(?!{_YEAR})\d)"
            rf"(?:{_GAP}(?:{ranged}|{listed}){_GAP}(?:dan{_BLANK})?{_YEAR}(?![./-]?\d)){{0,6}})"
        ),
        rf"(?P<span>(?<![\w/.,-]){_YEAR}{_GAP}(?:-|–|—|s/d|s\.d\.?|sampai dengan){_GAP}{_YEAR}(?![\w/-]))",
    ]
    return Guarded(rf"\b(?:{'|'.join(forms)})", re.IGNORECASE)


def _words(table: Mapping[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))


def _phrases(name: str) -> str:
    longest_first = sorted(lexicon("dates")[name], key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", _BLANK) for phrase in longest_first)


@cache
def _months() -> Mapping[str, int]:
    return {word: int(number) for number, words in lexicon("dates")["months"].items() for word in words}


@cache
def _weekdays() -> Mapping[str, int]:
    return {word: int(number) for number, words in lexicon("dates")["weekdays"].items() for word in words}


@cache
def _month_word() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{_words(_months())})(?![^\W\d_])", re.IGNORECASE)


def _finding(value: DateValue, span: tuple[int, int], status: Status, confidence: float = 0.97) -> Finding[DateValue]:
    return Finding(value, Span(*span), RULE.format(value.granularity), confidence, status)


def _day(year: int, month: int, day: int) -> DateValue | None:
    try:
        return DateValue(date(year, month, day).isoformat(), "day")
    except ValueError:
        return None


def _iso(_text: str, match: re.Match[str]) -> Iterator[Finding[DateValue]]:
    year, month, day = (int(part) for part in re.split("[-/]", match.group()))
    value = _day(year, month, day)
    if value is not None:
        yield _finding(value, match.span(), "exact" if match.group() == value.iso else "normalised")


def _numeric(_text: str, match: re.Match[str]) -> Iterator[Finding[DateValue]]:
    mark = match["mark"]
    day, month, year = (part.strip() for part in match.group().split(mark))
    if len(year) == 2 and mark != "/":
        return
    full = int(year) if len(year) == 4 else 2000 + int(year)
    value = _day(full, int(month), int(day))
    if value is not None:
        yield _finding(value, match.span(), "normalised", 0.97 if len(year) == 4 else 0.75)


def _named_day(_text: str, match: re.Match[str]) -> Iterator[Finding[DateValue]]:
    printed = match.group()
    months = [(_months()[found.group().casefold()], found.start()) for found in _month_word().finditer(printed)]
    numbers = [(int(found.group()), found.start()) for found in re.finditer(r"\d+", printed)]
    *days, (year, _) = numbers
    last_month = months[-1][0]
    if len(days) == 2:
        first = _day(year, months[0][0], days[0][0])
        if first is not None and (months[0][0], days[0][0]) <= (last_month, days[1][0]):
            yield _finding(first, match.span(), "normalised", 0.93)
    day, offset = days[-1]
    value = _day(year, last_month, day)
    if value is not None:
        yield _finding(value, (match.start() + offset, match.end()), "normalised")


def _named_month(_text: str, match: re.Match[str]) -> Iterator[Finding[DateValue]]:
    printed = match.group()
    year = printed[-4:]
    months = [(_months()[found.group().casefold()], found.start()) for found in _month_word().finditer(printed)]
    if len(months) == 2 and months[0][0] <= months[1][0]:
        yield _finding(DateValue(f"{year}-{months[0][0]:02}", "month"), match.span(), "normalised", 0.93)
    number, offset = months[-1]
    yield _finding(DateValue(f"{year}-{number:02}", "month"), (match.start() + offset, match.end()), "normalised")


def _weekday(text: str, match: re.Match[str]) -> Iterator[Finding[DateValue]]:
    """A weekday with day and month: the year is the one year of the document on which that day fell on it."""
    printed = match.group()
    name = next(word for word in _weekdays() if printed.casefold().startswith(word))
    day, *rest = (int(number) for number in re.findall(r"\d+", printed))
    named = _month_word().search(printed, len(name))
    month = _months()[named.group().casefold()] if named else rest[0]
    years = _years_of(text)
    fitting = [value for year in years if (value := _day(year, month, day)) and _is_weekday(value, _weekdays()[name])]
    if len(fitting) == 1:
        yield _finding(fitting[0], match.span(), "inferred", 0.85)


@lru_cache(maxsize=2)
def _years_of(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(match.group(1)) for match in _ANY_YEAR.finditer(text)}))


def _is_weekday(value: DateValue, weekday: int) -> bool:
    return date.fromisoformat(value.iso).weekday() == weekday


def _spelled(_text: str, match: re.Match[str]) -> Iterator[Finding[DateValue]]:
    printed = match.group()
    month = _month_word().search(printed)
    before, _, year_words = printed.casefold().rpartition("tahun")
    day_words = before[len("tanggal") : month.start() if month else 0].replace("bulan", "")
    day, year = parse_words(day_words), parse_words(year_words)
    if month is None or day is None or year is None or not _EARLIEST <= year <= _LATEST:
        return
    value = _day(year, _months()[month.group().casefold()], day)
    if value is not None:
        yield _finding(value, match.span(), "normalised", 0.93)


def _years(text: str, match: re.Match[str]) -> Iterator[Finding[DateValue]]:
    """Years behind a cue; `Nomor 23 Tahun 2014` and `UUD Tahun 1945` name a law, not a time."""
    if _NUMBERED.search(text[max(0, match.start() - 48) : match.start()]):
        return
    yield from _bare_years(match)


def _bare_years(match: re.Match[str]) -> Iterator[Finding[DateValue]]:
    for year in re.finditer(_YEAR, match.group()):
        start = match.start() + year.start()
        yield _finding(DateValue(year.group(), "year"), (start, start + 4), "exact", 0.93)


def _year_span(_text: str, match: re.Match[str]) -> Iterator[Finding[DateValue]]:
    years = re.findall(_YEAR, match.group())
    if int(years[0]) < int(years[1]):
        yield from _bare_years(match)


def _cells(doc: Doc, taken: set[int]) -> Iterator[Finding[DateValue]]:
    """A table cell that holds nothing but a year."""
    for block in layout(doc).blocks:
        if block.cell is None or block.span.end - block.span.start > 12:
            continue
        match = _CELL_YEAR.fullmatch(text_of(doc), block.span.start, block.span.end)
        if match is not None and match.start(1) not in taken:
            yield _finding(DateValue(match.group(1), "year"), match.span(1), "exact", 0.8)


_READ = {
    "iso": _iso,
    "numeric": _numeric,
    "day": _named_day,
    "month": _named_month,
    "weekday": _weekday,
    "spelled": _spelled,
    "years": _years,
    "span": _year_span,
}
