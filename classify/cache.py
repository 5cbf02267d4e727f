"""Trained at first use, then kept: one file of arrays a model, written by ourselves, named by what it was made from."""

from __future__ import annotations

import hashlib
import io
import json
import os
import platform
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from classify.estimators import Linear
from classify.features import Vocabulary
from classify.labels import labels_of
from classify.model import Example, SectorModel
from classify.reading import Reader
from classify.taxonomy import CUES, INNOVATIONS, SECTORS, Taxonomy, load_sectors
from classify.train import train
from classify.units import PATH as UNITS
from models.sector import LabelledInnovation

SEED = 20261124
LIBRARIES = ("numpy", "scipy", "scikit-learn")
_BROKEN = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, zlib.error)
"""What a file that is no whole model raises while it is read."""


def load_or_train(
    cache_dir: Path, extra: Sequence[LabelledInnovation] = (), taxonomy: Taxonomy | None = None
) -> SectorModel:
    """The model of the shipped labels and `extra` (confirmed ones), from `cache_dir` or trained into it.

    taxonomy: another one (KIPP categories, themes); None for the 42 sectors. A missing, foreign or damaged file of the
    cache is trained anew and replaced; a cache that cannot be written costs only time.
    """
    loaded = taxonomy or load_sectors()
    own = {loaded.file, loaded.labels or loaded.file} - {SECTORS, INNOVATIONS}
    fingerprint = fingerprint_of((*sorted(own), SECTORS, CUES, UNITS, INNOVATIONS), extra)
    path = cache_dir / f"{loaded.id}-{fingerprint[:16]}.npz"
    model = _load(path, loaded, fingerprint)
    if model is None:
        model = train((*labels_of(loaded), *extra), loaded, SEED, fingerprint=fingerprint)
        _save(path, model)
    return model


def fingerprint_of(data: Sequence[Path], extra: Sequence[LabelledInnovation] = ()) -> str:
    """SHA-256 of all that a model depends on: data files, extra labels, this package's code, library versions."""
    digest = hashlib.sha256()
    for part in _ingredients(data, extra):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _ingredients(data: Sequence[Path], extra: Sequence[LabelledInnovation]) -> Iterator[bytes]:
    for path in data:
        yield path.read_bytes()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        yield path.name.encode()
        yield path.read_bytes()
    yield " ".join(f"{name}={version(name)}" for name in LIBRARIES).encode()
    yield platform.python_version().encode()
    yield str(SEED).encode()
    for label in extra:
        yield json.dumps(astuple(label), ensure_ascii=False).encode()


def _save(path: Path, model: SectorModel) -> None:
    """Whole or not at all: a reader never sees half a file, and of two writers the last one wins."""
    text = {
        "fingerprint": model.fingerprint,
        "level": model.level,
        "trained_on": model.trained_on,
        "confirmed": model.confirmed,
        "features": list(model.vocabulary.columns),
        "slugs": list(model.taxonomy.slugs),
        "examples": [astuple(example) for example in model.examples],
    }
    buffer = io.BytesIO()
    rows = model.example_rows
    np.savez_compressed(
        buffer,
        text=np.frombuffer(json.dumps(text, ensure_ascii=False).encode(), dtype=np.uint8),
        idf=model.vocabulary.idf,
        coef=model.linear.coef,
        intercept=model.linear.intercept,
        weights=model.weights,
        data=rows.data,
        indices=rows.indices,
        indptr=rows.indptr,
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(buffer.getvalue())
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
    except OSError:
        return  # read-only or full: the model in memory is as good


def _load(path: Path, taxonomy: Taxonomy, fingerprint: str) -> SectorModel | None:
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            return _model({name: arrays[name] for name in arrays.files}, taxonomy, fingerprint)
    except _BROKEN:
        return None


def _model(arrays: Mapping[str, NDArray[Any]], taxonomy: Taxonomy, fingerprint: str) -> SectorModel | None:
    text = json.loads(arrays["text"].tobytes())
    features, examples = text["features"], tuple(Example(*row) for row in text["examples"])
    coef, intercept = arrays["coef"], arrays["intercept"]
    whole = (
        text["fingerprint"] == fingerprint
        and tuple(text["slugs"]) == taxonomy.slugs
        and coef.shape == (len(features), len(taxonomy.sectors))
        and intercept.shape == (len(taxonomy.sectors),)
        and arrays["idf"].shape == (len(features),)
    )
    if not whole:
        return None
    return SectorModel(
        taxonomy=taxonomy,
        vocabulary=Vocabulary({feature: column for column, feature in enumerate(features)}, arrays["idf"]),
        linear=Linear(coef, intercept),
        weights=arrays["weights"],
        level=float(text["level"]),
        examples=examples,
        example_rows=csr_matrix(
            (arrays["data"], arrays["indices"], arrays["indptr"]), shape=(len(examples), len(features))
        ),
        fingerprint=fingerprint,
        trained_on=int(text["trained_on"]),
        confirmed=int(text["confirmed"]),
        reader=Reader(taxonomy),
    )
