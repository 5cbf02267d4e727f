"""The pipeline's tokens, which are spaCy's own but for emoticons."""

from __future__ import annotations

import pytest
import spacy
from spacy.lang.id.tokenizer_exceptions import TOKENIZER_EXCEPTIONS

from extract.nlp import pipeline


def is_word(entry: str) -> bool:
    return entry[0].isalpha() and "_" not in entry


@pytest.mark.slow
def test_the_tokens_are_those_of_spacys_own_indonesian() -> None:
    listed = filter(is_word, TOKENIZER_EXCEPTIONS)
    words = " ".join(f"({word}) {word}, '{word}'. ({word}" for word in listed)
    text = f"Dr. Siti (abal-abal), masing-masing kab./kota (s.d. 2020); perundang-undangan. {words}"
    plain = spacy.blank("id")
    plain.max_length = len(text)
    ours, theirs = pipeline().make_doc(text), plain.make_doc(text)
    assert [token.text for token in ours] == [token.text for token in theirs]
