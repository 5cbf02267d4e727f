"""Take in files: keep the original, read it in a worker, store what was read, put the dossiers together.

Every step is stored as soon as it is done and can be repeated, so a run that was killed is finished by the same
command, and ends with the same content as one that was not.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from sqlalchemy import Engine

from extract.readers import sniff
from extract.sandbox.confine import Kind
from models.problem import Problem
from models.tables import Batch, BatchFile, SourceFile
from pipeline import giving, intake, keeping, room, twins
from pipeline.bounds import ADDRESS_SPACE, cpu_seconds
from pipeline.failures import problem_of
from pipeline.grouping import group
from pipeline.home import opened
from pipeline.intake import Given
from pipeline.manifest import sort_out
from pipeline.reading import stored_problem
from pipeline.settings import Settings
from pipeline.tagging import ModelTagger, Tagger
from pipeline.worker_entry import READ
from pipeline.workers import Done, Job, Limits, Task, run
from store import batches, files
from store.engine import reading, writing
from store.ids import content_id
from store.lock import home_lock
from store.originals import keep_original, original_path, remove_leftovers
from store.rows import put

OFFICE = frozenset({sniff.DOC, sniff.RTF, sniff.ODT})
"""Types that LibreOffice opens, in a worker that may start it."""
SCRATCH = "office"
"""Folder of the home where LibreOffice works; what a killed run left there goes at the next start."""

Outcome = Literal["stored", "unchanged", "set_aside"]
Clock = Callable[[], datetime]


class Progress(Protocol):
    """Somebody who watches."""

    def expect(self, files: int) -> None:
        """At least so many files will come."""

    def advance(self, pages: int) -> None:
        """One file is done."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a batch; its files are in the store (`store.batches.files`)."""

    batch: str
    seconds: float
    pages: int
    stored: int
    unchanged: int
    set_aside: int


def ingest(paths: Sequence[Path], settings: Settings, clock: Clock, progress: Progress) -> Report:
    """Take in these files, folders and archives.

    Raises: LockedError while another job writes to this home; HomeError when the home cannot be used.
    """
    lot = giving.given(paths, settings)
    room.check(settings.home, paths)
    progress.expect(intake.count(paths, settings.home))
    return take_in(lot, settings, clock, progress)


def retry(settings: Settings, clock: Clock, progress: Progress) -> Report:
    """Take up again everything that was set aside, together with the files it was given with."""
    with opened(settings) as engine, reading(engine) as connection:
        roots = batches.with_set_aside(connection)
    progress.expect(len(roots))
    return take_in(giving.again(settings.home, roots), settings, clock, progress)


def take_in(
    givens: Iterable[Given],
    settings: Settings,
    clock: Clock,
    progress: Progress,
    *,
    tag: Tagger | None = None,
    task: Task = READ,
) -> Report:
    """One batch: everything that `givens` yields ends in exactly one outcome.

    `task` runs in the workers and `tag` here; both are the program's own unless told otherwise.
    """
    began, started = clock(), time.monotonic()
    with home_lock(settings.home), opened(settings) as engine:
        remove_leftovers(settings.home)
        batch_id = content_id("batch", began.isoformat())
        row = Batch.model_validate(
            {"id": batch_id, "created_at": began, "grouping": settings.grouping, "season": settings.season}
        )
        with writing(engine) as connection:
            put(connection, [row])
        batch = _Batch(engine, settings, batch_id, progress, tag or ModelTagger(engine, settings.home, began))
        batch.work_through(givens, task)
        seconds = time.monotonic() - started
        with writing(engine) as connection:
            twins.note(connection, batch_id)
            batches.finish(connection, batch_id, clock(), seconds)
            tally = batches.tally(connection, batch_id)
    outcomes = {outcome: tally.get(outcome, 0) for outcome in ("stored", "unchanged", "set_aside")}
    return Report(batch_id, round(seconds, 3), tally["pages"], **outcomes)


@dataclass(slots=True)
class _Taken:
    """One file on its way through a batch."""

    path: str
    folder: str | None
    sha256: str | None
    fresh: bool = False
    """Read in this batch, not known before."""
    problem: Problem | None = None


@dataclass(slots=True)
class _Root:
    """One path as given: its dossiers are put together once its last file is read."""

    name: str
    files: list[_Taken] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)
    complete: bool = False


