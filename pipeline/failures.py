"""When a worker ended before its file did: what to tell the person whose file it was."""

from __future__ import annotations

from extract.readers.doing import Stage
from models.problem import Problem
from pipeline.workers import Done, Failure

WORDS: dict[Failure, tuple[str, str, str]] = {
    "cpu": (
        "file-timeout",
        "membaca berkas ini memakan waktu jauh lebih lama daripada berkas seukurannya, jadi dihentikan ({doing})",
        "cetak ulang ke PDF baru dari program asalnya, atau bagi menjadi beberapa berkas",
    ),
    "wall": (
        "file-late",
        "membaca berkas ini melewati batas waktu ({doing})",
        "ulangi dengan `berkas status --retry` saat komputer tidak sibuk, atau beri waktu lebih dengan --timeout",
    ),
    "memory": (
        "file-memory",
        "membaca berkas ini membutuhkan memori di luar batas aman ({doing})",
        "kecilkan gambar atau tabel di dalamnya, atau bagi menjadi beberapa berkas",
    ),
    "killed": (
        "worker-killed",
        "pembaca berhenti mendadak dua kali saat membaca berkas ini ({doing}{detail}); berkas ini dikarantina",
        "cetak ulang ke PDF baru; berkas yang sama hanya dicoba lagi dengan `berkas status --retry`",
    ),
    "forbidden": (
        "worker-forbidden",
        "isi berkas ini membuat pembaca mencoba yang terlarang baginya: jaringan, menulis, atau program lain ({doing})",
        "jangan dibuka di komputer lain; minta pengirim mencetak ulang ke PDF baru, dan laporkan berkas ini",
    ),
    "defect": (
        "reader-defect",
        "kesalahan di program {doing} ({detail})",
        "laporkan kode ini bersama berkasnya; berkas lain tidak terpengaruh",
    ),
}

WORKER_CODES = frozenset(WORDS[failure][0] for failure in ("wall", "defect"))
"""Codes that say more about the moment than about the file: it is tried again without being asked.

A file that used up its CPU seconds or its memory, killed two workers, or made one try what it may not, would do so
again: it waits in quarantine until somebody says `status --retry`.
"""
DOING: dict[Stage, str] = {
    "begin": "sejak awal",
    "open": "saat membuka berkas",
    "page": "saat membaca halaman {page}",
    "ocr": "saat OCR halaman {page}",
    "office": "saat LibreOffice membukanya",
    "extract": "saat mencari isian",
    "locate": "saat mencari letak kutipan",
    "pack": "saat menyusun hasil",
}


def problem_of(done: Done, name: str) -> Problem:
    """The problem of a job without result: what happened, and what was being done. Raises: KeyError with a result."""
    assert done.failure is not None  # noqa: S101 - callers ask only about failures
    code, message, remedy = WORDS[done.failure]
    doing = DOING[done.stage].format(page=done.page)
    return Problem(code, message.format(detail=_detail(done), doing=doing), remedy, name, done.page)


def _detail(done: Done) -> str:
    if done.failure == "defect":
        return done.detail.strip().rsplit("\n", 1)[-1].strip()[:200]
    return f", {done.detail}" if done.detail else ""
