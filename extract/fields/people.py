"""People: names told by titles, offices, verbs of saying, labels, lists and signature blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from extract.found import found, layout, text_of
from extract.lexicon import lexicon
from extract.person_identity import united
from extract.person_names import Run, given_names, runs
from extract.phrases import Phrases
from extract.unit_names import agency_end
from models.document import Span
from models.finding import Finding, Person

RULE = "people.{}/1"

_GAP = re.compile(r"[\s,(:)–-]{0,4}\Z")
_PLACE_BEFORE_NAME = re.compile(
    r"[^\S\n]([A-Z][a-z]+(?:[^\S\n][A-Z][a-z]+){0,2}),[^\S\n](?=[A-Z]|drg?\.)(?!(?:S|M|A|Sp|Amd)\.[^\S\n]?[A-Z]|Ners\b)"
)
_SIGNED = re.compile(
    r"\s{1,3}\(?(?:cap\s?/\s?)?(?:ttd|dto|t\.t\.d|ditandatangani secara elektronik(?: oleh)?)\.?,?\)?\s{0,3}\Z",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(r"[^\S\n]?,?[^\S\n]?(?:selaku|sebagai|yang juga|\()?[^\S\n]?", re.IGNORECASE)
_NIP = re.compile(r"[^\S\n.,]{0,4}(?:\n[^\n]{0,40})?\s{1,8}(?:NIP|NRP|NIK)\b", re.IGNORECASE)
_NIP_BESIDE = re.compile(r"[^\S\n.,]{0,4}(?:NIP|NRP)\b")
_LABELLED = re.compile(
    r"(?:^|\n)[^\S\n]*(?:[a-z\d]{1,2}[.)][^\S\n]*)?([A-Za-z /]{2,30}?)[^\S\n]*:[^\S\n]*(?:\d{1,2}[.)][^\S\n]*)?\Z"
)
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?[^\S\n]*[\"“”']?[^\S\n]*\Z")
_NEXT_WORD = re.compile(r"[^\S\n]*,?[^\S\n]*(?:juga|turut|pun|langsung)?[^\S\n]*([^\W\d_]+)")
_BYLINE = frozenset({"laporan", "penulis", "editor", "reporter", "foto", "pewarta", "wartawan", "redaktur"})
_WEAKLY_SAID = frozenset({"bersama", "oleh", "kepada", "menurut"})
_FOLLOWING = frozenset({"yang", "saat", "ketika", "usai", "didampingi", "beserta", "memberikan", "secara", "selaku"})
_CLOSING = frozenset({"", "\n", ",", ".", ";", ")", '"', "”"})
_BACK, _HEADLINE = 64, 160
_STRENGTH: Mapping[str, float] = {
    "title": 0.97, "office": 0.93, "signature": 0.95, "polite": 0.93, "said": 0.92, "label": 0.93, "list": 0.9,
    "says": 0.85, "given": 0.72,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Mask:
    span: Span
    kind: str
    """`role`, `rank`, `unit` or `region`."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """A text with what is already known to be no name in it."""

    text: str
    ending: Mapping[int, _Mask]
    starting: Mapping[int, _Mask]
    listed: frozenset[int]
    """Offsets at which a cell of a `Nama` column starts."""


def find_people(doc: Doc) -> Iterator[Finding[Person]]:
    """Yield each mention of a person, in order; the span is the name without degrees, as `name` is.

    A shorter or misspelled mention of somebody named in full elsewhere carries the full name (`inferred`), so that one
    person has one name in a document. A single name counts only beside an office, a title or a verb of saying.
    """
    scene, blocked = _scene(doc)
    seen = [finding for run in runs(scene.text, blocked) if (finding := _person(scene, run)) is not None]
    yield from united(seen)


def _scene(doc: Doc) -> tuple[_Scene, bytearray]:
    text = text_of(doc)
    units, regions = found(doc, "units"), found(doc, "regions")
    masks = [
        *(_Mask(finding.span, "region") for finding in regions),
        *(_Mask(finding.span, "unit") for finding in units),
        *(_Mask(hit.span, "rank") for hit in _ranks().find(text)),
        *_roles(text, _place_names(units), {finding.span.start: finding.span.end for finding in units}),
    ]
    blocked = bytearray(len(text) + 1)
    for mask in masks:
        blocked[mask.span.start : mask.span.end] = b"\x01" * (mask.span.end - mask.span.start)
    ending = {mask.span.end: mask for mask in masks}
    starting = {mask.span.start: mask for mask in masks}
    return _Scene(text, ending, starting, _listed(doc)), blocked


def _place_names(units: Iterable[Finding[object]]) -> Phrases[str]:
    """Names of places that the document's units carry: they follow `Camat` and `Lurah` too."""
    names = (str(getattr(finding.value, "canonical", "") or "").partition(" ")[2] for finding in units)
    return Phrases({name: "place" for name in names if name})


