"""Tesseract inside this process (tesserocr), with the language data that the system has.

The wheel brings the engine and no data. Debian's `tesseract-ocr-ind` brings the Indonesian data; `eng` beside it reads
the digits and the foreign words better.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.readers.ocr_picture import Grey
from extract.readers.ocr_words import Engine, OcrLine, OcrWord, installed

DATA_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
"""Where systems keep language data: Debian and Ubuntu, Fedora and Arch, self-built, Homebrew."""
LANGUAGES = ("ind", "eng")
_FONT_SHARE = 1.04
"""A row is this much lower than its font is large."""
_SMALLEST = 8


def make_engine() -> Engine | None:
    """None when the package or the Indonesian data is missing."""
    folder = data_folder()
    if folder is None or not installed("tesserocr"):
        return None
    languages = [language for language in LANGUAGES if (folder / f"{language}.traineddata").is_file()]
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read once by the library, when it is loaded
    tesserocr: Any = importlib.import_module("tesserocr")  # an extra; its stubs do not fit its functions
    api = tesserocr.PyTessBaseAPI(path=f"{folder}/", lang="+".join(languages), psm=tesserocr.PSM.AUTO)
    api.SetVariable("debug_file", "")  # else it opens one to grumble into, and falls over where a worker may not write
    version = tesserocr.tesseract_version().split("\n", 1)[0].split()[-1]

    def read(grey: Grey, dpi: float) -> Sequence[OcrLine]:
        high, wide = grey.shape
        if min(high, wide) < _SMALLEST:
            return []
        try:
            api.SetImageBytes(grey.tobytes(), wide, high, 1, wide)
            api.SetSourceResolution(round(dpi))
            return list(_lines(api, tesserocr.RIL)) if api.Recognize() else []
        finally:
            api.Clear()

    return Engine(f"tesseract {version} ({'+'.join(languages)})", read)


def data_folder() -> Path | None:
    """The first folder that holds Indonesian data."""
    folders = (Path(folder) for folder in DATA_FOLDERS)
    return next((folder for folder in folders if (folder / f"{LANGUAGES[0]}.traineddata").is_file()), None)


def _lines(api: Any, levels: Any) -> Iterator[OcrLine]:
    """Recognised words, line by line."""
    found = api.GetIterator()
    if found is None:
        return
    words: list[OcrWord] = []
    while not found.Empty(levels.WORD):
        if found.IsAtBeginningOf(levels.TEXTLINE):
            baseline, size = _shape(found, levels)
        text, box = found.GetUTF8Text(levels.WORD), found.BoundingBox(levels.WORD)
        if text.strip() and box:
            words.append(OcrWord(text.strip(), box, found.Confidence(levels.WORD) / 100))
        if found.IsAtFinalElement(levels.TEXTLINE, levels.WORD) and words:
            yield OcrLine(tuple(words), baseline, size)
            words = []
        if not found.Next(levels.WORD):
            return


def _shape(found: Any, levels: Any) -> tuple[float, float]:
    """Baseline and size of the line that begins here."""
    box = found.BoundingBox(levels.TEXTLINE)
    baseline = found.Baseline(levels.TEXTLINE)
    height = float(found.RowAttributes()["row_height"]) * _FONT_SHARE
    y = (baseline[0][1] + baseline[1][1]) / 2 if baseline else box[3]
    return float(y), height or float(box[3] - box[1])
