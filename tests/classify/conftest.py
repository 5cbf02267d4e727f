"""One model for all tests of this folder: trained once on the shipped labels that may be trained on."""

from __future__ import annotations

import pytest

from classify.cache import SEED
from classify.labels import for_taxonomy, read_labels, split
from classify.model import SectorModel
from classify.reading import Reader
from classify.taxonomy import Taxonomy, load_sectors
from classify.train import train
from models.sector import LabelledInnovation


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    return load_sectors()


@pytest.fixture(scope="session")
def reader(taxonomy: Taxonomy) -> Reader:
    return Reader(taxonomy)


@pytest.fixture(scope="session")
def parts(taxonomy: Taxonomy) -> tuple[list[LabelledInnovation], list[LabelledInnovation]]:
    return split(for_taxonomy(read_labels(), taxonomy))


@pytest.fixture(scope="session")
def model(taxonomy: Taxonomy, parts: tuple[list[LabelledInnovation], list[LabelledInnovation]]) -> SectorModel:
    return train(parts[0], taxonomy, SEED, fingerprint="test")
