"""A guarded pattern finds what `re` finds, only sooner."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.guarded import Guarded
from extract.pattern_words import leads, needs
from extract.patterns import spaced

PATTERNS = (
    r"\b(?:Keputusan|SK)\s+(?:Bupati|Wali ?kota)\b",
    r"(?<!\w)(?:dari|semula)(?!\w)",
    r"\bRp\.?\s*\d[\d.]*",
    r"\b(?:19|20)\d\d\b",
    r"inovasi|terobosan",
    r"\b[a-z]+nya\b",
    r"(?:pada\s+)?tanggal\s+\d",
    r"(?m)^nomor\b",
)
WORDS = st.sampled_from(
    "Keputusan|SK|_SK|Bupati|Walikota|dari|daripada|semula,|Rp|Rp.1.500|2019|20190|inovasi|keİnovasi|terobosannya|"
    "ſemula|pada|tanggal|7|٧|Nomor|\nnomor|(|-| ".split("|")
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.lists(WORDS, max_size=60).map("".join)


def spans(found: object) -> list[tuple[int, int]]:
    return [match.span() for match in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=TEXTS, data=st.data())
def test_no_match_is_missed_and_none_is_moved(pattern: str, text: str, data: st.DataObject) -> None:
    long = f"{'lalu ' * 25}{text}"
    start = data.draw(st.integers(0, len(long)))
    end = data.draw(st.integers(start, len(long)))
    plain = re.compile(pattern, re.IGNORECASE)
    guarded = Guarded(pattern, re.IGNORECASE)
    assert spans(guarded.finditer(long, start, end)) == spans(plain.finditer(long, start, end))
    first, same = guarded.match(long, start), plain.match(long, start)
    assert (first and first.span()) == (same and same.span())


FILLER = "Kegiatan berjalan di tiga puluh desa dan dilaporkan setiap bulan kepada camat. " * 40


@pytest.mark.parametrize("words", ["dari <N>", r"\btahun <Y>", "kepada <N> orang<P>", "seluruh<S>desa"])
def test_patterns_of_the_lexicons_find_the_same_in_long_texts(words: str) -> None:
    guarded = spaced(words)
    plain = re.compile(guarded.pattern, guarded.flags)
    text = (
        FILLER
        + "\nturun dari 12 menjadi 3 hari; sejak tahun 2021 kepada 40 orang (empat puluh) seluruh desa\n"
        + FILLER
    )
    assert spans(guarded.finditer(text)) == spans(plain.finditer(text)) != []


def test_words_that_a_match_starts_with_are_read_off_the_pattern() -> None:
    assert leads(r"\b(?:dari|semula)\b", re.IGNORECASE) == {"dari", "semula"}
    assert leads(r"dari", re.IGNORECASE) == frozenset(), "it may start inside a word"


def test_what_no_match_can_do_without_is_read_off_the_pattern() -> None:
    assert needs(r"(?:pada\s+)?tanggal\s+\d", re.IGNORECASE) == {"tanggal"}
    assert needs(r"[a-z]+", re.IGNORECASE) == frozenset(), "any word will do"
