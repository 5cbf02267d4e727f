"""One Word paragraph as runs of text: what a reader sees, what is hidden, where links lead, which boxes hang on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from extract.readers.clean import clean
from extract.readers.docx_names import MC, OFF, A, C, M, R, V, W
from extract.readers.docx_package import Element, Relation, by_tag, child, only
from extract.readers.docx_styles import Look, Style, Styles, read_look

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_WHITE_SPACE = str.maketrans("\n\t\r", "   ")
_HYPERLINK = re.compile(r'HYPERLINK\s+"([^"]{1,2000})"')
_PROPERTIES, _RUN, _TEXT = W + "rPr", W + "r", W + "t"
_CHECKED, _UNCHECKED = "☒", "☐"
_SYMBOLS = {0xFE: "☑", 0xFC: "✓", 0xFB: "✗", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x78: "☒", 0xE0: "→", 0xE8: "➔"}
"""Wingdings as forms use it; every other symbol stands as a bullet."""


class Run(NamedTuple):
    """A tuple, because there are some for every paragraph."""

    text: str
    hidden: bool = False
    url: str | None = None
    bold: bool = False


@dataclass(slots=True)
class Inline:
    """What one paragraph holds, in order; `boxes` and `graphics` stand beside its text, not in it."""

    runs: list[Run]
    boxes: list[Element]
    art: list[str]
    """Words drawn as a picture (WordArt, watermarks)."""
    graphics: list[str]
    """Relation ids of charts and diagrams."""
    notes: list[tuple[str, str]]
    """(`footnote`, `endnote` or `comment`, id) in order of reference."""
    pictures: int


@dataclass(slots=True)
class _State(Inline):
    """What one paragraph holds, while it is being read."""

    styles: Styles
    relations: Mapping[str, Relation]
    base: Look
    ground: bool
    """Something coloured lies behind, so white letters can be seen."""
    look: Look
    url: str | None
    fields: list[str]
    """Instructions of the complex fields that are open, innermost last."""


def read_inline(
    node: Element, style: Style, styles: Styles, relations: Mapping[str, Relation], ground: bool = False
) -> Inline:
    """Read the content of a `w:p` (or of anything that holds runs); tracked deletions are left out."""
    state = _State([], [], [], [], [], 0, styles, relations, style.look, ground, style.look, None, [])
    _walk(node, state)
    return state


def read_plain(node: Element) -> str | None:
    """The text of a `w:p` that is one run of one text without properties, as most table cells are; else None."""
    run = only(node, _RUN)
    text = None if run is None else only(run, _TEXT)
    return None if text is None else _cleaned(text.text or "")


def _walk(node: Element, state: _State) -> None:
    for inner in node:
        _HANDLERS.get(inner.tag, _walk)(inner, state)


def _skip(node: Element, state: _State) -> None:
    """Properties, deletions, and what an older Word would show instead."""


def _say(text: str, state: _State) -> None:
    if text:
        look = state.look
        hidden = bool(look.vanish) or (look.hidden and not state.ground)
        state.runs.append(Run(text, hidden, state.url, bool(look.bold)))


def _run(node: Element, state: _State) -> None:
    before, look = state.look, state.base
    properties = by_tag(child(node, _PROPERTIES))
    if properties:
        style = properties.get(W + "rStyle")
        if style is not None:
            look = state.styles.get(style.get(W + "val")).look.over(look)
        look = read_look(properties).over(look)
    state.look = look
    _walk(node, state)
    state.look = before


def _text(node: Element, state: _State) -> None:
    _say(_cleaned(node.text or ""), state)


def _cleaned(text: str) -> str:
    return text if text.isprintable() else clean(text.translate(_WHITE_SPACE))


def _symbol(node: Element, state: _State) -> None:
    try:
        code = int(node.get(W + "char", ""), 16)
    except ValueError:
        return
    font = node.get(W + "font", "")
    plain = code < 0xF000 and not font.startswith(("Wingdings", "Symbol", "Webdings"))
    _say(clean(chr(code)) if plain else _SYMBOLS.get(code & 0xFF, "•"), state)


def _hyperlink(node: Element, state: _State) -> None:
    relation = state.relations.get(node.get(R + "id", ""))
    before = state.url
    state.url = relation.target if relation and relation.external and relation.target else before
    _walk(node, state)
    state.url = before


def _field_character(node: Element, state: _State) -> None:
    kind = node.get(W + "fldCharType")
    if kind == "begin":
        state.fields.append("")
        _form_value(node, state)
    elif kind == "separate" and state.fields:
        match = _HYPERLINK.search(state.fields[-1])
        state.url = match.group(1) if match else state.url
    elif kind == "end" and state.fields and _HYPERLINK.search(state.fields.pop()):
        state.url = None


def _instruction(node: Element, state: _State) -> None:
    if state.fields and len(state.fields[-1]) < 4000:
        state.fields[-1] += node.text or ""


def _form_value(node: Element, state: _State) -> None:
    """Old form fields keep a tick or a choice in their properties; their text stands in runs of its own."""
    tick = node.find(f"{W}ffData/{W}checkBox")
    if tick is not None:
        chosen = tick.find(W + "checked")
        chosen = tick.find(W + "default") if chosen is None else chosen
        _say(_UNCHECKED if chosen is None or chosen.get(W + "val", "1") in OFF else _CHECKED, state)
    choices = node.find(f"{W}ffData/{W}ddList")
    if choices is not None:
        result, entries = choices.find(W + "result"), choices.findall(W + "listEntry")
        index = result.get(W + "val", "0") if result is not None else "0"
        if index.isdecimal() and int(index) < len(entries):
            _say(clean(entries[int(index)].get(W + "val", "")), state)


def _box(node: Element, state: _State) -> None:
    state.boxes.append(node)


def _art(node: Element, state: _State) -> None:
    words = clean(node.get("string", "").translate(_WHITE_SPACE))
    if words.strip():
        state.art.append(words)


def _graphic(node: Element, state: _State) -> None:
    relation = node.get(R + "id") or node.get(R + "dm")
    if relation:
        state.graphics.append(relation)


def _picture(node: Element, state: _State) -> None:
    state.pictures += 1


def _note(kind: str) -> Callable[[Element, _State], None]:
    def handler(node: Element, state: _State) -> None:
        state.notes.append((kind, node.get(W + "id", "")))

    return handler


def _constant(text: str) -> Callable[[Element, _State], None]:
    def handler(node: Element, state: _State) -> None:
        _say(text, state)

    return handler


def _alternate(node: Element, state: _State) -> None:
    """The first choice that Word itself would take; the fallback only where there is no choice."""
    branch = node.find(MC + "Choice")
    if branch is None:
        branch = node.find(MC + "Fallback")
    if branch is not None:
        _walk(branch, state)


def _drawn_paragraph(node: Element, state: _State) -> None:
    _walk(node, state)
    _say("\n", state)


_SKIPPED = frozenset(
    {W + name for name in ("pPr", "rPr", "sdtPr", "del", "moveFrom", "delText", "delInstrText", "fldData", "txbxLink")}
    | {MC + "Fallback", _W14 + "checkbox", W + "rt"}
)
_HANDLERS: Mapping[str, Callable[[Element, _State], None]] = {
    **dict.fromkeys(_SKIPPED, _skip),
    W + "r": _run,
    W + "t": _text,
    M + "t": _text,
    A + "t": _text,
    A + "p": _drawn_paragraph,
    W + "tab": _constant("\t"),
    W + "ptab": _constant("\t"),
    W + "br": _constant("\n"),
    W + "cr": _constant("\n"),
    W + "noBreakHyphen": _constant("-"),
    W + "sym": _symbol,
    W + "hyperlink": _hyperlink,
    W + "fldChar": _field_character,
    W + "instrText": _instruction,
    W + "txbxContent": _box,
    V + "textpath": _art,
    C + "chart": _graphic,
    _DIAGRAM + "relIds": _graphic,
    A + "blip": _picture,
    V + "imagedata": _picture,
    W + "footnoteReference": _note("footnote"),
    W + "endnoteReference": _note("endnote"),
    W + "commentReference": _note("comment"),
    MC + "AlternateContent": _alternate,
}
