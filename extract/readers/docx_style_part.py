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
_DEFAULT = b" w:default="
_STYLE_ID = W + "styleId"
_PARAGRAPH = b'w:type="paragraph"'


@dataclass(slots=True)
class StylePart:
    """Styles by id: those parsed so far, and the sheet that the others stand in."""

    package: Package
    path: str
    default: str = ""
    """Id of the default paragraph style."""
    nodes: dict[str, Element] = field(default_factory=dict)
    raw: bytes = b""
    """The sheet, while it is not parsed as a whole."""
    root: bytes = b""

    def node(self, style_id: str) -> Element | None:
        """The `w:style` of that id."""
        if style_id not in self.nodes and self.raw:
            style = self._alone(style_id)
            if style is None:  # no such style, or one that is not written as usual
                _parse(self)
            else:
                self.nodes[style_id] = style
        return self.nodes.get(style_id)

    def _alone(self, style_id: str) -> Element | None:
        """One style, parsed without the rest of its sheet."""
        at = self.raw.find(b' w:styleId="%b"' % style_id.encode())
        begin, end = self.raw.rfind(_OPEN, 0, max(at, 0)), self.raw.find(_CLOSE, max(at, 0))
        if at < 0 or begin < 0 or end < 0:
            return None
        root = self.package.parsed(self.root + self.raw[begin : end + len(_CLOSE)] + _END, self.path)
        style = root[0] if root is not None and len(root) else None
        return style if style is not None and style.get(_STYLE_ID) == style_id else None


def open_styles(package: Package, path: str) -> StylePart:
    """The style sheet at `path`; an empty one where it is absent."""
    part = StylePart(package, path, raw=package.content(path) or b"")
    root = _ROOT.search(part.raw)
    if root is not None and _is_usual(part.raw, root):
        part.root, part.default = root.group(), _default(part.raw)
    if not part.default:
        _parse(part)
    return part


def _is_usual(content: bytes, root: re.Match[bytes]) -> bool:
    """Written as nearly every program writes it, and whole; any other sheet is parsed from end to end."""
    if _OURS not in root.group() or b"<!" in content[: root.start()] or _ENCODING.match(content):
        return False
    # A comment or CDATA could hide styles. A lone "!" is looked for first: that is many times as fast.
    if b"!" in content and (b"<!--" in content or b"<![CDATA[" in content):
        return False
    return content.endswith(_END) or content.rstrip().endswith(_END)


def _default(content: bytes) -> str:
    at = content.find(_DEFAULT)
    while at >= 0:
        tag = content[content.rfind(b"<", 0, at) : content.find(b">", at)]
        named = _ID.search(tag)
        if named and _PARAGRAPH in tag and b'w:default=""' not in tag:
            return named.group(1).decode("utf-8", "replace")
        at = content.find(_DEFAULT, at + 1)
    return ""


def _parse(part: StylePart) -> None:
    """Every style of the sheet, the last one where several claim an id."""
    root = part.package.parsed(part.raw, part.path) if part.raw else None
    part.raw, part.default = b"", ""
    for node in () if root is None else root.iterchildren(W + "style"):
        style_id = node.get(_STYLE_ID, "")
        part.nodes[style_id] = node
        if node.get(W + "default") and node.get(W + "type") == "paragraph":
            part.default = part.default or style_id
