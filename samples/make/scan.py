"""Turns a printed page into what a scanner or a phone makes of it: a picture in a PDF, without a text layer."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


def scan_pdf(data: bytes, *, dpi: int = 200, turn: float = 0.4, seed: int = 1, quality: int = 55) -> bytes:
    """The pages of a PDF as grey JPEG pictures: turned by `turn` degrees, slightly blurred, with the paper's grain."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=0)
    grain = np.random.default_rng(seed)
    with pdfium.PdfDocument(data) as document:
        for page in document:
            width, height = page.get_size()
            sheet = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
            canvas.setPageSize((width, height))
            canvas.drawImage(ImageReader(_jpeg(_worn(sheet, turn, grain), quality)), 0, 0, width, height)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def _worn(sheet: Image.Image, turn: float, grain: np.random.Generator) -> Image.Image:
    turned = sheet.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=250)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    coarse = grain.normal(0, 2.5, (soft.shape[0] // 4 + 1, soft.shape[1] // 4 + 1))
    noise = np.kron(coarse, np.ones((4, 4)))[: soft.shape[0], : soft.shape[1]]
    return Image.fromarray(np.clip(soft * 0.96 + 6 + noise, 0, 255).astype(np.uint8))


def _jpeg(sheet: Image.Image, quality: int) -> io.BytesIO:
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=quality)
    out.seek(0)
    return out
