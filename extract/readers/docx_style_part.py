"""The style sheet of a Word file, of which only the styles that are asked for are parsed.

A template's `styles.xml` is often five times as big as the text it serves, and a document uses ten of its 160 styles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.readers.docx_names import W
from extract.readers.docx_package import Element, Package

_ROOT = re.compile(rb"<w:styles\b[^<>]*>")
_OURS = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OPEN, _CLOSE, _END = b"<w:style ", b"</w:style>", b"</w:styles>"
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_ID = re.compile(rb"\sw:styleId=\"([^\"&]*)\"")
_DEFAULT = re.compile(rb"\sw:default=\"[^\"]")
_PARAGRAPH = b'w:type="paragraph"'


@dataclass(slots=True)
class StylePart:
    """Styles by id: those parsed so far, and the rest as they stand in the file."""

    package: Package | None = None
    path: str = ""
    default: str = ""
    """Id of the default paragraph style."""
    nodes: dict[str, Element] = field(default_factory=dict)
    raw: dict[str, bytes] = field(default_factory=dict)
    root: bytes = b""

    def __contains__(self, style_id: str) -> bool:
        return style_id in self.nodes or style_id in self.raw

    def node(self, style_id: str) -> Element | None:
        """The `w:style` of that id."""
        raw = self.raw.pop(style_id, None)
        if raw is not None and self.package is not None:
            root = self.package.parsed(self.root + _OPEN + raw + _END, self.path)
            if root is not None and len(root):
                self.nodes[style_id] = root[0]
        return self.nodes.get(style_id)


def open_styles(package: Package, path: str) -> StylePart:
    """The style sheet at `path`; an empty one where it is absent."""
    content = package.content(path) or b""
    part = StylePart(package, path)
    if not _split(content, part):
        _parse(content, part)
    return part


def _split(content: bytes, part: StylePart) -> bool:
    """Cut the sheet at its styles. False for one written in any but the usual way, and for a torn one."""
    root = _ROOT.search(content)
    if root is None or _OURS not in root.group() or b"<!" in content or _ENCODING.match(content):
        return False
    _, *styles = content.split(_OPEN)
    if not content.rstrip().endswith(_END) or content.count(_CLOSE) != len(styles):
        return False
    for style in styles:
        said = style[: style.find(b">")]
        named = _ID.search(b" " + said)
        if named is None or said.endswith(b"/"):
            return False
        style_id = named.group(1).decode("utf-8", "replace")
        part.raw[style_id] = style[: style.rfind(_CLOSE) + len(_CLOSE)]
        if not part.default and _PARAGRAPH in said and _DEFAULT.search(b" " + said):
            part.default = style_id
    part.root = root.group()
    return True


def _parse(content: bytes, part: StylePart) -> None:
    root = part.package.parsed(content, part.path) if content and part.package else None
    part.raw.clear()
    part.default = ""
    for node in () if root is None else root.iterchildren(W + "style"):
        style_id = node.get(W + "styleId", "")
        part.nodes[style_id] = node
        if node.get(W + "default") and node.get(W + "type") == "paragraph":
            part.default = part.default or style_id
