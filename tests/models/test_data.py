"""Data files: what is refused, and that a message can name its line."""

from __future__ import annotations

import pytest

from models.data import DataError, parse_yaml


def test_codes_and_the_word_no_stay_what_they_are() -> None:
    assert parse_yaml("code: '1.10'\nanswer: no\nfrom: 2024-01-01", "t.yaml").value == {
        "code": "1.10",
        "answer": "no",
        "from": "2024-01-01",
    }


def test_true_and_false_are_booleans() -> None:
    assert parse_yaml("a: true\nb: false", "t.yaml").value == {"a": True, "b": False}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("a: 1\nb: 2\na: 3", 3, "kunci ganda", id="a key that stands twice"),
        pytest.param("a: &x [1]\nb: *x", 2, "alias", id="an alias"),
        pytest.param("a: [1\nb: 2", 2, "", id="broken syntax"),
        pytest.param("", 1, "kosong", id="an empty file"),
        pytest.param("a: !!python/object:os.system x", 1, "", id="a tag that would build an object"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(DataError) as refused:
        parse_yaml(text, "t.yaml")
    assert refused.value.line == line
    assert words in refused.value.message


def test_a_part_that_is_missing_is_reported_on_the_line_of_what_holds_it() -> None:
    file = parse_yaml("top:\n- id: a\n- id: b", "t.yaml")
    assert file.line("top", 1, "id") == 3
    assert file.line("top", 1, "weight") == 3
