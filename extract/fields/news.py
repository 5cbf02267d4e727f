"""Whether a text is a news item: dateline, the furniture of a news page, quoted speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

from extract.guarded import Guarded
from extract.label_lines import Line
from extract.lexicon import lexicon
from models.document import Span

_ZONE = 14_000
_TAIL = 2_000
_LEAST = 3


def looks_like_news(text: str, lines: tuple[Line, ...]) -> tuple[float, Span] | None:
    """A confidence and the words that decided, or None. Needs two different signs, one of them no quotation."""
    datelines, marks, speech, quotes = _patterns()
    zones = (Span(0, min(_ZONE, len(text))), Span(max(_ZONE, len(text) - _TAIL), len(text)))
    first = next(
        (m for line in lines[:12] for p in datelines if (m := p.match(text, line.span.start, line.span.end))), None
    )
    found = [match for pattern in marks if (match := next(_in(text, zones, pattern), None))]
    said = len(list(islice(_in(text, zones, speech), 2)))
    quoted = 1 if next(_in(text, zones, quotes), None) else 0
    furniture = (2 if first else 0) + len(found)
    if furniture == 0 or furniture + said + quoted < _LEAST:
        return None
    span = Span(*first.span()) if first else Span(*found[0].span())
    return min(0.97, 0.6 + 0.08 * (furniture + said + quoted)), span


def _in(text: str, zones: tuple[Span, ...], pattern: Guarded) -> Iterator[re.Match[str]]:
    return chain.from_iterable(pattern.finditer(text, zone.start, zone.end) for zone in zones if zone.start < zone.end)


@cache
def _patterns() -> tuple[list[Guarded], list[Guarded], Guarded, Guarded]:
    news = lexicon("roles")["news"]
    marks = [Guarded(pattern, re.IGNORECASE | re.MULTILINE) for pattern in news["marks"]]
    datelines = [
        Guarded(news[key], re.MULTILINE | (re.IGNORECASE if key == "published" else 0))
        for key in ("dateline", "dated", "published")
    ]
    return datelines, marks, Guarded(news["speech"]), Guarded(news["quotes"])
