"""Paragraph and character styles: which are headings, which are invisible, which carry numbering."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.readers.docx_names import OFF, W
from extract.readers.docx_package import Element

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

    nodes: dict[str, Element] = field(default_factory=dict)
    default: str = ""
    _known: dict[str, Style] = field(default_factory=dict)

    def get(self, style_id: str | None) -> Style:
        """A style with what it inherits from those it is based on; the default one for an unknown id."""
        key = style_id if style_id is not None and style_id in self.nodes else self.default
        if key not in self._known:
            node = self.nodes.get(key)
            self._known[key] = PLAIN if node is None else _resolve(node, self.nodes)
        return self._known[key]


def read_styles(root: Element | None) -> Styles:
    """The styles of `styles.xml`; none when the part is absent."""
    if root is None:
        return Styles()
    nodes: dict[str, Element] = {}
    default = ""
    for node in root.iterchildren(W + "style"):
        style_id = node.get(W + "styleId", "")
        nodes[style_id] = node
        if node.get(W + "default") and node.get(W + "type") == "paragraph":
            default = default or style_id
    return Styles(nodes, default)


def read_look(properties: Element | None) -> Look:
    """What a `w:rPr` says itself."""
    if properties is None or not len(properties):
        return Look()
    colour = properties.find(W + "color")
    return Look(
        switch(properties, "vanish"),
        None if colour is None else colour.get(W + "val", "").upper(),
        switch(properties, "b"),
        has_ground(properties) or None,
    )


def switch(properties: Element, name: str) -> bool | None:
    """An on/off property; None where it is not set."""
    node = properties.find(W + name)
    return None if node is None else node.get(W + "val", "1") not in OFF


def has_ground(properties: Element) -> bool:
    """Whether something coloured lies behind: shading or a highlight."""
    shade = properties.find(W + "shd")
    fill = "" if shade is None else shade.get(W + "fill", "").upper()
    return fill not in {"", "AUTO", "FFFFFF"} or properties.find(W + "highlight") is not None


def read_number(properties: Element | None) -> tuple[str, int] | None:
    """The numId and level a `w:pPr` names itself; numId `0` says: no number."""
    node = None if properties is None else properties.find(W + "numPr")
    if node is None:
        return None
    number, level = node.find(W + "numId"), node.find(W + "ilvl")
    depth = level.get(W + "val", "0") if level is not None else "0"
    return ("" if number is None else number.get(W + "val", ""), int(depth) if depth.isdecimal() else 0)


def _resolve(node: Element, nodes: dict[str, Element]) -> Style:
    chain = [node]
    while len(chain) < _LONGEST_CHAIN:
        base = chain[-1].find(W + "basedOn")
        parent = nodes.get(base.get(W + "val", "")) if base is not None else None
        if parent is None or parent in chain:
            break
        chain.append(parent)
    look, number = Look(), None
    for style in chain:
        look = look.over(read_look(style.find(W + "rPr")))
        number = number or read_number(style.find(W + "pPr"))
    return Style(look, any(_is_heading(style) for style in chain), number)


def _is_heading(node: Element) -> bool:
    name = node.find(W + "name")
    if name is not None and name.get(W + "val", "").lower().startswith(_HEADING_NAMES):
        return True
    level = node.find(f"{W}pPr/{W}outlineLvl")
    return level is not None and level.get(W + "val", "9") != "9"
