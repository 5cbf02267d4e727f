"""What a file is within its dossier, by what it prints and how it is built, never by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from spacy.tokens import Doc

from extract.fields.news import looks_like_news
from extract.found import found, layout, text_of
from extract.guarded import Guarded
from extract.label_lines import Line, lines_of
from extract.labels import label_pairs
from extract.lexicon import lexicon
from extract.patterns import glued
from models.document import Span
from models.finding import Finding, Role

RULE = "role.structure/2"
_LEAST_SECTIONS = 2
DECREES = frozenset({"sk_kepala_daerah", "sk_kepala_pd", "perkada", "perda"})
_NAME_TITLE = re.compile(r"[^\n()]{2,60}\s\([^()\n]{2,60} [^()\n]{1,100}\)[^\n]{0,40}(?:\n|\Z)")
_ABOUT = re.compile(r"(?i).{0,160}?\btentang\b", re.DOTALL)

Kind = Literal["proposal", "listing", "evidence", "other"]


@dataclass(frozen=True, slots=True)
class Signs:
    """The compiled patterns of one type of file."""

    type: str
    kind: Kind
    start: Guarded | None
    title: Guarded | None
    head: Guarded | None
    body: tuple[Guarded, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """How strongly the file looks like one type; `span` the words that say so most."""

    type: str
    points: float
    span: Span


def find_role(doc: Doc) -> Iterator[Finding[Role]]:
    """Yield exactly one role. Structure decides before words: a proposal that quotes a decree stays a proposal.

    Needs: the labels; `innovations` tells a list of many from news of one, when it has run. An empty text is `lainnya`.
    """
    lines = lines_of(doc)
    if not lines:
        yield Finding(Role("lainnya", "other", 1.0), Span(0, 0), RULE, 1.0, "inferred")
        return
    role = _decide(doc, lines)
    yield Finding(role, role.span or lines[0].span, RULE, role.confidence, "inferred")


def _decide(doc: Doc, lines: tuple[Line, ...]) -> Role:
    text = text_of(doc)
    votes = sorted(_votes(doc, lines), key=lambda vote: -vote.points)
    best = votes[0] if votes else None
    screen = best is not None and best.type == "tangkapan_layar" and best.span.start < lines[0].span.end
    if not screen and (best is None or best.points < 0.9) and (news := looks_like_news(text, lines)) is not None:
        return _news_role(doc, news, text)
    if best is None or best.points < lexicon("roles")["weights"]["least"]:
        return _weak_role(doc, lines)
    return _settled(doc, best, _confidence(votes))


def _confidence(votes: list[Vote]) -> float:
    """The points of the best, less when another type is close behind it."""
    lead = votes[0].points - (votes[1].points if len(votes) > 1 else 0.0)
    return round(max(0.3, min(0.98, votes[0].points) - (0.2 if lead < 0.1 else 0.1 if lead < 0.25 else 0.0)), 2)


def _votes(doc: Doc, lines: tuple[Line, ...]) -> Iterator[Vote]:
    text, zones = text_of(doc), lexicon("roles")["zones"]
    head_end = min(len(text), lines[0].span.start + zones["head_characters"])
    body_end = min(len(text), lines[0].span.start + zones["body_characters"])
    title_lines = _title_lines(lines)
    for signs in signs_of_types():
        hit = _title_vote(text, title_lines, signs) or _head_vote(text, Span(lines[0].span.start, head_end), signs)
        if hit is not None:
            yield replace(hit, points=hit.points + _body_points(text, body_end, signs))
    proposal = _proposal_vote(doc)
    if proposal is not None:
        yield proposal


def _title_lines(lines: tuple[Line, ...]) -> tuple[Span, ...]:
    zones = lexicon("roles")["zones"]
    end = lines[0].span.start + zones["title_characters"]
    return tuple(line.span for line in lines[: zones["title_lines"]] if line.span.start < end)


def _title_vote(text: str, lines: tuple[Span, ...], signs: Signs) -> Vote | None:
    """A line near the top that opens with the words of the type, or holds them in capitals."""
    start, title = (
        pattern if pattern and pattern.possible(text, lines[0].start, lines[-1].end) else None
        for pattern in (signs.start, signs.title)
    )
    if start is None and title is None:
        return None
    weights, start_lines = lexicon("roles")["weights"], lexicon("roles")["zones"]["start_lines"]
    for number, line in enumerate(lines):
        if start and number < start_lines and (match := start.match(text, line.start, line.end)):
            return Vote(signs.type, weights["start"], Span(*match.span()))
        if title is None:
            continue
        match = title.match(text, line.start, lines[min(number + 2, len(lines) - 1)].end)  # titles break
        if match and (line.end - line.start <= 250 or match.group().isupper()):
            opening = weights["opening_other"] if signs.type.startswith("_") and number <= 1 else 0.0
            points = weights["title"] - number * weights["title_decay"] + opening
            return Vote(signs.type, points * _decree_factor(text, match, signs), Span(*match.span()))
        match = title.search(text, line.start, min(line.end, line.start + 400))
        if match and len(match.group()) >= 10 and (_in_capitals(text, line, match) or _heads(signs, number, line)):
            points = weights["capitals"] - number * weights["title_decay"]
            return Vote(signs.type, points * _decree_factor(text, match, signs), Span(*match.span()))
    return None


def _in_capitals(text: str, line: Span, match: re.Match[str]) -> bool:
    before = text[max(line.start, match.start() - 20) : match.start()]
    return match.group().isupper() and before.upper() == before


def _heads(signs: Signs, number: int, line: Span) -> bool:
    """A short line at the very top may name a decree behind its issuer, whatever its letters."""
    return signs.type in DECREES and number < 4 and line.end - line.start <= 200


def _decree_factor(text: str, match: re.Match[str], signs: Signs) -> float:
    """A decree carries its formula, or its number right below its name; a line that only names one is worth little."""
    if signs.type not in DECREES:
        return 1.0
    end = min(len(text), match.end() + 4000)
    if _pattern("decree_number").match(text, match.end(), end):
        return 1.0
    formula = {mark.group().casefold() for mark in _pattern("decree_marks").finditer(text, match.end(), end)}
    return 1.0 if len(formula) >= 2 or _ABOUT.match(text, match.end(), end) else 0.4


def _head_vote(text: str, head: Span, signs: Signs) -> Vote | None:
    match = signs.head.search(text, head.start, head.end) if signs.head else None
    return Vote(signs.type, lexicon("roles")["weights"]["head"], Span(*match.span())) if match else None


def _body_points(text: str, end: int, signs: Signs) -> float:
    weights = lexicon("roles")["weights"]
    hits = sum(1 for pattern in signs.body if pattern.search(text, 0, end))
    return float(min(weights["body_most"], hits * weights["body"]))


def _proposal_vote(doc: Doc) -> Vote | None:
    """The labels of an innovation form or the sections of a proposal, whatever the title says."""
    data = lexicon("roles")
    seen: dict[str, Span] = {}
    for pair in label_pairs(doc):
        if pair.key is not None and pair.key in data["proposal_labels"]:
            seen.setdefault(pair.key, pair.label_span)
    marks = [key for key in seen if key in data["proposal_marks"]]
    if len(seen) < 3 or not marks:
        return None
    return Vote("proposal", 0.3 + 0.1 * min(len(seen), 9) + 0.05 * min(len(marks), 4), seen[marks[0]])


def _settled(doc: Doc, vote: Vote, confidence: float) -> Role:
    """The role of the winning vote, with the subject and the signature of a decree taken into account."""
    text = text_of(doc)
    subject = text[vote.span.start : vote.span.start + 700]
    type_ = vote.type
    if type_ in DECREES:
        if _pattern("planning_subject").search(subject):
            type_ = "dokumen_perencanaan"
        elif _pattern("budget_subject").search(subject):
            type_ = "dokumen_anggaran"
        elif _pattern("winners_subject").search(subject) and len(found(doc, "innovations")) > 1:
            type_ = "daftar_pemenang"
        elif type_ == "sk_kepala_pd" and _pattern("on_behalf").search(text):
            type_ = "sk_kepala_pd_an_kepala_daerah"
    if type_ == "surat_dinas" and len(found(doc, "innovations")) > 2 and _winner_marks(text) >= 2:
        type_ = "daftar_pemenang"
    if type_ in {"_evidence", "_other"}:
        kind: Kind = (
            "listing" if len(found(doc, "innovations")) > 1 else "evidence" if type_ == "_evidence" else "other"
        )
        return Role("lainnya", kind, confidence, vote.span)
    return Role(type_, _kinds()[type_], confidence, vote.span)


def _news_role(doc: Doc, news: tuple[float, Span], text: str) -> Role:
    confidence, span = news
    innovations = len(found(doc, "innovations"))
    winners = sum(
        1 for signs in signs_of_types() if signs.type == "daftar_pemenang" for p in signs.body if p.search(text)
    )
    if innovations > 1 and winners >= 1:
        return Role("daftar_pemenang", "listing", confidence, span)
    kind: Kind = "listing" if innovations > 1 else "evidence" if innovations == 1 else "other"
    return Role("berita", kind, confidence, span)


def _winner_marks(text: str) -> int:
    """How many different marks of an award stand in the text."""
    end = lexicon("roles")["zones"]["body_characters"]
    signs = next(signs for signs in signs_of_types() if signs.type == "daftar_pemenang")
    return sum(1 for pattern in signs.body if pattern.search(text, 0, end))


def _weak_role(doc: Doc, lines: tuple[Line, ...]) -> Role:
    """Nothing in the structure tells: a picture with few words, else by its innovations a list or a proposal."""
    if is_picture(doc):
        return Role("foto", "evidence", 0.7, lines[0].span)
    innovations = len(found(doc, "innovations"))
    sections = _sections(doc)
    if innovations > 2:
        return Role("daftar_pemenang", "listing", 0.5, lines[0].span)
    own = innovations or _titled_by_name(text_of(doc), lines) or _pattern("own_work").search(text_of(doc))
    if len(sections) >= (_LEAST_SECTIONS if own else _LEAST_SECTIONS + 2):
        return Role("proposal", "proposal", 0.65, sections[0])
    if innovations > 1:  # a proposal is about one; without its sections two are a short list
        return Role("daftar_pemenang", "listing", 0.5, lines[0].span)
    if innovations:
        return Role("proposal", "proposal", 0.5, lines[0].span)
    return Role("lainnya", "other", 0.5, lines[0].span)


def is_picture(doc: Doc) -> bool:
    """Whether OCR read all there is, and that is no more than stands on a banner."""
    blocks = layout(doc).blocks
    few = len(text_of(doc).split()) <= lexicon("roles")["zones"]["picture_words"]
    return few and bool(blocks) and all(block.origin == "ocr" for block in blocks)


def _titled_by_name(text: str, lines: tuple[Line, ...]) -> bool:
    """A short title with words in brackets behind it or on the next line: a name and what it stands for."""
    title = "\n".join(text[line.span.start : line.span.end] for line in lines[:2])
    return _NAME_TITLE.match(title) is not None


def _sections(doc: Doc) -> list[Span]:
    """The first heading of each different section that proposals have."""
    known = lexicon("roles")["proposal_labels"]
    seen: dict[str, Span] = {}
    for pair in label_pairs(doc):
        if pair.key in known:
            seen.setdefault(str(pair.key), pair.label_span)
    return list(seen.values())


@cache
def signs_of_types() -> tuple[Signs, ...]:
    """Every type of roles.yaml that has patterns, in its order; other titles last, as `_evidence` and `_other`."""
    data = lexicon("roles")
    types = [_signs(name, entry) for name, entry in data["types"].items()]
    others = [_signs(f"_{kind}", {"kind": kind, "title": titles}) for kind, titles in data["other_titles"].items()]
    return tuple(types + others)


def _signs(name: str, entry: dict[str, Any]) -> Signs:
    def either(key: str) -> Guarded | None:
        patterns = entry.get(key, [])
        return glued("|".join(patterns)) if patterns else None

    body = tuple(glued(pattern) for pattern in entry.get("body", []))
    return Signs(name, entry["kind"], either("start"), either("title"), either("head"), body)


@cache
def _pattern(key: str) -> Guarded:
    return glued(lexicon("roles")[key])


@cache
def _kinds() -> dict[str, Kind]:
    return {name: entry["kind"] for name, entry in lexicon("roles")["types"].items()}
