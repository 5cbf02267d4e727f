"""The rows of the database. Between pipeline and store only; every other part of the program hands on plain values.

Content rows (files, findings, dossiers, innovations, tags) hold nothing that depends on time, order or machine: two
homes that were fed the same files hold the same rows. Time stands only in batches, runs and people's decisions.
No `from __future__ import annotations` here: SQLModel reads the annotations while the classes are made.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

SECTORS = "sectors"
"""Id of the taxonomy of the 42 sectors; every other one is a file (classify/data/taxonomies/)."""

SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC; SQLite forgets the zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a stored time needs a time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


def _key(*, references: str | None = None, length: int = 64, index: bool = False) -> Any:
    """A column that is (part of) a primary key."""
    foreign = [ForeignKey(references, ondelete="CASCADE")] if references else []
    return Field(sa_column=Column(String(length), *foreign, primary_key=True, index=index))


def _text(*, nullable: bool = False, index: bool = False) -> Any:
    default = None if nullable else ...
    return Field(default=default, sa_column=Column(Text, nullable=nullable, index=index))


def _json(*, nullable: bool = False) -> Any:
    default = None if nullable else ...
    return Field(default=default, sa_column=Column(JSON(none_as_null=True), nullable=nullable))


class SourceFile(SQLModel, table=True):
    """One content, whatever its names: what a reader saw in it, or why it could not be read."""

    __tablename__ = "source_file"

    sha256: str = _key()
    size: int
    state: str = Field(max_length=16)
    """`read` or `set_aside`."""
    program: str = _text()
    """Version of the program whose rules read it; another version reads it again."""
    media_type: str = _text()
    engine: str = _text()
    origin: str = Field(max_length=8)
    """`text`, `ocr` or `mixed`."""
    pages: int
    text: str = _text()
    layout: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    """zlib of the JSON of pages, lines, blocks and links (pipeline/layout.py)."""
    fingerprint: str = Field(default="", sa_column=Column(String(64), nullable=False, index=True))
    """Of its text: files with one fingerprint hold the same words (extract/same_text.py)."""
    unreadable: list[int] = _json()
    """Pages that hold something no engine could read, 1-based."""
    kind: str = Field(max_length=16)
    """`proposal`, `listing`, `evidence`, `other` or `manifest`."""
    document_type: str = _text()
    role: dict[str, Any] = _json()
    """Confidence and place of the words that decided kind and document type."""
    problems: list[dict[str, Any]] = _json()


class FindingRow(SQLModel, table=True):
    """One value read from one file, with the place it was read from. The id is a hash of file, kind, span and value."""

    __tablename__ = "finding"
    __table_args__ = (Index("ix_finding_sha256_kind", "sha256", "kind"),)

    id: str = _key(length=24)
    sha256: str = Field(sa_column=Column(String(64), ForeignKey("source_file.sha256"), nullable=False))
    kind: str = Field(max_length=64)
    """`acronym`, `person`, `evidence`, `title`, `region`, ...; the parts of an innovation are `innovation.<part>`, and
    those of a row of a manifest `manifest.<part>`."""
    part_of: str | None = Field(default=None, max_length=24)
    """For a part of an innovation: the finding of its name; of a manifest's row: that of the file."""
    start: int
    end: int
    value: Any = _json(nullable=True)
    detail: dict[str, Any] | None = _json(nullable=True)
    """What belongs to the value and does not make its identity: letter map, mentions; the rule's own `score`, and the
    `basis` on which it became a probability."""
    quote: str = _text()
    places: list[dict[str, Any]] = _json()
    """One a printed line: page and box as fractions of the page; or one path."""
    rule: str = _text()
    confidence: float
    status: str = Field(max_length=16)
    origin: str = Field(max_length=8)


