"""Training: from nothing, from people, and the same twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from classify.cache import SEED
from classify.gate import compare
from classify.model import SectorModel
from classify.predict import predict
from classify.taxonomy import SHIPPED, Taxonomy, load_taxonomy
from classify.train import train
from models.sector import LabelledInnovation, SectorInput

Parts = tuple[list[LabelledInnovation], list[LabelledInnovation]]


def test_a_taxonomy_alone_is_enough_to_start_with(taxonomy: Taxonomy) -> None:
    model = train((), taxonomy, SEED)
    found = predict([SectorInput("Uji Kir Keliling", "", "Dishub")], model)[0]
    assert (found.top[0].slug, model.trained_on) == ("perhubungan", 0)


def test_a_taxonomy_of_two_classes_works_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "tema.yaml"
    text = "sectors:\n- {id: air, name_id: Air, keywords: [sumur]}\n- {id: api, name_id: Api, keywords: [hidran]}\n"
    path.write_text(text, encoding="utf-8")
    model = train((), load_taxonomy(path), SEED)
    assert [choice.slug for choice in predict([SectorInput("Sumur Kita")], model)[0].top] == ["air", "api"]


@pytest.mark.slow
def test_the_kipp_categories_are_tagged_from_data_alone(parts: Parts) -> None:
    model = train(parts[0], load_taxonomy(SHIPPED / "kipp-2021.yaml"), SEED)
    found = predict([SectorInput("Panen Padi", "Petani Dampingi Petani", "Distan")], model)[0]
    assert found.top[0].slug == "ketahanan_pangan"


@pytest.mark.slow
def test_the_same_labels_give_the_same_model(model: SectorModel, parts: Parts, taxonomy: Taxonomy) -> None:
    again = train(parts[0], taxonomy, SEED)
    assert np.array_equal(again.linear.coef, model.linear.coef)
    assert np.array_equal(again.weights, model.weights)
    assert again.level == model.level


@pytest.mark.slow
def test_what_people_confirm_changes_the_tag(model: SectorModel, parts: Parts, taxonomy: Taxonomy) -> None:
    item = SectorInput("Zumbalaya", "Zumbalaya Wirogunan", "", "Kota Contoh")
    confirmed = [
        LabelledInnovation(replace(item, name=f"Zumbalaya {at}"), "kehutanan", f"review:{at}", confirmed=True)
        for at in range(3)
    ]
    assert predict([item], model)[0].top[0].slug != "kehutanan"
    learned = train([*parts[0], *confirmed], taxonomy, SEED)
    assert predict([item], learned)[0].top[0].slug == "kehutanan"
    assert learned.confirmed == 3


@pytest.mark.slow
def test_labels_that_mislead_are_found_worse(parts: Parts, taxonomy: Taxonomy) -> None:
    misled = [
        replace(label, slug="transmigrasi", source=f"review:{at}", confirmed=True)
        for at, label in enumerate(parts[0][:200])
    ]
    assert compare((), misled, taxonomy).worse
    assert not compare((), (), taxonomy).worse
