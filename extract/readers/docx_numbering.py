"""List numbers as Word prints them: they stand in no paragraph, only in `numbering.xml`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extract.readers.clean import clean
from extract.readers.docx_names import W
from extract.readers.docx_package import Element

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_LONGEST_LABEL = 60
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    """The level that starts this one anew; None: every level above it; 0: none does."""


@dataclass(slots=True)
class Numbering:
    """The counters of every list of one document; they run on as paragraphs are read."""

    load: Callable[[], Element | None] | None = None
    """Gets the root of `numbering.xml` when a paragraph first asks for a number; most documents never do."""
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """By numId, overrides applied."""
    abstract: dict[str, str] = field(default_factory=dict)
    overridden: dict[str, frozenset[int]] = field(default_factory=dict)
    counters: dict[str, list[int | None]] = field(default_factory=dict)
    """By abstractNumId: lists of one kind go on counting across numIds."""

    def label(self, number: tuple[str, int] | None) -> str:
        """The printed number of the next paragraph of this list, without a blank behind it; "" when it has none."""
        if number is None:
            return ""
        if self.load is not None:
            root, self.load = self.load(), None
            _fill(self, root)
        if number[0] not in self.levels:
            return ""
        num_id, depth = number[0], min(number[1], _LEVELS - 1)
        levels = self.levels[num_id]
        level = levels.get(depth, Level())
        counter = self.counters.setdefault(self.abstract[num_id], [None] * _LEVELS)
        if depth in self.overridden.get(num_id, frozenset()):
            counter[depth] = None
            self.overridden[num_id] -= {depth}
        before = counter[depth]
        counter[depth] = level.start if before is None else before + 1
        for below in range(depth + 1, _LEVELS):
            restart = levels.get(below, Level()).restart
            if restart is None or restart > depth:
                counter[below] = None
        return self._printed(level, levels, counter)

    def _printed(self, level: Level, levels: dict[int, Level], counter: list[int | None]) -> str:
        if level.form == "none":
            return ""
        if level.form == "bullet":
            return clean(level.text[:1]) if level.text.strip() else "•"

        def value(match: re.Match[str]) -> str:
            depth = int(match.group(1)) - 1
            other = levels.get(depth, Level())
            count = counter[depth]
            return in_form(other.start if count is None else count, other.form)

        return clean(_PLACEHOLDER.sub(value, level.text[:_LONGEST_LABEL])).strip()


def _fill(numbering: Numbering, root: Element | None) -> None:
    """The lists that `numbering.xml` defines; none when the part is absent."""
    if root is None:
        return
    kinds = {node.get(W + "abstractNumId", ""): _levels(node) for node in root.findall(W + "abstractNum")}
    for node in root.findall(W + "num"):
        num_id, reference = node.get(W + "numId", ""), node.find(W + "abstractNumId")
        kind = "" if reference is None else reference.get(W + "val", "")
        levels = dict(kinds.get(kind, {}))
        restarted = set()
        for override in node.findall(W + "lvlOverride"):
            depth = _number(override.get(W + "ilvl"), 0)
            own, start = override.find(W + "lvl"), override.find(W + "startOverride")
            if own is not None:
                levels[depth] = _level(own)
            if start is not None:
                old = levels.get(depth, Level())
                levels[depth] = Level(_number(start.get(W + "val"), 1), old.form, old.text, old.restart)
                restarted.add(depth)
        numbering.levels[num_id], numbering.abstract[num_id] = levels, kind
        numbering.overridden[num_id] = frozenset(restarted)


def in_form(count: int, form: str) -> str:
    """A count in Word's number format; those that no Indonesian document uses come out as digits."""
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 4)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < count < 4000:
        roman = _roman(count)
        return roman if form == "lowerRoman" else roman.upper()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    out = []
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        times, count = divmod(count, value)
        out.append(letters * times)
    return "".join(out)


def _levels(node: Element) -> dict[int, Level]:
    return {_number(level.get(W + "ilvl"), 0): _level(level) for level in node.findall(W + "lvl")}


def _level(node: Element) -> Level:
    def value(name: str) -> str | None:
        child = node.find(W + name)
        return None if child is None else child.get(W + "val")

    restart = value("lvlRestart")
    return Level(
        _number(value("start"), 1),
        value("numFmt") or "decimal",
        value("lvlText") or "",
        None if restart is None else _number(restart, 0),
    )


def _number(raw: str | None, default: int) -> int:
    return int(raw) if raw and raw.isdecimal() and len(raw) < 7 else default
