"""Measured changes: a value before and after, in a sentence or in a table of both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc

from extract.found import layout, text_of
from extract.guarded import Guarded
from extract.lexicon import lexicon
from extract.measures import Measure, in_one_unit, measure_at
from models.document import Block, Span
from models.finding import Change, Finding

RULE = "changes.{}/1"

_WINDOW = 120
_CLAUSE = 140
_SUBJECT_WORDS = 12
_BEFORE_VALUE = re.compile(r"[^\S\n]*[:(±]?[^\S\n]*")
_SMALL_WORD = re.compile(r"[A-Za-z-]+|\((?:19|20)\d\d\)|(?:19|20)\d\d(?!\d)")
_ARROW = re.compile(
    r"(?:Rp[^\S\n]?)?(?<![\w.,])\d[\d.,]{0,14}[^\S\n]?(?:%|[a-z]{1,12})?[^\S\n]?(?:[a-z]{1,12})?[^\S\n]?(?:→|->|⇒)"
)
_ARROWS = ("→", "->", "⇒")
_END = re.compile(r"[.;!?](?=\s|$)|\n")
_YEARS = re.compile(
    r"\(?(?:\b(?:pada|di|th|thn)\b\.?[^\S\n]*)?(?:\btahun[^\S\n]*)?(?:19|20)\d\d\)?|\([a-z ]+\)", re.IGNORECASE
)
_WORD = re.compile(r"\S+")


def find_changes(doc: Doc) -> Iterator[Finding[Change]]:
    """Yield each change, in order; the span runs from the subject to the later value.

    A chain (`dari 45 menjadi 60 lalu 80`) gives one change a step. Values in different units are brought into the later
    one's unit where that is exact, else left out; `dari 14 hari hingga 30 hari` without a verb of change is a range.
    """
    found = [*_stated(text_of(doc)), *_pointed(text_of(doc)), *_tabled(doc)]
    yield from sorted(found, key=lambda finding: finding.span)


def _stated(text: str) -> Iterator[Finding[Change]]:
    past = 0
    for match in _openers().finditer(text):
        if match.start() < past:
            continue
        stop = _stop(text, match.end())
        steps = _forward(text, match, stop) or _backward(text, match, stop)
        for before, after in pairwise(steps):
            finding = _change(text, match.start(), before, after)
            if finding is not None:
                past = finding.span.end
                yield finding


def _pointed(text: str) -> Iterator[Finding[Change]]:
    """`60% → 95%`."""
    if not any(arrow in text for arrow in _ARROWS):
        return
    for match in _ARROW.finditer(text):
        before, after = measure_at(text, match.start()), _lead(text, match.end(), _stop(text, match.end()))
        finding = _change(text, match.start(), before, after) if before and after else None
        if finding is not None:
            yield finding


@cache
def _openers() -> Guarded:
    data = lexicon("changes")
    return Guarded(rf"(?<!\w)(?:{_choice([*data['from'], *data['reversed']])})(?!\w)", re.IGNORECASE)


def _choice(phrases: list[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"[^\S\n]+") for phrase in longest_first)


@cache
def _link(name: str) -> Guarded:
    return Guarded(rf"(?<!\w)(?:{_choice(lexicon('changes')[name])})(?!\w)", re.IGNORECASE)


def _stop(text: str, offset: int) -> int:
    """Where the sentence or the window ends."""
    limit = min(len(text), offset + 2 * _WINDOW)
    end = _END.search(text, offset, limit)
    return end.start() if end else limit


def _forward(text: str, opener: re.Match[str], stop: int) -> list[Measure]:
    """The values of `dari A menjadi B (lalu C)`; empty when it is no change."""
    if not _link("from").fullmatch(opener.group()):
        return []
    first = _lead(text, opener.end(), stop)
    if first is None:
        return []
    second = _behind(text, first.end, stop, "to")
    if second is None and _has_verb(text, opener.start()):
        second = _behind(text, first.end, stop, "weak_to")
    if second is None and (equal := _behind(text, first.end, stop, "equal_to", near=24)) and equal.unit == first.unit:
        second = equal if first.unit else None
    steps = [first] if second is None else [first, second]
    while (
        len(steps) > 1
        and (more := _behind(text, steps[-1].end, stop, "chain", near=24))
        and more.unit == steps[-1].unit
        and not _begins_anew(text, steps[-1].end, more.start)
    ):
        steps.append(more)
    return steps if len(steps) > 1 else []


def _begins_anew(text: str, start: int, end: int) -> bool:
    """Whether the words between two values open another change: `..., sedangkan angka stunting turun dari 22%`."""
    signs = ("from", "contrast", "verbs") if "," in text[start:end] else ("from", "contrast")
    return any(_link(name).search(text, start, end) for name in signs)


def _backward(text: str, opener: re.Match[str], stop: int) -> list[Measure]:
    """The values of `menjadi B dari semula A`, earlier one first."""
    if not _link("reversed").fullmatch(opener.group()):
        return []
    later = _lead(text, opener.end(), stop)
    earlier = _behind(text, later.end, stop, "reversed_from", near=30) if later is not None else None
    if later is None or earlier is None:
        return []
    return [earlier, later]


def _behind(text: str, offset: int, stop: int, link: str, near: int = _WINDOW) -> Measure | None:
    """The measure behind a link word, when no other number stands between."""
    match = _link(link).search(text, offset, min(stop, offset + near))
    if match is None or re.search(r"\d", _YEARS.sub("", text[offset : match.start()])):
        return None
    return _lead(text, match.end(), stop)


def _lead(text: str, offset: int, stop: int) -> Measure | None:
    """The measure at an offset, with up to five small words before it (`dari yang semula hanya 12 orang`)."""
    for _ in range(6):
        gap = _BEFORE_VALUE.match(text, offset, stop)
        offset = gap.end() if gap else offset
        measure = measure_at(text, offset)
        if measure is not None and measure.end <= stop:
            return measure
        word = _SMALL_WORD.match(text, offset, stop)
        if word is None:
            return None
        offset = word.end()
    return None


def _clause(text: str, offset: int) -> int:
    """Where the clause before an offset begins."""
    begin = max(0, offset - _CLAUSE, text.rfind("\n", 0, offset) + 1)
    marks = [
        match.end() for match in re.finditer(r"[.;:!?](?=\s)|,(?=\s)|\bdan\s(?=\w+\s)|\bserta\s", text[begin:offset])
    ]
    return begin + (marks[-1] if marks else 0)


def _has_verb(text: str, offset: int) -> bool:
    return _link("verbs").search(text, max(0, offset - _CLAUSE, text.rfind("\n", 0, offset) + 1), offset) is not None


def _change(text: str, offset: int, before: Measure, after: Measure) -> Finding[Change] | None:
    values = in_one_unit(before, after)
    if values is None:
        return None
    subject = _subject(text, offset) or _trimmed(text, offset, min(before.start, after.start))
    start = min(subject.start, before.start, after.start) if subject else min(offset, before.start, after.start)
    printed = " ".join(text[subject.start : subject.end].split()) if subject else ""
    value = Change(printed, round(values[0], 6), round(values[1], 6), values[2])
    confidence = 0.92 if subject and values[2] else 0.8
    return Finding(value, Span(start, max(before.end, after.end)), RULE.format("stated"), confidence, "normalised")


def _subject(text: str, offset: int) -> Span | None:
    """The words before the change that say what was measured: behind a verb of change, else before it."""
    begin = _clause(text, offset)
    verbs = list(_link("verbs").finditer(text, begin, offset))
    behind = _trimmed(text, verbs[-1].end(), offset) if verbs else None
    return behind or _trimmed(text, begin, verbs[0].start() if verbs else offset)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    edges = lexicon("changes")["edges"]
    found = list(_WORD.finditer(text, start, end))[-_SUBJECT_WORDS:]
    while found and found[0].group().casefold().strip(',()"“”') in edges:
        found.pop(0)
    while found and found[-1].group().casefold().strip(',()"“”') in edges:
        found.pop()
    return Span(found[0].start(), found[-1].end()) if found else None


def _tabled(doc: Doc) -> Iterator[Finding[Change]]:
    """Rows of a table with a column `sebelum` and a column `sesudah`."""
    rows: dict[tuple[int, int], dict[int, Block]] = {}
    for block in layout(doc).blocks:
        if block.cell is not None:
            rows.setdefault((block.cell.table, block.cell.row), {}).setdefault(block.cell.column, block)
    columns: dict[int, tuple[int, int]] = {}
    for (table, _), cells in rows.items():
        heads = _heads(text_of(doc), cells)
        if heads is not None:
            columns[table] = heads
        elif table in columns:
            yield from _row(text_of(doc), cells, *columns[table])


def _heads(text: str, cells: dict[int, Block]) -> tuple[int, int] | None:
    printed = {
        column: " ".join(text[block.span.start : block.span.end].casefold().split()) for column, block in cells.items()
    }
    before = [column for column, head in printed.items() if head in lexicon("changes")["before_heads"]]
    after = [column for column, head in printed.items() if head in lexicon("changes")["after_heads"]]
    return (before[0], after[0]) if before and after else None


def _row(text: str, cells: dict[int, Block], before: int, after: int) -> Iterator[Finding[Change]]:
    if before not in cells or after not in cells:
        return
    earlier, later = (_lead(text, cells[column].span.start, cells[column].span.end) for column in (before, after))
    values = in_one_unit(earlier, later) if earlier and later else None
    names = [
        cells[column].span for column in sorted(cells) if column < min(before, after) and _is_named(text, cells[column])
    ]
    if values is None or later is None or earlier is None or not names:
        return
    subject = " ".join(text[names[-1].start : names[-1].end].split())
    span = Span(min(names[-1].start, earlier.start), max(earlier.end, later.end))
    yield Finding(Change(subject, values[0], values[1], values[2]), span, RULE.format("table"), 0.9, "normalised")


def _is_named(text: str, block: Block) -> bool:
    return any(char.isalpha() for char in text[block.span.start : block.span.end])
