"""Links printed in the text: addresses of pages, videos and shared folders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from extract.found import text_of
from models.document import Span
from models.finding import Finding, Status

RULE = "links.printed/1"

_URL = re.compile(
    r"(?<![\w@/.-])(?:https?://|www\.|(?:[a-z0-9-]+\.){1,4}(?:com|id|org|net|be|ly|ee|gl|io|me|link|app)/(?=\w))"
    r"[^\s<>\"“”‘’«»{}|\\^`]+",
    re.IGNORECASE,
)
_SLASH = re.compile(r"/[/\w]|www\.", re.IGNORECASE)
_TAIL = ".,;:!?'*_)]"
_PAIRS = {")": "(", "]": "["}
_CONTINUES = re.compile(r" ([\w./?=&%#~+-]+)")
_OPEN_END = ("/", "-", "_", "=", "?", "&", "%", ".")
_IDENTIFIER = re.compile(r"(?:/d/|/folders/|[?&]id=)([\w-]*)\Z")
_VIDEO = re.compile(r"(?:youtu\.be/|youtube\.com/(?:shorts/|embed/|watch\?v=))([\w-]*)\Z")
_LONGEST = 2000
_SHARED_ID, _VIDEO_ID = 25, 11
"""Shortest identifier of a shared file or folder, and the length of every video's: a shorter one was cut."""


def find_links(doc: Doc) -> Iterator[Finding[str]]:
    """Yield each address as printed, without the punctuation behind it, in order.

    One that a line end cut in two is joined (status `normalised`); e-mail addresses and bare domain names are none.
    """
    text = text_of(doc)
    end = 0
    if _SLASH.search(text) is None:
        return
    for match in _URL.finditer(text):
        if match.start() < end or len(match.group()) > _LONGEST:
            continue
        printed = _without_tail(match.group())
        end = match.start() + len(printed)
        url, end = _joined(text, printed, end)
        if "." not in url:
            continue
        status: Status = "exact" if url == printed else "normalised"
        yield Finding(url, Span(match.start(), end), RULE, 0.98 if status == "exact" else 0.85, status)


def _without_tail(url: str) -> str:
    while url and url[-1] in _TAIL:
        opening = _PAIRS.get(url[-1])
        if opening and url.count(opening) >= url.count(url[-1]):
            break
        if url[-1] == "_" and _VIDEO.search(url):
            break
        url = url[:-1]
    return url


def _joined(text: str, url: str, end: int) -> tuple[str, int]:
    """The address with what stands behind one blank, where the address is plainly cut there."""
    while (more := _CONTINUES.match(text, end)) and _is_cut(url) and _looks_like_rest(more.group(1)):
        rest = _without_tail(more.group(1))
        url, end = url + rest, more.start(1) + len(rest)
    return url, end


def _is_cut(url: str) -> bool:
    identifier = _IDENTIFIER.search(url)
    if identifier is not None:
        return len(identifier.group(1)) < _SHARED_ID
    video = _VIDEO.search(url)
    if video is not None:
        return len(video.group(1)) < _VIDEO_ID
    return url.endswith(_OPEN_END) and url.count("/") > 2


def _looks_like_rest(piece: str) -> bool:
    mixed = any(char.isdigit() for char in piece) and any(char.isalpha() for char in piece)
    return mixed or any(char in "/?=&_%" for char in piece)
