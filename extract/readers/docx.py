"""Word files: everything a reader of the document sees, in order, each block with the path it stands at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count

from lxml import etree

from extract.readers.assemble import Assembly, Kind, Piece
from extract.readers.docx_inline import Inline, Run, read_inline, read_plain
from extract.readers.docx_names import MC, A, R, W
from extract.readers.docx_numbering import Numbering
from extract.readers.docx_package import Element, Package, Relation, by_tag, child, open_package
from extract.readers.docx_second import read_second
from extract.readers.docx_style_part import open_styles
from extract.readers.docx_styles import PLAIN, Styles, has_ground, has_outline, read_number
from extract.readers.docx_table import Grid, read_grid
from extract.readers.ocr import OcrMode
from extract.readers.problems import problem, refuse
from extract.readers.prose import is_capital_item, is_chapter, is_enumerated, is_label, starts_item
from extract.readers.sniff import DOCX
from models.document import Cell, ParsedDocument
from models.problem import DossierError

ENGINE = f"lxml {etree.__version__}"
_LONGEST_HEADING = 120
_PLAIN_TABLE_STYLES = frozenset({"", "TableGrid", "TableNormal", "KisiTabel"})
_P, _TBL, _CONTENT = W + "p", W + "tbl", frozenset({W + "p", W + "tbl", W + "altChunk"})
_P_PROPERTIES, _P_STYLE = W + "pPr", W + "pStyle"
_THROUGH = frozenset(
    {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")} | {MC + "Choice"}
)


@dataclass(slots=True)
class _Context:
    package: Package
    styles: Styles
    numbering: Numbering
    relations: Mapping[str, Relation]
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0


def read_docx(data: bytes, name: str, sha256: str, _ocr: OcrMode = "never") -> ParsedDocument:
    """Read a Word file; python-docx is tried where our own walk cannot begin. Errors as `_walk`."""
    try:
        return _walk(data, name, sha256)
    except DossierError as first:
        if first.problem.code != "docx-broken":
            raise
        return read_second(data, name, sha256)


def _walk(data: bytes, name: str, sha256: str) -> ParsedDocument:
    """Order: body, notes, comments, page headers and footers; a text box after its paragraph.

    A file that holds only pictures comes back without text and with `docx-no-text`.
    Raises: DossierError `docx-broken`, `docx-encrypted`, `zip-bomb`, or `text-empty` when nothing at all is in it.
    """
    package = open_package(data, name)
    main = package.main()
    root = package.part(main)
    body = None if root is None else root.find(W + "body")
    if root is None or body is None:
        raise refuse("docx-broken", name)
    relations = package.relations(main)
    styles, numbering = (_related(relations, kind) for kind in ("styles", "numbering"))
    context = _Context(
        package,
        Styles(open_styles(package, styles)),
        Numbering(partial(package.part, numbering)),
        relations,
    )
    assembly = Assembly()
    ground = root.find(W + "background") is not None
    for piece in (*_blocks(body, "", context, ground), *_notes(context), *_running(body, context)):
        assembly.add(piece)
    if not assembly.length:
        if not context.pictures:
            raise refuse("text-empty", name)
        package.problems.append(problem("docx-no-text", name))
    return assembly.document(name, sha256, DOCX, ENGINE, tuple(dict.fromkeys(package.problems)))


def _related(relations: Mapping[str, Relation], kind: str) -> str:
    """The member that the first relation of this kind leads to; "" for none."""
    return next((relation.target for relation in relations.values() if relation.kind == kind), "")


def _content(container: Element) -> Iterator[Element]:
    """Paragraphs, tables and embedded documents of a container, through every wrapper Word puts around them."""
    for inner in container:
        tag = inner.tag
        if tag in _CONTENT:
            yield inner
        elif tag == MC + "AlternateContent":
            choice = inner.find(MC + "Choice")
            yield from _content(inner.find(MC + "Fallback") if choice is None else choice)
        elif tag in _THROUGH:
            yield from _content(inner)


def _blocks(
    container: Element, path: str, context: _Context, ground: bool, cell: Cell | None = None
) -> Iterator[Piece]:
    """The blocks of a container; `cell` is the table cell it stands in."""
    paragraphs = tables = 0
    for inner in _content(container):
        if inner.tag == _P:
            paragraphs += 1
            yield from _paragraph(inner, f"{path}p[{paragraphs}]", context, ground, cell)
        elif inner.tag == _TBL:
            tables += 1
            yield from _table(inner, f"{path}table[{tables}]", context, ground, cell)
        else:
            context.package.problems.append(problem("docx-embedded", context.package.name, part="altChunk"))


def _paragraph(node: Element, path: str, context: _Context, ground: bool, cell: Cell | None) -> Iterator[Piece]:
    words = read_plain(node)
    if words is not None and context.styles.get(None) == PLAIN:
        if words.strip():
            yield Piece(words, path, "cell" if cell else "paragraph", "body", cell)
        return
    properties = by_tag(child(node, _P_PROPERTIES))
    named = properties.get(_P_STYLE)
    style = context.styles.get(None if named is None else named.get(W + "val"))
    inline = read_inline(node, style, context.styles, context.relations, ground or has_ground(properties))
    context.notes.extend(inline.notes)
    context.pictures += inline.pictures
    number = (read_number(properties) if properties else None) or style.number
    label = context.numbering.label(number) if number else ""
    hidden = [run for run in inline.runs if run.hidden]
    visible = [run for run in inline.runs if not run.hidden] if hidden else inline.runs
    heading = style.heading or has_outline(properties) or _is_bold_heading(visible, label)
    kind: Kind = "cell" if cell else "heading" if heading else "paragraph"
    yield from _pieces(visible, Piece("", path, kind, "body", cell), label)
    if hidden:
        yield from _pieces(hidden, Piece("", path, "cell" if cell else "paragraph", "hidden", cell))
    if inline.boxes or inline.art or inline.graphics:
        yield from _beside(inline, path, context, cell)


def _beside(inline: Inline, path: str, context: _Context, cell: Cell | None) -> Iterator[Piece]:
    kind: Kind = "cell" if cell else "paragraph"
    for number, box in enumerate(inline.boxes, 1):
        yield from _blocks(box, f"{path}/textbox[{number}]/", context, ground=True, cell=cell)
    for number, words in enumerate(inline.art, 1):
        yield Piece(words, f"{path}/wordart[{number}]", kind, "body", cell)
    for number, relation_id in enumerate(inline.graphics, 1):
        relation = context.relations.get(relation_id)
        root = context.package.part(relation.target) if relation and not relation.external else None
        for line, drawn in enumerate(() if root is None else root.iter(A + "p"), 1):
            runs = read_inline(drawn, PLAIN, context.styles, {}).runs
            yield from _pieces(runs, Piece("", f"{path}/graphic[{number}]/p[{line}]", kind, "body", cell))


def _is_bold_heading(runs: list[Run], label: str) -> bool:
    """A short bold line that is numbered like a chapter or all in capitals, as most offices write headings."""
    for run in runs:
        if not run.bold and run.text.strip():
            return False
    text = "".join([run.text for run in runs if run.text.strip()]).strip()
    if not text or len(text) > _LONGEST_HEADING or is_label(text):
        return False
    return bool(label) or text.isupper() or is_chapter(text) or is_capital_item(text) or is_enumerated(text)


def _pieces(runs: list[Run], like: Piece, label: str = "") -> Iterator[Piece]:
    """The runs as blocks: a manual line break ends one only where the next line starts an item or a label."""
    text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
    if not text.strip():
        return
    lead = f"{label} " if label else ""
    links, offset = [], len(lead)
    for run in runs:
        if run.url:
            links.append((offset, offset + len(run.text), run.url))
        offset += len(run.text)
    if not links and "\n" not in text:
        yield Piece(lead + text, *like[1:])
        return
    for begin, end in _split(lead + text):
        inside = tuple((b - begin, e - begin, url) for b, e, url in _joined(links) if begin <= b and e <= end)
        yield like._replace(text=(lead + text)[begin:end], links=inside)


def _split(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the blocks within one paragraph's text."""
    begin = offset = 0
    label = False
    for number, line in enumerate(text.split("\n")):
        if number and (starts_item(line) or (label and line.strip())):
            yield begin, offset - 1
            begin = offset
        label = is_label(line) and not line.rstrip().endswith(":") if line.strip() else label
        offset += len(line) + 1
    yield begin, offset - 1


