"""What a command is given: paths with or without a manifest, or what was set aside once more."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from models.problem import Problem
from models.tables import BatchFile
from pipeline import intake
from pipeline.bounds import ADDRESS_SPACE, cpu_seconds
from pipeline.errors import CommandError
from pipeline.failures import problem_of
from pipeline.intake import Given
from pipeline.reading import unpack_reading
from pipeline.settings import Settings
from pipeline.worker_entry import READ
from pipeline.workers import Job, Limits, run
from store.originals import original_path


def given(paths: Sequence[Path], settings: Settings) -> Iterator[Given]:
    """What is under these paths, the manifest first; one with a manifest is one lot, put together when all is read.

    A path that is not there has its outcome like any other.
    Raises: CommandError when none of them is there, or the manifest says nothing.
    """
    if not any(path.exists() or path.is_symlink() for path in paths):
        raise CommandError("no-such-path", paths=", ".join(map(intake.shown, paths)))
    if settings.manifest is None:
        return intake.walk(paths, settings.home)
    check_manifest(settings.manifest, settings)
    together = intake.shown(settings.manifest)
    return (replace(one, root=together) for one in intake.walk([settings.manifest, *paths], settings.home))


def check_manifest(path: Path, settings: Settings) -> None:
    """Read it once in a worker of its own. Raises: CommandError when it is none, or cannot be read."""
    order = {"sha256": "", "name": path.name, "path": str(path.resolve())}
    job = Job("", json.dumps(order).encode(), cpu_seconds(path.stat().st_size))
    done = next(run(READ, iter([job]), workers=1, limits=Limits(settings.timeout, ADDRESS_SPACE)))
    if done.result is None:
        raise CommandError("manifest-unread", file=path, detail=problem_of(done, path.name).message)
    columns, findings = unpack_reading(done.result)
    if columns["state"] != "read":
        raise CommandError("manifest-unread", file=path, detail=columns["problems"][0]["message"])
    if not any(row["kind"] == "manifest.file" for row in findings):
        raise CommandError("manifest-heads", file=path)


def again(home: Path, rows: Sequence[BatchFile]) -> Iterator[Given]:
    """Files of earlier batches once more: from the originals where we kept them, else from where they lay."""
    for row in rows:
        try:
            data = original_path(home, row.sha256).read_bytes() if row.sha256 else Path(row.path).read_bytes()
        except NotADirectoryError:  # within an archive that did not give it away
            yield Given(row.root, row.path, row.folder, problem=Problem(**row.problems[0], file=row.path))
        except OSError:
            walked = intake.walk([Path(row.path)], home)
            yield from (replace(one, root=row.root, folder=one.folder or row.folder) for one in walked)
        else:
            yield from (replace(given, again=True) for given in intake.open_given(row.root, row.path, row.folder, data))
