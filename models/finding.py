"""What extraction hands on: values, each with the place it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from models.document import Origin, Place, Span

T_co = TypeVar("T_co", covariant=True)

Status = Literal["exact", "normalised", "inferred"]
"""`exact`: the value is the quote; `normalised`: the quote in canonical form; `inferred`: concluded from the quote."""


@dataclass(frozen=True, slots=True)
class Finding(Generic[T_co]):
    """One value read from one text.

    `span` points into the text that the extractor was given; `extract/document.py` moves it into the file's own text.
    `rule` names the rule and its version (`names.unit-list/1`); raise the version when its meaning changes.
    """

    value: T_co
    span: Span
    rule: str
    confidence: float = 1.0
    """The rule's own score, 0 to 1: how sure it is with these marks. `extract/calibration.py` makes it a probability
    when the value is stored."""
    status: Status = "exact"
    grounds: tuple[Span, ...] = ()
    """The words that the value hangs on, where the quote says more; empty: all of it. What OCR may have misread in the
    rest of the quote (a name in a counted list) makes the value no less sure."""


@dataclass(frozen=True, slots=True)
class Cited(Generic[T_co]):
    """A finding pinned to its file: what a reviewer needs to see it with their own eyes."""

    value: T_co
    sha256: str
    span: Span
    """Into that file's ParsedDocument.text."""
    quote: str
    places: tuple[Place, ...]
    """One a printed line, or one path; never empty."""
    rule: str
    confidence: float
    status: Status
    origin: Origin = "text"


Alignment = tuple[tuple[str, int], ...]
"""Letter of the name, offset of the letter in the expansion it comes from; ascending by offset."""


@dataclass(frozen=True, slots=True)
class Innovation:
    """One innovation as a file prints it. Each part has its own place; a part nobody printed is None."""

    name: Finding[str]
    expansion: Finding[str] | None = None
    unit: Finding[str] | None = None
    region: Finding[str] | None = None
    year: Finding[int] | None = None
    alignment: Alignment = ()
    profile: Mapping[str, Finding[str]] = field(default_factory=dict)
    """`stage`, `initiator`, `kind`, `form`, `theme`, `sector_claimed`, `trial_date`, `launch_date`, `budget`: ids or
    ISO dates where the vocabulary has them, else the printed words."""
    mentions: tuple[Span, ...] = ()
    """Every other place where the name stands."""
    rivals: Mapping[str, tuple[Finding[Any], ...]] = field(default_factory=dict)
    """Other values that the same file prints for a part (`expansion`, `year`): a contradiction for the reviewer."""


@dataclass(frozen=True, slots=True)
class Acronym:
    short: str
    long: str
    alignment: Alignment = ()


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    """Without degrees and honorifics, as printed otherwise."""
    role: str | None = None
    unit: str | None = None
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    """As printed, without the region behind it."""
    type: str
    """An id of `unit_types` in extract/lexicons/units.yaml."""
    canonical: str | None = None
    """The full agency name when the printed one is an abbreviation on the list."""


@dataclass(frozen=True, slots=True)
class Region:
    name: str
    """`Kota Palembang`, `Kabupaten Muara Enim`, `Provinsi Riau`: kind written out, name as printed."""
    kind: Literal["kota", "kabupaten", "provinsi"]


@dataclass(frozen=True, slots=True)
class Regulation:
    kind: str
    """`UU`, `PP`, `Perpres`, `Permendagri`, `Perda`, `Perwali`, `SK`, ...: the short form, whichever is printed."""
    number: str | None
    year: int | None
    issuer: str | None = None
    subject: str | None = None
    known: bool | None = None
    """True or False when the table of known laws can tell, None when it cannot."""


@dataclass(frozen=True, slots=True)
class Money:
    amount: int
    currency: str = "IDR"


@dataclass(frozen=True, slots=True)
class DateValue:
    iso: str
    """`2020-12-18`, `2020-12` or `2020`: only the parts that are printed or that the document itself settles."""
    granularity: Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Change:
    """A measured value before and after."""

    subject: str
    before: float
    after: float
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact that one indicator of a rubric can be judged by.

    `indicator` is the fact's id (an indicator id of iid-sid-2026). `value` is a count, ratio or duration in `unit`, a
    word of an ordinal scale (`elektronik`), or None where the document type alone is the proof. `tidak_ada` says that
    there is none. A claim may name the document it claims (`perkada`) or the printed level itself (`tingkat_2`).
    """

    indicator: str
    document_type: str
    """An id of `evidence_types`; `proposal` when the dossier only claims it."""
    value: float | str | None = None
    unit: str | None = None
    years: tuple[int, ...] = ()
    """Calendar years that the fact speaks of, ascending."""
    basis: str | None = None
    """Which alternative of the indicator it measures (kemanfaatan: orang, unit, pendapatan, ...)."""
    void: str | None = None
    """Why it proves nothing although it looks like proof (`placeholder`, `draft`, `hidden`); None when it counts."""
    item: str | None = None
    """Which single one of several it speaks of, where they are counted one by one (the region that replicated, the ISO
    date of a training, the kind of actor, the method): the same one in two documents counts once."""


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """One field of the innovation's profile as a form or a sentence prints it."""

    key: str
    """`stage`, `initiator`, `kind`, `form`, `theme`, `sector_claimed`, `trial_date`, `launch_date`, `budget`, `video`,
    `innovator`, `classification`, `year`."""
    value: str
    """The id of a closed vocabulary (extract/lexicons/profile.yaml), an ISO date, or the printed words."""


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One row of a manifest: to which innovation of which unit a file belongs, in the words of who wrote it."""

    file: Finding[str]
    """Never a path to open: it is compared with the names of the files that were given."""
    innovation: Finding[str] | None = None
    unit: Finding[str] | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """What a file is within its dossier, judged by its content."""

    document_type: str
    """An id of `evidence_types`, or `berita`, `daftar_pemenang`, `manifest`, `lainnya`."""
    kind: Literal["proposal", "listing", "evidence", "other", "manifest"]
    confidence: float
    span: Span | None = None
    """The words that decided."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one file; spans into the text the extractors were given until pinned."""

    role: Role
    title: Finding[str] | None = None
    region: Finding[Region] | None = None
    """The region whose dossier this is, when the file says so."""
    innovations: tuple[Innovation, ...] = ()
    acronyms: tuple[Finding[Acronym], ...] = ()
    people: tuple[Finding[Person], ...] = ()
    units: tuple[Finding[Unit], ...] = ()
    regions: tuple[Finding[Region], ...] = ()
    regulations: tuple[Finding[Regulation], ...] = ()
    money: tuple[Finding[Money], ...] = ()
    dates: tuple[Finding[DateValue], ...] = ()
    changes: tuple[Finding[Change], ...] = ()
    links: tuple[Finding[str], ...] = ()
    evidence: tuple[Finding[Evidence], ...] = ()
    manifest: tuple[ManifestEntry, ...] = ()
    """Of a manifest, which has nothing else."""
    fingerprint: str = ""
    """Of the text, whatever its format (extract/same_text.py); empty for one too short to say anything."""
