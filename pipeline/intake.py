"""Everything that was given, one file after the other: folders walked, archives opened, nothing followed outside."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.readers import archive, sniff
from extract.readers.guards import MAX_FILE
from models.problem import DossierError, Problem

_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx"})
_DEEPEST_ARCHIVE = 2
"""A ZIP in a ZIP is opened, one more is not."""
WORDS = {
    "path-missing": (
        "tidak ada berkas atau folder dengan nama ini",
        "periksa ejaannya; nama yang berisi spasi diapit tanda kutip",
    ),
    "file-unreadable": (
        "berkas tidak dapat dibuka ({detail})",
        "periksa hak akses berkas ini dan apakah medianya masih terpasang, lalu ulangi",
    ),
    "file-is-link": (
        "ini tautan ke tempat lain; tautan tidak diikuti supaya tidak ada berkas di luar folder yang ikut terbaca",
        "salin berkas aslinya ke dalam folder ini, lalu ulangi",
    ),
    "folder-unreadable": (
        "folder ini tidak dapat dibuka",
        "periksa hak akses folder ini, lalu ulangi",
    ),
    "file-not-regular": ("ini bukan berkas biasa", "keluarkan dari folder, lalu ulangi"),
    "file-too-big": (
        "berkas lebih besar daripada {limit} MiB",
        "kecilkan gambar di dalamnya atau bagi menjadi beberapa berkas, lalu unggah lagi",
    ),
    "archive-empty": ("arsip ini tidak berisi berkas", "periksa apakah arsip yang benar yang diberikan"),
    "archive-too-deep": (
        "arsip di dalam arsip di dalam arsip tidak dibuka",
        "buka arsipnya dan berikan foldernya",
    ),
}
_REASONS = {
    errno.EACCES: "tidak ada izin membacanya",
    errno.EPERM: "tidak ada izin membacanya",
    errno.EIO: "medianya rusak atau terlepas",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}
"""What the system says most often, in words for the person who gave the file."""


@dataclass(frozen=True, slots=True)
class Given:
    """One file that was given: its bytes, or why there are none."""

    root: str
    """The path on the command line that it came with."""
    path: str
    folder: str | None
    """Where it lies, for grouping; None when it was given by itself."""
    data: bytes = b""
    problem: Problem | None = None
    """Why it is not even handed to a reader."""
    again: bool = False
    """Read it also when it was set aside before."""


def walk(paths: Iterable[Path], skip: Path) -> Iterator[Given]:
    """Each file under these paths once, by name within a folder; what is in `skip` (our own home) is no one's dossier.

    Bytes are read when a file's turn comes and are the caller's to let go: memory holds one file at a time, or one
    archive. Never raises for a single file: it comes back with its problem.
    """
    seen: set[Path] = set()
    for path in paths:
        yield from _walk(path, shown(path), skip.resolve(), seen)


def count(paths: Iterable[Path], skip: Path) -> int:
    """How many files the walk will meet at least; an archive counts as one."""
    total = 0
    for path in paths:
        if not path.is_dir():
            total += 1
            continue
        for folder, names, files in os.walk(path):
            names[:] = [name for name in names if Path(folder, name).resolve() != skip.resolve()]
            total += sum(not _is_litter(name) for name in files)
    return total


def shown(path: Path) -> str:
    """A path as text that can be stored and printed, whatever bytes it is made of."""
    text = os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def open_given(root: str, path: str, folder: str | None, data: bytes) -> Iterator[Given]:
    """One file's bytes as given; an archive as the files in it, in folders of its own."""
    if sniff.media_type(data) == sniff.ZIP:
        yield from _opened(root, path, data, 1)
    else:
        yield Given(root, path, folder, data)


def _walk(path: Path, root: str, skip: Path, seen: set[Path]) -> Iterator[Given]:
    if path.is_dir():
        for entry, folder in _entries(path, skip):
            yield from _file(entry, root, "" if folder == Path() else shown(folder), seen)
    else:
        yield from _file(path.resolve() if path.is_symlink() else path, root, None, seen, named=shown(path))


def _entries(top: Path, skip: Path) -> Iterator[tuple[Path, Path]]:
    """Every file below, with its folder; folders in order, links to folders not entered."""
    if top.resolve() == skip:
        return
    try:
        with os.scandir(top) as scanned:
            entries = sorted(scanned, key=lambda entry: os.fsencode(entry.name))
    except OSError:
        yield top, top.parent
        return
    for entry in entries:
        if not _is_litter(entry.name) and not entry.is_dir(follow_symlinks=False):
            yield Path(entry.path), top
    for entry in entries:
        if not _is_litter(entry.name) and entry.is_dir(follow_symlinks=False):
            yield from _entries(Path(entry.path), skip)


def _file(path: Path, root: str, folder: str | None, seen: set[Path], named: str | None = None) -> Iterator[Given]:
    name = named or shown(path)
    where = path.parent.resolve() / path.name
    if where in seen:
        return
    seen.add(where)
    try:
        mode = path.lstat()
        if stat.S_ISLNK(mode.st_mode):
            yield _refused(root, name, folder, "file-is-link")
        elif stat.S_ISDIR(mode.st_mode):
            yield _refused(root, name, folder, "folder-unreadable")
        elif not stat.S_ISREG(mode.st_mode):
            yield _refused(root, name, folder, "file-not-regular")
        elif mode.st_size > MAX_FILE:
            yield _refused(root, name, folder, "file-too-big", limit=MAX_FILE >> 20)
        else:
            yield from open_given(root, name, folder, path.read_bytes())
    except FileNotFoundError:
        yield _refused(root, name, folder, "path-missing")
    except OSError as error:
        yield _refused(root, name, folder, "file-unreadable", detail=_REASONS.get(error.errno or 0, error.strerror))


def _opened(root: str, path: str, data: bytes, depth: int) -> Iterator[Given]:
    """The files of an archive; what cannot be opened is said of the archive itself."""
    found = 0
    try:
        for name, content in archive.members(data, path):
            found += 1
            inner = f"{path}/{name}"
            if sniff.media_type(content) != sniff.ZIP:
                yield Given(root, inner, inner.rsplit("/", 1)[0], content)
            elif depth < _DEEPEST_ARCHIVE:
                yield from _opened(root, inner, content, depth + 1)
            else:
                yield _refused(root, inner, inner.rsplit("/", 1)[0], "archive-too-deep")
    except DossierError as error:
        yield Given(root, path, None, data, error.problem)
        return
    if not found:
        yield _refused(root, path, None, "archive-empty")


def _refused(root: str, path: str, folder: str | None, code: str, **facts: object) -> Given:
    message, remedy = WORDS[code]
    return Given(root, path, folder, problem=Problem(code, message.format(**facts), remedy, path))


def _is_litter(name: str) -> bool:
    return name.casefold() in _LITTER or name.startswith(("~$", "._"))
