"""What a reader was doing is known after its death."""

from __future__ import annotations

from multiprocessing.sharedctypes import RawArray

import pytest

from extract.readers.doing import SIZE, Stage, doing, note_on, noted


@pytest.mark.parametrize(("stage", "page", "seen"), [("page", 12, ("page", 12)), ("extract", 0, ("extract", None))])
def test_the_last_note_is_read(stage: Stage, page: int, seen: tuple[str, int | None]) -> None:
    board = RawArray("c", SIZE)
    note_on(board)
    doing("begin")
    doing(stage, page)
    assert noted(board) == seen


def test_a_board_that_was_scribbled_on_is_no_trouble() -> None:
    board = RawArray("c", SIZE)
    board.raw = b"\xff\x01\x00\x00\x00"
    assert noted(board) == ("begin", 1)
