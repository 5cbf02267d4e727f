"""Text layers that say nothing: characters that nobody mapped, words glued together, letters that stand for others."""

from __future__ import annotations

import re

_FEW = 20
"""Visible characters below which a page's text is too little to judge."""
_JUNK = 0.2
_BAD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uefff\ufffd]")
"""Unmapped, control and private characters; U+F000 and above are Word's own bullets."""
_ENOUGH = 120
"""Letters from which the shares below mean something."""
_VOWELS = "aiueoAIUEO"
_USUAL_A = 0.08
"""Of the characters. Indonesian has 0.15 and more: one count settles most pages."""
_FEWEST_VOWELS = 0.2
"""Of the letters. Indonesian prose has 0.43 to 0.47, English 0.38; a list of acronyms may have next to none."""
_WORD = re.compile(r"[^\W\d_]{6,}")
_WHOLE = 0.3
"""Of the letters stand in words of six and more: of prose two thirds do, of acronyms every sixth."""
_LONG_WORD = re.compile(r"[^\W\d_]{30,}")
"""Indonesian's longest words have 24 letters."""
_GLUED = 0.5


def is_junk(text: str) -> bool:
    """Whether the characters of a page's text layer make no words. Cheap on good text: most pages are good."""
    return _unmapped(text) or _ciphered(text) or _glued(text)


def _unmapped(text: str) -> bool:
    """Control and private characters, or pdfminer's `(cid:12)`, instead of letters."""
    if "(cid:" not in text and "\ufffd" not in text and text.replace("\r\n", "").isprintable():
        return False
    visible = len(text) - text.count(" ") - text.count("\r") - text.count("\n")
    bad = len(_BAD.findall(text)) + text.count("(cid:") * 5
    return visible >= _FEW and bad > _JUNK * visible


def _ciphered(text: str) -> bool:
    """Letters that stand for other letters, as with a font whose glyph numbers are taken for characters."""
    if text.count("a") > _USUAL_A * len(text):
        return False
    vowels = sum(map(text.count, _VOWELS))
    if vowels > _FEWEST_VOWELS * len(text) or (not text.isascii() and vowels > _FEW):
        return False
    letters = sum(map(str.isalpha, text))
    whole = sum(map(len, _WORD.findall(text)))
    return letters >= _ENOUGH and vowels < _FEWEST_VOWELS * letters and whole > _WHOLE * letters


def _glued(text: str) -> bool:
    """Words without blanks between them, as bad OCR leaves them: every second letter stands in an endless word."""
    blanks = text.count(" ") + text.count("\n")
    if blanks * 12 > len(text):
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= _ENOUGH and sum(len(word) for word in _LONG_WORD.findall(text)) > _GLUED * letters
