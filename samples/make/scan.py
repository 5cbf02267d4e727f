"""Turns a printed page into what a scanner or a phone makes of it: a picture in a PDF, without a text layer."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Scan:
    """How a page was taken: `turn` in degrees, `quarter` turns of 90 degrees, `shadow` of a hand or a book's fold."""

    dpi: int = 200
    turn: float = 0.4
    quarter: int = 0
    shadow: bool = False
    seed: int = 1
    quality: int = 55


def scan_pdf(data: bytes, scan: Scan) -> bytes:
    """The pages of a PDF as grey JPEG pictures: turned, slightly blurred, with the paper's grain."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=0)
    grain = np.random.default_rng(scan.seed)
    with pdfium.PdfDocument(data) as document:
        for page in document:
            sheet = page.render(scale=scan.dpi / 72, grayscale=True).to_pil().convert("L")
            worn = _worn(sheet, scan, grain)
            width, height = (side * 72 / scan.dpi for side in worn.size)
            canvas.setPageSize((width, height))
            canvas.drawImage(ImageReader(_jpeg(worn, scan.quality)), 0, 0, width, height)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def _worn(sheet: Image.Image, scan: Scan, grain: np.random.Generator) -> Image.Image:
    turned = sheet.rotate(scan.turn, resample=Image.Resampling.BICUBIC, fillcolor=250)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    coarse = grain.normal(0, 2.5, (soft.shape[0] // 4 + 1, soft.shape[1] // 4 + 1))
    noise = np.kron(coarse, np.ones((4, 4)))[: soft.shape[0], : soft.shape[1]]
    light = np.linspace(0.62, 1.0, soft.shape[1])[None, :] ** 0.7 if scan.shadow else 0.96
    grey = np.clip(soft * light + 6 + noise, 0, 255).astype(np.uint8)
    return Image.fromarray(np.rot90(grey, scan.quarter).copy())


def _jpeg(sheet: Image.Image, quality: int) -> io.BytesIO:
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=quality)
    out.seek(0)
    return out
