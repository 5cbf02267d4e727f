"""Why a verdict is what it is: each code with its sentence in Indonesian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

REASONS: Mapping[str, str] = {
    "level-met": "Tingkat {level} terpenuhi: {description}{measured}.",
    "absent-level": "Dinyatakan tidak ada; menurut rubrik itu tingkat {level}: {description}.",
    "below-level-1": "Buktinya ada dan terbaca, tetapi belum mencapai tingkat 1 ({description}){measured}.",
    "stated-none": "Dinyatakan tidak ada di dalam berkas.",
    "absent": "Tidak ada bukti yang ditemukan, padahal semua berkas terbaca. Bukti yang diminta: {accepted}.",
    "claimed-only": "Baru disebut di proposal; bukti yang diminta belum ada: {accepted}.",
    "unreadable": "Ada yang tidak terbaca, jadi buktinya mungkin ada di sana: {files}.",
    "not-textual": "Isinya tidak dapat dinilai dari teks; seseorang harus melihatnya.",
    "void": "Yang ditemukan hanya rancangan, templat yang belum diisi, atau teks tersembunyi.",
    "uncertain": "Ada yang terbaca, tetapi belum cukup pasti; seseorang harus memastikannya.",
    "wrong-document": "Disebut di dokumen yang bukan bukti untuk indikator ini. Bukti yang diminta: {accepted}.",
    "out-of-period": "Buktinya di luar tahun yang dinilai ({years}).",
    "year-unknown": "Buktinya ada, tetapi tahunnya tidak terbaca.",
    "other-scale": "Buktinya ada, tetapi yang terbaca tidak dapat ditempatkan pada tingkat rubrik ini.",
    "needs-person": "Kriteria ini dinilai oleh orang.",
    "person-scored": "Dinilai oleh orang: {measured}.",
}

SHOWN_FILES = 3


def sentence(code: str, **words: object) -> str:
    """The sentence of a code, its blanks filled. Raises: KeyError for an unknown code or a blank without a word."""
    return REASONS[code].format(**words)


def listed(names: Sequence[str]) -> str:
    """The first few of a list, and how many more there are."""
    shown = ", ".join(names[:SHOWN_FILES])
    return f"{shown} dan {len(names) - SHOWN_FILES} lagi" if len(names) > SHOWN_FILES else shown
