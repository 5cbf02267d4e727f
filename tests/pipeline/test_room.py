"""A batch that does not fit on the disk is not begun, and one that stops fitting goes on later."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import ingest, room
from pipeline.errors import HomeError
from pipeline.progress import Silent
from tests.pipeline.home import Home, clock
from tests.pipeline.jobs import EXAMPLE


def disk(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(free, 0, free))


def test_files_that_do_not_fit_are_refused_before_the_first(
    home: Home, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (files / "a.pdf").write_bytes(bytes(1 << 20))
    disk(monkeypatch, room.RESERVE + (1 << 20))
    with pytest.raises(HomeError) as error:
        ingest.ingest([files], home.settings, clock, Silent())
    assert error.value.key == "disk-full"
    assert not home.settings.home.exists()


def test_files_that_are_stored_already_need_no_room(home: Home, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (files / "a.txt").write_text(EXAMPLE)
    home.ingest(files)
    disk(monkeypatch, room.RESERVE + 1)
    room.check(home.settings.home, [files])


def test_a_disk_that_fills_up_stops_the_batch_and_the_same_command_goes_on(
    home: Home, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        (files / f"{number}.txt").write_text(EXAMPLE.replace("SAPA", f"SAPA {number}"))
    kept = 0

    def full_after_one(folder: Path, size: int) -> None:
        nonlocal kept
        kept += 1
        if kept > 1:
            raise HomeError("disk-full")

    with monkeypatch.context() as patched:
        patched.setattr(room, "need", full_after_one)
        with pytest.raises(HomeError):
            home.ingest(files, grouping="file")
    assert home.ingest(files, grouping="file").set_aside == 0
    assert len(home.records()) == 3
