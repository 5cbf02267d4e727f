"""What an answer of a form claims: a number with its bounds, a number of years, or the printed level itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.fields.evidence.context import Context, Facts, fact, number
from extract.guarded import Guarded
from extract.labels import label_pairs
from extract.lexicon import lexicon
from extract.numbers import NUMBER, number_word_pattern
from extract.patterns import spaced
from models.document import Span
from models.finding import Evidence

_INDICATOR = "i_"
_LONGEST_ANSWER = 300
_OR = re.compile(r"(?i)\batau\s*(?:tahun\s*)?$|/\s*$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as an answer prints it: `11-30 orang` is 11 to 30, `lebih dari 5 hari` is 6 to 6."""

    low: float
    high: float
    unit: str
    """As printed, case folded; empty where the answer is a bare number."""
    span: Span


def quantity(context: Context, span: Span, units: str) -> Quantity | None:
    """The first number of these units (a pattern) in an answer, else the number that it opens with."""
    end = min(span.end, span.start + _LONGEST_ANSWER)
    for match in _pattern(units).finditer(context.text, span.start, end):
        found = _quantity(match, match["u"])
        if found is not None:
            return found
    bare = _bare().match(context.text, span.start, end)
    return _quantity(bare, "") if bare else None


def _quantity(match: re.Match[str], unit: str) -> Quantity | None:
    if match["one"]:
        return Quantity(1.0, 1.0, match["one"].casefold().removeprefix("se"), Span(*match.span()))
    first, second = number(match["n"]), number(match["m"]) if match["m"] else None
    if first is None:
        return None
    low = first
    high = second if second is not None and second >= first else first
    if match["less"]:
        low = high = first - 1 if first > 1 else first
    elif match["more"]:
        low = high = first + 1
    return Quantity(low, high, unit.casefold(), Span(*match.span()))


@cache
def _pattern(units: str) -> Guarded:
    return spaced(rf"{_head()}(?: ?(?P<u>{units}))(?![^\W\d_])|\b(?P<one>se(?:hari|minggu|bulan|tahun|kali))\b")


@cache
def _bare() -> Guarded:
    return spaced(rf" ?{_head()}(?P<one>(?!))?(?= ?(?:$|[,;(]))")


def _head() -> str:
    words = lexicon("evidence")["quantities"]
    numeral = rf"{NUMBER}|\b{number_word_pattern()}\b"
    return (
        rf"(?:(?P<less>{words['less']}) ?|(?P<more>{words['more']}) ?|(?:{words['bound']}) ?)?"
        rf"(?<![\d.,])(?P<n>{numeral})<P>(?: ?%)?(?:(?: ?\w+)? ?(?:{words['to']}) ?(?P<m>{numeral})<P>)?"
    )


def stated_levels(context: Context) -> Facts:
    """`tingkat_2` for each indicator of a form that is answered by a printed level: `Tingkat 2`, `Parameter 2`."""
    if not context.claim:
        return
    keys = dict.fromkeys(pair.key for pair in label_pairs(context.doc) if pair.key)
    for key in keys:
        for pair in context.chosen(key) if key.startswith(_INDICATOR) else ():
            level = context.level(pair)
            if level is not None:
                evidence = Evidence(key.removeprefix(_INDICATOR), context.type, value=level)
                yield fact(context, evidence, pair.value_span, "stated-level/1", 0.9)


def relative_years(context: Context, span: Span) -> tuple[frozenset[int], Span] | None:
    """Years before the assessment (`T-2 sampai T-0` is 0, 1, 2) that an answer names; of alternatives the first."""
    marks = spaced(lexicon("evidence")["quantities"]["relative_year"])
    found = list(marks.finditer(context.text, span.start, min(span.end, span.start + _LONGEST_ANSWER)))
    years: set[int] = set()
    for match in found:
        if years and _OR.search(context.text, max(span.start, match.start() - 12), match.start()):
            break
        first, last = int(match["y"]), int(match["z"] or match["y"])
        years |= set(range(min(first, last), max(first, last) + 1)) if match["range"] else {first}
    return (frozenset(years), Span(found[0].start(), found[-1].end())) if years else None
