"""Small files made for a test: what stands in the test is what stands on the page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import SimpleDocTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.paragraph import Paragraph

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8)
WIDTH, HEIGHT = A4


def drawn(*pages: Callable[[Canvas], None]) -> bytes:
    """A PDF whose pages are drawn by hand."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def written(lines: Sequence[tuple[float, float, str]], size: float = 11) -> bytes:
    """One page with each text at its x and top."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for x, top, text in lines:
            canvas.drawString(x, HEIGHT - top, text)

    return drawn(draw)


def flowed(*story: str | Flowable, on_page: Callable[[Any, Any], None] | None = None, **options: Any) -> bytes:
    """A PDF whose paragraphs the layout engine breaks into lines and pages."""
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, invariant=1, **options)
    parts: list[Flowable] = [Paragraph(part, BODY) if isinstance(part, str) else part for part in story]
    decorate = on_page or (lambda canvas, document: None)
    document.build(parts, onFirstPage=decorate, onLaterPages=decorate)
    return out.getvalue()


def word(fill: Callable[[Any], None]) -> bytes:
    """A Word file that python-docx wrote."""
    document, out = Document(), io.BytesIO()
    fill(document)
    document.save(out)
    return out.getvalue()


def patched(data: bytes, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None) -> bytes:
    """A ZIP with each member as `change` returns it (None: left out) and more members besides."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
        for name, content in (extra or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def with_body(xml: str, extra: dict[str, bytes] | None = None) -> bytes:
    """A Word file whose body is this XML (prefixes w, r, mc, wps, v, a, w14 are known)."""
    names = {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in names.items())
    root = f"<w:document {spaces}><w:body>{xml}</w:body></w:document>".encode()
    return patched(word(lambda document: None), lambda n, c: root if n == "word/document.xml" else c, extra)
