"""What readers stumble over: scrambled columns, hyphens at line ends, places where Word hides text, scans.

Each measure gives ours beside the readers that are installed (benchmarks/reading_peers.py), and what is asked.
"""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from benchmarks.ocr import errors
from benchmarks.ocr_corpus import Damage, as_pdf, scanned, sheet
from benchmarks.reading_corpus import STEMS, paragraph
from benchmarks.reading_peers import Reader, pdf_peers, word_peers
from extract.readers.ocr import engine
from extract.readers.read import read
from extract.view import reading_view
from tests.extract.readers.papers import with_body
from tests.extract.readers.test_docx_places import SEEN, marker

Row = tuple[str, str, dict[str, float]]
"""What is measured, what is asked, and each reader's figure."""

HYPHENATED = ("perundang-undangan", "undang-undang", "masing-masing", "berulang-ulang", "sehari-hari", "alat-alat")
DIVIDED = (("pelak", "sanaan"), ("pemerin", "tahan"), ("kesejah", "teraan"), ("pertanggung", "jawaban"))
DAMAGES = {
    "turned by 1.2 degrees": Damage(turn=1.2),
    "blurred": Damage(blur=0.8),
    "noise": Damage(noise=12),
    "JPEG 50": Damage(quality=50),
}
_SIZE, _LEADING = 10, 13


def ours(path: Path) -> str:
    return reading_view(read(path.read_bytes(), path.name)).text


def scrambled(seed: int, *, pages: int = 6) -> tuple[bytes, list[str]]:
    """Two columns of prose whose lines were written to the file in no order at all, and the words as a person reads."""
    rng, out, words = random.Random(seed), io.BytesIO(), []
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for _ in range(pages):
        drawn: list[tuple[float, float, str]] = []
        for left in (56.0, 312.0):
            lines = [line for _ in range(9) for line in simpleSplit(paragraph(rng), "Times-Roman", _SIZE, 226)][:50]
            drawn += [(left, 770 - _LEADING * number, line) for number, line in enumerate(lines)]
            words += [word for line in lines for word in line.split()]
        rng.shuffle(drawn)
        canvas.setFont("Times-Roman", _SIZE)
        for x, y, line in drawn:
            canvas.drawString(x, y, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue(), words


def hyphens(seed: int, *, pages: int = 4) -> tuple[bytes, list[str]]:
    """Prose of which every line ends within a word: a reduplicated one, or one that the line end only divides."""
    rng, out, wanted = random.Random(seed), io.BytesIO(), []
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for _ in range(pages):
        begin = ""
        canvas.setFont("Times-Roman", 11)
        for number in range(40):
            whole = rng.random() < 0.7
            first, second = rng.choice(HYPHENATED).split("-") if whole else rng.choice(DIVIDED)
            last = number % 10 == 9
            line = f"{begin} {' '.join(rng.choice(STEMS) for _ in range(7))}".strip()
            canvas.drawString(72, 780 - 15 * number - 12 * (number // 10), f"{line}." if last else f"{line} {first}-")
            begin = "" if last else second
            if not last:
                wanted.append(f"{first}-{second}" if whole else f"{first}{second}")
        canvas.showPage()
    canvas.save()
    return out.getvalue(), wanted


def order(text: str, words: list[str]) -> float:
    """Share of the neighbouring words of the truth that stand next to each other."""
    pairs = Counter(pairwise(words))
    return (pairs & Counter(pairwise(text.split()))).total() / pairs.total()


def intact(text: str, words: list[str]) -> float:
    wanted = Counter(words)
    return (wanted & Counter(re.findall(r"[\w-]+", text))).total() / wanted.total()


def once(text: str) -> float:
    """Share of the markers of all places of Word that stand in the text exactly once."""
    return sum(text.count(marker(number)) == 1 for number in range(len(SEEN))) / len(SEEN)


def measures(folder: Path) -> Iterator[Row]:
    pdfs: dict[str, Reader] = {"berkas": ours, **pdf_peers()}
    data, words = scrambled(2026)
    yield "two columns, scrambled: words in order", ">= 0.97", _each(folder / "scrambled.pdf", data, pdfs, words, order)
    data, words = hyphens(2026)
    yield "words over line ends: intact", "1.0000", _each(folder / "hyphens.pdf", data, pdfs, words, intact)
    places = with_body("".join(inner.replace("@", marker(number)) for number, inner in enumerate(SEEN.values())))
    words_in = {"berkas": ours, **word_peers()}
    found = _each(folder / "places.docx", places, words_in, [], lambda text, _: once(text))
    yield f"Word, {len(SEEN)} hiding places: read once", "1.0000", found
    if engine() is not None:
        yield from _scans()


def _each(
    path: Path, data: bytes, readers: dict[str, Reader], words: list[str], rate: Callable[[str, list[str]], float]
) -> dict[str, float]:
    path.write_bytes(data)
    return {name: rate(reader(path), words) for name, reader in readers.items()}


def _scans(sheets: int = 3) -> Iterator[Row]:
    for name, damage in DAMAGES.items():
        wrong = total = 0
        for seed in range(sheets):
            page = sheet(seed)
            text = reading_view(read(as_pdf([scanned(page, damage, seed)], damage), "scan.pdf")).text
            wrong += errors(page.words, text.split())
            total += len(page.words)
        yield f"scan at 300 dpi, {name}: word errors", "<= 0.02", {"berkas": wrong / total}


def report(folder: Path) -> None:
    for what, asked, found in measures(folder):
        figures = "  ".join(f"{name} {figure:.4f}" for name, figure in found.items())
        print(f"{what:44}{asked:>8}   {figures}", flush=True)
