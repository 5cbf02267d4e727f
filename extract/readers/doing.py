"""What this process is doing, noted where its supervisor can read it even after it was killed."""

from __future__ import annotations

import struct
from typing import Literal, Protocol, get_args

Stage = Literal["begin", "open", "page", "ocr", "office", "extract", "locate", "pack"]

SIZE = 5
"""Bytes of a note: the stage, and a page from 1 on or 0."""
_NOTE = struct.Struct("<BI")
_STAGES: tuple[Stage, ...] = get_args(Stage)


class Board(Protocol):
    """SIZE bytes of memory that two processes share (`multiprocessing.sharedctypes.RawArray`)."""

    raw: bytes


_boards: list[Board] = []


def note_on(board: Board) -> None:
    """From now on `doing` is noted here."""
    _boards[:] = [board]


def doing(stage: Stage, page: int = 0) -> None:
    """Note it; costs nothing worth measuring, and nothing at all where nobody supervises."""
    for board in _boards:
        board.raw = _NOTE.pack(_STAGES.index(stage), min(page, 0xFFFFFFFF))


def noted(board: Board) -> tuple[Stage, int | None]:
    """The last note: stage and page. A board that holds no note is taken for the beginning."""
    stage, page = _NOTE.unpack(board.raw)
    return _STAGES[stage] if stage < len(_STAGES) else "begin", page or None
