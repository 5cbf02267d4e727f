"""What a regular expression says about the words of its matches, read off its own parse tree.

Both answers are of necessity, never of chance: a text without such a word holds no match. They are folded as
`word_index.folded` folds a text, so every digit is a 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from re import _constants, _parser  # type: ignore[attr-defined]  # Python has no public parser of its own patterns
from typing import Any, NamedTuple

_NONE = frozenset[str]()
_LONG_ENOUGH = 4
_LONG_OPENING, _MANY = 10, 100
"""An opening of so many letters tells enough, and that of so many alternatives as well."""
_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
_Tree = Iterable[tuple[Any, Any]]


def leads(pattern: str, flags: int) -> frozenset[str]:
    """Folded prefixes, with one of which the word starts that a match starts at.

    Empty when a match may start inside a word, at none, or at any.
    """
    tree = _parser.parse(pattern, flags)
    prefixes = _NONE.union(*_opening(tree))
    return _shortest(prefixes) if "" not in prefixes and _at_word_start(tree) else _NONE


def _shortest(prefixes: frozenset[str]) -> frozenset[str]:
    """Without those that another one is a prefix of."""
    kept: list[str] = []
    for prefix in sorted(prefixes):
        if not kept or not prefix.startswith(kept[-1]):
            kept.append(prefix)
    return frozenset(kept)


def needs(pattern: str, flags: int) -> frozenset[str]:
    """Folded parts of words, one of which is in every match; empty when the pattern shows none."""
    return _needs(_parser.parse(pattern, flags))


# ---------------------------------------------------------------- what is in every match


def _needs(tree: _Tree) -> frozenset[str]:
    """Of a sequence every item is needed; the best one to look for is long, and has few alternatives."""
    options: list[frozenset[str]] = []
    run = ""
    for operator, argument in tree:
        if operator is _constants.LITERAL and (char := _folded(argument)):
            run += char
            continue
        options += [frozenset({run})] if run else []
        run = ""
        options.append(_needs_of(operator, argument))
    options += [frozenset({run})] if run else []
    return max(options, key=_usefulness, default=_NONE)


def _needs_of(operator: Any, argument: Any) -> frozenset[str]:
    if operator is _constants.BRANCH:
        branches = [_needs(branch) for branch in argument[1]]
        return frozenset().union(*branches) if all(branches) else _NONE
    if operator is _constants.IN:
        return frozenset({"0"}) if _chars(argument) == {"0"} else _NONE
    if operator is _constants.ASSERT:
        return _needs(argument[1]) if argument[0] > 0 else _NONE
    inner = _INNER.get(operator)
    return _NONE if inner is None or (operator in _REPEATS and not argument[0]) else _needs(inner(argument))


def _usefulness(parts: frozenset[str]) -> tuple[int, int]:
    shortest = min((len(part) for part in parts), default=0)
    return min(shortest, _LONG_ENOUGH), -len(parts)


# ---------------------------------------------------------------- what a match starts with


class _Opening(NamedTuple):
    """How the matches of an item start: those that are told in full, and the prefixes of all others."""

    full: frozenset[str]
    begun: frozenset[str]


_ANYTHING, _NOTHING = _Opening(_NONE, frozenset({""})), _Opening(frozenset({""}), _NONE)


def _opening(tree: _Tree) -> _Opening:
    full, begun = _NOTHING
    for operator, argument in tree:
        following = _opening_of(operator, argument)
        begun |= {a + b for a in full for b in following.begun}
        told = {a + b for a in full for b in following.full}
        full = frozenset(word for word in told if len(word) < _LONG_OPENING and (len(told) <= _MANY or not word))
        begun |= told - full
        if not full:
            break
    return _Opening(full, begun)


def _opening_of(operator: Any, argument: Any) -> _Opening:
    if operator is _constants.LITERAL:
        return _Opening(frozenset({_folded(argument)}), _NONE) if _folded(argument) else _ANYTHING
    if operator is _constants.IN:
        chars = _chars(argument)
        return _Opening(chars, _NONE) if chars else _ANYTHING
    if operator is _constants.BRANCH:
        branches = [_opening(branch) for branch in argument[1]]
        return _Opening(_NONE.union(*(b.full for b in branches)), _NONE.union(*(b.begun for b in branches)))
    if operator in {_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT}:
        return _NOTHING
    inner = _INNER.get(operator)
    if inner is None:
        return _ANYTHING
    opening = _opening(inner(argument))
    return _repeated(opening, *argument[:2]) if operator in _REPEATS else opening


def _repeated(opening: _Opening, least: int, most: int) -> _Opening:
    if most != 1:
        opening = _Opening(_NONE, opening.full | opening.begun)
    return opening if least else _Opening(opening.full | {""}, opening.begun)


def _at_word_start(tree: _Tree) -> bool:
    """Whether the first item asks for a border of a word, or for no letter before it."""
    for operator, argument in tree:
        if operator is _constants.AT:
            return argument is _constants.AT_BOUNDARY
        if operator is _constants.ASSERT_NOT and argument[0] < 0:
            return len(argument[1]) == 1 and _is_any_letter(*argument[1][0])
        if operator is _constants.BRANCH:
            return all(_at_word_start(branch) for branch in argument[1])
        inner = _INNER.get(operator)
        return inner is not None and operator not in _REPEATS and _at_word_start(inner(argument))
    return False


def _is_any_letter(operator: Any, argument: Any) -> bool:
    whole = operator is _constants.IN and argument[0][0] is not _constants.NEGATE
    return whole and (_constants.CATEGORY, _constants.CATEGORY_WORD) in argument


# ---------------------------------------------------------------- letters


def _folded(code: int) -> str:
    """A letter or digit as an index of words has it; empty for any other character."""
    char = chr(code)
    return ("0" if char.isdigit() else char.lower()) if char.isascii() and char.isalnum() else ""


def _chars(items: _Tree) -> frozenset[str]:
    """The letters and digits of a set that holds nothing else; empty for any other set."""
    chars = {char for item in items for char in _chars_of(*item)}
    return frozenset(chars) if all(chars) else _NONE


def _chars_of(operator: Any, argument: Any) -> list[str]:
    if operator is _constants.LITERAL:
        return [_folded(argument)]
    if operator is _constants.RANGE and argument[1] < 128:
        return [_folded(code) for code in range(argument[0], argument[1] + 1)]
    return ["0"] if operator is _constants.CATEGORY and argument is _constants.CATEGORY_DIGIT else [""]


_INNER: dict[Any, Callable[[Any], Any]] = {
    _constants.SUBPATTERN: lambda argument: argument[-1],
    _constants.ATOMIC_GROUP: lambda argument: argument,
    **dict.fromkeys(_REPEATS, lambda argument: argument[2]),
}
"""Where the sequence stands that an item wraps."""
