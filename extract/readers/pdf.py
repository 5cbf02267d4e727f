"""PDF files through PDFium; pdfplumber where PDFium fails or stays silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from extract.readers.assemble import Assembly, Kind, Piece
from extract.readers.doing import doing
from extract.readers.grid import Table
from extract.readers.guards import MAX_PAGES
from extract.readers.ocr import OcrMode, engine, fit, recognise
from extract.readers.paragraphs import is_heading
from extract.readers.pdf_blocks import Draft, drafts_of
from extract.readers.pdf_page import PageContent, TableContent, read_page, read_recognised
from extract.readers.pdf_second import read_second
from extract.readers.pdfium import ENGINE, Document, PageText, PdfiumError, open_pdf
from extract.readers.problems import problem, refuse
from extract.readers.sniff import PDF
from models.document import Origin, Page, ParsedDocument
from models.problem import DossierError, Problem


def read_pdf(data: bytes, name: str, sha256: str, ocr: OcrMode = "auto") -> ParsedDocument:
    """Read a PDF. Order: the body of all pages, then running heads, then hidden text, each page by page.

    Pages that no engine could read keep their number and a state; a file of such pages has an empty text.
    Raises: DossierError `pdf-broken`, `pdf-encrypted` or `pdf-too-many-pages`.
    """
    try:
        with open_pdf(data) as document:
            if document.count > MAX_PAGES:
                raise refuse("pdf-too-many-pages", name, pages=document.count, limit=MAX_PAGES)
            contents = _contents(document, ocr)
    except PdfiumError as error:
        if error.encrypted:
            raise refuse("pdf-encrypted", name) from error
        contents = []
    if not contents:
        return read_second(data, name, sha256)
    if any(page.mute for page in contents) and not any(page.items for page in contents):
        second = _second_if_any(data, name, sha256)
        if second is not None:
            return second
    return _document(contents, name, sha256, ocr)


def _contents(document: Document, ocr: OcrMode) -> list[PageContent]:
    contents: list[PageContent] = []
    for index in range(document.count):
        before = contents[-1].last_table if contents else None
        doing("page", index + 1)
        try:
            contents.append(_content(document.page(index), index + 1, before, ocr))
        except PdfiumError:
            contents.append(PageContent(index + 1, 0, 0, state="unreadable", reason="pdf-page-broken"))
    return contents


def _content(page: PageText, number: int, before: Table | None, ocr: OcrMode) -> PageContent:
    """One page by its own text; by OCR where that says nothing, or always when asked to."""
    content = read_page(page, number, before)
    wanted = ocr == "always" or (ocr == "auto" and content.state == "unreadable")
    reader = engine() if wanted and content.state != "empty" else None
    if reader is None:
        return content
    doing("ocr", number)
    recognised = recognise(reader, page.picture(*fit(page.width, page.height)), page.width, page.height)
    if recognised is None:
        return replace(content, reason=content.reason and "ocr-nothing")
    return replace(read_recognised(recognised, number, before), hidden=content.hidden)


def _second_if_any(data: bytes, name: str, sha256: str) -> ParsedDocument | None:
    try:
        second = read_second(data, name, sha256)
    except DossierError:
        return None
    return second if second.text.strip() else None


def _document(contents: Sequence[PageContent], name: str, sha256: str, ocr: OcrMode) -> ParsedDocument:
    used = ", ".join(dict.fromkeys([ENGINE, *(page.recogniser for page in contents if page.recogniser)]))
    problems = list(_problems(contents, name))
    if _lacks_engine(contents, ocr):
        problems.append(problem("ocr-missing", name))
    return assembled(contents, name, sha256, PDF, used, tuple(problems))


def assembled(
    contents: Sequence[PageContent],
    name: str,
    sha256: str,
    media_type: str,
    used: str,
    problems: tuple[Problem, ...],
) -> ParsedDocument:
    """Pages as one document: blocks, running heads, hidden text, links, states."""
    assembly = Assembly()
    body, running = drafts_of(contents)
    size = _body_size(contents)
    links = {page.number: page.links for page in contents if page.links}
    layered = {page.number for page in contents if page.layered}
    for draft in (*body, *running, *_hidden(contents)):
        kind: Kind = "cell" if draft.cell else "heading" if is_heading(draft.lines, size) else "paragraph"
        origin: Origin = "ocr" if draft.pages[0] in layered else "text"
        text = "\n".join([line.text for line in draft.lines])
        piece = Piece(text, None, kind, draft.flow, draft.cell, origin, draft.links(links))
        assembly.add_printed(piece, draft.lines, draft.pages)
    pages = tuple(Page(page.number, page.width, page.height, page.state) for page in contents)
    if media_type == PDF and not any(block.flow != "hidden" for block in assembly.blocks):
        problems = (*problems, problem("pdf-no-text", name))
    return assembly.document(name, sha256, media_type, used, problems, pages)


def _lacks_engine(contents: Sequence[PageContent], ocr: OcrMode) -> bool:
    return ocr != "never" and any(page.state == "unreadable" for page in contents) and engine() is None


def _hidden(contents: Sequence[PageContent]) -> Iterator[Draft]:
    for page in contents:
        for strip in page.hidden:
            yield Draft([strip], [page.number], flow="hidden")


def _problems(contents: Sequence[PageContent], name: str) -> Iterator[Problem]:
    for page in contents:
        if page.recogniser:
            yield problem("page-ocr", name, page.number)
        elif page.reason:
            yield problem(page.reason, name, page.number)
        if page.hidden:
            yield problem("pdf-hidden-text", name, page.number)


def _body_size(contents: Sequence[PageContent]) -> float:
    """The usual font size, by letters and not by lines."""
    weights: dict[float, int] = defaultdict(int)
    for page in contents:
        for item in page.items:
            lines = chain.from_iterable(own for _, own in item.cells) if isinstance(item, TableContent) else (item,)
            for line in lines:
                weights[line.size] += len(line.text) // 8 + 1
    sizes, half, passed = sorted(weights), sum(weights.values()) / 2, 0
    for place, size in enumerate(sizes):
        passed += weights[size]
        if passed >= half:
            return size if passed > half else (size + sizes[place + 1]) / 2
    return 11.0
