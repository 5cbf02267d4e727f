"""Whether a text is a news item: dateline, the furniture of a news page, quoted speech."""

from __future__ import annotations

import re
from functools import cache

from extract.label_lines import Line
from extract.lexicon import lexicon
from models.document import Span

_ZONE = 14_000
_TAIL = 2_000
_LEAST = 3


def looks_like_news(text: str, lines: tuple[Line, ...]) -> tuple[float, Span] | None:
    """A confidence and the words that decided, or None. Needs two different signs, one of them no quotation."""
    datelines, marks, speech, quotes = _patterns()
    zone = text[:_ZONE] + "\n" + text[max(_ZONE, len(text) - _TAIL) :]
    first = next(
        (m for line in lines[:12] for p in datelines if (m := p.match(text, line.span.start, line.span.end))), None
    )
    found = [match for pattern in marks if (match := pattern.search(zone))]
    said = min(2, len(speech.findall(zone)))
    quoted = 1 if quotes.search(zone) else 0
    furniture = (2 if first else 0) + len(found)
    if furniture == 0 or furniture + said + quoted < _LEAST:
        return None
    span = Span(*first.span()) if first else Span(*found[0].span())
    span = span if span.end <= min(len(text), _ZONE) else lines[0].span
    return min(0.97, 0.6 + 0.08 * (furniture + said + quoted)), span


@cache
def _patterns() -> tuple[list[re.Pattern[str]], list[re.Pattern[str]], re.Pattern[str], re.Pattern[str]]:
    news = lexicon("roles")["news"]
    marks = [re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in news["marks"]]
    datelines = [
        re.compile(news[key], re.MULTILINE | (re.IGNORECASE if key == "published" else 0))
        for key in ("dateline", "dated", "published")
    ]
    return datelines, marks, re.compile(news["speech"]), re.compile(news["quotes"])
