"""PDF files through PDFium; pdfplumber for what PDFium cannot open, is silent on, or makes no words of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from extract.readers.assemble import Assembly, Kind, Piece
from extract.readers.doing import doing
from extract.readers.grid import Table
from extract.readers.guards import MAX_PAGES
from extract.readers.ocr import OcrMode, Recognised, engine, fit, recognise
from extract.readers.paragraphs import is_heading
from extract.readers.pdf_blocks import Draft, drafts_of
from extract.readers.pdf_page import PageContent, TableContent, read_lines, read_page, read_recognised
from extract.readers.pdf_second import Second
from extract.readers.pdfium import ENGINE, Document, PageText, PdfiumError, open_pdf
from extract.readers.problems import problem, refuse
from extract.readers.sniff import PDF
from models.document import Origin, Page, ParsedDocument
from models.problem import Problem

_DIFFER = 0.2
"""Of the longer text: engines that differ by more than this are said to."""
_MORE = 60
"""So many characters beyond twice the caption make the picture below it a page."""


def read_pdf(data: bytes, name: str, sha256: str, ocr: OcrMode = "auto") -> ParsedDocument:
    """Read a PDF. Order: the body of all pages, then running heads, then hidden text, each page by page.

    Pages that no engine could read keep their number and a state; a file of such pages has an empty text.
    Raises: DossierError `pdf-broken`, `pdf-encrypted` or `pdf-too-many-pages`.
    """
    second = Second(data)
    try:
        with open_pdf(data) as document:
            if document.count > MAX_PAGES:
                raise refuse("pdf-too-many-pages", name, pages=document.count, limit=MAX_PAGES)
            contents = _contents(document, ocr, second)
    except PdfiumError as error:
        if error.encrypted:
            raise refuse("pdf-encrypted", name) from error
        contents = []
    contents = contents or [_by_second(second, number, None) for number in range(1, second.count + 1)]
    if not contents:
        raise refuse("pdf-broken", name)
    return _document(contents, name, sha256, ocr)


def _contents(document: Document, ocr: OcrMode, second: Second) -> list[PageContent]:
    contents: list[PageContent] = []
    for number in range(1, document.count + 1):
        before = contents[-1].last_table if contents else None
        doing("page", number)
        try:
            page = document.page(number - 1)
            content = compared(read_page(page, number, before), second, before)
        except PdfiumError:
            contents.append(_by_second(second, number, before))
        else:
            contents.append(_looked_at(page, content, before, ocr))
    return contents


def _by_second(second: Second, number: int, before: Table | None) -> PageContent:
    """A page that the first engine cannot open."""
    found = second.page(number)
    if found is None:
        return PageContent(number, 0, 0, state="unreadable", reason="pdf-page-broken")
    return read_lines(found, number, before)


def compared(content: PageContent, second: Second, before: Table | None) -> PageContent:
    """The page as the engine has it that reads more of it; the second is asked where the first says little."""
    if not content.silent and content.reason != "pdf-page-junk":
        return content
    found = second.page(content.number)
    if found is None:
        return content
    letters = sum(len(strip.text) for strip in found.strips)
    differ = content.letters and abs(letters - content.letters) > _DIFFER * max(letters, content.letters)
    counts = (content.letters, letters) if differ else None
    if letters <= content.letters:
        return replace(content, counts=counts)
    return replace(read_lines(found, content.number, before), hidden=content.hidden, counts=counts)


def _looked_at(page: PageText, content: PageContent, before: Table | None, ocr: OcrMode) -> PageContent:
    """The page by OCR where its own text says nothing, or little beside a picture of it, or always when asked to."""
    if content.state == "empty" or (ocr != "always" and content.state != "unreadable" and not content.captioned):
        return content
    reader = engine() if ocr != "never" else None
    if reader is None:
        return replace(content, state="unreadable", reason="pdf-page-picture") if content.captioned else content
    doing("ocr", content.number)
    recognised = recognise(reader, page.picture(*fit(page.width, page.height)), page.width, page.height)
    if content.captioned and ocr == "auto" and _says_no_more(recognised, content.captioned):
        return content
    if recognised is None:
        return replace(content, reason=content.reason and "ocr-nothing")
    return replace(read_recognised(recognised, content.number, before), hidden=content.hidden)


def _says_no_more(recognised: Recognised | None, captioned: int) -> bool:
    """Whether the picture below a caption is only a picture: what OCR finds on the page is hardly more than that."""
    found = 0 if recognised is None else sum(len(strip.text) for strip in recognised.strips)
    return found < 2 * captioned + _MORE


def _document(contents: Sequence[PageContent], name: str, sha256: str, ocr: OcrMode) -> ParsedDocument:
    used = ", ".join(dict.fromkeys(_engines(contents)))
    problems = list(_problems(contents, name))
    if _lacks_engine(contents, ocr):
        problems.append(problem("ocr-missing", name))
    return assembled(contents, name, sha256, PDF, used, tuple(problems))


def _engines(contents: Sequence[PageContent]) -> Iterator[str]:
    if not all(page.second for page in contents):
        yield ENGINE
    for page in contents:
        yield from filter(None, (page.second, page.recogniser))


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
    whole = all(page.second for page in contents)
    if whole:
        yield problem("pdf-second-engine", name, engine=contents[0].second)
    for page in contents:
        if page.second and not whole:
            yield problem("pdf-second-engine", name, page.number, engine=page.second)
        if page.counts:
            first, second = page.counts
            yield problem("pdf-engines-differ", name, page.number, first=first, second=second)
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
