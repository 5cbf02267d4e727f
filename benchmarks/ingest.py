"""What taking in costs beyond reading: the start, a second worker, and the parent's memory over a long batch.

    python -m benchmarks.ingest [start|workers|memory]...

Ratios within one run, medians of `ROTATIONS` turns, each in a process of its own. CPU seconds are of the process and of
all that it started, the server of the workers included. Files are the digital samples, each with another last line, so
that every one is read; in `memory` they are one page of text each.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extract.sandbox.kernel import prctl

ROOT = Path(__file__).parents[1]
ROTATIONS = 3
FILES, LONG = 80, 2_000
_ADOPT_ORPHANS = 36
_SAMPLES = (
    "01-*.pdf",
    "02-*.pdf",
    "03-*.pdf",
    "09-*.pdf",
    "10-*.pdf",
    "14-*.pdf",
    "08-*.docx",
    "13-*.docx",
    "15-*.docx",
)


class Watch:
    """Progress that notes when each file was done and how much memory this process held then."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.resident: list[float] = []

    def expect(self, files: int) -> None:
        pass

    def advance(self, pages: int) -> None:
        self.times.append(time.monotonic())
        words = Path("/proc/self/statm").read_text(encoding="ascii").split()
        self.resident.append(int(words[1]) * resource.getpagesize() / (1 << 20))


def take_in(files: Path, home: Path, workers: int) -> Watch:
    """One ingest in this process."""
    from pipeline import ingest  # noqa: PLC0415 - the parent of the benchmark stays small
    from pipeline.settings import Settings  # noqa: PLC0415

    watch = Watch()
    ingest.ingest([files], Settings(home, workers=workers, grouping="file"), lambda: datetime.now(UTC), watch)
    return watch


def measured(*arguments: object) -> tuple[float, float, dict[str, Any]]:
    """Wall seconds, CPU seconds and answer of a process of its own."""
    prctl(_ADOPT_ORPHANS, 1)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True
    )
    wall = time.monotonic() - began
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, json.loads(done.stdout) if done.stdout.strip().startswith("{") else {}


def start(folder: Path) -> None:
    """One small file into a home whose sector model is there, against the import of spaCy alone."""
    turns: dict[str, list[tuple[float, float]]] = {"import spacy": [], "berkas ingest": []}
    home = folder / "home"
    for turn in range(ROTATIONS + 1):
        file = folder / f"{turn}.txt"
        file.write_text(f"Inovasi SAPA (Sistem Antar Pasien) Puskesmas Mekar {turn}.", encoding="utf-8")
        ingest = measured(Path(sys.executable).with_name("berkas"), "--home", home, "ingest", file)
        if turn:  # the first one trains the sector model
            turns["import spacy"].append(measured("-c", "import spacy")[:2])
            turns["berkas ingest"].append(ingest[:2])
    print("\n| one small file | wall s | CPU s |\n|---|---:|---:|")
    for name, pairs in turns.items():
        wall, cpu = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
        print(f"| {name} | {wall:.2f} | {cpu:.2f} |")


def workers(folder: Path) -> None:
    """Files per second of one and of two workers, from the tenth file to the last."""
    files = folder / "files"
    files.mkdir()
    originals = [path for pattern in _SAMPLES for path in sorted((ROOT / "samples").glob(pattern))]
    for number in range(FILES):
        original = originals[number % len(originals)]
        end = f"\n% {number}\n".encode() if original.suffix == ".pdf" else b""
        (files / f"{number}{original.suffix}").write_bytes(original.read_bytes() + end)
    rates: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(ROTATIONS):
        for count, found in rates.items():
            times = measured("-m", "benchmarks.ingest", "--one", files, folder / f"{turn}-{count}", count)[2]["times"]
            found.append((len(times) - 10) / (times[-1] - times[9]))
    one, two = (statistics.median(found) for found in rates.values())
    print("\n| workers | files per second | |\n|---|---:|---:|")
    print(f"| 1 | {one:.2f} | 1.00 |\n| 2 | {two:.2f} | {two / one:.2f} |")


def memory(folder: Path) -> None:
    """The parent's resident memory after 500 files and after the last."""
    files = folder / "files"
    files.mkdir()
    for number in range(LONG):
        text = f"Inovasi SAPA {number} (Sistem Antar Pasien) dari Puskesmas Mekar, Kabupaten Contoh. " * 20
        (files / f"{number:04}.txt").write_text(text, encoding="utf-8")
    found = measured("-m", "benchmarks.ingest", "--one", files, folder / "home", 2)[2]["resident"]
    print("\n| files | parent MiB |\n|---|---:|")
    for count in (100, 500, 1_000, 1_500, LONG):
        print(f"| {count} | {found[count - 1]:.0f} |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        seen = take_in(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
        print(json.dumps({"times": seen.times, "resident": seen.resident}))
    else:
        for part in (start, workers, memory):
            if part.__name__ in (sys.argv[1:] or ["start", "workers", "memory"]):
                with tempfile.TemporaryDirectory(prefix="berkas-benchmark-") as place:
                    part(Path(place))
