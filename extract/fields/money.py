"""Amounts of money: with a currency sign, in words, in ranges, and in columns whose heading names the currency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from spacy.tokens import Doc

from extract.found import layout, text_of
from extract.guarded import Guarded
from extract.lexicon import lexicon
from extract.numbers import NUMBER, number_word_pattern, parse_number, parse_words, scales
from models.document import Block, Span
from models.finding import Finding, Money

RULE = "money.{}/1"

_GAP = r"[^\S\n]*"
_RANGE = r"(?:-|–|—|s/d|s\.d\.?|sampai[^\S\n]+dengan|sampai|hingga|atau)"
_TAIL = re.compile(r"(?:[,.]|,00[^\S\n]?,?)[-–](?!\d)")
_CURRENCIES = {"rp": "IDR", "idr": "IDR", "usd": "USD", "us$": "USD", "$": "USD"}
_LOOK_BACK = 60
_LARGEST = 10**18


def find_money(doc: Doc) -> Iterator[Finding[Money]]:
    """Yield each amount in whole units of its currency, in order; of a range both ends.

    Words in brackets that repeat the amount before them are not a second one.
    """
    found = [*_written(text_of(doc)), *_columns(doc)]
    yield from sorted(found, key=lambda finding: finding.span)


@cache
def _pattern(*, bare_sign: bool) -> Guarded:
    """All forms but a bare dollar sign start a word, which is found sooner where no sign is printed."""
    scale = "|".join(sorted(scales(), key=len, reverse=True))
    short = "|".join(letter for letters in lexicon("money")["short_scales"].values() for letter in letters)
    sign = r"(?:(?<![^\W\d_])(?:Rp|IDR|USD|US\$)|\$)" if bare_sign else r"(?<![^\W\d_])(?:Rp|IDR|USD)"
    scaled = rf"{NUMBER}(?:{_GAP}(?:{scale})\b|{_GAP}(?-i:{short})\b)?"
    forms = [
        rf"(?P<signed>{sign}{_GAP}[.:]?{_GAP}{scaled}(?:{_GAP}{_RANGE}{_GAP}{scaled})?(?:{_GAP}rupiah\b)?)",
        rf"(?P<named>(?<![\w.,/-]){NUMBER}{_GAP}(?:(?:{scale})\b)?{_GAP}(?:rupiah\b|dolar\b))",
        rf"(?P<scaled>(?<![\w.,/-]){NUMBER}{_GAP}(?:{scale})\b)",
        rf"(?P<words>\b{number_word_pattern()}[^\S\n]+rupiah\b)",
    ]
    start = r"(?:\b|(?=\$))" if bare_sign else r"\b"
    return Guarded(rf"{start}(?:{'|'.join(forms)})", re.IGNORECASE)


@cache
def _parts() -> re.Pattern[str]:
    scale = "|".join(sorted(scales(), key=len, reverse=True))
    short = "|".join(letter for letters in lexicon("money")["short_scales"].values() for letter in letters)
    return re.compile(rf"(?P<number>{NUMBER}){_GAP}(?P<scale>(?:{scale})\b|(?-i:{short})\b)?", re.IGNORECASE)


@cache
def _factors() -> Mapping[str, int]:
    letters = lexicon("money")["short_scales"].items()
    return dict(scales()) | {letter.casefold(): 10 ** int(power) for power, each in letters for letter in each}


def _written(text: str) -> Iterator[Finding[Money]]:
    previous: Finding[Money] | None = None
    for match in _pattern(bare_sign="$" in text).finditer(text):
        for finding in _READ[str(match.lastgroup)](text, match):
            if previous is None or not _repeats(text, previous, finding):
                yield finding
            previous = finding


def _repeats(text: str, before: Finding[Money], words: Finding[Money]) -> bool:
    between = text[before.span.end : words.span.start] if words.span.start - before.span.end <= 12 else "too far"
    return words.rule == RULE.format("words") and between.strip(" .,-–=:/") == "(" and before.value == words.value


def _signed(text: str, match: re.Match[str]) -> Iterator[Finding[Money]]:
    sign = re.match(r"[A-Za-z]*\$?", match.group())
    currency = _CURRENCIES[sign.group().casefold()] if sign else "IDR"
    parts = list(_parts().finditer(text, match.start(), match.end()))
    starts, ends = [match.start(), *(part.start() for part in parts[1:])], [part.end() for part in parts]
    ends[-1] = _end(text, match.end())
    values = [_amount(part["number"], part["scale"]) for part in parts]
    if len(parts) == 2 and not parts[0]["scale"] and parts[1]["scale"] and (values[0] or 0) < 1000:
        values[0], ends[0] = _amount(parts[0]["number"], parts[1]["scale"]), ends[1]
    for value, start, end in zip(values, starts, ends, strict=True):
        yield from _finding(value, currency, Span(start, end), "signed")


def _end(text: str, offset: int) -> int:
    tail = _TAIL.match(text, offset)
    return tail.end() if tail else offset


def _named(text: str, match: re.Match[str]) -> Iterator[Finding[Money]]:
    part = _parts().match(text, match.start())
    currency = "USD" if match.group().casefold().endswith("dolar") else "IDR"
    if part is not None:
        yield from _finding(_amount(part["number"], part["scale"]), currency, Span(*match.span()), "named")


def _scaled(text: str, match: re.Match[str]) -> Iterator[Finding[Money]]:
    """A number with a scale alone: money only beside a cue, and not when it counts something."""
    line_start = text.rfind("\n", max(0, match.start() - _LOOK_BACK), match.start()) + 1
    before = text[max(line_start, match.start() - _LOOK_BACK) : match.start()]
    following = re.compile(r"[^\S\n]*([^\W\d_]+)?").match(text, match.end())
    counted = following is not None and (following.group(1) or "").casefold() in lexicon("money")["counted"]
    if counted or not _cue().search(before):
        return
    part = _parts().match(text, match.start())
    if part is not None:
        yield from _finding(_amount(part["number"], part["scale"]), "IDR", Span(*match.span()), "cued", 0.8)


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon('money')['cues'])})(?:nya)?\b", re.IGNORECASE)


def _spelled(_text: str, match: re.Match[str]) -> Iterator[Finding[Money]]:
    amount = parse_words(match.group().rsplit(maxsplit=1)[0])
    yield from _finding(None if amount is None else Decimal(amount), "IDR", Span(*match.span()), "words", 0.93)


def _amount(number: str, scale: str | None) -> Decimal | None:
    """The value of a numeral and its scale; three decimals behind one comma are thousands when no scale follows."""
    if scale is None and re.fullmatch(r"\d{1,3},\d{3}", number):
        number = number.replace(",", "")
    value = parse_number(number)
    return None if value is None else value * _factors()[scale.casefold()] if scale else value


def _finding(
    amount: Decimal | None, currency: str, span: Span, rule: str, confidence: float = 0.98
) -> Iterator[Finding[Money]]:
    if amount is not None and amount < _LARGEST:
        yield Finding(Money(int(amount), currency), span, RULE.format(rule), confidence, "normalised")


_READ = {"signed": _signed, "named": _named, "scaled": _scaled, "words": _spelled}


def _columns(doc: Doc) -> Iterator[Finding[Money]]:
    """Bare numbers in a table column whose heading says rupiah: `Anggaran (Rp)`, `Pagu (juta rupiah)`."""
    cells = [block for block in layout(doc).blocks if block.cell is not None]
    factors = {
        (block.cell.table, block.cell.column): factor
        for block in cells
        if block.cell is not None and (factor := _heading_factor(text_of(doc), block)) is not None
    }
    for block in cells:
        factor = factors.get((block.cell.table, block.cell.column)) if block.cell else None
        number = _BARE.fullmatch(text_of(doc), block.span.start, block.span.end) if factor else None
        value = parse_number(number.group(1)) if number else None
        if number is not None and value is not None and factor:
            yield from _finding(value * factor, "IDR", Span(*number.span(1)), "column", 0.85)


_BARE = re.compile(rf"[^\S\n]*({NUMBER})(?:,?-)?[^\S\n]*")
_HEADING = re.compile(
    r"\(?\b(?:dalam[^\S\n]+)?(?:(ribu|juta|miliar|milyar)(?:an)?[^\S\n]+)?(?:rp|rupiah)\b", re.IGNORECASE
)


def _heading_factor(text: str, block: Block) -> int | None:
    if block.span.end - block.span.start > 80 or any(
        char.isdigit() for char in text[block.span.start : block.span.end]
    ):
        return None
    heading = _HEADING.search(text, block.span.start, block.span.end)
    return None if heading is None else scales().get((heading.group(1) or "").casefold(), 1)