class Dossier(SQLModel, table=True):
    """One file, or the files of one folder that belong together."""

    __tablename__ = "dossier"

    id: str = _key(length=24)
    kind: str = Field(max_length=16)
    title: str | None = _text(nullable=True)
    region: str | None = _text(nullable=True)
    unit: str | None = _text(nullable=True)
    year: int | None = None
    season: int
    cites: dict[str, str] = _json()
    """Field to finding."""
    flags: list[dict[str, Any]] = _json()
    """What a reviewer has to settle: two names, two expansions, two units for one innovation."""


class DossierFile(SQLModel, table=True):
    """A file of a dossier under one of its names; the same content may have several."""

    __tablename__ = "dossier_file"

    dossier_id: str = _key(references="dossier.id", length=24)
    sha256: str = _key(references="source_file.sha256", index=True)
    name: str = Field(sa_column=Column(Text, primary_key=True))


class Placement(SQLModel, table=True):
    """Where a dossier's files were given together: a folder as it was given last, or by themselves.

    Dossiers are what these rows come to (pipeline/placing.py). Bookkeeping like the batches: paths are of one machine.
    """

    __tablename__ = "placement"

    folder: str = Field(sa_column=Column(Text, primary_key=True))
    """Empty for files given by themselves."""
    dossier_id: str = _key(length=24, index=True)
    """The dossier that these files make by themselves; a larger one may hold it."""
    sha256: str = _key(references="source_file.sha256", index=True)
    name: str = Field(sa_column=Column(Text, primary_key=True))


class Successor(SQLModel, table=True):
    """A dossier or innovation went on as another when its files were grouped anew; what people settled goes along."""

    __tablename__ = "successor"

    old: str = _key(length=24)
    new: str = _key(length=24, index=True)


