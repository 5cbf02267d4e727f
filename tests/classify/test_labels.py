"""Which labels train, which only measure."""

from __future__ import annotations

from dataclasses import replace

from classify.folds import NATIONWIDE, by_region, by_source
from classify.labels import for_taxonomy, is_frozen, labels_of, measuring, publisher, read_labels, split
from classify.taxonomy import SHIPPED, Taxonomy, load_taxonomy
from models.sector import LabelledInnovation, SectorInput

Parts = tuple[list[LabelledInnovation], list[LabelledInnovation]]


def test_every_shipped_label_is_a_sector(taxonomy: Taxonomy) -> None:
    assert {label.slug for label in read_labels()} <= set(taxonomy.slugs)


def test_weak_rows_neither_train_nor_score(taxonomy: Taxonomy) -> None:
    weak = [label for label in read_labels() if label.weak]
    assert weak
    assert for_taxonomy(weak, taxonomy) == ()


def test_no_publisher_is_on_both_sides_of_the_frozen_line(parts: Parts) -> None:
    known, frozen = parts
    assert {publisher(label) for label in known}.isdisjoint(publisher(label) for label in frozen)


def test_an_innovation_of_the_frozen_part_is_not_trained_on_by_another_name_of_its_source() -> None:
    label = next(label for label in read_labels() if is_frozen(label) and not label.weak)
    again = replace(label, source="review:1", confirmed=True)
    known, frozen = split([label, again])
    assert (known, frozen) == ([], [label])


def test_a_confirmed_label_is_never_frozen() -> None:
    assert not any(is_frozen(replace(label, confirmed=True)) for label in read_labels())


def test_folds_share_neither_source_nor_region(parts: Parts) -> None:
    known, _ = parts
    for folds in (by_source, by_region):
        for train, held_out in folds(known):
            assert {known[at].source for at in train}.isdisjoint(known[at].source for at in held_out)
            regions = {known[at].input.region for at in train} & {known[at].input.region for at in held_out}
            assert regions <= NATIONWIDE


def test_folds_hold_out_every_label_once(parts: Parts) -> None:
    known, _ = parts
    for folds in (by_source, by_region):
        assert sorted(at for _, held_out in folds(known) for at in held_out) == list(range(len(known)))


def test_an_innovation_labelled_under_a_taxonomy_does_not_count_again_by_its_sector() -> None:
    kipp = load_taxonomy(SHIPPED / "kipp-2025.yaml")
    labels = labels_of(kipp)
    own = {(label.input.name, label.input.region) for label in labels if not label.derived}
    derived = [(label.input.name, label.input.region) for label in labels if label.derived]
    assert len(own) == 160
    assert own.isdisjoint(derived)
    assert len(labels) == len(read_labels())


def test_only_own_labels_measure_where_there_are_any() -> None:
    own = LabelledInnovation(SectorInput("A"), "x", "s")
    derived = replace(own, derived=True)
    assert measuring([own, derived]) == [own]
    assert measuring([derived]) == [derived]


def test_a_sector_label_becomes_the_category_that_covers_it() -> None:
    kipp = load_taxonomy(SHIPPED / "kipp-2021.yaml")
    label = LabelledInnovation(SectorInput("Panen Raya"), "pertanian", "contoh")
    assert [mapped.slug for mapped in for_taxonomy([label], kipp)] == ["ketahanan_pangan"]
