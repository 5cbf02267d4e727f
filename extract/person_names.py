"""How a person's name is printed: titles, honorifics, name words and degrees, told apart from other capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from spacy.lang.id.stop_words import STOP_WORDS

from extract.lexicon import lexicon
from extract.unit_names import agency_words, name_ends
from models.document import Span

_TOKEN = re.compile(
    r"(?<![\w@/])(?:(?:[A-Z]\.)+(?:[A-Z][a-z]+)?|[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*|(?:drg|drh|dr|apt|bin|binti)\b)"
)
_BETWEEN = re.compile(r"[^\S\n]{0,2}")
_DEGREE = re.compile(
    r"([^\S\n]{0,2}[.,]{0,2}[^\S\n]{0,2})([A-Za-z]{1,7}(?:\.[^\S\n]?[A-Za-z]{1,8}){0,4})(?![A-Za-z])\.?"
)
_VERBAL = re.compile(
    r"me(?:m|n|ng|ny)\w{3,}(?:kan|i)|(?:pe(?:m|n|ng|ny|r|l)?|ke)\w{4,}an|ber\w{4,}(?:i|an|kan)?|ter[^e]\w{4,}"
)
_MOST_WORDS = 6
_CONJOINED = frozenset({"bin", "binti"})


@dataclass(slots=True)
class Run:
    """A sequence of words that may be a name, with what belongs to it on both sides."""

    start: int
    end: int
    words: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    outer_start: int = 0
    """Where the titles before the name begin."""
    outer_end: int = 0
    """Where the degrees behind the name end."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def core(self) -> list[str]:
        """The words that are neither honorific nor initial."""
        return [word for word in self.words if len(word.rstrip(".")) > 2 or word.casefold() not in honorifics()]

    @property
    def capitals(self) -> bool:
        return all(word.isupper() for word in self.words)


@cache
def honorifics() -> frozenset[str]:
    printed = (word.casefold() for word in lexicon("people")["honorifics"])
    return frozenset(form for word in printed for form in (word, f"{word}."))


@cache
def given_names() -> frozenset[str]:
    return frozenset(lexicon("people")["given_names"])


@cache
def _titles_before() -> frozenset[str]:
    return frozenset(lexicon("people")["degrees_before"])


@cache
def _degree_keys() -> frozenset[str]:
    return frozenset(re.sub(r"[.\s]", "", degree).casefold() for degree in lexicon("people")["degrees_after"])


@cache
def _barred() -> frozenset[str]:
    dates = lexicon("dates")
    times = {word for table in (dates["months"], dates["weekdays"]) for words in table.values() for word in words}
    polite = {word.casefold() for word in lexicon("people")["polite"]}
    every = times | polite | STOP_WORDS | name_ends() | agency_words() | set(lexicon("people")["not_names"])
    return frozenset(every - given_names())


def is_name_word(word: str) -> bool:
    """False for ordinary words in capitals (on the lists, or with the affixes of verbs and nouns) and for degrees."""
    key = word.casefold().rstrip(".")
    if "." in key and re.sub(r"[.\s]", "", key) in _degree_keys():
        return False
    if key in given_names() or (len(key) <= 2 and key in honorifics()):
        return True
    return key not in _barred() and _VERBAL.fullmatch(key) is None


def runs(text: str, blocked: bytearray) -> Iterator[Run]:
    """Every run of name words outside the blocked offsets, in order, with the titles and degrees beside it."""
    run: Run | None = None
    past = 0
    for token in _TOKEN.finditer(text):
        if token.start() < past:
            continue
        if run is not None and not _adjoins(text, run, token):
            yield from _closed(run)
            run = None
        if blocked[token.start()]:
            yield from _closed(run)
            run = None
            continue
        run, done = _extend(text, run, token)
        if done is not None:
            yield from _closed(done)
        if run is not None and run.words and (end := _degrees(text, run)) > run.end:
            past = end
            yield from _closed(run)
            run = None
    yield from _closed(run)


def _adjoins(text: str, run: Run, token: re.Match[str]) -> bool:
    gap = _BETWEEN.match(text, run.outer_end)
    return gap is not None and gap.end() == token.start() and len(run.words) < _MOST_WORDS


def _extend(text: str, run: Run | None, token: re.Match[str]) -> tuple[Run | None, Run | None]:
    """The run after this token, and the run that it closed."""
    word = token.group()
    end = _dotted_end(text, token)
    if word in _titles_before() and (run is None or not run.core):
        titled = run or Run(token.start(), end, outer_start=token.start())
        titled.words.clear()
        titled.titles.append(text[token.start() : end].rstrip(","))
        titled.end = titled.outer_end = _past_comma(text, end)
        return titled, None
    if word in _CONJOINED and not (run and run.words):
        return None, run
    if word not in _CONJOINED and not is_name_word(word):
        return None, run
    if (
        run is not None
        and run.words
        and run.capitals != word.isupper()
        and len(word.rstrip(".")) > 2
        and len(run.words[-1]) > 2
    ):
        return Run(token.start(), end, [text[token.start() : end]], outer_start=token.start(), outer_end=end), run
    if run is None:
        run = Run(token.start(), end, outer_start=token.start())
    if not run.words:
        run.start = token.start()
    run.words.append(text[token.start() : end])
    run.end = run.outer_end = end
    return run, None


def _dotted_end(text: str, token: re.Match[str]) -> int:
    """The token's end with the dot of an initial, an honorific or a short form (`Hj.`, `Muh.`, `Dr.`)."""
    short = len(token.group()) <= 3 and (
        token.group() in _titles_before() or not token.group().isupper() or len(token.group()) <= 2
    )
    if short and text[token.end() : token.end() + 1] == "." and text[token.end() + 1 : token.end() + 2] != "\n":
        return token.end() + 1
    return token.end()


def _past_comma(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == "," else end


def _degrees(text: str, run: Run) -> int:
    """The end of the degrees behind a name; they are added to the run's titles."""
    end = run.end
    while (match := _DEGREE.match(text, end)) is not None:
        found = _degree(match)
        if found is None or not _is_degree(text, run, match, found, first=end == run.end):
            break
        run.titles.append(found)
        end = match.start(2) + len(found)
        end += text[end : end + 1] == "."
    run.outer_end = end
    return end


def _degree(match: re.Match[str]) -> str | None:
    """The longest leading part of the match that is a degree on the list."""
    printed = match.group(2)
    parts = re.split(r"(?<=\.)", printed)
    for count in range(len(parts), 0, -1):
        piece = "".join(parts[:count]).rstrip(". ")
        if piece[:1].isupper() and re.sub(r"[.\s]", "", piece).casefold() in _degree_keys():
            return piece
    return None


def _is_degree(text: str, run: Run, match: re.Match[str], found: str, *, first: bool) -> bool:
    """Undotted or two-letter degrees are also words and initials: they need a comma, an earlier degree, or capitals."""
    if "," in match.group(1) or not first or (sum(char.isalpha() for char in found) > 2 and "." in found):
        return True
    if not match.group(1):
        return False
    following = text[match.start(2) + len(found) :][:3].lstrip(".")
    ends = not re.match(r"[^\S\n]?[A-Z][a-z]", following)
    return found.isupper() and not run.capitals and ends


def _closed(run: Run | None) -> Iterator[Run]:
    if run is not None and run.core:
        yield run
