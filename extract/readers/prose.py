"""What the words of a line say about where paragraphs begin; the same for every format."""

from __future__ import annotations

import re

BULLET = re.compile(r"\s*(?:[•‣▪▫●○◦■□➢➤✓✔❖◆*·–—-]|o(?=\s{2}))\s")
_ENUMERATED = re.compile(r"\s*(?:\(?\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\(?[a-z]{1,2}[.)]|\(?[ivx]{1,5}[.)])\s")
_CAPITAL = re.compile(r"\s*(?:[A-Z]|[IVX]{1,5})\.\s")
_LABEL = re.compile(
    r"\s*(?:(?:\d{1,2}|[a-zA-Z])[.)]\s{0,8})?[A-Z][^\W_]*(?:[ /&(),.-]{1,2}[^\W_]+){0,7}\)?\s{0,40}:(?=\s|$)"
)
_CHAPTER = re.compile(
    r"\s*(?:BAB|Bab|BAGIAN|Bagian|Pasal|PASAL|Paragraf|LAMPIRAN|Lampiran)\s+(?:[IVXLC]{1,6}|\d{1,3}|KE\w+|[Kk]e\w+)\b.{0,80}$"
)
_DEGREE = re.compile(r"(?:dr|drg|drh|drs|dra|ir|apt|hj|ns)\.\s?[A-Z]")


def is_label(line: str) -> bool:
    """A form line: a few words that start with a capital, then a colon (`Nama Inovasi : ...`)."""
    head = line[:120]
    return ":" in head and _LABEL.match(head) is not None


def is_enumerated(line: str) -> bool:
    """Starts with a number or a small letter as list items do: `1.`, `2.1`, `a)`, `(iii)`."""
    return _ENUMERATED.match(line[:24]) is not None


def is_capital_item(line: str) -> bool:
    """`A. ` or `IV. `: a heading, or a name with an initial; layout has to decide."""
    return _CAPITAL.match(line[:12]) is not None


def is_chapter(line: str) -> bool:
    """A short line that names a chapter or an article."""
    return len(line) < 120 and _CHAPTER.match(line) is not None


def is_bullet(line: str) -> bool:
    return BULLET.match(line[:8]) is not None


def may_start_item(line: str) -> bool:
    """A quick no for the many lines that begin inside a sentence."""
    return not (line[:1].islower() and line[:5].isalpha())


def starts_item(line: str) -> bool:
    """Whether a paragraph must begin at this line, whatever stands before it."""
    if not may_start_item(line):
        return False
    return is_bullet(line) or is_enumerated(line) or is_label(line) or is_chapter(line)


def ends_sentence(line: str) -> bool:
    """Whether nothing is left open at the end of this line."""
    return line.rstrip(" \t\"”’')]").endswith((".", "!", "?", ":", ";"))


def plainly_goes_on(before: str, after: str) -> bool:
    """A quick yes for most lines: `goes_on`, and the first word shows that no item begins."""
    return after[:1].islower() and after[:5].isalpha() and not ends_sentence(before)


def goes_on(before: str, after: str) -> bool:
    """Whether the words alone say that `after` continues `before`: no full stop, and a small letter follows."""
    rest = after.lstrip(" \t\"“‘'(")
    small = bool(rest) and rest[0].islower() and not _DEGREE.match(rest)
    return small and not ends_sentence(before) and not starts_item(after)
