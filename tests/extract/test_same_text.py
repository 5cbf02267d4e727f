"""The same text is the same, whatever format it came in."""

from __future__ import annotations

from itertools import product
from typing import Any

from extract.document import extract
from extract.readers.read import read
from extract.same_text import fingerprint
from tests.extract.readers.papers import flowed, word

TEXT = (
    "Nama inovasi ini adalah SAPA, Sistem Antar Pasien, yang dijalankan oleh Puskesmas Mekar sejak tahun 2021.",
    (
        "Berdasarkan peraturan perundang-undangan, kader menjemput pasien yang tidak dapat datang sendiri. "
        "Pelaksanaannya dipertanggungjawabkan setiap bulan kepada Dinas Kesehatan dan dilaporkan kepada masyarakat."
    ),
)
WORDS = ("Desa", "Kelurahan", "Kecamatan", "Kota")


def test_a_pdf_and_the_word_file_behind_it_have_one_fingerprint() -> None:
    parts = [f"{first} {second}. {part}" for first, second in product(WORDS, WORDS) for part in TEXT]
    pdf = flowed(*parts, on_page=lambda canvas, document: canvas.drawString(60, 20, "Proposal Inovasi"))

    def fill(document: Any) -> None:
        for part in parts:
            document.add_paragraph(part)

    docx = word(fill)
    assert extract(read(pdf, "a.pdf")).fingerprint == extract(read(docx, "a.docx")).fingerprint != ""


def test_another_figure_is_another_text() -> None:
    assert fingerprint(" ".join(TEXT)) != fingerprint(" ".join(TEXT).replace("2021", "2022"))


def test_a_text_of_a_few_words_has_none() -> None:
    assert fingerprint("Foto kegiatan") == ""
