"""Labels of printed forms in running lines, with the value beside or below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Doc

from extract.check_boxes import starts_with_box
from extract.found import layout, text_of
from extract.lexicon import lexicon
from models.document import Cell, Span

Extent = Literal["line", "section", "title"]


@dataclass(frozen=True, slots=True)
class LabelPair:
    """A label and the value that belongs to it; the value span is trimmed and never empty."""

    label: str
    """Case folded, without numbering and colon, blanks folded."""
    label_span: Span
    value_span: Span
    key: str | None = None
    """Its key in labels.yaml; None for a label that only a colon marks."""


@dataclass(frozen=True, slots=True)
class Line:
    """One block of the reading view, trimmed."""

    span: Span
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A label met in a line: where it stands, and where its value starts; `bare` when nothing follows on the line."""

    text: str
    span: Span
    key: str | None
    extent: Extent
    value_start: int
    bare: bool
    sure: bool = True
    """False for words that stand alone on their line, without number and colon: they may be the answer above them."""


NUMBERING = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2}){1,3}[.)]?|(?:\d{1,2}|[A-Za-z]|[ivxIVX]{1,5})[.)]|\(\w{1,3}\)|(?i:bab)\s+[IVX]{1,5}\b[.:]?"
    r"|[-•*▪●◦–]|\d{1,2}(?=\s+[A-Z]))\s*){1,2}"
)
_COLON = re.compile(r"\s*[:：=]\s*")
_NOTE = re.compile(r"\s*(?:\*\)?|\([^()]{0,60}\))\s*")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"[^\s:]+")
_WIDE = re.compile(r"\t| {2,}")
_LONGEST_LABEL = 90
_MOST_WORDS = 12


@cache
def _table() -> dict[str, tuple[str, Extent]]:
    """Squeezed variant -> key and extent."""
    return {
        squeeze(variant): (key, entry["extent"])
        for key, entry in lexicon("labels")["labels"].items()
        for variant in entry["variants"]
    }


def squeeze(text: str) -> str:
    """Letters and digits only, case folded: what two printings of one label share."""
    return _NOT_ALNUM.sub("", text.casefold())


def label_key(text: str) -> str | None:
    """The key in labels.yaml of a label as printed, numbering and colon or not; None when it is not on the list."""
    start = match.end() if (match := NUMBERING.match(text)) else 0
    entry = _table().get(squeeze(_NOTE.sub(" ", text[start:])))
    return entry[0] if entry else None


def lines_of(doc: Doc) -> tuple[Line, ...]:
    """The blocks of the view, trimmed, without empty ones; the lines of the text where there is no layout."""
    text = text_of(doc)
    blocks = [Line(block.span, block.cell) for block in layout(doc).blocks if block.flow != "hidden"]
    if not blocks:
        offset = 0
        for piece in text.split("\n"):
            blocks.append(Line(Span(offset, offset + len(piece))))
            offset += len(piece) + 1
    return tuple(Line(span, line.cell) for line in blocks if (span := trim(text, line.span)).start < span.end)