@cache
def _role_phrases() -> Phrases[str]:
    data = lexicon("people")
    acting = {f"{short} {role}": role for short in data["acting"] for role in data["roles"]}
    return Phrases({role: role for role in data["roles"]} | acting)


def _is_of_place(role: str) -> bool:
    return role.casefold() in lexicon("people")["place_roles"]


@cache
def _ranks() -> Phrases[str]:
    return Phrases({rank: rank for rank in lexicon("people")["ranks"]})


def _roles(text: str, places: Phrases[str], units: Mapping[int, int]) -> Iterator[_Mask]:
    """Offices with what belongs to them: `Kepala Bagian` runs on to the end of the unit `Bagian Ortala`."""
    for hit in _role_phrases().find(text):
        last_word = text.rfind(" ", hit.span.start, hit.span.end) + 1
        end = max(agency_end(text, hit.span.end), units.get(last_word, 0))
        if _is_of_place(hit.value):
            place = places.at(text, min(end + 1, len(text)))
            unnamed = _PLACE_BEFORE_NAME.match(text, end)
            end = place.span.end if place is not None else unnamed.end(1) if unnamed else end
        yield _Mask(Span(hit.span.start, end), "role")


def _listed(doc: Doc) -> frozenset[int]:
    """Starts of the cells below a heading such as `Nama Lengkap`, or `Nama` beside `NIP`, `Jabatan` or `Paraf`."""
    text, data = text_of(doc), lexicon("people")
    rows: dict[tuple[int, int], dict[int, tuple[str, int]]] = {}
    for block in layout(doc).blocks:
        if block.cell is not None:
            printed = " ".join(text[block.span.start : block.span.end].casefold().split())
            row = rows.setdefault((block.cell.table, block.cell.row), {})
            row.setdefault(block.cell.column, (printed, block.span.start))
    heads: dict[int, set[int]] = {}
    starts: set[int] = set()
    for (table, _), row in rows.items():
        beside = any(printed in data["person_columns"] for printed, _ in row.values())
        found = {
            col for col, (printed, _) in row.items() if printed in data["columns"] or (beside and printed == "nama")
        }
        starts.update(row[column][1] for column in heads.get(table, set()) & row.keys() if not found)
        heads.setdefault(table, set()).update(found)
    return frozenset(starts)


def _person(scene: _Scene, run: Run) -> Finding[Person] | None:
    before = scene.text[max(0, run.outer_start - _BACK) : run.outer_start]
    last = _LAST_WORD.search(before)
    word = last.group(1).casefold() if last else ""
    if word in _BYLINE:
        return None
    role, unit, close = _office(scene, run)
    if role is not None and not _tells_place_from_name(scene.text, run, role):
        return None
    rule = _rule(scene, run, before, last, role)
    if rule is None or (rule == "office" and not close and not _is_full(run)):
        return None
    person = Person(scene.text[run.start : run.end].rstrip(" ,"), role, unit, tuple(run.titles))
    return Finding(person, Span(run.start, run.start + len(person.name)), RULE.format(rule), _STRENGTH[rule])


