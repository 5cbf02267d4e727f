"""One file to be made: its front matter, its blocks, and the facts its writer knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.data import parse_yaml
from samples.make.blocks import Block, parse_blocks
from samples.make.marks import Mark, marks, plain, unique


@dataclass(frozen=True, slots=True)
class Source:
    """A marked text with everything needed to print it.

    `meta` keys: `file` (name to write), `kind`, `role`, `style` (font, size, columns, header, footer), `scan` (the
    fields of `Scan`), and the facts no mark can carry: `region`, `innovations`, `evidence`, `pictured` (values by
    field that only a picture of it shows).
    """

    meta: dict[str, Any]
    blocks: tuple[Block, ...]

    def texts(self) -> Iterator[str]:
        style = self.meta.get("style", {})
        yield from (style[part] for part in ("header", "footer") if style.get(part))
        for block in self.blocks:
            yield from block.texts()

    def marks(self) -> list[Mark]:
        return [mark for text in self.texts() for mark in marks(text)]

    def plain(self) -> str:
        """All words, one block text a line; what a perfect reader would see, up to white space."""
        return "\n".join(plain(text) for text in self.texts())


def parse_source(text: str, name: str) -> Source:
    """A source from its text: YAML between two `---` lines, then the body."""
    _, front, body = text.split("---\n", 2)
    return Source(parse_yaml(front, name).value, parse_blocks(body))


def read_source(path: Path) -> Source:
    return parse_source(path.read_text(encoding="utf-8"), path.name)


def facts(sources: Sequence[Source], innovations: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What these files say together, in the shape of a gold file; lists keep the order of writing.

    `tolerated` are values that a reader may give or not: an innovation's own pair as an acronym, a unit's short form.
    """
    found = [mark for source in sources for mark in source.marks()]
    return {
        "people": unique(mark.printed for mark in found if mark.kind == "p"),
        "people_roles": {m.printed: m.known[0] for m in found if m.kind == "p" and m.known and m.known[0]},
        "units": unique(mark.printed for mark in found if mark.kind == "u"),
        "acronyms": {mark.printed: mark.known[0] for mark in found if mark.kind == "a"},
        "regulations": unique(mark.printed for mark in found if mark.kind == "r"),
        "regulation_parts": {mark.printed: _regulation(mark) for mark in found if mark.kind == "r"},
        "money": sorted({int(mark.known[0]) for mark in found if mark.kind == "m"}),
        "dates": sorted({mark.known[0] for mark in found if mark.kind == "d"}),
        "changes": [_change(mark) for mark in found if mark.kind == "c"],
        "links": unique(mark.printed for mark in found if mark.kind == "l"),
        "tolerated": {
            "units": unique(
                [
                    *(m.printed for m in found if m.kind == "a" or (m.kind == "o" and not m.known)),
                    *_pictured(sources, "units"),
                ]
            ),
            "regulations": unique(m.printed for m in found if m.kind == "o" and m.known == ("regulations",)),
            "acronyms": {item["name"]: item["expansion"] for item in innovations if item["expansion"]},
            **({"links": links} if (links := unique(_pictured(sources, "links"))) else {}),
        },
    }


def _pictured(sources: Sequence[Source], field: str) -> Iterator[str]:
    """What only a picture shows: given by a reader with OCR, and by no other."""
    return (value for source in sources for value in source.meta.get("pictured", {}).get(field, ()))


def _regulation(mark: Mark) -> dict[str, Any]:
    kind, number, year = mark.known
    return {"kind": kind, "number": number or None, "year": int(year) if year else None}


def _change(mark: Mark) -> dict[str, Any]:
    before, after, unit = mark.known
    return {"text": mark.printed, "before": float(before), "after": float(after), "unit": unit or None}
