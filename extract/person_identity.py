"""One person, one name: shorter, dotted and misspelled mentions take the fullest name the document prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.person_names import honorifics
from models.finding import Finding, Person, Status

_LONG, _LONGEST = 6, 24
_MOST_NAMESAKES = 20


def united(findings: Sequence[Finding[Person]]) -> Iterator[Finding[Person]]:
    """The same findings in the same order, each under the fullest name of its person."""
    people = _People(_fullest(findings))
    matched = [(finding, _listed(finding) or people.match(_words(finding)) or finding) for finding in findings]
    offices = {best.value.name: finding.value for finding, best in reversed(matched) if finding.value.role}
    for finding, best in matched:
        yield _under(finding, best, offices.get(best.value.name))


def _listed(finding: Finding[Person]) -> Finding[Person] | None:
    """Rows of a list are as many people, even where one's name holds another's."""
    return finding if ".list/" in finding.rule else None


def _words(finding: Finding[Person]) -> frozenset[str]:
    """The words two printings of one name share: no honorifics, no dots, no capitals."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", finding.value.name.casefold())
    return frozenset(word for word in words if word not in honorifics()) or frozenset(words)


def _fullest(findings: Sequence[Finding[Person]]) -> list[tuple[frozenset[str], Finding[Person]]]:
    """The best printing of each distinct name: most words, honorific kept, not in capitals, earliest."""
    best: dict[frozenset[str], Finding[Person]] = {}
    for finding in findings:
        words = _words(finding)
        known = best.get(words)
        if known is None or _rank(finding) > _rank(known):
            best[words] = finding
    return list(best.items())


def _rank(finding: Finding[Person]) -> tuple[int, bool]:
    name = finding.value.name
    return len(name.split()), not name.isupper()


class _People:
    """The distinct names of a document, indexed by word and by word with one letter left open."""

    def __init__(self, names: Sequence[tuple[frozenset[str], Finding[Person]]]) -> None:
        self._names = names
        self._by_word: dict[str, set[int]] = {}
        self._by_gap: dict[str, set[int]] = {}
        self._matched: dict[frozenset[str], Finding[Person] | None] = {}
        for index, (words, best) in enumerate(names):
            for word in words:
                self._by_word.setdefault(word, set()).add(index)
                for gap in _gaps(word) if " " in best.value.name else ():
                    self._by_gap.setdefault(gap, set()).add(index)

    def match(self, words: frozenset[str]) -> Finding[Person] | None:
        """The fullest printing of the one person these words can mean; None when they can mean several."""
        if words not in self._matched:
            self._matched[words] = self._find(words)
        return self._matched[words]

    def _find(self, words: frozenset[str]) -> Finding[Person] | None:
        shared = set.intersection(*(self._by_word.get(word, set()) for word in words))
        longer = [index for index in shared if len(self._names[index][0]) > len(words)]
        if not longer:
            (itself,) = (index for index in shared if self._names[index][0] == words)
            return (self._misspelled(words) if len(words) == 1 else None) or self._names[itself][1]
        if len(longer) > _MOST_NAMESAKES:
            return None
        maximal = [index for index in longer if not any(self._names[index][0] < self._names[o][0] for o in longer)]
        return self._names[maximal[0]][1] if len(maximal) == 1 else None

    def _misspelled(self, words: frozenset[str]) -> Finding[Person] | None:
        """Somebody else's fuller name with a word that differs in one letter."""
        (word,) = words
        near = {index for gap in _gaps(word) for index in self._by_gap.get(gap, ())} - self._by_word[word]
        return self._names[near.pop()][1] if len(near) == 1 else None


def _gaps(word: str) -> Iterator[str]:
    """A long word with each of its letters left open in turn: two words one letter apart share one of them."""
    if _LONG <= len(word) <= _LONGEST:
        for position in range(len(word)):
            yield f"{word[:position]}?{word[position + 1 :]}"


def _under(finding: Finding[Person], best: Finding[Person], office: Person | None) -> Finding[Person]:
    """The finding with the person's full name, and with the office of another mention where its own has none."""
    named = finding.value if finding.value.role or office is None else office
    status: Status = finding.status if finding.value.name == best.value.name else "inferred"
    value = Person(best.value.name, named.role, named.unit, finding.value.titles)
    return replace(finding, value=value, status=status)
