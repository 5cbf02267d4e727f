"""PP-OCR through rapidocr: engine and models come with `pip`, for computers where no tesseract data is installed.

Better with digits than Tesseract, worse with Indonesian words, five times the time and nine times the memory.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from extract.readers.ocr_picture import Grey
from extract.readers.ocr_words import Engine, OcrLine, OcrWord, installed

PACKAGES = ("rapidocr", "onnxruntime")
MODELS = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
    "Cls": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
}
"""Named, because rapidocr downloads a model that it is not given; without these files the engine is not used."""
_BASELINE = 0.22
_LEVEL = 0.5


def make_engine() -> Engine | None:
    """None when a package or one of the models that come with it is missing."""
    if not all(map(installed, PACKAGES)):
        return None
    rapidocr: Any = importlib.import_module("rapidocr")  # an extra

    folder = Path(rapidocr.__file__).parent / "models"
    paths = {part: folder / name for part, name in MODELS.items()}
    if not all(path.is_file() for path in paths.values()):
        return None
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    engine = rapidocr.RapidOCR(
        params={
            **{f"{part}.model_path": str(path) for part, path in paths.items()},
            "Global.use_cls": False,
            "Global.log_level": "error",
            "Global.max_side_len": 2000,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )

    def read(grey: Grey, dpi: float) -> Sequence[OcrLine]:
        found = engine(np.stack([grey] * 3, axis=-1), return_word_box=True)
        return _in_rows([_line(words) for words in found.word_results or () if words])

    return Engine(f"rapidocr {importlib.metadata.version('rapidocr')} (PP-OCRv6 small)", read)


def _line(words: Sequence[Any]) -> OcrLine:
    found = []
    for text, confidence, corners in words:
        xs, ys = [point[0] for point in corners], [point[1] for point in corners]
        if text.strip():
            found.append(OcrWord(text.strip(), (min(xs), min(ys), max(xs), max(ys)), float(confidence)))
    top, bottom = min(word.box[1] for word in found), max(word.box[3] for word in found)
    size = (bottom - top) * (1 - _BASELINE / 2)
    return OcrLine(tuple(found), bottom - _BASELINE * (bottom - top), size)


def _in_rows(lines: list[OcrLine]) -> list[OcrLine]:
    """From top to bottom, on one level from left to right."""
    rows: list[list[OcrLine]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if rows and line.baseline - rows[-1][0].baseline < _LEVEL * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.words[0].box[0])]