def _tells_place_from_name(text: str, run: Run, role: str) -> bool:
    """False for `Camat Mekar Sari mengatakan`: who and where cannot be told apart.

    Behind an office of a place the name starts after a comma, a title, or at a known given name; what stands before
    that is taken off the run.
    """
    last = role.rpartition(". ")[2]
    if not _is_of_place(last) or run.titles or "," in text[max(0, run.outer_start - 3) : run.outer_start]:
        return True
    given = [index for index, word in enumerate(run.words) if word.casefold() in given_names()]
    if not given or (given[0] and len(run.words) - given[0] < 2):
        return False
    for word in run.words[: given[0]]:
        run.start = run.outer_start = text.index(word, run.start) + len(word) + 1
    del run.words[: given[0]]
    return True


def _rule(scene: _Scene, run: Run, before: str, last: re.Match[str] | None, role: str | None) -> str | None:
    """The strongest mark that this run is a person, or None.

    A single name behind a verb of saying needs that in small letters: `Kata Pengantar`, `Lanjut Usia` are headings.
    """
    word = last.group(1).casefold() if last else ""
    checks = {
        "title": bool(run.titles),
        "signature": _signs(scene.text, run),
        "list": run.outer_start in scene.listed,
        "label": _labelled(scene.text, before, run),
        "office": role is not None and not (run.capitals and len(run.core) < 2) and not _in_headline(scene.text, run),
        "polite": word in _polite() and not run.capitals and len(run.core) > 1,
        "said": word in _said_by()
        and not run.capitals
        and (len(run.core) > 1 or (word not in _WEAKLY_SAID and last is not None and last.group(1).islower())),
        "says": _is_full(run)
        and not run.capitals
        and _next_word(scene.text, run) in _says()
        and not _in_headline(scene.text, run),
        "given": _is_full(run) and not run.capitals and _opens_given(run) and not _named_after(word),
    }
    return next((rule for rule, holds in checks.items() if holds), None)


def _signs(text: str, run: Run) -> bool:
    """True when the personnel number stands behind the name, or below a name that has its line to itself."""
    beside = _is_full(run) and _NIP_BESIDE.match(text, run.outer_end) is not None
    return beside or (_stands_alone(text, run) and _NIP.match(text, run.outer_end) is not None)


def _stands_alone(text: str, run: Run) -> bool:
    """True when nothing but the name and its titles is on the line."""
    before = text[text.rfind("\n", 0, run.outer_start) + 1 : run.outer_start]
    behind = text[run.outer_end : run.outer_end + 60].partition("\n")[0]
    return not before.strip(" (") and not behind.strip(" .,)") and (len(run.core) > 1 or bool(run.titles))


def _says_something(text: str, run: Run) -> bool:
    return _is_full(run) and not run.capitals and _next_word(text, run) in _says() and not _in_headline(text, run)


def _is_full(run: Run) -> bool:
    return len(run.words) > 1 and len(run.core) > 0 and len(run.words) <= 5


def _opens_given(run: Run) -> bool:
    core = [word.casefold() for word in run.core]
    return len(core) > 1 and core[0] in given_names()


@cache
def _polite() -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon("people")["polite"])


@cache
def _said_by() -> frozenset[str]:
    return frozenset(lexicon("people")["said_by"])


@cache
def _says() -> frozenset[str]:
    return frozenset(lexicon("people")["says"])


def _named_after(word: str) -> bool:
    """True behind a word that makes the name a street's, a building's or an institution's."""
    return word in _carriers()


@cache
def _carriers() -> frozenset[str]:
    return frozenset([*lexicon("regions")["not_after"], *lexicon("people")["carriers"]])


def _next_word(text: str, run: Run) -> str:
    match = _NEXT_WORD.match(text, run.outer_end)
    return match.group(1) if match else ""


def _labelled(text: str, before: str, run: Run) -> bool:
    """True behind a label of people; a bare `Nama :` needs a `Jabatan :`, `NIP :` or the like on a line soon after."""
    match = _LABELLED.search(before)
    label = match.group(1).strip().casefold() if match else ""
    if len(run.core) < 2 or label not in lexicon("people")["labels"]:
        return False
    return label != "nama" or _person_label().search(text, run.outer_end, run.outer_end + 160) is not None


@cache
def _person_label() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in lexicon("people")["person_labels"])
    return re.compile(rf"\n[^\S\n]*(?:[a-z\d]{{1,2}}[.)][^\S\n]*)?(?:{labels})[^\S\n]*[:.]", re.IGNORECASE)


