"""How well and at what cost scans are read: word error rate and CPU on generated pages, beside the bare engines.

    python -m benchmarks.ocr [SHEETS]

Each sheet is printed, rendered, spoiled and put into a PDF. `berkas` reads that PDF; `tesserocr` gets the picture that
PDFium renders of the page, upright, by itself. CPU is this process's own (every engine works in one thread), the median
over sheets; a ratio of 1.00 is tesserocr alone. A word counts as wrong when it is missing, added or not the same.
"""

from __future__ import annotations

import difflib
import importlib.util
import itertools
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.ocr_corpus import Damage, Sheet, as_pdf, scanned, sheet
from extract.readers.ocr import engine_of, fit
from extract.readers.ocr_picture import Grey
from extract.readers.ocr_words import Engine
from extract.readers.pdfium import open_pdf
from extract.readers.read import read
from extract.view import reading_view
from models.document import ParsedDocument

DAMAGES = {
    "clean, 300 dpi": Damage(),
    "turn, blur, noise, JPEG, 300 dpi": Damage(turn=1.3, blur=0.9, noise=8, quality=65),
    "the same at 200 dpi": Damage(dpi=200, turn=-0.8, blur=0.9, noise=8, quality=65),
    "shadow over half the page, 300 dpi": Damage(noise=6, quality=65, shadow=True),
    "on its side, 300 dpi": Damage(turn=90, blur=0.5, noise=5, quality=75),
    "upside down, 300 dpi": Damage(turn=180, blur=0.5, noise=5, quality=75),
}


@dataclass
class Tally:
    """`sure` holds each recognised word's confidence and whether it stands on the page."""

    errors: int = 0
    words: int = 0
    cpu: list[float] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, truth: Sequence[str], found: Sequence[str], cpu: float) -> None:
        self.errors += errors(truth, found)
        self.words += len(truth)
        self.cpu.append(cpu)

    @property
    def rate(self) -> float:
        return self.errors / self.words


def errors(truth: Sequence[str], found: Sequence[str]) -> int:
    """Words missing, added or changed."""
    matcher = difflib.SequenceMatcher(None, truth, found, autojunk=False)
    return sum(max(b - a, d - c) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal")


def timed(work: Callable[[], list[str]]) -> tuple[list[str], float]:
    before = time.process_time()
    found = work()
    return found, time.process_time() - before


def rendered(pdf: bytes) -> Grey:
    with open_pdf(pdf) as document:
        page = document.page(0)
        return np.asarray(page.picture(*fit(page.width, page.height)))


def bare(engine: Engine, grey: Grey) -> list[str]:
    return [word.text for line in engine.read(grey, 300) for word in line.words]


def confidences(parsed: ParsedDocument, truth: Sequence[str]) -> list[tuple[float, bool]]:
    """Each word of the scan with its confidence, and whether the page holds it where it was read."""
    found = [
        (text, word.confidence)
        for line in parsed.lines
        for text, word in zip(parsed.quote(line.span).split(" "), line.words, strict=True)
    ]
    texts = [text for text, _ in found]
    right = {
        index
        for block in difflib.SequenceMatcher(None, truth, texts, autojunk=False).get_matching_blocks()
        for index in range(block.b, block.b + block.size)
    }
    return [(confidence, index in right) for index, (_, confidence) in enumerate(found)]


def measure(sheets: Sequence[Sheet], damage: Damage, peers: dict[str, Engine]) -> dict[str, Tally]:
    tallies = {"berkas": Tally(), **{name: Tally() for name in peers}}
    for seed, page in enumerate(sheets):
        pdf = as_pdf([scanned(page, damage, seed)], damage)
        kept: list[ParsedDocument] = []

        def ours(pdf: bytes = pdf, kept: list[ParsedDocument] = kept) -> list[str]:
            kept.append(read(pdf, "scan.pdf"))
            return reading_view(kept[0]).text.split()

        tallies["berkas"].add(page.words, *timed(ours))
        tallies["berkas"].sure += confidences(kept[0], page.words)
        grey = np.rot90(rendered(pdf), -round(damage.turn / 90) if damage.turn >= 90 else 0)
        upright = np.ascontiguousarray(grey)
        for name, engine in peers.items():
            if name != "rapidocr" or seed % 4 == 0:
                tallies[name].add(page.words, *timed(lambda engine=engine, grey=upright: bare(engine, grey)))  # type: ignore[misc]
    return tallies


def calibration(sure: Sequence[tuple[float, bool]]) -> None:
    print(f"\n{'word confidence':24}{'words':>8}{'right':>8}")
    edges = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
    for low, high in itertools.pairwise(edges):
        inside = [right for confidence, right in sure if low <= confidence < high]
        if inside:
            print(f"{low:.2f} to {min(high, 1):.2f}{'':12}{len(inside):8}{sum(inside) / len(inside):8.3f}")


def main(count: int) -> None:
    tesseract = engine_of("ocr_tesseract")
    if tesseract is None:
        raise SystemExit("tesserocr and Indonesian data (tesseract-ocr-ind) are needed")
    rapid = engine_of("ocr_rapid") if importlib.util.find_spec("rapidocr") else None
    peers = {"tesserocr": tesseract} | ({"rapidocr": rapid} if rapid else {})
    sheets = [sheet(seed) for seed in range(count)]
    bare(tesseract, rendered(sheets[0].pdf))
    sure: list[tuple[float, bool]] = []
    print(
        f"{count} sheets, {sum(len(page.words) for page in sheets)} words; {', '.join(e.name for e in peers.values())}"
    )
    print(f"{'damage':38}" + "".join(f"{name:>12}" for name in ("berkas", *peers)) + f"{'CPU ratio':>12}{'CPU s':>8}")
    for name, damage in DAMAGES.items():
        tallies = measure(sheets, damage, peers)
        own, base = (statistics.median(tallies[who].cpu) for who in ("berkas", "tesserocr"))
        rates = "".join(f"{tally.rate:12.4f}" for tally in tallies.values())
        print(f"{name:38}{rates}{own / base:12.2f}{own:8.2f}", flush=True)
        sure += tallies["berkas"].sure
    calibration(sure)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
