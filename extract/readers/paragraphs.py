"""Printed lines to paragraphs and headings, by where they stand and by what they say."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from extract.readers.pdf_strips import Strip
from extract.readers.prose import (
    ends_sentence,
    goes_on,
    is_bullet,
    is_capital_item,
    is_chapter,
    is_enumerated,
    is_label,
    may_start_item,
    plainly_goes_on,
    starts_item,
)

_LOOSE = 1.25
"""A line distance so many times the usual one starts a paragraph."""
_FAR = 2.6
"""So many font sizes apart, two lines are never one paragraph."""
_SAME_SIZE = 0.12
_INDENT = 0.8
_HEADING_SIZE = 1.12
_LONGEST_HEADING = 140
_OPEN_BRACKET_REACH = 400

Lines = list[Strip]


def group(lines: Sequence[Strip], right: float | None = None) -> list[Lines]:
    """Lines in reading order as paragraphs. `right` is the edge text could reach; without it the lines tell."""
    if len(lines) == 1:
        return [list(lines)]
    blocks: list[Lines] = []
    for run in _runs(lines):
        blocks += _paragraphs(run, right_edge(run) if right is None else right)
    return blocks


def _paragraphs(run: Lines, edge: float) -> list[Lines]:
    """Most lines go on with their paragraph by size, distance and first word; `_parts` is asked of the others."""
    last, block = run[0], [run[0]]
    blocks, pitch, reach = [block], _pitch(run), _FAR * last.size
    for line in run[1:]:
        step = line.baseline - last.baseline
        plain = line.size == last.size and step <= reach and plainly_goes_on(last.text, line.text)
        if plain or not _parts(block, line, edge, pitch):
            block.append(line)
            reach = min(step * _LOOSE, _FAR * line.size)
        else:
            block = [line]
            blocks.append(block)
            reach = _FAR * line.size
        last = line
    return blocks


def right_edge(lines: Sequence[Strip]) -> float:
    """How far to the right several lines of a column reach; a single wider line does not count."""
    ends = sorted([line.flat[2] for line in lines], reverse=True)
    if len(ends) < 3:
        return ends[0]
    size = median([line.size for line in lines])
    need = max(2, round(len(ends) * 0.12))
    for index, end in enumerate(ends):
        if len(ends) - index < need:
            break
        if end - ends[index + need - 1] <= 2 * size:
            return end
    return ends[0]


def is_short(line: Strip, after: Strip, edge: float) -> bool:
    """Whether the first word of the next line would still have fitted: the line was ended on purpose."""
    word = len(after.text.split(maxsplit=1)[0])
    width = (after.flat[2] - after.flat[0]) * word / max(len(after.text), 1)
    return edge - line.flat[2] > width + 0.8 * line.size


def continues(before: Lines, after: Lines, edge: float) -> bool:
    """Whether a paragraph goes on behind a page or column break."""
    last, first = before[-1], after[0]
    if abs(last.size - first.size) > _SAME_SIZE * last.size or last.look.turn != first.look.turn:
        return False
    if ends_sentence(last.text) or starts_item(first.text) or is_capital_item(first.text):
        return False
    if goes_on(last.text, first.text) or _is_open(before):
        return True
    return not is_short(last, first, edge) and last.look.bold == first.look.bold and not first.text.isupper()


def is_heading(block: Lines, body_size: float) -> bool:
    """By size, or by being short and bold or in capitals as chapter lines are."""
    if len(block) > 5:
        return False
    text = " ".join([line.text for line in block])
    if len(text) > _LONGEST_HEADING or not any(char.isalpha() for char in text):
        return False
    if is_label(text) and not text.rstrip().endswith(":"):
        return False
    if block[0].size >= body_size * _HEADING_SIZE:
        return True
    if is_chapter(text):
        return True
    numbered = is_enumerated(text) or is_capital_item(text)
    bold = all(line.look.bold for line in block)
    return (bold and not ends_sentence(text)) or (text.isupper() and len(text) > 5 and (bold or numbered or _few(text)))


def _few(text: str) -> bool:
    return len(text.split()) <= 12 and not ends_sentence(text)


def _runs(lines: Sequence[Strip]) -> list[Lines]:
    """Lines that stand one below the other, cut where the next is beside or above the last."""
    if not lines:
        return []
    last, run = lines[0], [lines[0]]
    runs = [run]
    for line in lines[1:]:
        if _below(last, line) or _beside(last, line):
            run.append(line)
        else:
            run = [line]
            runs.append(run)
        last = line
    return runs


def _below(before: Strip, after: Strip) -> bool:
    step = after.baseline - before.baseline
    if step < 0.4 * before.size and step < 0.4 * after.size:
        return False
    if before.look is not after.look and before.look.turn != after.look.turn:
        return False
    left, above = after.flat[0], before.flat
    return left < above[0] or (left < above[2] and above[0] < after.flat[2])


def _beside(before: Strip, after: Strip) -> bool:
    """The rest of one printed line, behind words that nobody can see."""
    return before.row == after.row and abs(before.baseline - after.baseline) < 0.1 and after.start > before.end


def _pitch(run: Lines) -> float:
    """The usual distance of two lines, in font sizes."""
    if len(run) < 2:
        return 1.25
    steps = [(b.baseline - a.baseline) / (a.size if a.size > 1 else 1) for a, b in itertools.pairwise(run)]
    usual = [step for step in steps if 0.8 <= step <= 2.3]
    return median(usual) if usual else 1.25


def _parts(block: Lines, line: Strip, edge: float, pitch: float) -> bool:
    """Whether `line` starts a new paragraph instead of going on with `block`."""
    last = block[-1]
    if last.row == line.row and _beside(last, line):
        return False
    if _unlike(last.size, line.size) or _too_far(block, line, pitch):
        return True
    if plainly_goes_on(last.text, line.text):
        return False
    short = is_short(last, line, edge)
    if _starts(block, line, short):
        return True
    if goes_on(last.text, line.text) or last.text.endswith("-") or _is_open(block) or _one_title(block, line):
        return False
    return short or _indented(block, line)


def _unlike(before: float, after: float) -> bool:
    return before != after and abs(before - after) > _SAME_SIZE * max(before, after)


def _too_far(block: Lines, line: Strip, pitch: float) -> bool:
    last = block[-1]
    size = last.size if last.size > 1 else 1
    step = line.baseline - last.baseline
    if step > _FAR * size:
        return True
    if len(block) > 1:
        return step > (last.baseline - block[-2].baseline) * _LOOSE
    return step > pitch * _LOOSE * size and not goes_on(last.text, line.text)


def _starts(block: Lines, line: Strip, short: bool) -> bool:
    """Whether the words of the line start an item, as far as the line before allows it."""
    if not may_start_item(line.text):
        return False
    before = block[-1].text
    closed = short or ends_sentence(before) or before.rstrip().endswith((",", "dan", "atau", "serta"))
    if is_bullet(line.text) or is_chapter(line.text):
        return closed or line.flat[0] <= block[0].flat[0] + 1
    if is_label(line.text):
        return closed or is_label(block[0].text)
    if is_enumerated(line.text):
        return closed or (is_enumerated(block[0].text) and abs(line.flat[0] - block[0].flat[0]) < line.size / 2)
    return is_capital_item(line.text) and short


def _is_open(block: Lines) -> bool:
    """Whether a bracket that was opened shortly before is still open."""
    tail = " ".join(line.text for line in block[-4:])[-_OPEN_BRACKET_REACH:]
    return tail.rfind("(") > tail.rfind(")")


def _one_title(block: Lines, line: Strip) -> bool:
    """Lines of one title: alike in size, weight and case, and centred or set large."""
    last = block[-1]
    if last.look.bold != line.look.bold or last.text.isupper() != line.text.isupper() or ends_sentence(last.text):
        return False
    middle = (last.flat[0] + last.flat[2]) / 2 - (line.flat[0] + line.flat[2]) / 2
    centred = abs(middle) < 2 and abs(last.flat[0] - line.flat[0]) > 2
    return (centred and (last.look.bold or last.text.isupper() or line.size > 12.5)) or line.size >= 13.5


def _indented(block: Lines, line: Strip) -> bool:
    """A first line set in, or a hanging item left again."""
    last, step = block[-1], _INDENT * line.size
    if line.flat[0] > last.flat[0] + step:
        return ends_sentence(last.text) and len(block) > 1
    if line.flat[0] < last.flat[0] - step:
        return len(block) > 1 and (ends_sentence(last.text) or starts_item(block[0].text))
    return False
