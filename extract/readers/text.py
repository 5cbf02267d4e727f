"""Plain text: paragraphs between blank lines, and the same path words as a Word file."""

from __future__ import annotations

from extract.readers.assemble import Assembly, Piece
from extract.readers.clean import clean
from extract.readers.encoding import decode
from extract.readers.ocr import OcrMode
from extract.readers.problems import problem, refuse
from extract.readers.prose import starts_item
from models.document import ParsedDocument

ENGINE = "berkas text/1"


def read_text(data: bytes, name: str, sha256: str, _ocr: OcrMode = "never") -> ParsedDocument:
    """Read plain text. Paths are `p[n]`; a line that starts an item or a label is a paragraph of its own.

    Raises: DossierError `text-empty` when it holds nothing but blanks.
    """
    text, encoding = decode(data)
    if not text.strip():
        raise refuse("text-empty", name)
    assembly = Assembly()
    for number, paragraph in enumerate(_paragraphs(clean(text.replace("\r\n", "\n").replace("\r", "\n"))), 1):
        assembly.add(Piece("\n".join(paragraph), f"p[{number}]"))
    problems = () if encoding == "utf-8" else (problem("text-encoding", name),)
    return assembly.document(name, sha256, "text/plain", ENGINE, problems)


def _paragraphs(text: str) -> list[list[str]]:
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        if not line.strip():
            paragraphs.append([])
        elif starts_item(line):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return [paragraph for paragraph in paragraphs if paragraph]
