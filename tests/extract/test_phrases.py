"""Phrase lists: the longest entry wins, joining words and case do not matter, line feeds part."""

from __future__ import annotations

from extract.phrases import Phrases

LIST = Phrases({"Dinas Pendidikan": 1, "Dinas Pendidikan dan Kebudayaan": 2, "Satpol PP": 3})


def found(text: str) -> list[tuple[str, int]]:
    return [(text[hit.span.start : hit.span.end], hit.value) for hit in LIST.find(text)]


def test_the_longest_phrase_wins() -> None:
    assert found("Dinas Pendidikan dan Kebudayaan") == [("Dinas Pendidikan dan Kebudayaan", 2)]


def test_joining_words_and_capitals_do_not_matter() -> None:
    assert found("DINAS PENDIDIKAN & KEBUDAYAAN") == [("DINAS PENDIDIKAN & KEBUDAYAAN", 2)]


def test_a_hyphen_may_stand_for_the_blank() -> None:
    assert found("petugas Satpol-PP") == [("Satpol-PP", 3)]


def test_a_phrase_never_runs_over_a_line_feed() -> None:
    assert found("Dinas\nPendidikan") == []


def test_a_part_of_a_word_is_no_phrase() -> None:
    assert found("Dinas Pendidikannya") == []


def test_a_phrase_is_found_at_an_offset_only_if_it_starts_there() -> None:
    text = "di Dinas Pendidikan"
    hit = LIST.at(text, 3)
    assert hit is not None
    assert text[hit.span.start : hit.span.end] == "Dinas Pendidikan"
    assert LIST.at(text, 0) is None
