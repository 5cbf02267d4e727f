"""The one way data files are read: YAML with line numbers, no duplicate keys, and no surprises in plain scalars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

KeyPath = tuple[str | int, ...]


class DataError(Exception):
    """A data file that cannot be used; `line` is 1-based."""

    def __init__(self, name: str, line: int, message: str) -> None:
        super().__init__(name, line, message)
        self.name, self.line, self.message = name, line, message

    def __str__(self) -> str:
        return f"{self.name}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file's content and the line each part of it starts on."""

    name: str
    value: Any
    lines: dict[KeyPath, int]

    def line(self, *path: str | int) -> int:
        """The line of a part, or of the nearest part above it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def error(self, message: str, *path: str | int) -> DataError:
        return DataError(self.name, self.line(*path), message)


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where the wheel has it: ten times faster


class _Loader(_Base):  # type: ignore[misc]
    """The safe loader with the booleans of YAML 1.2: `no`, `on` and `y` stay words, and so do dates."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"}
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _first, _words in {"t": "true", "T": "True", "f": "false", "F": "False"}.items():
    _Loader.yaml_implicit_resolvers.setdefault(_first, []).append(("tag:yaml.org,2002:bool", re.compile(f"^{_words}$")))


def parse_yaml(text: str, name: str) -> DataFile:
    """Parse one YAML document.

    Raises: DataError with the line of a syntax error, a duplicate key, an alias (a way to build bombs) or no content.
    """
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent):
                raise DataError(name, _line(event.start_mark), "alias YAML tidak diterima")
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise DataError(name, 1, "berkas kosong")
        lines: dict[KeyPath, int] = {}
        _walk(node, (), lines, name)
        return DataFile(name, loader.construct_document(node), lines)
    except yaml.MarkedYAMLError as error:
        raise DataError(name, _line(error.problem_mark), error.problem or "YAML tidak dapat dibaca") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DataError(name, 1, f"YAML tidak dapat dibaca: {error}") from error


def read_yaml(path: Path) -> DataFile:
    """Read a YAML file as UTF-8; errors as `parse_yaml`, and OSError when it cannot be opened."""
    try:
        return parse_yaml(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError as error:
        raise DataError(path.name, 1, "bukan teks UTF-8") from error


def _line(mark: Any) -> int:
    """1-based line of a YAML mark; the first where the parser gives none."""
    return mark.line + 1 if mark else 1


def _walk(node: yaml.Node, path: KeyPath, lines: dict[KeyPath, int], name: str) -> None:
    lines[path] = _line(node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*path, index), lines, name)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, item in node.value:
            if key.value in seen:
                raise DataError(name, _line(key.start_mark), f"kunci ganda: {key.value}")
            seen.add(key.value)
            _walk(item, (*path, key.value), lines, name)
