"""Generated dossiers with known truth, from two PDF producers: what benchmarks/reading*.py measure on.

    python -m benchmarks.reading_corpus OUT

Every file is prose, headings, running heads and tables of which the words, their order and the cells are known, because
they are laid out here. reportlab draws half of the PDFs; LibreOffice converts the other half from Word files, which are
kept too. Truth is in OUT/truth.json. Seeds are fixed; LibreOffice stamps its own dates, so bytes differ, text does not.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable, Spacer
from reportlab.platypus.frames import Frame
from reportlab.platypus.paragraph import Paragraph
from reportlab.platypus.tables import Table

STEMS = """pelayanan masyarakat inovasi daerah pemerintah kota program kegiatan anggaran kesehatan pendidikan pasien
sekolah petugas warga data sistem informasi laporan hasil evaluasi pelaksanaan penurunan peningkatan waktu tunggu proses
pendaftaran antrean kunjungan bulan tahun desa kelurahan kecamatan dinas puskesmas rumah sakit ibu hamil balita sampah
pasar pajak izin usaha kepala tim kerja sama koordinasi pendampingan sosialisasi pelatihan aplikasi gawai daring
yang dan di ke dari untuk dengan pada dalam oleh telah akan dapat juga serta sehingga karena agar tidak""".split()
REDUPLICATED = ["perundang-undangan", "masing-masing", "undang-undang", "sarana-prasarana", "bersama-sama", "kisi-kisi"]
Kind = Literal["prose", "columns", "ruled", "ruleless"]


@dataclass
class Truth:
    """What one file holds. Cells are row-major, as printed; `columns` counts text columns of the body."""

    kind: Kind
    producer: str
    running: str
    words: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    columns: int = 1


def sentence(rng: random.Random) -> str:
    """8 to 22 words, about one in twenty of them reduplicated, ending with a full stop."""
    words = [rng.choice(REDUPLICATED) if rng.random() < 0.05 else rng.choice(STEMS) for _ in range(rng.randint(8, 22))]
    return " ".join(words).capitalize() + "."


def paragraph(rng: random.Random) -> str:
    return " ".join(sentence(rng) for _ in range(rng.randint(3, 7)))


def table(rng: random.Random) -> list[list[str]]:
    """4 to 14 rows of 3 to 5 columns under a header row; cells are one to four words or a number."""
    width = rng.randint(3, 5)
    head = ["No", "Uraian", "Satuan", "Target", "Realisasi"][:width]
    rows = [head]
    for number in range(1, rng.randint(4, 14)):
        middle = " ".join(rng.choice(STEMS) for _ in range(rng.randint(1, 4)))
        tail = [rng.choice(["orang", "persen", "unit", f"{rng.randint(1, 999)}"]) for _ in range(width - 2)]
        rows.append([str(number), middle, *tail])
    return rows


def content(rng: random.Random, kind: Kind, pages: int) -> list[str | list[list[str]]]:
    """Paragraphs and tables in order, about `pages` pages long."""
    parts: list[str | list[list[str]]] = []
    for _ in range(pages):
        paragraphs = 5 if kind in {"ruled", "ruleless"} else 7
        parts.extend(paragraph(rng) for _ in range(paragraphs))
        if kind in {"ruled", "ruleless"}:
            parts.append(table(rng))
    return parts


def remember(truth: Truth, parts: list[str | list[list[str]]]) -> None:
    for part in parts:
        if isinstance(part, str):
            truth.words.extend(part.split())
        else:
            truth.tables.append(part)
            truth.words.extend(word for row in part for cell in row for word in cell.split())


def draw_with_reportlab(path: Path, truth: Truth, parts: list[str | list[list[str]]]) -> None:
    width, height = A4
    gap = 0.8 * cm
    column = (width - 4 * cm - gap * (truth.columns - 1)) / truth.columns
    frames = [Frame(2 * cm + i * (column + gap), 2 * cm, column, height - 4.5 * cm) for i in range(truth.columns)]

    def running(canvas: Any, document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(2 * cm, height - 1.5 * cm, truth.running)
        canvas.drawCentredString(width / 2, 1.2 * cm, f"{document.page}")

    document = BaseDocTemplate(str(path), pagesize=A4, title=path.stem, invariant=1)
    document.addPageTemplates(PageTemplate("p", frames, onPage=running))
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=10.5, leading=13.5, spaceAfter=6)
    story: list[Flowable] = []
    for part in parts:
        if isinstance(part, str):
            story.append(Paragraph(part, body))
            continue
        grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if truth.kind == "ruled" else []
        story += [Spacer(1, 6), Table(part, style=grid), Spacer(1, 10)]
    document.build(story)


def write_word(path: Path, truth: Truth, parts: list[str | list[list[str]]]) -> None:
    document = Document()
    document.styles["Normal"].font.size = Pt(10.5)
    section = document.sections[0]
    section.header.paragraphs[0].text = truth.running
    if truth.columns > 1:
        columns = section._sectPr.find(qn("w:cols"))
        if columns is None:
            columns = OxmlElement("w:cols")
            section._sectPr.append(columns)
        columns.set(qn("w:num"), str(truth.columns))
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        grid = document.add_table(rows=len(part), cols=len(part[0]))
        if truth.kind == "ruled":
            grid.style = document.styles["Table Grid"]
        for i, row in enumerate(part):
            for j, cell in enumerate(row):
                grid.cell(i, j).text = cell
        document.add_paragraph("")
    document.save(str(path))


def convert(folder: Path, words: list[Path]) -> None:
    """Word files to PDF in one LibreOffice run with a profile of its own."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("LibreOffice (libreoffice-writer) is needed for the second producer")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [office, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir",
             str(folder), *map(str, words)],
            check=True,
            capture_output=True,
        )  # fmt: skip


def build(folder: Path, *, per_kind: int = 6, pages: int = 9, seed: int = 2026) -> dict[str, Truth]:
    """Write the corpus: 4 kinds x 2 producers x `per_kind` files of about `pages` pages. Returns truth by file name."""
    folder.mkdir(parents=True, exist_ok=True)
    truths: dict[str, Truth] = {}
    words: list[Path] = []
    for producer in ("reportlab", "libreoffice"):
        for kind in ("prose", "columns", "ruled", "ruleless"):
            for number in range(per_kind):
                stem = f"{producer}-{kind}-{number:02}"
                rng = random.Random(f"{seed}-{stem}")
                truth = Truth(kind, producer, f"Dokumen {stem} / {rng.randint(100, 999)}.{number}")
                truth.columns = 2 if kind == "columns" else 1
                parts = content(rng, kind, pages)
                remember(truth, parts)
                if producer == "reportlab":
                    draw_with_reportlab(folder / f"{stem}.pdf", truth, parts)
                else:
                    write_word(folder / f"{stem}.docx", truth, parts)
                    words.append(folder / f"{stem}.docx")
                truths[f"{stem}.pdf"] = truth
    convert(folder, words)
    (folder / "truth.json").write_text(json.dumps({name: asdict(truth) for name, truth in truths.items()}))
    return truths


def load(folder: Path) -> dict[str, Truth]:
    """The truth of a corpus that `build` wrote."""
    return {name: Truth(**truth) for name, truth in json.loads((folder / "truth.json").read_text()).items()}


if __name__ == "__main__":
    out = Path(sys.argv[1])
    made = build(out)
    print(f"{len(made)} PDF files in {out}")