def _in_headline(text: str, run: Run) -> bool:
    """True in a line of capitalised words without a full stop, unless a given name opens the run or a mark ends it."""
    opens_given = run.core and run.core[0].casefold() in given_names()
    if opens_given or re.match(r"[,.;][^\S\n]+[a-z]", text[run.outer_end : run.outer_end + 4]):
        return False
    start = text.rfind("\n", 0, run.start) + 1
    end = text.find("\n", run.end, start + _HEADLINE)
    line = text[start : end if end >= 0 else len(text)]
    printed = [word for word in line.split() if word[0].isalpha()] if len(line) < _HEADLINE else []
    if len(printed) < 5 or line.rstrip().endswith((".", ",")):
        return False
    return sum(word[0].isupper() for word in printed) >= 0.85 * len(printed)


def _office(scene: _Scene, run: Run) -> tuple[str | None, str | None, bool]:
    """The office and unit beside a name, and whether a single name is safe there (a mark or small letter follows)."""
    role, unit = _office_before(scene, run.outer_start, alone=_stands_alone(scene.text, run))
    if role is None and _is_full(run):
        role, unit = _office_after(scene, run.outer_end)
    gap = scene.text[max(0, run.outer_start - 3) : run.outer_start]
    comma = "," in gap
    following = scene.text[run.outer_end : run.outer_end + 1]
    close = ":" not in gap and (comma or following in _CLOSING or _next_word(scene.text, run) in _says() | _FOLLOWING)
    return role, unit, close


def _office_before(scene: _Scene, offset: int, *, alone: bool) -> tuple[str | None, str | None]:
    """The office before an offset; one on an earlier line only for a name that has its line to itself."""
    unit: str | None = None
    signed = _SIGNED.search(scene.text, max(0, offset - _BACK), offset) if alone else None
    offset = signed.start() if signed else offset
    for _ in range(6):
        mask = _mask_before(scene, offset)
        if mask is None or ("\n" in scene.text[mask.span.end : offset] and not alone):
            return None, None
        printed = scene.text[mask.span.start : mask.span.end]
        if mask.kind == "role":
            return _role(scene, mask), _unit_in(printed) or unit
        if mask.kind == "region" and (office := _role_phrases().at(scene.text, mask.span.start)):
            return _acting(scene, mask.span.start) + scene.text[mask.span.start : office.span.end], unit
        unit = printed if mask.kind == "unit" else unit
        offset = mask.span.start
    return None, None


def _mask_before(scene: _Scene, offset: int) -> _Mask | None:
    for position in range(offset, max(-1, offset - 5), -1):
        mask = scene.ending.get(position)
        if mask is not None and _GAP.match(scene.text[position:offset]):
            return mask
    return None


def _office_after(scene: _Scene, offset: int) -> tuple[str | None, str | None]:
    gap = _ROLE_AFTER.match(scene.text, offset)
    mask = scene.starting.get(gap.end()) if gap and gap.end() > offset + 1 else None
    if mask is None or gap is None or not re.search(r"[,(]|selaku|sebagai|yang", gap.group(), re.IGNORECASE):
        return None, None
    if mask.kind == "role":
        return _role(scene, mask), _unit_in(scene.text[mask.span.start : mask.span.end])
    office = _role_phrases().at(scene.text, mask.span.start) if mask.kind == "region" else None
    return (scene.text[mask.span.start : office.span.end], None) if office else (None, None)


def _role(scene: _Scene, mask: _Mask) -> str:
    return _acting(scene, mask.span.start) + scene.text[mask.span.start : mask.span.end]


def _acting(scene: _Scene, offset: int) -> str:
    match = _acting_before().search(scene.text[max(0, offset - 24) : offset])
    return match.group() if match else ""


@cache
def _acting_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon('people')['acting'])})\b\.?[^\S\n]+\Z", re.IGNORECASE)


def _unit_in(role: str) -> str | None:
    """The unit an office names: `Kepala Dinas Kesehatan` heads `Dinas Kesehatan`."""
    first, _, rest = role.partition(" ")
    return rest if first.casefold() in {"kepala", "sekretaris"} and " " in rest else None
