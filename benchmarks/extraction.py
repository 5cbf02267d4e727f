"""What extraction costs: against reading the same pages, by field, and by the length of a document.

    python -m benchmarks.extraction [reading|gold|length]...

Everything is CPU seconds of this process, compared within one rotation; a figure is the median of `ROTATIONS`.
`reading` is the corpus of benchmarks.reading_corpus, whose words are drawn by lot and hold few cues; `gold` is the
digital PDFs of benchmarks.make_gold (its tune part), short dossiers full of them. A page of `length` is 3,000
characters of either kind of text.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any, TypeVar

from spacy.tokens import Doc

from benchmarks import accuracy, make_gold, reading_corpus
from benchmarks.reading import pdfium_text
from extract.document import extract
from extract.fields.registry import FIELDS
from extract.found import placed
from extract.nlp import pipeline
from extract.readers.read import read
from extract.sentences import mark_sentences
from extract.view import reading_view
from models.document import ParsedDocument
from models.finding import Finding

ROTATIONS = 5
MOST_READINGS = 3.0
"""Asked: extraction costs less than this many readings."""
MOST_GROWTH = 1.5
"""Asked: a page of a long document costs at most this many pages of a short one."""
LENGTHS = (10, 100, 400)
PAGE = 3_000
_PART = "tune"
T = TypeVar("T")


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def files_of(corpus: str, folder: Path) -> list[Path]:
    """The digital PDFs of one corpus, made anew."""
    if corpus == "reading":
        reading_corpus.build(folder, per_kind=2)
        return sorted(folder.glob("*.pdf"))
    make_gold.write_gold(folder, [_PART])
    dossiers = accuracy.read_corpus(folder, [_PART]).paths("digital")
    return [file for dossier in dossiers for file in (dossier, *sorted(dossier.rglob("*"))) if file.suffix == ".pdf"]


def against_reading(corpus: str, files: Sequence[Path]) -> None:
    parsed = [read(file.read_bytes(), file.name) for file in files]
    pages = sum(len(document.pages) for document in parsed)
    steps: dict[str, Callable[[], object]] = {
        "pypdfium2 text": lambda: pdfium_text(list(files)),
        "reading, with boxes": lambda: [read(file.read_bytes(), file.name) for file in files],
        "extraction": lambda: [extract(document) for document in parsed],
    }
    for work in steps.values():
        work()
    turns = [{name: seconds(work) for name, work in steps.items()} for _ in range(ROTATIONS)]
    print(f"\n{corpus}: {len(files)} files, {pages} pages\n\n| step | x pypdfium2 text | x reading |\n|---|---:|---:|")
    for name in steps:
        base, readings = (statistics.median(turn[name] / turn[of] for turn in turns) for of in list(steps)[:2])
        print(f"| {name} | {base:.2f} | {readings:.2f} |")
    print(f"| asked of extraction | | at most {MOST_READINGS:.2f} |")
    by_step(parsed)


def by_step(documents: Sequence[ParsedDocument]) -> None:
    """Each step's share of extraction; what is left is the region of the dossier, and spans of the file's own text."""
    spent: dict[str, float] = defaultdict(float)
    for document in documents:
        _timed_steps(document, spent)
    whole = seconds(lambda: [extract(document) for document in documents])
    spent["spans and the rest"] = max(0.0, whole - sum(spent.values()))
    print("\n| step of extraction | share |\n|---|---:|")
    for name, cost in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"| {name} | {cost / sum(spent.values()):.1%} |")


def _timed_steps(document: ParsedDocument, spent: dict[str, float]) -> None:
    def timed(name: str, work: Callable[[], T]) -> T:
        began = time.process_time()
        result = work()
        spent[name] += time.process_time() - began
        return result

    view = timed("reading view", lambda: reading_view(document))
    doc = placed(timed("tokens", lambda: pipeline().make_doc(view.text)), view.text, view.layout)
    timed("sentences", lambda: mark_sentences(doc))
    doc._.found = {}
    for name, find in FIELDS:
        doc._.found[name] = timed(name, partial(_found, find, doc))


def _found(find: Callable[[Doc], Iterator[Finding[Any]]], doc: Doc) -> tuple[Finding[Any], ...]:
    return tuple(find(doc))


def lengths(texts: Sequence[str], kind: str) -> None:
    """CPU of a page in documents of growing length, as multiples of the shortest one's."""
    made = {pages: _report(texts, pages) for pages in LENGTHS}
    extract(made[LENGTHS[0]])
    turns = [
        {pages: seconds(partial(extract, document)) / pages for pages, document in made.items()}
        for _ in range(ROTATIONS)
    ]
    print(f"\n| pages, {kind} | CPU of a page, x that of {LENGTHS[0]} pages | at most |\n|---|---:|---:|")
    for pages in LENGTHS:
        growth = statistics.median(turn[pages] / turn[LENGTHS[0]] for turn in turns)
        print(f"| {pages} | {growth:.2f} | {MOST_GROWTH:.2f} |")


def _report(texts: Sequence[str], pages: int) -> ParsedDocument:
    """One text of so many pages."""
    pieces: list[str] = []
    length = 0
    for text in cycle(texts):
        pieces.append(text)
        length += len(text) + 2
        if length >= pages * PAGE:
            return read("\n\n".join(pieces)[: pages * PAGE].encode(), "laporan.txt")
    raise ValueError("no texts")


def _drawn_texts() -> Iterator[str]:
    rng = random.Random(2026)
    for _ in range(LENGTHS[-1] * 5):
        yield reading_corpus.paragraph(rng)


def main(wanted: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="berkas-extraction-") as place:
        gold: list[Path] = []
        for corpus in ("reading", "gold"):
            if corpus in wanted or (corpus == "gold" and "length" in wanted):
                files = files_of(corpus, Path(place) / corpus)
                gold = files
                if corpus in wanted:
                    against_reading(corpus, files)
        if "length" in wanted:
            lengths(list(_drawn_texts()), "words by lot")
            lengths([read(file.read_bytes(), file.name).text for file in gold], "dossiers, one after the other")


if __name__ == "__main__":
    main(sys.argv[1:] or ["reading", "gold", "length"])
