"""When a worker ended before its file did: what to tell the person whose file it was."""

from __future__ import annotations

from models.problem import Problem
from pipeline.workers import Done, Failure

WORDS: dict[Failure, tuple[str, str, str]] = {
    "cpu": (
        "file-timeout",
        "membaca berkas ini memakan waktu jauh lebih lama daripada berkas seukurannya, jadi dihentikan",
        "cetak ulang ke PDF baru dari program asalnya, atau bagi menjadi beberapa berkas",
    ),
    "wall": (
        "file-timeout",
        "membaca berkas ini melewati batas waktu",
        "ulangi dengan `berkas status --retry` saat komputer tidak sibuk, atau beri waktu lebih dengan --timeout",
    ),
    "memory": (
        "file-memory",
        "membaca berkas ini membutuhkan memori di luar batas aman",
        "kecilkan gambar atau tabel di dalamnya, atau bagi menjadi beberapa berkas",
    ),
    "killed": (
        "worker-killed",
        "pembaca berhenti mendadak dua kali saat membaca berkas ini{detail}",
        "cetak ulang ke PDF baru; bila tetap gagal, laporkan berkas ini",
    ),
    "defect": (
        "reader-defect",
        "kesalahan di program saat membaca berkas ini ({detail})",
        "laporkan kode ini bersama berkasnya; berkas lain tidak terpengaruh",
    ),
}

WORKER_CODES = frozenset(code for code, _, _ in WORDS.values())
"""Codes that say more about the moment than about the file."""


def problem_of(done: Done, name: str) -> Problem:
    """The problem of a job without result. Raises: KeyError for one that has its result."""
    assert done.failure is not None  # noqa: S101 - callers ask only about failures
    code, message, remedy = WORDS[done.failure]
    return Problem(code, message.format(detail=_detail(done)), remedy, name)


def _detail(done: Done) -> str:
    if done.failure == "defect":
        return done.detail.strip().rsplit("\n", 1)[-1].strip()[:200]
    return f" ({done.detail})" if done.detail else ""
