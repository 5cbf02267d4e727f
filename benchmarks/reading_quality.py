"""How well pages are read: words in order, cells in place, running heads; ours beside other readers on the same files.

    python -m benchmarks.reading_quality [CORPUS]

CORPUS is made by benchmarks.reading_corpus when it is absent. `order` is the share of neighbouring word pairs of the
truth that stand next to each other in the reading; `lost` and `invented` count words; a cell is right when text, row
and column are right.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pypdfium2

from benchmarks.reading_corpus import Truth, build, load
from extract.readers.read import read
from extract.view import reading_view
from models.document import ParsedDocument

Place = tuple[int, int, int, str]
"""Table, row, column (1-based) and text of a cell."""


@dataclass
class Score:
    """Counts over the files of one producer and kind."""

    pairs: int = 0
    pairs_found: int = 0
    lost: int = 0
    invented: int = 0
    cells: int = 0
    cells_read: int = 0
    cells_right: int = 0
    running: int = 0
    running_in_flow: int = 0

    @property
    def order(self) -> float:
        return self.pairs_found / self.pairs if self.pairs else 1.0

    @property
    def cell_f1(self) -> float:
        return 2 * self.cells_right / (self.cells + self.cells_read) if self.cells + self.cells_read else 1.0


def add_words(score: Score, truth: Sequence[str], words: Sequence[str]) -> None:
    wanted, got = Counter(pairwise(truth)), Counter(pairwise(words))
    score.pairs += wanted.total()
    score.pairs_found += (wanted & got).total()
    score.lost += (Counter(truth) - Counter(words)).total()
    score.invented += (Counter(words) - Counter(truth)).total()


def true_cells(truth: Truth) -> Counter[Place]:
    return Counter(
        (number, row, column, " ".join(cell.split()))
        for number, table in enumerate(truth.tables, 1)
        for row, cells in enumerate(table, 1)
        for column, cell in enumerate(cells, 1)
    )


def read_cells(parsed: ParsedDocument) -> Counter[Place]:
    return Counter(
        (block.cell.table, block.cell.row, block.cell.column, " ".join(parsed.quote(block.span).split()))
        for block in parsed.blocks
        if block.cell is not None
    )


def add_file(score: Score, truth: Truth, parsed: ParsedDocument) -> None:
    add_words(score, truth.words, reading_view(parsed).text.split())
    wanted, got = true_cells(truth), read_cells(parsed)
    score.cells += wanted.total()
    score.cells_read += got.total()
    score.cells_right += (wanted & got).total()
    pages = len(parsed.pages)
    flow = [parsed.quote(block.span) for block in parsed.blocks if block.flow == "body"]
    score.running += pages
    score.running_in_flow += sum(truth.running in text for text in flow)


def with_pdfplumber(path: Path) -> Iterable[str]:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            yield page.extract_text()
            page.close()


def with_pdfium(path: Path) -> Iterable[str]:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        yield page.get_textpage().get_text_range()


PEERS: dict[str, Callable[[Path], Iterable[str]]] = {"pdfplumber": with_pdfplumber, "pypdfium2": with_pdfium}


def peer_order(name: str, path: Path, truth: Truth) -> float:
    score = Score()
    add_words(score, truth.words, " ".join(PEERS[name](path)).split())
    return score.order


def measure(folder: Path, truths: dict[str, Truth]) -> dict[tuple[str, str], Score]:
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    for name, truth in truths.items():
        parsed = read((folder / name).read_bytes(), name)
        add_file(scores[truth.producer, truth.kind], truth, parsed)
    return scores


def main(folder: Path) -> None:
    truths = load(folder) if (folder / "truth.json").exists() else build(folder)
    print(f"{'producer':12}{'kind':10}{'order':>8}{'lost':>6}{'inv.':>6}{'cell F1':>9}{'heads in flow':>15}")
    for (producer, kind), s in measure(folder, truths).items():
        heads = f"{s.running_in_flow}/{s.running}"
        print(f"{producer:12}{kind:10}{s.order:8.4f}{s.lost:6}{s.invented:6}{s.cell_f1:9.4f}{heads:>15}")
    print("\nPeers, words in order (one file of each producer and kind):")
    for name, truth in truths.items():
        if name.endswith("-00.pdf"):
            peers = "  ".join(f"{peer} {peer_order(peer, folder / name, truth):.4f}" for peer in PEERS)
            print(f"  {truth.producer:12}{truth.kind:10}{peers}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
