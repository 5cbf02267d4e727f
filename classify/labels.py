"""The shipped labels: real innovations whose class a person set, and which of them only measure."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from classify.taxonomy import INNOVATIONS, Taxonomy
from models.data import DataError
from models.sector import LabelledInnovation, SectorInput

FROZEN_TENTHS = 3
"""Of ten publishers about this many are held out."""


def read_labels(path: Path = INNOVATIONS) -> tuple[LabelledInnovation, ...]:
    """Every row of a label file, in its order, weak ones marked.

    Columns: name and sector (a class's slug, or empty where none fits); where there are any also id, expansion, opd,
    region, source_url, sector_basis. Others are ignored. Raises: DataError where a column is missing.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    missing = {"name", "sector"} - set(rows[0] if rows else ("name", "sector"))
    if missing:
        raise DataError(path.name, 1, f"kolom yang kurang: {', '.join(sorted(missing))}")
    return tuple(_label(row) for row in rows)


def _label(row: Mapping[str, str | None]) -> LabelledInnovation:
    """A row of the file; a cell that is not there is empty."""
    cells = {key: (value or "").strip() for key, value in row.items() if isinstance(value, str)}
    name, *others = (cells.get(key, "") for key in ("name", "expansion", "opd", "region"))
    return LabelledInnovation(
        SectorInput(name, *others),
        slug=cells.get("sector", ""),
        source=cells.get("source_url", "") or cells.get("id", "") or name,
        weak=cells.get("sector_basis", "") == "weak",
    )


def labels_of(taxonomy: Taxonomy) -> tuple[LabelledInnovation, ...]:
    """The labels that come with a taxonomy, and under one that is not the sectors' also those of the sectors.

    An innovation that somebody labelled under the taxonomy itself counts once, as they labelled it.
    """
    if taxonomy.labels == INNOVATIONS:
        return read_labels()
    own = own_labels(taxonomy)
    seen = {_same(label) for label in own}
    return (*own, *(replace(label, derived=True) for label in read_labels() if _same(label) not in seen))


def own_labels(taxonomy: Taxonomy) -> tuple[LabelledInnovation, ...]:
    """Those that somebody gave under this taxonomy. Raises: DataError with the line of one that is no class of it."""
    own = read_labels(taxonomy.labels) if taxonomy.labels else ()
    for line, label in enumerate(own, start=2):
        if taxonomy.labels and label.slug not in (*taxonomy.slugs, ""):
            raise DataError(taxonomy.labels.name, line, f"kelas yang tidak dikenal: {label.slug}")
    return own


def for_taxonomy(labels: Iterable[LabelledInnovation], taxonomy: Taxonomy) -> tuple[LabelledInnovation, ...]:
    """The labels that train and score under a taxonomy: weak ones left out, slugs mapped onto its classes.

    A label whose slug is a class of the taxonomy keeps it; else the class that lists the slug among its `affairs`.
    """
    slugs = taxonomy.slugs
    kept = []
    for label in labels:
        position = slugs.index(label.slug) if label.slug in slugs else taxonomy.by_affair.get(label.slug)
        if not label.weak and position is not None:
            kept.append(replace(label, slug=slugs[position]))
    return tuple(kept)


def measuring(labels: Sequence[LabelledInnovation]) -> list[LabelledInnovation]:
    """Those that say how right a model is: the ones somebody labelled under this taxonomy, else all of them."""
    return [label for label in labels if not label.derived] or list(labels)


def publisher(label: LabelledInnovation) -> str:
    """Who printed it: the host of the source's address, or the source itself when it is none."""
    return urlsplit(label.source).hostname or label.source


def is_frozen(label: LabelledInnovation) -> bool:
    """Whether a shipped label belongs to the frozen test part: by publisher, by hash, decided once for all."""
    digest = hashlib.sha256(publisher(label).encode()).hexdigest()
    return not label.confirmed and int(digest, 16) % 10 < FROZEN_TENTHS


def split(labels: Sequence[LabelledInnovation]) -> tuple[list[LabelledInnovation], list[LabelledInnovation]]:
    """(open part, frozen part). What the frozen part also holds (same name and region) leaves the open part."""
    frozen = [label for label in labels if is_frozen(label)]
    seen = {_same(label) for label in frozen}
    return [label for label in labels if not is_frozen(label) and _same(label) not in seen], frozen


def _same(label: LabelledInnovation) -> tuple[str, str]:
    return label.input.name.casefold(), label.input.region.casefold()
