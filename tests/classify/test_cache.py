"""Trained once, kept as plain arrays, never trusted blindly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from classify import cache
from classify.cache import fingerprint_of, load_or_train
from classify.model import SectorModel
from classify.predict import predict
from classify.taxonomy import SECTORS
from models.sector import LabelledInnovation, SectorInput

ITEM = [SectorInput("Bank Sampah", "", "DLH")]


@pytest.fixture
def home(tmp_path: Path, model: SectorModel, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder; training is replaced by a model that is there, because these tests are about keeping."""

    def trained(*_: object, fingerprint: str) -> SectorModel:
        trainings.append(fingerprint)
        object.__setattr__(model, "fingerprint", fingerprint)
        return model

    trainings.clear()
    monkeypatch.setattr(cache, "train", trained)
    return tmp_path / "cache"


trainings: list[str] = []


def only_file(home: Path) -> Path:
    (path,) = home.iterdir()
    return path


def test_the_second_use_does_not_train(home: Path) -> None:
    first, second = load_or_train(home), load_or_train(home)
    assert len(trainings) == 1
    assert predict(ITEM, first) == predict(ITEM, second)


def test_a_new_confirmed_label_is_a_new_model(home: Path) -> None:
    load_or_train(home)
    load_or_train(home, [LabelledInnovation(ITEM[0], "lingkungan_hidup", "review:1", confirmed=True)])
    assert len(set(trainings)) == 2


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"not an archive", id="foreign"),
        pytest.param(b"\x80\x04\x95pickled", id="a pickle"),
    ],
)
def test_a_damaged_cache_is_trained_anew(home: Path, content: bytes) -> None:
    load_or_train(home)
    only_file(home).write_bytes(content)
    assert predict(ITEM, load_or_train(home))[0].top[0].slug == "lingkungan_hidup"
    assert len(trainings) == 2
    load_or_train(home)
    assert len(trainings) == 2


def test_a_truncated_cache_is_trained_anew(home: Path) -> None:
    load_or_train(home)
    path = only_file(home)
    path.write_bytes(path.read_bytes()[:-1000])
    load_or_train(home)
    assert len(trainings) == 2


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_cache_with_flipped_bytes_is_trained_anew(home: Path, share: float) -> None:
    load_or_train(home)
    path = only_file(home)
    content = bytearray(path.read_bytes())
    at = int(len(content) * share)
    content[at : at + 64] = bytes(byte ^ 0xFF for byte in content[at : at + 64])
    path.write_bytes(content)
    load_or_train(home)
    assert len(trainings) == 2


def test_objects_in_the_cache_are_never_unpickled(home: Path) -> None:
    load_or_train(home)
    path = only_file(home)
    with np.load(path) as arrays:
        content = {name: arrays[name] for name in arrays.files}
    content["coef"] = np.array([{"an": "object"}], dtype=object)
    np.savez(path, **content, allow_pickle=True)
    load_or_train(home)
    assert len(trainings) == 2


def test_arrays_that_do_not_fit_together_are_trained_anew(home: Path) -> None:
    load_or_train(home)
    path = only_file(home)
    with np.load(path) as arrays:
        content = {name: arrays[name] for name in arrays.files}
    content["idf"] = content["idf"][:-1]
    np.savez(path, **content)
    load_or_train(home)
    assert len(trainings) == 2


def test_a_cache_that_cannot_be_written_costs_only_time(home: Path) -> None:
    home.write_text("a file where the folder should be")
    assert predict(ITEM, load_or_train(home))[0].top[0].slug == "lingkungan_hidup"


def test_nothing_half_written_is_left_behind(home: Path) -> None:
    load_or_train(home)
    assert only_file(home).suffix == ".npz"


def test_the_fingerprint_follows_the_data(tmp_path: Path) -> None:
    other = tmp_path / "sectors.yaml"
    other.write_bytes(SECTORS.read_bytes() + b"\n# changed\n")
    assert fingerprint_of([SECTORS]) != fingerprint_of([other])
    assert fingerprint_of([SECTORS]) == fingerprint_of([SECTORS])


@pytest.mark.parametrize(
    ("module", "absent"),
    [("models.sector", "numpy"), ("classify.predict", "sklearn"), ("classify.cache", "sklearn")],
)
def test_a_light_module_stays_light(module: str, absent: str) -> None:
    code = f"import sys, {module}; sys.exit({absent!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=SECTORS.parents[2], check=False).returncode == 0
