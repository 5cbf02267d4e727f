"""Checks on marked texts and finished files, for the samples and for every corpus made the same way."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

import pypdfium2 as pdfium
from lxml import etree

from samples.make.marks import unmarked
from samples.make.source import Source

_MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
_LOOKS_LIKE = {
    "date": re.compile(
        rf"(?i)\b(?:\d{{1,2}} )?(?:{_MONTHS}),? \d{{4}}\b|(?<![./\d])\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}\b"
    ),
    "money": re.compile(r"(?i)\bRp\.? ?\d|\b\d+(?:[.,]\d+)? (?:ribu|juta|miliar) rupiah"),
    "regulation": re.compile(
        r"\b(?:UU|PP|Perpres|Permen\w+|Perda|Perwali|Perbup|Undang-Undang|Peraturan [A-Z]\w+)[\w ,]* (?:No|Nomor|\d+/)"
    ),
    "link": re.compile(r"https?://"),
    "change": re.compile(r"\bdari [\d.,]+ ?\w* menjadi [\d.,]+"),
    "unit": re.compile(
        r"\b(?i:dinas|badan|puskesmas|pkm|kecamatan|kec\.|kelurahan|desa|rsud|sdn|smpn|sd negeri|smp negeri"
        r"|inspektorat|bagian|sekretariat|upt|uptd) (?!TAHUN|Tahun|BUPATI)(?:[A-Z]\w+|\d+)"
        r"|\b(?i:bap+e\w+|bap+eri\w+|brida|balitbang\w*|dis(?:dik|duk|kom|kes|hub|perin|nak)\w*|dpm\w+|satpol)\b"
    ),
}


def forgotten(source: Source, spared: Iterable[str] = ()) -> Iterator[str]:
    """Whatever looks like a date, an amount, a regulation, a link, a change or a unit and stands outside every mark.

    `spared` are words that mean something else: the innovations' own names and expansions.
    """
    for text in source.texts():
        outside = unmarked(text)
        for words in spared:
            outside = re.sub(re.escape(words), "", outside, flags=re.IGNORECASE)
        for kind, pattern in _LOOKS_LIKE.items():
            yield from (f"{kind}: {match[0]}" for match in pattern.finditer(outside))


def printed_text(data: bytes) -> str:
    """All words of a finished PDF, Word file or ZIP of them, white space folded; pictures stay silent."""
    if data.startswith(b"%PDF"):
        with pdfium.PdfDocument(data) as document:
            words = " ".join(page.get_textpage().get_text_range() for page in document)
        return " ".join(words.replace("\ufffe", "-").split())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = {name: archive.read(name) for name in sorted(archive.namelist())}
    if "word/document.xml" in inside:
        parts = (content for name, content in inside.items() if name.startswith("word/") and name.endswith(".xml"))
        return " ".join(" ".join(map(_word_text, parts)).split())
    return " ".join(map(printed_text, inside.values()))


def _word_text(part: bytes) -> str:
    paragraphs = etree.fromstring(part).iter("{*}p")
    return " ".join("".join(str(run.text or " ") for run in line.iter("{*}t", "{*}br")) for line in paragraphs)
