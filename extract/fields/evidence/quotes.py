"""The words to cite for a fact: enough of its line, row or clause that a reviewer understands it from them alone."""

from __future__ import annotations

import re
from bisect import bisect_right

from extract.fields.evidence.context import Context, sentence
from extract.label_lines import Line
from extract.label_tables import Row
from extract.labels import label_pairs
from models.document import Span

_ENOUGH = 90
_LONGEST = 320
_AROUND = 110
_SUBJECT = re.compile(r"(?i)\btentang\b")
_TITLED = frozenset(("regulasi", "pelaksana", "monev"))


class Quotes:
    """Widens the places of one file's facts; looks lines, rows and answers up by their start."""

    def __init__(self, context: Context) -> None:
        self._text = context.text
        self._claim = context.claim
        self._lines = context.lines
        self._line_starts = [line.span.start for line in context.lines]
        self._rows = sorted((_of_row(row) for table in context.tables() for row in table), key=lambda span: span.start)
        self._row_starts = [row.start for row in self._rows]
        answers = [pair for pair in label_pairs(context.doc) if (pair.key or "").startswith("i_")]
        self._answers = sorted((Span(a.label_span.start, a.value_span.end) for a in answers), key=lambda s: s.start)
        self._answer_starts = [span.start for span in self._answers]

    def widened(self, span: Span, indicator: str) -> Span:
        """The span itself where it says enough; else the title, the answer, the row or the clause around it."""
        if span.end - span.start >= _ENOUGH:
            return span
        if not self._claim and indicator in _TITLED and (title := self._title(span)):
            return title
        around = self._holding(self._answers, self._answer_starts, span) or self._holding(
            self._rows, self._row_starts, span
        )
        return around or self._clause(span)

    def _holding(self, spans: list[Span], starts: list[int], span: Span) -> Span | None:
        at = bisect_right(starts, span.start) - 1
        holder = spans[at] if at >= 0 else None
        return holder if holder and holder.contains(span) and holder.end - holder.start <= _LONGEST else None

    def _title(self, span: Span) -> Span | None:
        """A document's title from its kind to the line of its subject."""
        first = self._line_at(span.start)
        if first is None or self._lines[first].cell is not None:
            return None
        last = first
        for index in range(first, min(first + 6, len(self._lines))):
            line = self._lines[index]
            if line.cell is not None or line.span.end - span.start > _LONGEST:
                break
            last = index
            subject = _SUBJECT.search(self._text, line.span.start, line.span.end)
            if subject and subject.end() < line.span.end:
                break
            if subject is None and index > first and _SUBJECT.search(self._text, span.start, line.span.start):
                break
        end = self._lines[last].span.end
        return Span(span.start, end) if span.end <= end <= span.start + _LONGEST else None

    def _clause(self, span: Span) -> Span:
        """The line where it is short; else the sentence, cut at blanks to about a hundred characters on each side."""
        index = self._line_at(span.start)
        line = self._lines[index] if index is not None else Line(span)
        if line.span.contains(span) and line.span.end - line.span.start <= _LONGEST:
            return line.span
        around = sentence(self._text, span.start, span.end)
        start, end = max(around.start, span.start - _AROUND), min(around.end, span.end + _AROUND)
        while around.start < start < span.start and not self._text[start - 1].isspace():
            start += 1
        while span.end < end < around.end and not self._text[end].isspace():
            end -= 1
        piece = self._text[start:end]
        return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))

    def _line_at(self, place: int) -> int | None:
        at = bisect_right(self._line_starts, place) - 1
        return at if at >= 0 and self._lines[at].span.end > place else None


def _of_row(row: Row) -> Span:
    return Span(row[0].span.start, row[-1].span.end)
