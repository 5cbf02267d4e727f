"""How many people run the innovation: counted in the annex of a decree or an assignment letter, or stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.fields.evidence.context import Context, Fact, Facts, Numbered, cue, each, fact, numbers, sentence, units
from extract.fields.evidence.quantities import quantity
from extract.fields.evidence.zones import annex, appointing
from extract.label_lines import NUMBERING
from extract.label_tables import Row
from models.document import Span
from models.finding import Evidence

_TYPES = ("sk_kepala_daerah", "sk_kepala_pd", "sk_kepala_pd_an_kepala_daerah", "surat_tugas")
_MOST = 2000
_LOST = 3
"""Row numbers further ahead of the count than this are misread, not lost rows."""
_NUMBERED = re.compile(r"(\d{1,3})[.)]?\s+(?=\S)|(\d{1,3})[.)]?$")
_CLAUSE = re.compile(
    r"\b(?:melaksanakan|menyusun|melakukan|bahwa|undang-undang|peraturan|bertanggung|menyiapkan|mengkoordinasikan"
    r"|memberikan|keputusan ini)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Team:
    """People counted or stated, and the words that this rests on."""

    people: float
    span: Span
    grounds: tuple[Span, ...] = ()
    complete: bool = True


def sdm(context: Context) -> Facts:
    """The largest team of a document: its numbered rows of names, its role lines, or a number that it states.

    Only documents that appoint people prove it; in a proposal it is a claim.
    """
    if context.is_a(*_TYPES):
        team = _from_tables(context) or _from_lines(context)
        stated = _stated(context)
        if team is not None:
            yield _people(context, team, "sdm-annex/2", 0.9 if team.complete or not context.scanned else 0.75)
        elif stated is not None:
            yield _people(context, _Team(stated.value, stated.span), "sdm-stated/1", 0.88)
    elif context.claim:
        yield from _claims(context)


def _people(context: Context, team: _Team, rule: str, confidence: float) -> Fact:
    evidence = Evidence("sdm", context.type, value=team.people, unit="orang", years=context.years)
    return fact(context, evidence, team.span, rule, confidence, team.grounds)


def _from_tables(context: Context) -> _Team | None:
    """Rows below a header with names, over all tables whose numbers run on; the span is the first to the last row.

    That the rows are people hangs on the header alone: a misread name is a name. That none was lost shows in numbers
    that run on.
    """
    total, spans, numbers_, heads = 0, list[Span](), list[int | None](), list[Span]()
    running = 0
    for rows in context.tables():
        named = _name_column(context, rows[0])
        body = rows[1:] if named is not None else rows
        first = _row_number(context, body[0]) if body else None
        if named is None and not (running and first == running + 1):
            continue
        people = [row for row in body if _is_person_row(context, row)]
        if people:
            total += len(people)
            running = _row_number(context, people[-1]) or 0
            spans += [people[0][0].span, people[-1][-1].span]
            numbers_ += [_row_number(context, row) for row in people]
            heads += [named] if named is not None else []
    whole = Span(spans[0].start, spans[-1].end) if spans else None
    return _Team(float(total), whole, tuple(heads), _complete(numbers_)) if whole else None


def _complete(numbers_: list[int | None]) -> bool:
    """False where the printed row numbers say that OCR lost rows: most stand behind their place, or the last does.

    A single number out of place is a misread digit.
    """
    expected = places = 0
    last: int | None = None
    for number in numbers_:
        expected = 1 if number == 1 else expected + 1
        places += number is not None and number != expected
        last = number if number is not None else last
    return places * 5 <= len(numbers_) and not (last is not None and expected < last <= expected + _LOST)


def _name_column(context: Context, header: Row) -> Span | None:
    pattern = cue("sdm", "name_header")
    return next((cell.span for cell in header if pattern.search(context.text[cell.span.start : cell.span.end])), None)


def _row_number(context: Context, row: Row) -> int | None:
    match = re.fullmatch(r"(\d{1,3})[.)]?", context.text[row[0].span.start : row[0].span.end])
    return int(match[1]) if match else None


def _is_person_row(context: Context, row: Row) -> bool:
    """Numbered, or without a number but with two cells of words; a row of column numbers (1 2 3) is none."""
    texts = [context.text[cell.span.start : cell.span.end] for cell in row]
    worded = [text for text in texts if re.search(r"[^\W\d_]{2}", text)]
    return bool(worded) and (_row_number(context, row) is not None or len(worded) >= 2)


def _from_lines(context: Context) -> _Team | None:
    """Role lines and numbered names of the annex; of a letter without one, of what stands behind its order."""
    lines = [line.span for line in annex(context.text, context.lines) if line.cell is None]
    people = list(_person_lines(context, lines)) if lines else []
    if not people and context.is_a("surat_tugas"):
        people = list(_named_blocks(context)) or list(
            _person_lines(context, list(appointing(context.text, context.lines)))
        )
    return _Team(float(len(people)), Span(people[0].start, people[-1].end)) if people else None


def _person_lines(context: Context, lines: list[Span]) -> Iterator[Span]:
    role, text = cue("sdm", "role_line"), context.text
    expected = 1
    for line in lines:
        printed = text[line.start : line.end]
        if len(printed) > 160 or _CLAUSE.search(printed):
            continue
        numbering = NUMBERING.match(printed)
        rest = printed[numbering.end() if numbering else 0 :]
        match = _NUMBERED.match(printed)
        value = int(match[1] or match[2]) if match else 0
        if role.match(rest) and re.search(r"[:–-]\s*(?!1[.)])\S", rest):
            yield line
            expected = 1 if value == 0 else value + 1
        elif value and value in {expected, 1} and rest[:1].isupper():
            yield line
            expected = value + 1


def _named_blocks(context: Context) -> Iterator[Span]:
    """`Nama : ...` blocks of a letter, up to the signature: one a person."""
    for line in appointing(context.text, context.lines):
        if re.match(r"(?:\d{1,3}[.)]?\s*)?Nama\s*:\s*\S", context.text[line.start : line.end], re.I):
            yield line


def _stated(context: Context) -> Numbered | None:
    """The largest number of people that the text gives its team."""
    found = [
        one
        for one in numbers(context, each("sdm", "total"))
        if 1 <= one.value <= _MOST and not _other_people(context, one.span)
    ]
    return max(found, key=lambda one: one.value, default=None)


def _other_people(context: Context, span: Span) -> bool:
    """People served: named right behind the number, or before it where the words at the number name no team."""
    around = sentence(context.text, span.start, span.end)
    own = cue("sdm", "own_people").search(context.text, span.start, span.end)
    start = span.start if own else around.start
    return cue("sdm", "other_people").search(context.text, start, min(around.end, span.end + 40)) is not None


def _claims(context: Context) -> Facts:
    answered = False
    for pair in context.answers("i_sdm"):
        said = quantity(context, pair.value_span, units("sdm"))
        if said and 1 <= said.low <= _MOST:
            answered = True
            yield _people(context, _Team(said.low, said.span), "sdm-answer/2", 0.92)
    stated = None if answered else _stated(context)
    if stated is not None:
        yield _people(context, _Team(stated.value, stated.span), "sdm-sentence/1", 0.82)
