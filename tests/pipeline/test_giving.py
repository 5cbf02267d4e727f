"""What was set aside is given again with what it was given with, from where it can still be had."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.tables import BatchFile
from pipeline.errors import CommandError
from pipeline.giving import again, given
from pipeline.settings import Settings


def row(path: Path, folder: Path | None, *problems: dict[str, Any]) -> BatchFile:
    return BatchFile(
        batch_id="b",
        path=str(path),
        root="kiriman",
        folder=None if folder is None else str(folder),
        outcome="set_aside",
        pages=0,
        problems=list(problems),
    )


def test_a_file_that_was_not_kept_is_taken_from_where_it_lay(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("isi")
    (one,) = again(tmp_path / "home", [row(tmp_path / "a.txt", tmp_path)])
    assert (one.root, one.folder, one.data, one.again) == ("kiriman", str(tmp_path), b"isi", True)


def test_a_file_that_is_still_missing_says_so_and_stays_where_it_belongs(tmp_path: Path) -> None:
    (one,) = again(tmp_path / "home", [row(tmp_path / "hilang.txt", tmp_path)])
    assert one.problem is not None
    assert (one.root, one.folder, one.problem.code) == ("kiriman", str(tmp_path), "path-missing")


def test_what_an_archive_did_not_give_away_keeps_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"x")
    reason = {"code": "archive-too-deep", "message": "pesan", "remedy": "saran", "page": None}
    (one,) = again(tmp_path / "home", [row(tmp_path / "a.zip" / "b.zip", tmp_path / "a.zip", reason)])
    assert one.problem is not None
    assert (one.problem.code, one.problem.remedy, one.data) == ("archive-too-deep", "saran", b"")


def test_paths_of_which_none_is_there_are_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no-such-path"):
        given([tmp_path / "a", tmp_path / "b"], Settings(home=tmp_path / "home"))
    assert not (tmp_path / "home").exists()
