"""Manifests in CSV and XLSX as tables of cells. Any other sheet is refused: it is no dossier."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from itertools import islice
from typing import Any

from extract.manifest import HEAD_WITHIN, head_row
from extract.readers.assemble import Assembly, Piece
from extract.readers.clean import clean
from extract.readers.encoding import decode
from extract.readers.guards import MIB, open_zip, read_member
from extract.readers.ocr import OcrMode
from extract.readers.problems import problem, refuse
from extract.readers.separated import separated
from extract.readers.sniff import CSV, XLSX
from models.document import Cell, ParsedDocument

CSV_ENGINE = "berkas csv/1"
XLSX_ENGINE = f"openpyxl {version('openpyxl')}"
MOST_ROWS = 20_000
_MOST_COLUMNS = 100
_LONGEST_CELL = 1_000
_LARGEST_PART = 32 * MIB
"""openpyxl holds a whole sheet in memory: no part of a workbook may unpack to more."""

_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s+ref=["'][A-Z]+(\d{1,9}):([A-Z]+)(\d{1,9})["']""")
_LETTERS = 2
"""Columns of three letters begin with the 703rd: no manifest is so wide."""

Rows = Sequence[Sequence[str]]


def read_csv(data: bytes, name: str, sha256: str, _ocr: OcrMode = "never") -> ParsedDocument:
    """A manifest of separated values. Paths are `table[1]/row[n]/cell[m]`, rows counted as a spreadsheet counts them.

    Raises: DossierError `manifest-too-long`; `reader-failed` by way of csv.Error.
    """
    text, encoding = decode(data)
    try:
        rows = list(islice(separated(text), MOST_ROWS + 1))
    except csv.Error as error:
        raise refuse("reader-failed", name, detail=type(error).__name__) from error
    problems = () if encoding == "utf-8" else (problem("text-encoding", name),)
    return _assembled(rows, {}, name).document(name, sha256, CSV, CSV_ENGINE, problems)


def read_xlsx(data: bytes, name: str, sha256: str, _ocr: OcrMode = "never") -> ParsedDocument:
    """A manifest: the first sheet of a workbook that has its heads. A merged cell spans its rows.

    Raises: DossierError `xlsx-no-manifest` for any other workbook, `xlsx-broken`, `manifest-too-long`, as `open_zip`.
    """
    with open_zip(data, name, "xlsx-broken") as archive:
        if any(member.file_size > _LARGEST_PART for member in archive.infolist()):
            raise refuse("zip-bomb", name, what=f"bagian lebih dari {_LARGEST_PART // MIB} MiB")
        for member in archive.infolist():
            if member.filename.startswith("xl/worksheets/"):
                _check_merged(read_member(archive, member, name, "xlsx-broken"), name)
    for sheet in _sheets(data, name):
        rows = [[_shown(value) for value in row] for row in _values(sheet)]
        if head_row(rows[:HEAD_WITHIN]) is not None:
            return _assembled(rows, _spans(sheet), name).document(name, sha256, XLSX, XLSX_ENGINE)
    raise refuse("xlsx-no-manifest", name)


def _check_merged(part: bytes, name: str) -> None:
    """openpyxl makes a cell for each cell of a merged range, and a range of all of them is written in a few letters."""
    ranges = [(len(one[2]), abs(int(one[3]) - int(one[1])) + 1) for one in _MERGED.finditer(part)]
    if any(letters > _LETTERS for letters, _ in ranges) or sum(rows for _, rows in ranges) > MOST_ROWS:
        raise refuse("zip-bomb", name, what=f"sel gabungan lebih dari {MOST_ROWS} baris")


def _sheets(data: bytes, name: str) -> Sequence[Any]:
    from openpyxl import load_workbook  # noqa: PLC0415 - few files are workbooks, and it is slow to load

    try:
        return load_workbook(io.BytesIO(data), data_only=True, keep_links=False).worksheets
    except MemoryError:
        raise
    except Exception as error:  # KeyError, ValueError, ParseError, BadZipFile and more on broken packages
        raise refuse("xlsx-broken", name) from error


def _values(sheet: Any) -> Iterable[Sequence[Any]]:
    """Never more than a manifest may hold: what a sheet says of its size is not believed."""
    return sheet.iter_rows(  # type: ignore[no-any-return]
        max_row=min(sheet.max_row, MOST_ROWS + 1), max_col=min(sheet.max_column, _MOST_COLUMNS), values_only=True
    )


def _spans(sheet: Any) -> dict[tuple[int, int], int]:
    """For the first cell of each merged range, how many rows it spans."""
    ranges = islice(sheet.merged_cells.ranges, MOST_ROWS)
    return {(one.min_row, one.min_col): min(one.max_row - one.min_row + 1, MOST_ROWS) for one in ranges}


def _shown(value: Any) -> str:
    """A cell's value as a person reads it."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _assembled(rows: Rows, spans: dict[tuple[int, int], int], name: str) -> Assembly:
    if len(rows) > MOST_ROWS:
        raise refuse("manifest-too-long", name, limit=MOST_ROWS)
    assembly = Assembly()
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells[:_MOST_COLUMNS], 1):
            text = " ".join(clean(cell[:_LONGEST_CELL]).split())
            place = Cell(1, row, column, spans.get((row, column), 1))
            assembly.add(Piece(text, f"table[1]/row[{row}]/cell[{column}]", "cell", cell=place))
    return assembly
