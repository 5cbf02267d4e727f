"""Name runs: where a name begins and ends between titles, degrees and ordinary capitals."""

from __future__ import annotations

import pytest

from extract.person_names import is_name_word, runs


def read(text: str) -> list[tuple[str, list[str]]]:
    return [(text[run.start : run.end], run.titles) for run in runs(text, bytearray(len(text) + 1))]


@pytest.mark.parametrize(
    ("text", "name", "titles"),
    [
        ("Dr. H. Wirya, ST., MT", "H. Wirya", ["Dr.", "ST", "MT"]),
        ("DR H Wirya MT hadir", "H Wirya", ["DR", "MT"]),
        ("T Ardi Wirya S.ST M.Si, saat", "T Ardi Wirya", ["S.ST", "M.Si"]),
        ("dr. Rina Wirya, M.A.R.S., hadir", "Rina Wirya", ["dr.", "M.A.R.S"]),
        ("Wirya Saloka S.Pd.SD, ada", "Wirya Saloka", ["S.Pd.SD"]),
        ("A. Muh. Wirya hadir", "A. Muh. Wirya", []),
        ("WIRYA SALOKA, SH\nPembina", "WIRYA SALOKA", ["SH"]),
    ],
)
def test_titles_and_degrees_stand_apart_from_the_name(text: str, name: str, titles: list[str]) -> None:
    assert read(text)[0] == (name, titles)


def test_a_name_never_runs_over_a_line_feed() -> None:
    assert [name for name, _ in read("Wirya\nSaloka")] == ["Wirya", "Saloka"]


def test_blocked_offsets_hold_no_name() -> None:
    text = "Wirya Bima"
    assert [run.words for run in runs(text, bytearray(6) + bytearray(b"\x01" * 5))] == [["Wirya"]]


@pytest.mark.parametrize("word", ["Pelayanan", "Kamis", "Menyerahkan", "Kepala", "Inovasi", "Berinovasi", "S.Kep"])
def test_ordinary_words_in_capitals_are_no_names(word: str) -> None:
    assert not is_name_word(word)


@pytest.mark.parametrize("word", ["Wirya", "Hari", "Putra", "H.", "Syamsidar"])
def test_these_may_be_names(word: str) -> None:
    assert is_name_word(word)