class InnovationRow(SQLModel, table=True):
    """One innovation, once per dossier."""

    __tablename__ = "innovation"

    id: str = _key(length=24)
    dossier_id: str = Field(
        sa_column=Column(String(24), ForeignKey("dossier.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    ordinal: int
    name: str = _text(index=True)
    expansion: str | None = _text(nullable=True)
    unit: str | None = _text(nullable=True)
    region: str | None = _text(nullable=True)
    year: int | None = None
    profile: dict[str, Any] = _json()
    alignment: list[Any] = _json()
    cites: dict[str, str] = _json()
    """Field to finding."""
    flags: list[dict[str, Any]] = _json()


class InnovationEvidence(SQLModel, table=True):
    """Which evidence speaks for which innovation."""

    __tablename__ = "innovation_evidence"

    innovation_id: str = _key(references="innovation.id", length=24)
    finding_id: str = _key(references="finding.id", length=24, index=True)


class SectorTag(SQLModel, table=True):
    """The class of a taxonomy that its model gives an innovation: the sector, a category of a competition, a theme.

    What a person settled stands in `decision` and outranks it.
    """

    __tablename__ = "sector_tag"

    innovation_id: str = _key(references="innovation.id", length=24)
    taxonomy: str = Field(default=SECTORS, sa_column=Column(String(48), primary_key=True))
    model: str = _text()
    slug: str = Field(max_length=64, index=True)
    confidence: float
    abstained: bool
    alternatives: list[dict[str, Any]] = _json()
    reasons: list[dict[str, Any]] = _json()
    unit_vote: str | None = _text(nullable=True)


class SectorModelRow(SQLModel, table=True):
    """A model that tags were given by. The model itself lies in the cache and can be trained again from this row."""

    __tablename__ = "sector_model"

    fingerprint: str = _key()
    taxonomy: str = Field(default=SECTORS, sa_column=Column(String(48), nullable=False))
    """Whose classes it gives."""
    trained_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    chosen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    """Of each taxonomy the model chosen last tags what comes in."""
    labels: int
    """It was trained on so many, those of people included."""
    confirmed: list[dict[str, Any]] = _json()
    """The labels that people had settled, as they stood then."""
    level: float
    """Below this confidence it tags none."""
    classes: dict[str, Any] | None = _json(nullable=True)
    """What the taxonomy and its classes are called, how well that is known, and where a dossier claims one of them."""


class Decision(SQLModel, table=True):
    """What a person settled about one field of one thing. No run of the program writes here or changes it."""

    __tablename__ = "decision"

    subject: str = Field(sa_column=Column(String(24), primary_key=True))
    """Id of an innovation, a dossier or a finding."""
    field: str = Field(sa_column=Column(String(64), primary_key=True))
    """`name`, `unit`, `sector`, ...; `tag.<taxonomy>` for the class of a further taxonomy; `value` for a finding."""
    verdict: str = Field(max_length=16)
    """`confirmed`, `corrected` or `absent`."""
    value: Any = _json(nullable=True)
    """What counts from then on; with `confirmed` what the person saw, so that a new reading cannot slip in beneath."""
    note: str | None = _text(nullable=True)
    decided_by: str = _text()
    decided_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Batch(SQLModel, table=True):
    """One call of `ingest`."""

    __tablename__ = "batch"

    id: str = _key(length=24)
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    finished_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    """Empty while it runs, and for good when it was killed: the same command again takes it up."""
    grouping: str = Field(max_length=16)
    season: int
    seconds: float | None = None


class BatchFile(SQLModel, table=True):
    """What became of one file that was given."""

    __tablename__ = "batch_file"

    batch_id: str = _key(references="batch.id", length=24)
    path: str = Field(sa_column=Column(Text, primary_key=True))
    root: str = _text()
    """The path on the command line that it came with."""
    folder: str | None = _text(nullable=True)
    """Where it lay, for grouping; empty for a file given by itself."""
    sha256: str | None = Field(default=None, max_length=64)
    outcome: str = Field(max_length=16, index=True)
    """`stored`, `unchanged` or `set_aside`."""
    dossier_id: str | None = Field(default=None, max_length=24)
    pages: int
    origin: str | None = Field(default=None, max_length=8)
    problems: list[dict[str, Any]] = _json()


class Run(SQLModel, table=True):
    """One scoring of everything under one rubric. Never changed once written; the id is a hash of all it depends on."""

    __tablename__ = "run"

    id: str = _key(length=24)
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    rubric_id: str = _text()
    rubric_title: str = _text()
    rubric_status: str = _text()
    fingerprint: str = Field(max_length=64)
    rubric: dict[str, Any] = _json()
    """The rubric's whole content as it was used."""
    inputs: str = Field(max_length=64)
    """SHA-256 of every fact that was judged."""
    max_score: float | None = None


class RunTotal(SQLModel, table=True):
    """One innovation in one run."""

    __tablename__ = "run_total"

    run_id: str = _key(references="run.id", length=24)
    innovation_id: str = _key(length=24)
    dossier_id: str = Field(max_length=24)
    labels: dict[str, Any] = _json()
    """Name, unit, region and sector as they stood."""
    year: int
    """The assessment year (T-0) that it was judged for."""
    score: float | None = None
    possible: float | None = None
    claimed: float | None = None
    met: int
    not_met: int
    cannot_judge: int
    predicate: str | None = _text(nullable=True)
    facts: list[dict[str, Any]] = _json()
    """The facts it was judged by, each with its citation: a run explains itself even when files are read anew."""
    unreadable: list[str] = _json()
    """Files of the dossier that nobody could read."""


class RunVerdict(SQLModel, table=True):
    """One indicator of one innovation in one run."""

    __tablename__ = "run_verdict"

    run_id: str = _key(references="run.id", length=24)
    innovation_id: str = _key(length=24)
    indicator: str = _key()
    fact: str = _text()
    """Which facts judge it; runs under different rubrics are compared by it."""
    ordinal: int
    outcome: str = Field(max_length=16)
    level: int | None = None
    score: float | None = None
    max_score: float | None = None
    reason: str = _text()
    detail: str = _text()
    facts: list[str] = _json()
    basis: str | None = _text(nullable=True)
    claimed_level: int | None = None
    claimed_score: float | None = None
    mandatory: bool | None = None
    others: list[str] = _json()
    """Ids of proving facts that say something else."""
