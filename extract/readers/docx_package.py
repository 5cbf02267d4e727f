"""A Word package opened without trust: bounded ZIP, hardened XML, Strict files and broken relations included."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from extract.readers.guards import hardened_parser, open_zip, read_member
from extract.readers.problems import problem, refuse
from models.problem import Problem

Element = Any
"""An lxml element, which carries no types."""

Properties = Mapping[str, Element]
"""What a `w:pPr`, `w:rPr` or `w:tcPr` holds, by name."""

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DEFAULT_MAIN = "word/document.xml"
_BAD_AMPERSAND = re.compile(rb"&(?!(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a relation leads; `kind` is the last word of its type (`hyperlink`, `header`, ...)."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """An open package; `problems` grows with each part that could not be used."""

    name: str
    archive: ZipFile
    members: frozenset[str]
    problems: list[Problem] = field(default_factory=list)

    def part(self, path: str) -> Element | None:
        """The root of an XML part, or None when it is absent; a torn one is mended as far as libxml2 can, and named."""
        content = self.content(path)
        return None if content is None else self.parsed(content, path)

    def content(self, path: str) -> bytes | None:
        """The bytes of an XML part in transitional names, or None when it is absent."""
        if path not in self.members:
            return None
        return _transitional(read_member(self.archive, self.archive.getinfo(path), self.name, "docx-broken"))

    def parsed(self, content: bytes, path: str) -> Element | None:
        """The root of (a piece of) the part at `path`; None when nothing can be made of it."""
        try:
            return etree.fromstring(content, _parser(recover=False))
        except etree.XMLSyntaxError:
            self.problems.append(problem("docx-part-broken", self.name, part=path))
        try:
            return etree.fromstring(_BAD_AMPERSAND.sub(b"&amp;", content), _parser(recover=True))
        except etree.XMLSyntaxError:
            return None

    def relations(self, path: str) -> dict[str, Relation]:
        """The relations of a part by id, internal targets as member names; {} when it has none."""
        folder, file = posixpath.split(path)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        relations = {}
        for node in () if root is None else root.iter(_RELATION):
            target, external = node.get("Target", ""), node.get("TargetMode") == "External"
            kind = node.get("Type", "").rsplit("/", 1)[-1]
            relations[node.get("Id", "")] = Relation(kind, target if external else _member(folder, target), external)
        return relations

    def main(self) -> str:
        """The member that holds the body."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self.members:
                return relation.target
        return _DEFAULT_MAIN


def open_package(data: bytes, name: str) -> Package:
    """Raises: DossierError `docx-broken`, `docx-encrypted` or `zip-bomb`."""
    archive = open_zip(data, name, "docx-broken")
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise refuse("docx-encrypted", name)
    return Package(name, archive, frozenset(archive.namelist()))


def _member(folder: str, target: str) -> str:
    joined = unquote(target) if target.startswith("/") else posixpath.join(folder, unquote(target))
    return posixpath.normpath(joined).lstrip("/")


def _transitional(content: bytes) -> bytes:
    """ISO-Strict files say the same in other namespaces."""
    if b"purl.oclc.org/ooxml" in content:
        for strict, transitional in _STRICT.items():
            content = content.replace(strict, transitional)
    return content


@cache
def _parser(recover: bool) -> etree.XMLParser:
    return hardened_parser(recover)


def child(node: Element, tag: str) -> Element | None:
    """The first child of that name. lxml's own `find` looks up a path: ten times the cost where it stands first."""
    if not len(node):
        return None
    first = node[0]
    if first.tag == tag or len(node) == 1:
        return first if first.tag == tag else None
    for inner in node:
        if inner.tag == tag:
            return inner
    return None


_NOTHING: Properties = {}


def by_tag(node: Element | None) -> Properties:
    """The children of a property element by name, the first of each."""
    if node is None:
        return _NOTHING
    found: dict[str, Element] = {}
    for inner in node:
        found.setdefault(inner.tag, inner)
    return found


def only(node: Element, tag: str) -> Element | None:
    """The one child of a node, when it has no other and that is its name."""
    if len(node) != 1:
        return None
    inner = node[0]
    return inner if inner.tag == tag else None
