"""Print how right the tags of a further taxonomy are: `python -m benchmarks.sector --taxonomy ID`."""

from __future__ import annotations

from collections import Counter

import numpy as np

from benchmarks.grouped import FIGURES, Unseen, intervals, publishers, unseen
from benchmarks.keyword_rules import taxonomy_scores
from classify.cache import SEED
from classify.estimators import linear_svc
from classify.folds import by_region, by_source
from classify.labels import for_taxonomy, labels_of, own_labels
from classify.measure import quality
from classify.predict import predict, sector_probabilities
from classify.taxonomy import SHIPPED, Taxonomy, load_taxonomy
from classify.train import train


def report(words: str) -> None:
    """Raises: OSError for a taxonomy that does not come with the program."""
    taxonomy = load_taxonomy(SHIPPED / f"{words}.yaml")
    labels = for_taxonomy(labels_of(taxonomy), taxonomy)
    own = [label for label in labels if not label.derived]
    print(f"{taxonomy.id}: {len(taxonomy.sectors)} classes; {taxonomy.status}")
    if not own:
        print("nobody labelled an innovation under it: not measured")
        return
    print(
        f"{len(own)} labels of {publishers(own)} publishers measure; {len(labels) - len(own)} derived ones only train"
    )
    folded = [("source", unseen(labels, taxonomy, by_source, linear_svc)),
              ("region", unseen(labels, taxonomy, by_region, linear_svc))]  # fmt: skip
    _table(folded, _baselines(taxonomy, folded[0][1]))
    _left_over(taxonomy)
    truth = np.asarray(folded[0][1].classes)
    print("labels a class: " + ", ".join(f"{slug} {(truth == at).sum()}" for at, slug in enumerate(taxonomy.slugs)))


def _table(folded: list[tuple[str, Unseen]], baselines: list[tuple[str, dict[str, float]]]) -> None:
    heads = [f"unseen {name}" for name, _ in folded]
    print(f"\n{'':18}" + "".join(f"{head:>15}{'95 % interval':>17}" for head in heads), end="")
    print("".join(f"{name:>20}" for name, _ in baselines))
    spreads = [intervals(found) for _, found in folded]
    for key in FIGURES:
        cells = ""
        for (_, found), spread in zip(folded, spreads, strict=True):
            low, high = spread[key]
            cells += f"{getattr(found.quality, key):>15.3f}{f'{low:.3f} - {high:.3f}':>17}"
        cells += "".join(f"{other[key]:>20.3f}" if key in other else f"{'-':>20}" for _, other in baselines)
        print(f"{key:18}{cells}")
    best = folded[0][1]
    print(f"macro-F1 over the {best.quality.classes} classes with five labels; level {best.level:.2f}")


def _baselines(taxonomy: Taxonomy, found: Unseen) -> list[tuple[str, dict[str, float]]]:
    """Without a label of its own, by counting keywords, and by always saying the most frequent class."""
    inputs = [label.input for label in found.labels]
    kept = {(label.input.name, label.input.region) for label in own_labels(taxonomy)}
    derived = [
        label
        for label in for_taxonomy(labels_of(taxonomy), taxonomy)
        if label.derived and (label.input.name, label.input.region) not in kept
    ]
    shares = taxonomy_scores(inputs, taxonomy)
    often = Counter(found.classes).most_common(1)[0][1] / len(found.classes)
    parts = [
        ("no label of its own", sector_probabilities(inputs, train(derived, taxonomy, SEED))),
        ("keyword rules", shares / np.maximum(shares.sum(axis=1, keepdims=True), 1)),
    ]
    reached = [(name, quality(confidence, found.classes, 1.1)) for name, confidence in parts]
    firsts = ("top1", "top3", "macro_f1")
    rows = [(name, {key: float(getattr(one, key)) for key in firsts}) for name, one in reached]
    return [*rows, ("most frequent", {"top1": often})]


def _left_over(taxonomy: Taxonomy) -> None:
    """Innovations that the labeller found to fit no class: a tag on one of them is wrong."""
    none = [label.input for label in own_labels(taxonomy) if not label.slug]
    if none:
        model = train(labels_of(taxonomy), taxonomy, SEED)
        tagged = sum(not one.abstained for one in predict(none, model, explain=False))
        print(f"{len(none)} more fit no class; {tagged} of them are tagged all the same")
