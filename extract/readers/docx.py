"""Word files: everything a reader of the document sees, in order, each block with the path it stands at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

import docx

from extract.readers.assemble import Assembly, Flow, Kind, Piece
from extract.readers.docx_inline import Inline, Run, read_inline
from extract.readers.docx_names import MC, A, R, W
from extract.readers.docx_numbering import Numbering, read_numbering
from extract.readers.docx_package import Element, Package, Relation, open_package
from extract.readers.docx_styles import PLAIN, Styles, has_ground, read_number, read_styles
from extract.readers.docx_table import Grid, read_grid
from extract.readers.ocr import OcrMode
from extract.readers.problems import problem, refuse
from extract.readers.prose import is_capital_item, is_chapter, is_enumerated, is_label, starts_item
from extract.readers.sniff import DOCX
from models.document import Cell, ParsedDocument

ENGINE = f"python-docx {docx.__version__}, lxml"
_LONGEST_HEADING = 120
_PLAIN_TABLE_STYLES = frozenset({"", "TableGrid", "TableNormal", "KisiTabel"})
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
    """Read a Word file. Order: body, notes, comments, page headers and footers; a text box after its paragraph.

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
    context = _Context(
        package,
        read_styles(_related(package, relations, "styles")),
        read_numbering(_related(package, relations, "numbering")),
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


def _related(package: Package, relations: Mapping[str, Relation], kind: str) -> Element | None:
    target = next((relation.target for relation in relations.values() if relation.kind == kind), None)
    return package.part(target) if target else None


def _content(container: Element) -> Iterator[Element]:
    """Paragraphs, tables and embedded documents of a container, through every wrapper Word puts around them."""
    for child in container:
        tag = child.tag
        if tag in {W + "p", W + "tbl", W + "altChunk"}:
            yield child
        elif tag == MC + "AlternateContent":
            choice = child.find(MC + "Choice")
            yield from _content(child.find(MC + "Fallback") if choice is None else choice)
        elif tag in _THROUGH:
            yield from _content(child)


def _blocks(container: Element, path: str, context: _Context, ground: bool) -> Iterator[Piece]:
    paragraphs, tables = count(1), count(1)
    for child in _content(container):
        if child.tag == W + "p":
            yield from _paragraph(child, f"{path}p[{next(paragraphs)}]", context, ground)
        elif child.tag == W + "tbl":
            yield from _table(child, f"{path}table[{next(tables)}]", context, ground)
        else:
            context.package.problems.append(problem("docx-embedded", context.package.name, part="altChunk"))


def _paragraph(node: Element, path: str, context: _Context, ground: bool) -> Iterator[Piece]:
    properties = node.find(W + "pPr")
    named = None if properties is None else properties.find(W + "pStyle")
    style = context.styles.get(None if named is None else named.get(W + "val"))
    ground = ground or (properties is not None and has_ground(properties))
    inline = read_inline(node, style, context.styles, context.relations, ground)
    context.notes.extend(inline.notes)
    context.pictures += inline.pictures
    label = context.numbering.label(read_number(properties) or style.number)
    visible = [run for run in inline.runs if not run.hidden]
    heading = style.heading or _has_outline(properties) or _is_bold_heading(visible, label)
    yield from _pieces(visible, path, "heading" if heading else "paragraph", label)
    yield from _pieces([run for run in inline.runs if run.hidden], path, "paragraph", flow="hidden")
    yield from _beside(inline, path, context)


def _beside(inline: Inline, path: str, context: _Context) -> Iterator[Piece]:
    for number, box in enumerate(inline.boxes, 1):
        yield from _blocks(box, f"{path}/textbox[{number}]/", context, ground=True)
    for number, words in enumerate(inline.art, 1):
        yield Piece(words, f"{path}/wordart[{number}]")
    for number, relation_id in enumerate(inline.graphics, 1):
        relation = context.relations.get(relation_id)
        root = context.package.part(relation.target) if relation and not relation.external else None
        for line, drawn in enumerate(() if root is None else root.iter(A + "p"), 1):
            runs = read_inline(drawn, PLAIN, context.styles, {}).runs
            yield from _pieces(runs, f"{path}/graphic[{number}]/p[{line}]", "paragraph")


def _has_outline(properties: Element | None) -> bool:
    level = None if properties is None else properties.find(W + "outlineLvl")
    return level is not None and level.get(W + "val", "9") != "9"


def _is_bold_heading(runs: list[Run], label: str) -> bool:
    """A short bold line that is numbered like a chapter or all in capitals, as most offices write headings."""
    printed = [run for run in runs if run.text.strip()]
    text = "".join(run.text for run in printed).strip()
    if not printed or len(text) > _LONGEST_HEADING or not all(run.bold for run in printed) or is_label(text):
        return False
    return bool(label) or text.isupper() or is_chapter(text) or is_capital_item(text) or is_enumerated(text)


def _pieces(runs: list[Run], path: str, kind: Kind, label: str = "", flow: Flow = "body") -> Iterator[Piece]:
    """The runs as blocks: a manual line break ends one only where the next line starts an item or a label."""
    text = "".join(run.text for run in runs)
    if not text.strip():
        return
    lead = f"{label} " if label else ""
    links, offset = [], len(lead)
    for run in runs:
        if run.url:
            links.append((offset, offset + len(run.text), run.url))
        offset += len(run.text)
    for begin, end in _split(lead + text):
        inside = tuple((b - begin, e - begin, url) for b, e, url in _joined(links) if begin <= b and e <= end)
        yield Piece((lead + text)[begin:end], path, kind, flow, links=inside)


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


def _table(node: Element, path: str, context: _Context, ground: bool) -> Iterator[Piece]:
    number, grid = next(context.tables), read_grid(node)
    styled = node.find(f"{W}tblPr/{W}tblStyle")
    ground = ground or (styled is not None and styled.get(W + "val", "") not in _PLAIN_TABLE_STYLES)
    for slot in grid.slots:
        cell = Cell(number, slot.row, slot.column, slot.row_span, slot.column_span) if not _is_frame(grid) else None
        properties = slot.node.find(W + "tcPr")
        shaded = ground or (properties is not None and has_ground(properties))
        for piece in _blocks(slot.node, f"{path}/row[{slot.row}]/cell[{slot.number}]/", context, shaded):
            own = piece.cell is None and cell is not None
            placed = replace(piece, kind="cell", cell=cell) if own else piece
            yield replace(placed, flow="hidden") if slot.covered or slot.hidden else placed


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
                    yield replace(piece, flow="note" if piece.flow == "body" else piece.flow)


def _running(body: Element, context: _Context) -> Iterator[Piece]:
    """Page headers and footers, each once however many sections use it."""
    for kind in ("header", "footer"):
        used = [context.relations.get(node.get(R + "id", "")) for node in body.iter(f"{W}{kind}Reference")]
        targets = dict.fromkeys(relation.target for relation in used if relation and not relation.external)
        for number, target in enumerate(targets, 1):
            root = context.package.part(target)
            if root is not None:
                for piece in _blocks(root, f"{kind}[{number}]/", _within(context, target), ground=False):
                    yield replace(piece, flow="running" if piece.flow == "body" else piece.flow)


def _within(context: _Context, part: str) -> _Context:
    """The same document seen from another part, whose relation ids are its own."""
    return replace(context, relations=context.package.relations(part))
