"""Where the time of reading goes: shares of CPU by the step that was on its way, sampled every millisecond.

    python -m benchmarks.reading_profile CORPUS [PATTERN]

CORPUS is made by benchmarks.reading_corpus; PATTERN (`*.pdf`) chooses files of it. Sampling leaves the program as fast
as it is, where a tracing profiler makes small functions look expensive.
"""

from __future__ import annotations

import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import FrameType

from extract.readers.read import read

SECONDS = 5.0
STEPS = {
    "load_page": "PDFium: page and characters",
    "close_pages": "PDFium: page and characters",
    "open_pdf": "PDFium: page and characters",
    "read_rows": "lines: box, size, weight, ink",
    "read_marks": "rulings, grounds, pictures",
    "find_tables": "tables with rulings",
    "cut_rows": "lines cut at cells, gaps and inks",
    "_items": "reading order, tables without rulings",
    "running_lines": "running heads and feet",
    "drafts_of": "paragraphs, tables over page ends",
    "assembled": "one text with its lines and blocks",
    "open_package": "Word: archive",
    "open_styles": "Word: styles",
    "get": "Word: styles",
    "parsed": "Word: parsing of XML",
    "read_grid": "Word: table grids",
    "read_inline": "Word: runs",
    "read_docx": "Word: walk, blocks, one text",
}


def step_of(frame: FrameType | None) -> str:
    """The innermost known step of a stack."""
    while frame is not None:
        name = frame.f_code.co_name
        if name in STEPS and "readers" in frame.f_code.co_filename:
            return STEPS[name]
        frame = frame.f_back
    return "the rest"


def main(folder: Path, pattern: str) -> None:
    files = [(file.read_bytes(), file.name) for file in sorted(folder.glob(pattern))]
    samples: Counter[str] = Counter()
    for data, name in files[:1]:
        read(data, name)
    signal.signal(signal.SIGPROF, lambda _, frame: samples.update([step_of(frame)]))
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    began = time.process_time()
    while time.process_time() - began < SECONDS:
        for data, name in files:
            read(data, name)
    signal.setitimer(signal.ITIMER_PROF, 0)
    for step, count in samples.most_common():
        print(f"{count / samples.total():6.1%}  {step}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "*.pdf")