def trim(text: str, span: Span) -> Span:
    """The span without blanks at both ends."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


def find_labels(text: str, span: Span) -> Iterator[Label]:
    """The labels of one line: one at its start, and known ones with a colon further on (lines that ran together)."""
    match = NUMBERING.match(text, span.start, span.end)
    start = match.end() if match else span.start
    first = _marked(text, start, span.end) or _unmarked(text, start, span.end, numbered=match is not None)
    if first is not None:
        yield first
    for colon in re.finditer(r"[:：]", text[span.start : span.end]):
        at = span.start + colon.start()
        if first is None or at >= first.value_start:
            inner = _before_colon(text, max(span.start, first.value_start if first else 0), at, span.end)
            if inner is not None and inner.span.start > span.start:
                yield inner


def _marked(text: str, start: int, end: int) -> Label | None:
    """A label with its colon: on the list, or short and shaped like one."""
    limit = min(end, start + _LONGEST_LABEL)
    at = next((i for i in range(start, limit) if text[i] in ":：="), -1)
    if at < 0:
        return None
    label = trim(text, Span(start, at))
    colon = _COLON.match(text, label.end, end)
    entry = _entry(text, label)
    if colon is None or (entry is None and not _looks_like_label(text, label, colon.end())):
        return None
    key, extent = entry or (None, "line")
    return Label(_clean(text, label), label, key, extent, colon.end(), colon.end() >= end)


def _unmarked(text: str, start: int, end: int, *, numbered: bool) -> Label | None:
    """A known label without a colon: alone on its line, or numbered (or set off by wide blanks) before its value."""
    whole = Span(start, end)
    if end - start <= _LONGEST_LABEL and (entry := _entry(text, trim(text, whole))):
        return Label(_clean(text, whole), trim(text, whole), *entry, end, bare=True, sure=numbered)
    best: Label | None = None
    for count, word in enumerate(_WORD.finditer(text, start, min(end, start + _LONGEST_LABEL)), 1):
        if count > _MOST_WORDS or not _may_open_label(text[start : word.end()]):
            break
        label = Span(start, word.end())
        entry = _entry(text, label)
        if entry and entry[1] != "title" and _value_follows(text, word.end(), end, numbered=numbered):
            best = Label(_clean(text, label), label, *entry, word.end(), bare=False)
    return best


def _may_open_label(printed: str) -> bool:
    """False where no label on the list goes on like this; what stands in brackets does not count."""
    return squeeze(printed.partition("(")[0]) in _openings()


@cache
def _openings() -> frozenset[str]:
    """Everything that a label on the list starts with, squeezed."""
    return frozenset(label[:length] for label in _table() for length in range(len(label) + 1))


def _value_follows(text: str, at: int, end: int, *, numbered: bool) -> bool:
    rest = text[at:end].lstrip()
    if not rest:
        return False
    if _WIDE.match(text, at, end) or starts_with_box(rest):
        return True
    return numbered and (rest[0].isupper() or rest[0].isdigit() or rest[0] in "\"“'")


def _before_colon(text: str, floor: int, at: int, end: int) -> Label | None:
    """The longest known label of two words or more (or numbered) that ends at a colon inside a line."""
    floor = max(floor, at - _LONGEST_LABEL)
    starts = [word.start() for word in _WORD.finditer(text, floor, at)][-_MOST_WORDS:]
    for index, start in enumerate(starts):
        label = trim(text, Span(start, at))
        entry = _entry(text, label)
        if entry is None or entry[1] == "title":
            continue
        numbered = index > 0 and NUMBERING.fullmatch(text[starts[index - 1] : start]) is not None
        apart = _WIDE.search(text, max(floor, start - 2), start) or re.search(r"[.;]\s*\Z", text[floor:start])
        if len(starts) - index < 2 and not numbered and not (apart and text[start].isupper()):
            return None
        colon = _COLON.match(text, label.end, end)
        place = Span(starts[index - 1] if numbered else start, label.end)
        value = colon.end() if colon else at + 1
        return Label(_clean(text, label), place, *entry, value, value >= end)
    return None


def _entry(text: str, span: Span) -> tuple[str, Extent] | None:
    printed = text[span.start : span.end]
    table = _table()
    return table.get(squeeze(printed)) or (table.get(squeeze(_NOTE.sub(" ", printed))) if "(" in printed else None)


def _looks_like_label(text: str, span: Span, value_start: int) -> bool:
    """Up to eight words, starting with a letter, no full stop, and no clock or address around the colon."""
    printed = text[span.start : span.end]
    return (
        1 < len(printed) <= 60
        and printed[0].isalpha()
        and printed.count(" ") < 8
        and not re.search(r"[.?!;\"“”]\s|,\s.*,|^(?:https?|www)", printed)
        and not (printed[-1].isdigit() and text[value_start : value_start + 1].isdigit())
        and not text.startswith("//", value_start)
    )


def _clean(text: str, span: Span) -> str:
    return " ".join(_NOTE.sub(" ", text[span.start : span.end]).casefold().split()).rstrip(" :")


def line_pairs(text: str, lines: tuple[Line, ...]) -> Iterator[LabelPair]:
    """Pairs in running lines. Cells stop a value that runs on, as another reader pairs them."""
    labels = [
        (index, label)
        for index, line in enumerate(lines)
        if line.cell is None
        for label in find_labels(text, line.span)
    ]
    labels = [item for at, item in enumerate(labels) if not _is_answer(item, labels[at - 1] if at else None)]
    known_lines = [index for index, label in labels if label.key]
    position = 0
    for number, (index, label) in enumerate(labels):
        if label.extent == "title":
            continue
        follower = labels[number + 1] if number + 1 < len(labels) else None
        if follower and follower[0] == index:
            stop = follower[1].span.start
        else:
            while position < len(known_lines) and known_lines[position] <= index:
                position += 1
            next_known = known_lines[position] if position < len(known_lines) else len(lines)
            stop = _value_end(text, lines, index, label, next_known, follower[0] if follower else len(lines))
        value = trim(text, Span(label.value_start, max(label.value_start, stop)))
        if value.start < value.end:
            yield LabelPair(label.text, label.span, value, label.key)


def _is_answer(item: tuple[int, Label], above: tuple[int, Label] | None) -> bool:
    """Whether words on the list are the answer to the label above them: `1.4 Inisiator`, then `OPD`."""
    index, label = item
    if label.sure or above is None or above[0] + 1 != index:
        return False
    asks = above[1].bare and above[1].extent == "line"
    return asks and (above[1].sure or " " not in label.text)


def _value_end(text: str, lines: tuple[Line, ...], index: int, label: Label, next_known: int, next_any: int) -> int:
    """Where the value of a label ends that is the last one of its line."""
    last = index
    if label.extent == "section":
        while last + 1 < next_known and lines[last + 1].cell is None:
            last += 1
    elif label.key is not None or label.bare:
        taken = not label.bare
        while last + 1 < next_any and lines[last + 1].cell is None:
            following = lines[last + 1].span
            if taken and not starts_with_box(text[following.start : following.start + 4]):
                break
            taken = True
            last += 1
    return lines[last].span.end
