"""A value from a scan is as sure as the words that it was read from."""

from __future__ import annotations

import pytest

from extract.readers.assemble import Assembly, Piece
from extract.readers.looks import Look
from extract.readers.pdf_strips import Strip
from extract.readers.trust import right, trust
from models.document import ParsedDocument, Span, Word


def printed(text: str, words: tuple[Word, ...] = ()) -> Strip:
    box = (0.0, 0.0, 1.0, 1.0)
    return Strip(0, len(text), text, 0, box, box, 1.0, Look(1.0, 0, False, "seen"), 1.0, None, words)


def scan(*words: tuple[str, float]) -> ParsedDocument:
    text = " ".join(word for word, _ in words)
    assembly = Assembly()
    boxes = tuple(Word((index, 0, index + 1, 1), confidence) for index, (_, confidence) in enumerate(words))
    assembly.add_printed(Piece(text, origin="ocr"), [printed(text, boxes)], [1])
    return assembly.document("a.pdf", "0" * 64, "application/pdf", "ocr")


def test_words_that_were_read_surely_take_hardly_anything() -> None:
    assert trust(scan(("Dinas", 0.96), ("Sosial", 0.95)), Span(0, 12)) > 0.99


def test_one_doubtful_word_makes_the_whole_quote_doubtful() -> None:
    parsed = scan(("Rp594.663.000", 0.62), ("untuk", 0.96))
    assert trust(parsed, Span(0, 13)) < 0.7
    assert trust(parsed, Span(14, 19)) > 0.99


def test_a_document_with_its_own_text_is_trusted() -> None:
    assembly = Assembly()
    assembly.add_printed(Piece("Dinas"), [printed("Dinas")], [1])
    assert trust(assembly.document("a.pdf", "0" * 64, "application/pdf", "pdfium"), Span(0, 5)) == 1.0


@pytest.mark.parametrize(("less", "more"), [(0.0, 0.3), (0.5, 0.7), (0.8, 0.9), (0.9, 0.96)])
def test_a_surer_word_is_more_often_right(less: float, more: float) -> None:
    assert 0 < right(less) < right(more) <= 1.0


def test_of_several_places_only_their_own_words_count() -> None:
    parsed = scan(("Tahun", 0.96), ("Jumiah", 0.5), ("2025", 0.96))
    assert trust(parsed, Span(0, 5), Span(13, 17)) > 0.99
    assert trust(parsed, Span(0, 17)) < 0.5
