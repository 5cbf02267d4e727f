"""`python -m benchmarks.fit_alignment [--write]`: fit the pair model of extract/align.py and report on unseen pairs.

True pairs of classify/data/innovations.csv stand against pairs with a long form of another innovation (Ab3P's idea: the
shuffled pairs are the calibration data). Innovations are split in two halves by name; one fits, the other reports. With
`--write` the weights, and the calibration measured on the other half, replace those of acronym_alignment.yaml.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from extract.align import FloatArray, fit

ROOT = Path(__file__).parent.parent
PAIRS = ROOT / "classify" / "data" / "innovations.csv"
MODEL = ROOT / "extract" / "lexicons" / "acronym_alignment.yaml"
SEED, SHUFFLED = 7, 20
BARS = (0.3, 0.5, 0.65, 0.8, 0.9)
BINS = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Sample:
    """Pairs of one half: marks, shape (n, k); truth, 1 for a true pair; the length of each name."""

    marks: FloatArray
    truth: FloatArray
    lengths: FloatArray

    @property
    def weights(self) -> FloatArray:
        """True and shuffled pairs weigh the same together: a prior of one half."""
        each: FloatArray = np.where(self.truth == 1, 0.5 / self.truth.sum(), 0.5 / (1 - self.truth).sum())
        return each * len(self.truth)


def halves() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The pairs whose long form reads the letters, in two halves; pairs of one name stay together."""
    with PAIRS.open(encoding="utf-8") as file:
        pairs = [(row["name"], row["expansion"]) for row in csv.DictReader(file) if row["expansion_kind"] == "acronym"]
    names = sorted({name.casefold() for name, _ in pairs})
    random.Random(SEED).shuffle(names)
    first = set(names[: len(names) // 2])
    return (
        [pair for pair in pairs if pair[0].casefold() in first],
        [pair for pair in pairs if pair[0].casefold() not in first],
    )


def sample(pairs: Sequence[tuple[str, str]], names: Sequence[str]) -> Sample:
    """Each pair, and its name with the long forms of others."""
    rng = random.Random(SEED)
    marks, truth, lengths = [], [], []
    for name, long in pairs:
        others = [other for _, other in rng.sample(list(pairs), SHUFFLED + 1) if other != long][:SHUFFLED]
        for text, label in [(long, 1.0), *((other, 0.0) for other in others)]:
            found = fit(name, text).marks
            marks.append([found[mark] for mark in names])
            truth.append(label)
            lengths.append(float(len(re.sub(r"\W", "", name))))
    return Sample(np.array(marks), np.array(truth), np.array(lengths))


def report(probability: FloatArray, held: Sample) -> list[str]:
    """What the held-out half says: area under the curve, recall and false accepts at each bar, by length."""
    lines = [f"AUC {roc_auc_score(held.truth, probability):.4f} on {int(held.truth.sum())} true pairs"]
    for low, high in ((1, 4), (5, 8), (9, 99)):
        chosen = (held.lengths >= low) & (held.lengths <= high)
        for bar in BARS:
            recall = np.mean(probability[chosen & (held.truth == 1)] >= bar)
            false = np.mean(probability[chosen & (held.truth == 0)] >= bar)
            lines.append(f"  {low:2d}-{high:2d} letters, bar {bar:.2f}: recall {recall:.3f}, false {false:.3f}")
    return lines


def calibration(probability: FloatArray, held: Sample) -> list[tuple[float, float, float]]:
    """For each bin of the probability: its upper edge, the mean said, the share of true pairs at equal priors."""
    table = []
    for low, high in pairwise(BINS):
        inside = (probability > low) & (probability <= high) if low else probability <= high
        weight = held.weights[inside]
        if weight.sum() > 0:
            said = float(np.average(probability[inside], weights=weight))
            seen = float(np.average(held.truth[inside], weights=weight))
            table.append((high, round(said, 3), round(seen, 3)))
    return table


def written(text: str, weights: dict[str, float], bias: float, table: list[tuple[float, float, float]]) -> str:
    """The model file with new weights and calibration; everything else as it was."""
    new = {
        "bias": f"{bias:.3f}",
        "weight": "{" + ", ".join(f"{name}: {value:.3f}" for name, value in weights.items()) + "}",
        "calibration": "[" + ", ".join(f"[{edge}, {said}, {seen}]" for edge, said, seen in table) + "]",
    }
    for key, value in new.items():
        text = re.sub(rf"(?m)^{key}: .*$", f"{key}: {value}", text)
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="store the weights and the calibration")
    arguments = parser.parse_args()
    fitting, reporting = halves()
    names = list(fit("Kopi", "Kotak Pintar").marks)
    known, held = sample(fitting, names), sample(reporting, names)
    model = LogisticRegression(C=1.0, max_iter=4000)
    model.fit(known.marks, known.truth, sample_weight=known.weights)
    probability: FloatArray = model.predict_proba(held.marks)[:, 1]
    table = calibration(probability, held)
    print("\n".join(report(probability, held)))
    print("\n".join(f"  said {said:.3f}, true {seen:.3f} (up to {edge})" for edge, said, seen in table))
    if arguments.write:
        weights = dict(zip(names, (float(value) for value in model.coef_[0]), strict=True))
        stored = written(MODEL.read_text(encoding="utf-8"), weights, float(model.intercept_[0]), table)
        MODEL.write_text(stored, encoding="utf-8")


if __name__ == "__main__":
    main()
