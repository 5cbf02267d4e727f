"""Which taxonomies there are: the sectors, those that come with the program, and those that a home has beside them."""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from classify.labels import own_labels, read_labels
from classify.taxonomy import SHIPPED, Taxonomy, load_sectors, load_taxonomy
from models.data import DataError
from models.tables import SECTORS
from pipeline.errors import CommandError, NotFoundError
from store import models as stored
from store.engine import reading

FOLDER = "taxonomies"
"""Folder of the home: `<id>.yaml`, and `<id>.csv` with labels."""


def every(home: Path) -> dict[str, Taxonomy]:
    """All but the sectors', by id. Raises: CommandError for a file in the home that cannot be used."""
    files = [*sorted(SHIPPED.glob("*.yaml")), *sorted((home / FOLDER).glob("*.yaml"))]
    return {taxonomy.id: taxonomy for taxonomy in map(_loaded, files)}


def chosen(home: Path, words: str | None) -> Taxonomy:
    """The sectors when nothing is asked for, else the taxonomy of this id, else the one in this file.

    A file and the labels beside it (`x.csv` beside `x.yaml`) are kept in the home: from then on its id is enough.
    Raises: NotFoundError; CommandError for a file that cannot be used or takes the id of one of the program's own.
    """
    if words is None or words == SECTORS:
        return load_sectors()
    known = every(home)
    if words in known:
        return known[words]
    file = Path(words)
    if file.suffix != ".yaml" or not file.is_file():
        raise NotFoundError("no-taxonomy", words=words, ids=", ".join(sorted({SECTORS, *known})))
    return _kept(home, _loaded(file))


def tagging(connection: Connection, home: Path) -> list[Taxonomy]:
    """Those that tag what is taken in: the sectors, the current ones, and those somebody trained or tagged by here."""
    asked = stored.taxonomies(connection)
    return [load_sectors(), *(one for one in every(home).values() if one.current or one.id in asked)]


def listing(engine: Engine, home: Path) -> list[dict[str, Any]]:
    """Every taxonomy in a few words: how many classes and labels, and whether it tags what is taken in here."""
    with reading(engine) as connection:
        used = {taxonomy.id for taxonomy in tagging(connection, home)}
    return [
        {
            "id": one.id,
            **{key: getattr(one, key) for key in ("title_id", "title_en", "status")},
            "classes": len(one.sectors),
            "labels": sum(not label.weak for label in read_labels(one.labels)) if one.labels else 0,
            "tags": one.id in used,
        }
        for one in (load_sectors(), *every(home).values())
    ]


def _kept(home: Path, taxonomy: Taxonomy) -> Taxonomy:
    folder = home / FOLDER
    if taxonomy.id == SECTORS or (SHIPPED / f"{taxonomy.id}.yaml").exists():
        raise CommandError("taxonomy-taken", id=taxonomy.id)
    folder.mkdir(parents=True, exist_ok=True)
    if taxonomy.labels:
        shutil.copyfile(taxonomy.labels, folder / f"{taxonomy.id}.csv")
    else:
        (folder / f"{taxonomy.id}.csv").unlink(missing_ok=True)
    target = folder / f"{taxonomy.id}.yaml"
    shutil.copyfile(taxonomy.file, target)
    return _loaded(target)


def _loaded(file: Path) -> Taxonomy:
    try:
        labels = file.with_suffix(".csv")
        return _load(file, file.stat().st_mtime_ns, labels.stat().st_mtime_ns if labels.exists() else 0)
    except (DataError, OSError) as error:
        raise CommandError("bad-taxonomy", detail=str(error)) from error


@lru_cache(maxsize=64)
def _load(file: Path, changed: int, labels_changed: int) -> Taxonomy:
    """Read again once the file or its labels have changed."""
    taxonomy = load_taxonomy(file)
    own_labels(taxonomy)  # a label that is no class of it is told before anything is kept
    return taxonomy
