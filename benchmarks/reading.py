"""What reading costs: CPU seconds of each engine on the same files, as a multiple of PDFium's bare text.

    python -m benchmarks.reading [CORPUS]

Each engine runs in a process of its own, `ROTATIONS` times in turn with the others, own and child processes together,
without the imports. A figure is the median over the rotations of the base's cost in that rotation by the engine's own,
so that a machine that is slow for a while is slow for both. 1.00 is pypdfium2's `get_text_range` over the same pages,
or the python-docx recipe over the same Word files; a bigger figure is faster. Slow peers see every n-th file only and
are scaled by pages.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading_corpus import build

ROTATIONS = 5


@dataclass(frozen=True)
class Engine:
    """`run` reads the files and returns how many units (pages or documents) it read."""

    name: str
    run: Callable[[list[Path]], int]
    every: int = 1
    suffix: str = ".pdf"
    kinds: tuple[str, ...] = ("prose", "columns", "ruled", "ruleless")


def pdfium_text(files: list[Path]) -> int:
    import pypdfium2  # noqa: PLC0415 - each engine pays for its own import, outside the clock

    pages = 0
    for file in files:
        document = pypdfium2.PdfDocument(file)
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
            pages += 1
        document.close()
    return pages


def ours(files: list[Path]) -> int:
    from extract.readers.read import read  # noqa: PLC0415

    return sum(len(read(file.read_bytes(), file.name).pages) for file in files)


def ours_and_fields(files: list[Path]) -> int:
    from extract.document import extract  # noqa: PLC0415
    from extract.readers.read import read  # noqa: PLC0415

    pages = 0
    for file in files:
        parsed = read(file.read_bytes(), file.name)
        extract(parsed)
        pages += len(parsed.pages)
    return pages


def pdfplumber_everything(files: list[Path]) -> int:
    import pdfplumber  # noqa: PLC0415

    pages = 0
    for file in files:
        with pdfplumber.open(file) as document:
            for page in document.pages:
                page.extract_text()
                page.extract_words()
                page.extract_tables()
                page.close()
                pages += 1
    return pages


def ours_word(files: list[Path]) -> int:
    from extract.readers.read import read  # noqa: PLC0415

    for file in files:
        read(file.read_bytes(), file.name)
    return len(files)


def recipe_word(files: list[Path]) -> int:
    """What most programs do: paragraphs and tables by python-docx, `cell.text` for each cell."""
    from docx import Document  # noqa: PLC0415
    from docx.table import Table  # noqa: PLC0415

    for file in files:
        for block in Document(str(file)).iter_inner_content():
            if isinstance(block, Table):
                _ = [[cell.text for cell in row.cells] for row in block.rows]
            else:
                _ = [[block.text]]
    return len(files)


WITHOUT_TABLES = ("prose", "columns")
ENGINES = (
    Engine("pypdfium2 text", pdfium_text),
    Engine("berkas reading", ours),
    Engine("pypdfium2 text, pages without tables", pdfium_text, kinds=WITHOUT_TABLES),
    Engine("berkas reading, pages without tables", ours, kinds=WITHOUT_TABLES),
    Engine("berkas reading and fields", ours_and_fields, every=2),
    Engine("pdfplumber text, words, tables", pdfplumber_everything, every=6),
    Engine("python-docx recipe", recipe_word, suffix=".docx"),
    Engine("berkas Word", ours_word, suffix=".docx"),
)


def cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def selected(engine: Engine, folder: Path) -> list[Path]:
    kinds = [f"-{kind}-" for kind in engine.kinds]
    files = sorted(file for file in folder.glob(f"*{engine.suffix}") if any(kind in file.name for kind in kinds))
    return files[:: engine.every]


def run_one(name: str, folder: Path) -> dict[str, float]:
    """In a fresh process: warm up on one file, then measure."""
    engine = next(engine for engine in ENGINES if engine.name == name)
    files = selected(engine, folder)
    engine.run(files[:1])
    before = cpu()
    units = engine.run(files)
    return {"cpu": cpu() - before, "units": units, "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def in_own_process(name: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.reading", str(folder), name]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main(folder: Path) -> None:
    runs: dict[str, list[dict[str, float]]] = {engine.name: [] for engine in ENGINES}
    for _ in range(ROTATIONS):
        for engine in ENGINES:
            runs[engine.name].append(in_own_process(engine.name, folder))
    each = {name: [run["cpu"] / run["units"] for run in measured] for name, measured in runs.items()}
    print(f"{'engine':40}{'x base':>8}{'MiB':>7}{'units':>8}")
    for engine in ENGINES:
        base = "python-docx recipe" if engine.suffix == ".docx" else "pypdfium2 text"
        base += ", pages without tables" if engine.kinds == WITHOUT_TABLES else ""
        measured = runs[engine.name]
        peak = max(run["mib"] for run in measured)
        times = statistics.median(of / own for of, own in zip(each[base], each[engine.name], strict=True))
        print(f"{engine.name:40}{times:8.3f}{peak:7.0f}{measured[0]['units']:8.0f}")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(run_one(sys.argv[2], Path(sys.argv[1]))))
    elif len(sys.argv) == 2:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            build(Path(made))
            main(Path(made))
