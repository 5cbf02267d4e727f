"""How well pages are read: words in order, cells in place, running heads; ours beside other readers on the same files.

    python -m benchmarks.reading_quality [CORPUS]

CORPUS is made by benchmarks.reading_corpus when it is absent. `order` is the share of neighbouring word pairs of the
truth that stand next to each other in the reading; `lost` and `invented` count words; a cell is right when text, row
and column are right; a running head is found when it is kept out of the flow, once a page. Other readers take part
where they are installed (pypdf, markitdown, kreuzberg); no part of the program needs them.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks import reading_hard
from benchmarks.reading_corpus import Truth, build, load
from benchmarks.reading_peers import Reader, pdf_peers
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
    running_found: int = 0
    running_false: int = 0

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
    add_words(score, truth.words, reading_view(parsed).body.split())
    wanted, got = true_cells(truth), read_cells(parsed)
    score.cells += wanted.total()
    score.cells_read += got.total()
    score.cells_right += (wanted & got).total()
    heads = [parsed.quote(block.span) for block in parsed.blocks if block.flow == "running"]
    score.running += len(parsed.pages)
    score.running_found += sum(truth.running in text for text in heads)
    score.running_false += sum(truth.running not in text and not text.strip().isdigit() for text in heads)


def peer_order(peer: Reader, path: Path, truth: Truth) -> float:
    score = Score()
    add_words(score, truth.words, peer(path).split())
    return score.order


def measure(folder: Path, truths: dict[str, Truth]) -> dict[tuple[str, str], Score]:
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    for name, truth in truths.items():
        parsed = read((folder / name).read_bytes(), name)
        add_file(scores[truth.producer, truth.kind], truth, parsed)
    return scores


def main(folder: Path) -> None:
    truths = load(folder) if (folder / "truth.json").exists() else build(folder)
    head = f"{'producer':12}{'kind':10}{'order':>8}{'lost':>6}{'inv.':>6}{'cell F1':>9}{'heads found':>13}{'false':>7}"
    print(f"{head}\n{'asked':22}{'0.97':>8}{'0':>6}{'0':>6}{'*':>9}{'all':>13}{'0':>7}")
    for (producer, kind), s in measure(folder, truths).items():
        heads = f"{s.running_found}/{s.running}"
        row = f"{producer:12}{kind:10}{s.order:8.4f}{s.lost:6}{s.invented:6}{s.cell_f1:9.4f}"
        print(f"{row}{heads:>13}{s.running_false:7}")
    print("* cells: 0.995 with rulings, 0.80 without")
    peers = pdf_peers()
    print("\nPeers, words in order (one file of each producer and kind):")
    for name, truth in truths.items():
        if name.endswith("-00.pdf"):
            found = "  ".join(
                f"{peer} {peer_order(reader, folder / name, truth):.4f}" for peer, reader in peers.items()
            )
            print(f"  {truth.producer:12}{truth.kind:10}{found}", flush=True)
    print()
    with tempfile.TemporaryDirectory() as made:
        reading_hard.report(Path(made))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
