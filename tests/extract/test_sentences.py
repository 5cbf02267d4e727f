"""Where a sentence starts."""

from __future__ import annotations

import pytest
import spacy

from extract.sentences import mark_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("Warga datang. Antrean turun.", ["Warga datang.", "Antrean turun."], id="after a full stop"),
        pytest.param("Bupati Kab. Muara Enim hadir.", ["Bupati Kab. Muara Enim hadir."], id="not after Kab."),
        pytest.param("Oleh dr. Ani, M.Si. Hadir pula", ["Oleh dr. Ani, M.Si. Hadir pula"], id="not after a degree"),
        pytest.param("1. Laktasi. 2. Jebol", ["1. Laktasi.", "2. Jebol"], id="not after the number of a list"),
        pytest.param("Judul\nIsi berita", ["Judul", "Isi berita"], id="at every new block"),
        pytest.param("“Bagus.” Ia pergi.", ["“Bagus.”", "Ia pergi."], id="after a closing quote"),
        pytest.param("", [], id="no text, no sentence"),
    ],
)
def test_a_sentence_starts(text: str, sentences: list[str]) -> None:
    doc = mark_sentences(spacy.blank("id").make_doc(text))
    assert [sentence.text.strip() for sentence in doc.sents] == sentences


def test_a_text_of_eighty_thousand_tokens_is_no_obstacle() -> None:
    doc = spacy.blank("id").make_doc("Warga datang pagi. " * 20_000)
    assert sum(1 for _ in mark_sentences(doc).sents) == 20_000
