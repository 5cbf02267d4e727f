"""What OCR is known to misread, mended by rule; a mended word is never surer than `MENDED`.

Upright strokes are the weak spot: the I of Roman numerals comes back as 1, l or a bar, and a ruling as a bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.lexicon import lexicon
from extract.readers.ocr_words import OcrLine, OcrWord
from extract.readers.pdfium import hull

MENDED = 0.9
_ROMANS = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split())
_MONTHS = frozenset("I II III IV V VI VII VIII IX X XI XII".split())
_BARS = "|¦"
_ORDINAL = re.compile(r"[|¦](?=[.)])")
_DOCUMENT_NUMBER = re.compile(r"\(?[^\s/]{1,24}(?:/[^\s/]{1,24}){2,8}")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_LETTERS = re.compile(r"[A-Za-z]{2}")
_EDGE = re.compile(r"[.,;:)\]\"”]{0,3}$")


def mended(line: OcrLine) -> OcrLine | None:
    """The line without the traces of rulings and with Roman numerals where only those can stand; None when empty."""
    words = list(_joined([word for word in map(_without_bars, line.words) if word.text]))
    out: list[OcrWord] = []
    for word in words:
        text = _numeral(word.text, out[-1].text if out else "")
        out.append(word if text == word.text else replace(word, text=text, confidence=min(word.confidence, MENDED)))
    return replace(line, words=tuple(out)) if out else None


def _without_bars(word: OcrWord) -> OcrWord:
    """`|Uraian` is a ruling and a word; `|.` is a numeral; `|` alone is a ruling."""
    text = _ORDINAL.sub("I", word.text, count=1).strip(_BARS)
    return word if text == word.text else replace(word, text=text, confidence=min(word.confidence, MENDED))


def _joined(words: Sequence[OcrWord]) -> Iterator[OcrWord]:
    """A document number that was torn at a letter (`182/KPT S/11/2024`) in one piece."""
    waiting: OcrWord | None = None
    for word in words:
        if waiting is None:
            waiting = word
        elif _is_torn(waiting, word):
            box = hull([waiting.box, word.box]) or word.box
            waiting = OcrWord(waiting.text + word.text, box, min(waiting.confidence, word.confidence, MENDED))
        else:
            yield waiting
            waiting = word
    if waiting is not None:
        yield waiting


def _is_torn(before: OcrWord, after: OcrWord) -> bool:
    head, tail = before.text.rsplit("/", 1)[-1], after.text.split("/", 1)[0]
    near = after.box[0] - before.box[2] < 0.5 * (before.box[3] - before.box[1])
    joins = head.isalpha() and head.isupper() and tail.isalpha() and tail.isupper() and len(tail) <= 2
    return near and joins and before.text.count("/") >= 1 and after.text.count("/") >= 1


def _numeral(text: str, before: str) -> str:
    if _DOCUMENT_NUMBER.match(text):
        return _document_number(text)
    if before.strip(".,:;(").casefold() in _cues():
        end = _EDGE.search(text)
        tail = end.group() if end else ""
        head = text[: len(text) - len(tail)]
        roman = _roman(head)
        if roman in _ROMANS and not head.isdigit():
            return roman + tail
    return text


def _document_number(text: str) -> str:
    """The month of a document number in Roman numerals, where something in its place can be nothing else.

    A part of digits alone may be a number; it is the month only right before the year and beside a part in letters.
    """
    parts = text.split("/")
    lettered = any(_LETTERS.search(part) and _roman(part) not in _ROMANS for part in parts)
    for index, part in enumerate(parts[1:-1], 1):
        roman = _roman(part)
        if roman not in _MONTHS:
            continue
        month_place = index == len(parts) - 2 and _YEAR.match(parts[-1]) is not None
        if not part.isdigit() or (month_place and lettered):
            parts[index] = roman
    return "/".join(parts)


def _roman(text: str) -> str:
    return text.translate(_strokes())


def _strokes() -> dict[int, str]:
    return {ord(stroke): "I" for stroke in lexicon("ocr")["strokes"]}


def _cues() -> frozenset[str]:
    return frozenset(lexicon("ocr")["before_roman"])