def _joined(links: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Neighbouring runs of one link as one."""
    out: list[tuple[int, int, str]] = []
    for begin, end, url in links:
        if out and out[-1][1] == begin and out[-1][2] == url:
            out[-1] = (out[-1][0], end, url)
        else:
            out.append((begin, end, url))
    return out


def _table(node: Element, path: str, context: _Context, ground: bool, outer: Cell | None) -> Iterator[Piece]:
    number, grid = next(context.tables), read_grid(node)
    styled = node.find(f"{W}tblPr/{W}tblStyle")
    ground = ground or (styled is not None and styled.get(W + "val", "") not in _PLAIN_TABLE_STYLES)
    frame = _is_frame(grid)
    for slot in grid.slots:
        own = outer if frame else Cell(number, slot.row, slot.column, slot.row_span, slot.column_span)
        shaded = ground or (bool(slot.properties) and has_ground(slot.properties))
        pieces = _blocks(slot.node, f"{path}/row[{slot.row}]/cell[{slot.number}]/", context, shaded, own)
        if slot.covered or slot.hidden:
            pieces = (piece._replace(flow="hidden") for piece in pieces)
        yield from pieces


def _is_frame(grid: Grid) -> bool:
    """One cell is a frame around text, not a table."""
    return len(grid.slots) == 1


def _notes(context: _Context) -> Iterator[Piece]:
    """Footnotes, endnotes and comments in the order the text calls them; those nobody calls are not printed."""
    for kind in ("footnote", "endnote", "comment"):
        target = next((r.target for r in context.relations.values() if r.kind == f"{kind}s"), None)
        root = context.package.part(target) if target else None
        nodes = {} if root is None else {note.get(W + "id", ""): note for note in root.findall(W + kind)}
        called = list(dict.fromkeys(note_id for called, note_id in context.notes if called == kind))
        for number, note_id in enumerate(called, 1):
            if note_id in nodes and target:
                inner = _within(context, target)
                for piece in _blocks(nodes[note_id], f"{kind}[{number}]/", inner, ground=False):
                    yield piece._replace(flow="note") if piece.flow == "body" else piece


def _running(body: Element, context: _Context) -> Iterator[Piece]:
    """Page headers and footers, each once however many sections use it."""
    for kind in ("header", "footer"):
        used = [context.relations.get(node.get(R + "id", "")) for node in body.iter(f"{W}{kind}Reference")]
        targets = dict.fromkeys(relation.target for relation in used if relation and not relation.external)
        for number, target in enumerate(targets, 1):
            root = context.package.part(target)
            if root is not None:
                for piece in _blocks(root, f"{kind}[{number}]/", _within(context, target), ground=False):
                    yield piece._replace(flow="running") if piece.flow == "body" else piece


def _within(context: _Context, part: str) -> _Context:
    """The same document seen from another part, whose relation ids are its own."""
    return replace(context, relations=context.package.relations(part))
