"""Prints a source as PDF with reportlab. The same source gives the same bytes: no clock, no random identifier."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.lib.utils import ImageReader
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable, HRFlowable, Image, PageBreak, Spacer
from reportlab.platypus.frames import Frame
from reportlab.platypus.paragraph import Paragraph
from reportlab.platypus.tables import Table

from samples.make.blocks import Block
from samples.make.marks import plain, printed
from samples.make.pictures import picture
from samples.make.source import Source

_FONTS = {
    "times": ("Times-Roman", "Times-Bold"),
    "helvetica": ("Helvetica", "Helvetica-Bold"),
    "courier": ("Courier", "Courier-Bold"),
}
_WIDTH, _HEIGHT = A4


def render_pdf(source: Source, *, compress: bool = False, encrypt: str | None = None) -> bytes:
    """The PDF file of a source; `encrypt` is the password that opening it asks for."""
    style: Mapping[str, Any] = source.meta.get("style", {})
    page = _Look(style)
    out = io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        pageCompression=int(compress),
        invariant=1,
        title=source.meta.get("title", ""),
        author=source.meta.get("author", ""),
        encrypt=encrypt,
    )
    document.addPageTemplates([PageTemplate(id="page", frames=page.frames(), onPage=page.furniture)])
    document.build([flowable for block in source.blocks for flowable in page.flow(block)])
    return out.getvalue()


class _Look:
    """How the pages of one file look: fonts, margins, columns, and what stands in the margins."""

    def __init__(self, style: Mapping[str, Any]) -> None:
        self.style = style
        self.font, self.bold = _FONTS[style.get("font", "times")]
        self.size = float(style.get("size", 11))
        self.margin = float(style.get("margin", 2.5)) * cm
        self.columns = int(style.get("columns", 1))
        self.gap = 0.7 * cm
        self.width = (_WIDTH - 2 * self.margin - (self.columns - 1) * self.gap) / self.columns

    def frames(self) -> list[Frame]:
        height = _HEIGHT - 2 * self.margin
        return [
            Frame(self.margin + n * (self.width + self.gap), self.margin, self.width, height, 0, 0, 0, 0)
            for n in range(self.columns)
        ]

    def furniture(self, canvas: Any, document: Any) -> None:
        canvas.setFont(self.font, 8)
        header = printed(self.style.get("header", ""))
        footer = printed(self.style.get("footer", "")).replace("#", str(document.page))
        canvas.drawString(self.margin, _HEIGHT - self.margin * 0.6, header)
        canvas.drawCentredString(_WIDTH / 2, self.margin * 0.5, footer)

    def flow(self, block: Block) -> list[Flowable]:
        return _FLOW[block.kind](self, block)

    def paragraph(self, text: str, **changes: Any) -> Paragraph:
        settings: dict[str, Any] = {
            "fontName": self.font, "fontSize": self.size, "leading": self.size * 1.3, "spaceAfter": self.size * 0.5,
            "alignment": TA_JUSTIFY if self.style.get("justify", "yes") == "yes" else TA_LEFT,
        }  # fmt: skip
        return Paragraph(self.markup(text), ParagraphStyle("text", **(settings | changes)))

    def markup(self, text: str) -> str:
        parts = escape(printed(text)).replace("\n", "<br/>").split("**")
        return "".join(f'<font name="{self.bold}">{part}</font>' if n % 2 else part for n, part in enumerate(parts))


def _title(look: _Look, block: Block) -> list[Flowable]:
    size = look.size * float(look.style.get("title", 1.35))
    align = TA_LEFT if look.style.get("title_left") else TA_CENTER
    changes = {"fontName": look.bold, "fontSize": size, "leading": size * 1.25, "spaceAfter": size, "alignment": align}
    return [look.paragraph(block.text, **changes)]


def _heading(look: _Look, block: Block) -> list[Flowable]:
    size = look.size * (1.12 if block.kind == "heading" else 1)
    changes = {"fontName": look.bold, "fontSize": size, "leading": size * 1.3, "spaceBefore": look.size * 0.6}
    return [look.paragraph(block.text, alignment=TA_LEFT, keepWithNext=1, **changes)]


def _centred(look: _Look, block: Block) -> list[Flowable]:
    return [look.paragraph(block.text, alignment=TA_CENTER)]


def _right(look: _Look, block: Block) -> list[Flowable]:
    return [look.paragraph(block.text, alignment=TA_LEFT, leftIndent=look.width * 0.52, spaceBefore=look.size)]


def _bullet(look: _Look, block: Block) -> list[Flowable]:
    text = "\N{BULLET} " + block.text if look.style.get("bullet", "dot") == "dot" else "- " + block.text
    return [look.paragraph(text, leftIndent=16, firstLineIndent=-10, spaceAfter=look.size * 0.25)]


def _small(look: _Look, block: Block) -> list[Flowable]:
    return [look.paragraph(block.text, fontSize=look.size * 0.8, leading=look.size, alignment=TA_LEFT)]


def _letterhead(look: _Look, block: Block) -> list[Flowable]:
    first, *rest = block.text.split("\n")
    head = {"alignment": TA_CENTER, "spaceAfter": 1, "leading": look.size * 1.35}
    lines = [look.paragraph(first, fontName=look.bold, fontSize=look.size * 1.15, **head)]
    for n, line in enumerate(rest):
        big = plain(line).isupper() and n == 0
        font = {"fontName": look.bold, "fontSize": look.size * 1.25} if big else {"fontSize": look.size * 0.85}
        lines.append(look.paragraph(line, **(head | font)))
    return [*lines, HRFlowable(width="100%", thickness=1.6, color=colors.black, spaceBefore=3, spaceAfter=look.size)]


def _table(look: _Look, block: Block) -> list[Flowable]:
    small = {"fontSize": look.size * 0.88, "leading": look.size * 1.1, "spaceAfter": 0, "alignment": TA_LEFT}
    head = block.options.get("head", "yes") == "yes"
    rows = [
        [look.paragraph(cell, **small, **({"fontName": look.bold} if head and n == 0 else {})) for cell in row]
        for n, row in enumerate(block.rows)
    ]
    lines: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if block.options.get("ruled", "yes") == "yes":
        lines.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    table = Table(rows, colWidths=_widths(look, block), style=lines, repeatRows=1 if head else 0, splitInRow=1)
    return [table, Spacer(1, look.size)]


def _widths(look: _Look, block: Block) -> list[float]:
    count = len(block.rows[0])
    shares = [float(share) for share in block.options.get("widths", ",".join("1" * count)).split(",")]
    return [look.width * share / sum(shares) for share in shares]


def _fields(look: _Look, block: Block) -> list[Flowable]:
    style = block.options.get("style", "colon")
    if style == "newline":
        pairs = [(f"**{label}**", value) for label, value in block.rows]
        return [look.paragraph(text, alignment=TA_LEFT) for pair in pairs for text in pair if text]
    if style == "run":
        return [look.paragraph(f"{label} : {value}", alignment=TA_LEFT, spaceAfter=2) for label, value in block.rows]
    rows = tuple((label, ":", value) for label, value in block.rows) if style == "colon" else block.rows
    widths = block.options.get("widths", "34,3,63" if style == "colon" else "35,65")
    ruled = "yes" if style == "table" else "no"
    return _table(look, Block("table", rows=rows, options={"widths": widths, "ruled": ruled, "head": "no"}))


def _image(look: _Look, block: Block) -> list[Flowable]:
    data = picture(block.options["name"])
    wide, high = ImageReader(io.BytesIO(data)).getSize()
    width = min(float(block.options.get("width", 14)) * cm, look.width)
    return [Image(io.BytesIO(data), width=width, height=width * high / wide), Spacer(1, look.size)]


_FLOW: Mapping[str, Callable[[_Look, Block], list[Flowable]]] = {
    "title": _title,
    "heading": _heading,
    "subheading": _heading,
    "paragraph": lambda look, block: [look.paragraph(block.text)],
    "centred": _centred,
    "right": _right,
    "small": _small,
    "bullet": _bullet,
    "table": _table,
    "fields": _fields,
    "letterhead": _letterhead,
    "image": _image,
    "space": lambda look, block: [Spacer(1, float(block.options["points"]))],
    "break": lambda look, block: [PageBreak()],
}
