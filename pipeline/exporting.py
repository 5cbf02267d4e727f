"""Everything out: one JSON line a dossier, or a table with one row an innovation."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, BinaryIO, Literal

from sqlalchemy import Engine

from pipeline.records import Record, records
from store import dossiers, runs
from store.engine import reading

Format = Literal["jsonl", "csv", "xlsx", "html"]

COLUMNS = (
    "dossier", "kind", "region", "unit", "year", "season", "innovation", "name", "expansion", "sector",
    "sector_confidence", "stage", "initiator", "trial_date", "launch_date", "evidence", "file", "page", "quote",
    "run", "rubric", "rubric_status", "score", "max_score", "predicate", "met", "not_met", "cannot_judge",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def jsonl(engine: Engine) -> Iterator[str]:
    """The record of every dossier, one line each, with its line end."""
    with reading(engine) as connection:
        for record in records(connection):
            yield json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def document(engine: Engine, format_: Format) -> dict[str, Any]:
    """The same as one JSON document: the records, or the rows of a table."""
    if format_ == "jsonl":
        with reading(engine) as connection:
            return {"dossiers": list(records(connection))}
    return {"rows": list(rows(engine))}


def rows(engine: Engine) -> Iterator[dict[str, Any]]:
    """One row an innovation, with its score in the newest run."""
    with reading(engine) as connection:
        newest = runs.current(connection)
        totals = {total.innovation_id: total for total in runs.totals(connection, newest.id)} if newest else {}
        for record in records(connection):
            for innovation in record["innovations"]:
                total = totals.get(innovation["id"])
                scored = (
                    {
                        "run": newest.id,
                        "rubric": newest.rubric_id,
                        "rubric_status": newest.rubric_status,
                        "max_score": newest.max_score,
                    }
                    if newest and total
                    else {}
                )
                keys = ("score", "predicate", "met", "not_met", "cannot_judge")
                yield _row(record, innovation) | scored | ({key: getattr(total, key) for key in keys} if total else {})


def _row(record: Record, innovation: Record) -> dict[str, Any]:
    dossier, cite = record["dossier"], innovation["cites"].get("name", {})
    sector = innovation["sector"] or {}
    keys = ("name", "expansion", "unit", "region", "year", "stage", "initiator", "trial_date", "launch_date")
    return {
        "dossier": dossier["id"],
        "kind": dossier["kind"],
        "season": dossier["season"],
        "innovation": innovation["id"],
        **{key: innovation[key] for key in keys},
        "sector": None if sector.get("abstained") else sector.get("slug"),
        "sector_confidence": sector.get("confidence"),
        "evidence": sum(innovation["id"] in one["innovations"] for one in record["evidence"]),
        "file": cite.get("file"),
        "page": cite.get("page"),
        "quote": cite.get("quote"),
    }


def as_csv(engine: Engine) -> Iterator[str]:
    """CSV with a heading, comma separated, for a spreadsheet: no cell of it is ever run as a formula."""
    yield _csv_line(COLUMNS)
    for row in rows(engine):
        yield _csv_line([harmless(row.get(column)) for column in COLUMNS])


def _csv_line(cells: Any) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def harmless(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets the apostrophe that marks text."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value


def as_html(engine: Engine) -> Iterator[str]:
    """The same table as one page that needs nothing else; whatever a dossier says is text, never markup."""
    yield '<!doctype html><html lang="id"><meta charset="utf-8"><title>Berkas: inovasi</title>'
    yield "<style>table{border-collapse:collapse}td,th{border:1px solid #999;padding:2px 6px}</style>"
    yield f"<table><thead><tr>{''.join(f'<th>{column}</th>' for column in COLUMNS)}</tr></thead><tbody>\n"
    for row in rows(engine):
        cells = ("" if row.get(column) is None else escape(str(row[column])) for column in COLUMNS)
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
    yield "</tbody></table></html>\n"


def as_xlsx(engine: Engine) -> bytes:
    """The same table as an Excel file; every text is stored as text, so that none is a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - a second of loading that only this format needs
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("inovasi")
    sheet.append(list(COLUMNS))
    for row in rows(engine):
        cells = []
        for column in COLUMNS:
            value = row.get(column)
            cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def write(engine: Engine, format_: Format, out: Path | None, stream: BinaryIO) -> int:
    """Write everything to a file, or to `stream` when none is named; returns how many dossiers there are.

    A file appears whole or not at all.
    """
    pieces = _pieces(engine, format_)
    if out is None:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
    else:
        partial = out.with_name(f".{out.name}.part")
        with partial.open("wb") as file:
            for piece in pieces:
                file.write(piece)
        partial.replace(out)
    with reading(engine) as connection:
        return dossiers.counts(connection)["dossiers"]


def _pieces(engine: Engine, format_: Format) -> Iterator[bytes]:
    if format_ == "xlsx":
        yield as_xlsx(engine)
        return
    if format_ == "csv":
        yield b"\xef\xbb\xbf"  # without it a spreadsheet takes UTF-8 for something else
    texts = {"jsonl": jsonl, "csv": as_csv, "html": as_html}[format_](engine)
    yield from (text.encode("utf-8") for text in texts)
