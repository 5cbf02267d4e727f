"""A source text as blocks: the one form that both the PDF and the Word renderer print from.

A line's first characters say what it is; a blank line ends a block.

    # title        ## heading      ### subheading     ^ centred      > right (signature)     ~ small
    - bullet       | cell | cell | (table row)        @ Label : value (form field)
    !kop           the lines up to the next blank one are a letterhead
    !table widths=8,30,62 ruled=no head=yes           options of the table that follows
    !fields style=colon|newline|table|run             how the fields that follow are set
    !image name=layar width=12                        a drawn picture        !space 40        ===  page break

Lines of one paragraph are joined by a space; a backslash at the end of a line keeps the break.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from samples.make.marks import split_bars

Kind = Literal[
    "title", "heading", "subheading", "paragraph", "centred", "right", "small", "bullet",
    "table", "fields", "letterhead", "image", "space", "break",
]  # fmt: skip

_PREFIXES: tuple[tuple[str, Kind], ...] = (
    ("### ", "subheading"),
    ("## ", "heading"),
    ("# ", "title"),
    ("^ ", "centred"),
    ("> ", "right"),
    ("~ ", "small"),
    ("- ", "bullet"),
    ("| ", "table"),
    ("@ ", "fields"),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One thing on the page; texts still carry their marks."""

    kind: Kind
    text: str = ""
    """Words of everything but tables and fields; a newline is a kept line break."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Table rows, or (label, value) of fields."""
    options: Mapping[str, str] = field(default_factory=dict)

    def texts(self) -> Iterator[str]:
        if self.text:
            yield self.text
        for row in self.rows:
            yield from row


def parse_blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a source body, in order."""
    blocks: list[Block] = []
    options: dict[str, str] = {}
    for chunk in _chunks(body):
        if chunk[0].startswith("!"):
            name, *words = chunk[0][1:].split()
            options = dict(word.split("=", 1) for word in words if "=" in word)
            if name in {"table", "fields"} and len(chunk) > 1:
                blocks.append(_block(chunk[1:], options))
            else:
                blocks.append(_directive(name, words, chunk[1:], options))
        else:
            blocks.append(_block(chunk, {}))
    return tuple(blocks)


def _chunks(body: str) -> Iterator[list[str]]:
    """Lines that belong together: the same kind, with no blank line between."""
    chunk: list[str] = []
    for line in [*body.splitlines(), ""]:
        if chunk and (not line.strip() or _starts_anew(chunk, line)):
            yield chunk
            chunk = []
        if line.strip():
            chunk.append(line.rstrip())


def _starts_anew(chunk: list[str], line: str) -> bool:
    if chunk[0].startswith("!"):
        return line == "==="
    kind = _kind(line)[0]
    return kind != _kind(chunk[-1])[0] or kind in {"bullet", "heading", "subheading", "break"}


def _kind(line: str) -> tuple[Kind, str]:
    if line == "===":
        return "break", ""
    for prefix, kind in _PREFIXES:
        if line.startswith(prefix) or line == prefix.strip():
            return kind, line[len(prefix) :]
    return "paragraph", line


def _directive(name: str, words: list[str], lines: list[str], options: dict[str, str]) -> Block:
    if name == "kop":
        return Block("letterhead", "\n".join(lines), options=options)
    if name == "image":
        return Block("image", options=options)
    if name == "space":
        return Block("space", options={"points": words[0]})
    raise ValueError(f"unknown directive !{name}")


def _block(lines: list[str], options: dict[str, str]) -> Block:
    kind = _kind(lines[0])[0]
    texts = [_kind(line)[1] for line in lines]
    if kind == "table":
        return Block(kind, rows=tuple(_cells(text) for text in texts), options=options)
    if kind == "fields":
        return Block(kind, rows=tuple(_field(text) for text in texts), options=options)
    keep = kind in {"centred", "right", "title"}
    return Block(kind, "\n".join(texts) if keep else _join(texts))


def _cells(text: str) -> tuple[str, ...]:
    """Cells of one row; ` \\ ` is a line break in a cell."""
    return tuple(cell.strip().replace(" \\ ", "\n") for cell in split_bars(text.rstrip().removesuffix("|")))


def _field(text: str) -> tuple[str, str]:
    label, _, value = text.partition(" : ")
    return label.strip(), value.strip().replace(" \\ ", "\n")


def _join(lines: list[str]) -> str:
    text = ""
    for line in lines:
        text += line.removesuffix("\\").rstrip() + "\n" if line.endswith("\\") else line + " "
    return text.rstrip()
