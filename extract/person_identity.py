"""One person, one name: shorter, dotted and misspelled mentions take the fullest name the document prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.person_names import honorifics
from models.finding import Finding, Person, Status

_LONG = 6


def united(findings: Sequence[Finding[Person]]) -> Iterator[Finding[Person]]:
    """The same findings in the same order, each under the fullest name of its person."""
    full = _fullest(findings)
    by_word: dict[str, set[int]] = {}
    for index, (words, _) in enumerate(full):
        for word in words:
            by_word.setdefault(word, set()).add(index)
    matched = [(finding, _match(name_words(finding.value.name), by_word, full) or finding) for finding in findings]
    offices = {best.value.name: finding.value for finding, best in reversed(matched) if finding.value.role}
    for finding, best in matched:
        yield _under(finding, best, offices.get(best.value.name))


def name_words(name: str) -> frozenset[str]:
    """The words two printings of one name share: no honorifics, no dots, no capitals."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", name.casefold())
    return frozenset(word for word in words if word not in honorifics()) or frozenset(words)


def _fullest(findings: Sequence[Finding[Person]]) -> list[tuple[frozenset[str], Finding[Person]]]:
    """The best printing of each distinct name: most words, honorific kept, not in capitals, earliest."""
    best: dict[frozenset[str], Finding[Person]] = {}
    for finding in findings:
        words = name_words(finding.value.name)
        known = best.get(words)
        if known is None or _rank(finding) > _rank(known):
            best[words] = finding
    return list(best.items())


def _rank(finding: Finding[Person]) -> tuple[int, bool]:
    name = finding.value.name
    return len(name.split()), not name.isupper()


def _match(
    words: frozenset[str], by_word: dict[str, set[int]], full: Sequence[tuple[frozenset[str], Finding[Person]]]
) -> Finding[Person] | None:
    holders = [by_word.get(word, set()) for word in words]
    shared = set.intersection(*holders) if holders else set()
    longer = [index for index in shared if len(full[index][0]) > len(words)]
    maximal = [index for index in longer if not any(full[index][0] < full[other][0] for other in longer)]
    if len(maximal) == 1:
        return full[maximal[0]][1]
    if len(words) == 1 and not longer:
        return _misspelled(next(iter(words)), by_word, full) or full[next(iter(shared))][1]
    return full[next(index for index in shared if full[index][0] == words)][1] if not longer else None


def _misspelled(
    word: str, by_word: dict[str, set[int]], full: Sequence[tuple[frozenset[str], Finding[Person]]]
) -> Finding[Person] | None:
    """Somebody else's name that differs in one letter and is printed more fully."""
    if len(word) < _LONG:
        return None
    near = {index for other in by_word if other != word and _one_letter_apart(word, other) for index in by_word[other]}
    better = [full[index][1] for index in near if _rank(full[index][1])[0] > 1]
    return better[0] if len(better) == 1 else None


def _one_letter_apart(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _under(finding: Finding[Person], best: Finding[Person], office: Person | None) -> Finding[Person]:
    """The finding with the person's full name, and with the office of another mention where its own has none."""
    named = finding.value if finding.value.role or office is None else office
    status: Status = finding.status if finding.value.name == best.value.name else "inferred"
    value = Person(best.value.name, named.role, named.unit, finding.value.titles)
    return replace(finding, value=value, status=status)
