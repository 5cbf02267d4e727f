"""Scans made for measuring: pages of known words, printed by reportlab, rendered, and spoiled as scanners do.

Everything follows from the seed. The words are what stands on the page, cell by cell and line by line.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus.doctemplate import SimpleDocTemplate
from reportlab.platypus.flowables import Flowable, Spacer
from reportlab.platypus.paragraph import Paragraph
from reportlab.platypus.tables import Table

from benchmarks.reading_corpus import STEMS, sentence

FONTS = ("Times-Roman", "Helvetica")
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
UNITS = "Dinas Kesehatan,Puskesmas Sukamaju,Bappeda Kota Harapan,RSUD Bina Sehat,Kecamatan Air Jernih".split(",")
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


@dataclass(frozen=True)
class Damage:
    """What a scanner does to a page; `turn` in degrees counter-clockwise, `noise` as standard deviation of the grey."""

    dpi: int = 300
    turn: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    quality: int = 90
    shadow: bool = False


@dataclass(frozen=True)
class Sheet:
    """One page: a PDF of it as printed, and its words in reading order."""

    pdf: bytes
    words: tuple[str, ...]


def number(rng: random.Random) -> str:
    """A document number as decrees and letters print it."""
    file, serial = f"{rng.randint(100, 999)}.{rng.randint(1, 9)}", rng.randint(1, 400)
    return f"{file}/{serial}/KPTS/{rng.choice(ROMAN)}/{rng.randint(2019, 2026)}"


def fact(rng: random.Random) -> str:
    """A sentence with what extraction lives on: numbers, dates, money, laws, units."""
    date = f"{rng.randint(1, 28)} {rng.choice(MONTHS)} {rng.randint(2018, 2026)}"
    share = f"{rng.randint(1, 99)},{rng.randint(0, 9)}"
    return rng.choice(
        (
            f"Keputusan Wali Kota Nomor {number(rng)} tanggal {date}.",
            f"{rng.choice(UNITS)} mencatat {rng.randint(11, 980)} orang ({share}%) pada {date}.",
            f"Anggaran sebesar Rp{rng.randint(10, 999)}.{rng.randint(100, 999)}.000,00 untuk {rng.choice(UNITS)}.",
            f"Undang-Undang Nomor {rng.randint(1, 40)} Tahun {rng.randint(1999, 2024)} tentang Pemerintahan Daerah.",
        )
    )


def paragraph(rng: random.Random) -> str:
    return " ".join(fact(rng) if rng.random() < 0.35 else sentence(rng) for _ in range(rng.randint(3, 6)))


def rows(rng: random.Random) -> list[list[str]]:
    """A ruled table of 4 to 8 rows."""
    body = [
        [str(i), " ".join(rng.choice(STEMS) for _ in range(3)), f"{rng.randint(1, 999)}", rng.choice(("orang", "unit"))]
        for i in range(1, rng.randint(4, 8))
    ]
    return [["No", "Uraian", "Jumlah", "Satuan"], *body]


def sheet(seed: int) -> Sheet:
    """A page of a heading, paragraphs and, on every second one, a ruled table."""
    rng = random.Random(seed)
    font = FONTS[seed % len(FONTS)]
    body = ParagraphStyle("body", fontName=font, fontSize=11, leading=14.5, spaceAfter=7)
    head = ParagraphStyle(
        "head", parent=body, fontName=font.replace("-Roman", "") + "-Bold", fontSize=13, spaceAfter=10
    )
    parts: list[str | list[list[str]]] = [f"LAPORAN INOVASI {rng.choice(UNITS).upper()}"]
    parts += [paragraph(rng) for _ in range(4)]
    if seed % 2:
        parts[3:3] = [rows(rng)]
    story: list[Flowable] = []
    for part in parts:
        if isinstance(part, str):
            story.append(Paragraph(part, body if story else head))
        else:
            story += [Table(part, style=[("GRID", (0, 0), (-1, -1), 0.7, colors.black)]), Spacer(1, 10)]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, margins=2 * cm, invariant=1).build(story)
    words = [w for part in parts for w in (part.split() if isinstance(part, str) else _cells(part))]
    return Sheet(out.getvalue(), tuple(words))


def _cells(table: list[list[str]]) -> list[str]:
    return [word for row in table for cell in row for word in cell.split()]


def scanned(page: Sheet, damage: Damage, seed: int = 0) -> Image.Image:
    """The page as a grey picture, damaged."""
    document = pypdfium2.PdfDocument(page.pdf)
    picture: Image.Image = document[0].render(scale=damage.dpi / 72, grayscale=True).to_pil().convert("L")
    document.close()
    if damage.turn:
        quarter = damage.turn in {90, 180, 270}
        resample = Image.Resampling.NEAREST if quarter else Image.Resampling.BICUBIC
        picture = picture.rotate(damage.turn, resample, expand=quarter, fillcolor=255)
    if damage.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(damage.blur * damage.dpi / 300))
    grey = np.asarray(picture, dtype=np.float32) * 0.88 + 22
    if damage.shadow:
        grey *= np.linspace(1.0, 0.62, grey.shape[1], dtype=np.float32)[None, :]
    if damage.noise:
        grey += np.random.default_rng(seed).normal(0, damage.noise, grey.shape).astype(np.float32)
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def as_pdf(pictures: list[Image.Image], damage: Damage) -> bytes:
    """Pictures as the pages of a scanned PDF, JPEG within."""
    out = io.BytesIO()
    first, *rest = pictures
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=damage.dpi, quality=damage.quality)
    return out.getvalue()