@dataclass(slots=True)
class _Batch:
    """The state of one batch: which files are being read, and which paths still wait for some."""

    engine: Engine
    settings: Settings
    id: str
    progress: Progress
    tag: Tagger
    roots: list[_Root] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)
    """Contents that a worker has, with the path they came under."""
    paths: dict[str, int] = field(default_factory=dict)

    def work_through(self, givens: Iterable[Given], task: Task) -> None:
        scratch = (self.settings.home / SCRATCH).resolve()  # LibreOffice takes its folders as addresses
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(mode=0o700)
        limits = Limits(self.settings.timeout, ADDRESS_SPACE, scratch)
        done_ones = run(task, self._jobs(givens), workers=self.settings.workers, limits=limits)
        with closing(done_ones):  # type: ignore[type-var]
            for done in done_ones:
                self._store(done)
                self._finish_roots()
        self._finish_roots()

    def _jobs(self, givens: Iterable[Given]) -> Iterator[Job]:
        """The files that need reading; everything else that was given is settled on the way."""
        for given in givens:
            if not self.roots or self.roots[-1].name != given.root:
                self._close_root()
                self.roots.append(_Root(given.root))
            job = self._take(given, self.roots[-1])
            if job is not None:
                yield job
        self._close_root()

    def _close_root(self) -> None:
        if self.roots:
            self.roots[-1].complete = True
            self._finish_roots()

    def _take(self, given: Given, root: _Root) -> Job | None:
        sha256 = hashlib.sha256(given.data).hexdigest() if given.data or not given.problem else None
        taken = _Taken(self._unique(given.path), given.folder, sha256, problem=given.problem)
        root.files.append(taken)
        if sha256 is None or given.problem is not None:
            self.progress.advance(0)
            return None
        if sha256 in self.asked:
            root.waiting.add(sha256)
            return None
        file = keeping.known(self.engine, sha256, self.settings.ocr, again=given.again)
        if file is not None:
            self.progress.advance(file.pages)
            return None
        room.need(self.settings.home, len(given.data))
        keep_original(self.settings.home, given.data)
        if isinstance(self.tag, ModelTagger):
            self.tag.expect()
        taken.fresh = True
        root.waiting.add(sha256)
        self.asked[sha256] = taken.path
        order = {
            "sha256": sha256,
            "name": taken.path,
            "path": str(original_path(self.settings.home, sha256).resolve()),
            "ocr": self.settings.ocr,
        }
        kind: Kind = "office" if sniff.media_type(given.data) in OFFICE else "reader"
        return Job(sha256, json.dumps(order).encode(), cpu_seconds(len(given.data)), kind)

    def _unique(self, path: str) -> str:
        """Two entries of an archive may come out under one name; each file given is accounted for by itself."""
        self.paths[path] = count = self.paths.get(path, 0) + 1
        return path if count == 1 else f"{path} ({count})"

    def _store(self, done: Done) -> None:
        path = self.asked.pop(done.key)
        try:
            file = keeping.keep_reading(self.engine, done, self.settings.ocr)
        except ValueError as error:  # no result, or one that fits no row: the file's trouble, not the batch's
            failed = done if done.failure else replace(done, failure="defect", detail=str(error))
            data = original_path(self.settings.home, done.key).read_bytes()
            file = keeping.keep_failure(self.engine, done.key, data, problem_of(failed, path), self.settings.ocr)
        self.progress.advance(file.pages)
        for root in self.roots:
            root.waiting.discard(done.key)

    def _finish_roots(self) -> None:
        """Put the dossiers of every path together whose files are all read."""
        for root in [root for root in self.roots if root.complete and not root.waiting]:
            self.roots.remove(root)
            self._finish(root)

    def _finish(self, root: _Root) -> None:
        given = [(taken.path, taken.folder, None if taken.problem else taken.sha256) for taken in root.files]
        fresh = {taken.path for taken in root.files if taken.fresh}
        members = keeping.members(self.engine, given)
        by_manifest = sort_out(members, keeping.manifests(self.engine, members))
        groups = by_manifest.groups + group(by_manifest.rest, self.settings.grouping)
        placed = keeping.keep_dossiers(self.engine, groups, self.settings.season, self.tag, fresh)
        with writing(self.engine) as connection:
            hashes = [taken.sha256 for taken in root.files if taken.sha256]
            seen = files.files(connection, hashes)
            rows = [self._outcome(root, taken, seen, placed) for taken in root.files]
            for row in rows:
                row.problems = [*row.problems, *map(stored_problem, by_manifest.problems.get(row.path, ()))]
            put(connection, rows)

    def _outcome(self, root: _Root, taken: _Taken, seen: dict[str, SourceFile], placed: dict[str, str]) -> BatchFile:
        file = None if taken.problem or taken.sha256 is None else seen[taken.sha256]
        outcome: Outcome = "stored" if taken.fresh else "unchanged"
        if file is None or file.state != "read":
            outcome = "set_aside"
        return BatchFile.model_validate(
            {
                "batch_id": self.id,
                "path": taken.path,
                "root": root.name,
                "folder": taken.folder,
                "sha256": taken.sha256,
                "outcome": outcome,
                "dossier_id": placed.get(taken.path),
                "pages": file.pages if file else 0,
                "origin": file.origin if file and file.state == "read" else None,
                "problems": file.problems if file else [stored_problem(taken.problem)] if taken.problem else [],
            }
        )
