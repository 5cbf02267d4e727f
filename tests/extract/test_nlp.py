"""The pipeline's tokens."""

from __future__ import annotations

import pytest
import spacy
from spacy.lang.id.tokenizer_exceptions import TOKENIZER_EXCEPTIONS

from extract.nlp import pipeline


@pytest.mark.slow
def test_the_tokens_are_those_of_spacys_own_indonesian() -> None:
    words = " ".join(f"({word}) {word}, '{word}'." for word in TOKENIZER_EXCEPTIONS)
    text = f"Dr. Siti (abal-abal), masing-masing kab./kota s.d. 2020; perundang-undangan. {words}"
    plain = spacy.blank("id")
    plain.max_length = len(text)
    ours, theirs = pipeline().make_doc(text), plain.make_doc(text)
    assert [token.text for token in ours] == [token.text for token in theirs]
