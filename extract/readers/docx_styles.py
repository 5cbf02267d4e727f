"""Paragraph and character styles: which are headings, which are invisible, which carry numbering."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.readers.docx_names import OFF, W
from extract.readers.docx_package import Element, Properties, by_tag
from extract.readers.docx_style_part import StylePart

_LONGEST_CHAIN = 12
_HEADING_NAMES = ("heading ", "title", "judul")


@dataclass(frozen=True, slots=True)
class Look:
    """What runs and paragraphs inherit; None where nothing was said."""

    vanish: bool | None = None
    colour: str | None = None
    bold: bool | None = None
    shaded: bool | None = None

    def over(self, base: Look) -> Look:
        """This look, with what it leaves open taken from `base`."""
        return Look(
            base.vanish if self.vanish is None else self.vanish,
            base.colour if self.colour is None else self.colour,
            base.bold if self.bold is None else self.bold,
            base.shaded if self.shaded is None else self.shaded,
        )

    @property
    def hidden(self) -> bool:
        """Word's own hidden text, or white on nothing."""
        return bool(self.vanish) or (self.colour == "FFFFFF" and not self.shaded)


@dataclass(frozen=True, slots=True)
class Style:
    look: Look = Look()
    heading: bool = False
    number: tuple[str, int] | None = None
    """numId and level that a paragraph of this style is counted by."""


PLAIN = Style()


@dataclass(slots=True)
class Styles:
    """The styles of one file. Templates define hundreds and documents use ten, so each is resolved when asked for."""

    part: StylePart
    _known: dict[str, Style] = field(default_factory=dict)

    def get(self, style_id: str | None) -> Style:
        """A style with what it inherits from those it is based on; the default one for an unknown id."""
        key = "" if style_id is None else style_id
        style = self._known.get(key)
        if style is None:
            node = self.part.node(key) if key else None
            node = self.part.node(self.part.default) if node is None else node
            style = self._known[key] = PLAIN if node is None else _resolve(node, self.part)
        return style


def read_look(properties: Properties) -> Look:
    """What a `w:rPr` says itself."""
    if not properties:
        return Look()
    colour = properties.get(W + "color")
    return Look(
        switch(properties, "vanish"),
        None if colour is None else colour.get(W + "val", "").upper(),
        switch(properties, "b"),
        has_ground(properties) or None,
    )


def switch(properties: Properties, name: str) -> bool | None:
    """An on/off property; None where it is not set."""
    node = properties.get(W + name)
    return None if node is None else node.get(W + "val", "1") not in OFF


def has_ground(properties: Properties) -> bool:
    """Whether something coloured lies behind: shading or a highlight."""
    shade = properties.get(W + "shd")
    fill = "" if shade is None else shade.get(W + "fill", "").upper()
    return fill not in {"", "AUTO", "FFFFFF"} or W + "highlight" in properties


def read_number(properties: Properties) -> tuple[str, int] | None:
    """The numId and level a `w:pPr` names itself; numId `0` says: no number."""
    node = properties.get(W + "numPr")
    if node is None:
        return None
    number, level = node.find(W + "numId"), node.find(W + "ilvl")
    depth = level.get(W + "val", "0") if level is not None else "0"
    return ("" if number is None else number.get(W + "val", ""), int(depth) if depth.isdecimal() else 0)


def has_outline(properties: Properties) -> bool:
    """Whether a `w:pPr` gives the paragraph a level in the document's outline."""
    level = properties.get(W + "outlineLvl")
    return level is not None and level.get(W + "val", "9") != "9"


def _resolve(node: Element, part: StylePart) -> Style:
    chain = [node]
    while len(chain) < _LONGEST_CHAIN:
        base = chain[-1].find(W + "basedOn")
        parent = part.node(base.get(W + "val", "")) if base is not None else None
        if parent is None or parent in chain:
            break
        chain.append(parent)
    look, number, heading = Look(), None, False
    for style in chain:
        said = by_tag(style)
        paragraph = by_tag(said.get(W + "pPr"))
        look = look.over(read_look(by_tag(said.get(W + "rPr"))))
        number = number or read_number(paragraph)
        heading = heading or has_outline(paragraph) or _is_named_heading(said)
    return Style(look, heading, number)


def _is_named_heading(said: Properties) -> bool:
    name = said.get(W + "name")
    return name is not None and name.get(W + "val", "").lower().startswith(_HEADING_NAMES)
