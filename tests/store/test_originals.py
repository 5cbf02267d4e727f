"""The files as they came in."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest

from store.originals import damaged, keep_original, original_path, remove_leftovers


def test_an_original_lies_under_its_hash_and_cannot_be_written(tmp_path: Path) -> None:
    sha256 = keep_original(tmp_path, b"isi")
    path = tmp_path / "originals" / sha256[:2] / sha256
    assert sha256 == hashlib.sha256(b"isi").hexdigest()
    assert path.read_bytes() == b"isi"
    assert stat.S_IMODE(path.stat().st_mode) & 0o222 == 0


def test_the_same_content_is_kept_once_and_not_touched_again(tmp_path: Path) -> None:
    first = original_path(tmp_path, keep_original(tmp_path, b"isi")).stat()
    second = original_path(tmp_path, keep_original(tmp_path, b"isi")).stat()
    assert (first.st_ino, first.st_mtime_ns) == (second.st_ino, second.st_mtime_ns)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, "", "/etc/passwd"])
def test_only_a_hash_is_a_name_here(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        original_path(tmp_path, name)


def test_a_changed_original_is_noticed(tmp_path: Path) -> None:
    sha256 = keep_original(tmp_path, b"isi")
    assert not damaged(tmp_path, sha256)
    original_path(tmp_path, sha256).chmod(0o600)
    original_path(tmp_path, sha256).write_bytes(b"lain")
    assert damaged(tmp_path, sha256)
    assert damaged(tmp_path, "0" * 64)


def test_what_a_killed_run_left_half_written_is_taken_away(tmp_path: Path) -> None:
    sha256 = keep_original(tmp_path, b"isi")
    leftover = original_path(tmp_path, sha256).parent / ".new-abc"
    leftover.write_bytes(b"set")
    assert remove_leftovers(tmp_path) == 1
    assert not leftover.exists()
    assert not damaged(tmp_path, sha256)
