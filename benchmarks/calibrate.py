"""Make the table that turns the scores of rules into probabilities, and show how far these hold.

    python -m benchmarks.calibrate                 per rule n, right and probability; then reliability on the test part
    python -m benchmarks.calibrate --write         also store the table in extract/lexicons/calibration.yaml
    python -m benchmarks.calibrate --home DIR      also learn from what people settled in that home

The table is made of the tune part of the gold corpus, the shipped samples, and true pairs of name and long form against
shuffled ones; the test part is only held against it. Takes some minutes, mostly OCR. Background: docs/confidence.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from benchmarks.accuracy import Corpus, read_corpus
from benchmarks.calibration_fit import Reliability, Said, Table, bins, fitted, left_out, probability, reliability
from benchmarks.calibration_truth import Observation, decided, observed
from benchmarks.fit_alignment import halves
from benchmarks.make_gold import write_gold
from extract.align import fit
from extract.calibration import calibration_of
from pipeline.demo import SAMPLES, sample_paths
from pipeline.home import open_home
from pipeline.ingest import ingest
from pipeline.progress import Silent
from pipeline.settings import Settings

TABLE = Path(__file__).parent.parent / "extract" / "lexicons" / "calibration.yaml"
SOURCE = "benchmarks/gold (part tune), samples/, classify/data/innovations.csv (true and shuffled pairs)"
PAIRS = "align.pairs/1"
BELIEVED = 0.65
"""Pairs that the aligner gives less are never taken for explained (extract/fields/innovation_pairs.py)."""
_HEAD = """# What the score of each rule is worth: how often its values were right, drawn to its field if seen seldom.
# Made by `python -m benchmarks.calibrate --write`, never by hand; what it means and how to read it: docs/confidence.md.
"""
Told = tuple[Observation, float]
"""A value with its truth, and the probability it was given."""


def samples_gold() -> dict[str, Any]:
    """The expected values of the shipped samples, by stem."""
    return {
        path.name.removesuffix(".expected.json"): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(SAMPLES.glob("*.expected.json"))
    }


def pairs() -> Iterator[Observation]:
    """Names with their own long form and with another's, where the aligner would believe them: one of each a name."""
    _, held = halves()
    shuffled = [long for _, long in held[1:] + held[:1]]
    for (name, long), other in zip(held, shuffled, strict=True):
        for text, right in ((long, True), (other, other == long)):
            score = fit(name, text).probability
            if score >= BELIEVED:
                yield Observation("acronym", PAIRS, score, 1.0, right, "pairs", "acronyms")


def material(engine: Engine, corpus: Corpus, homes: Sequence[Path]) -> dict[str, list[Observation]]:
    """Values with their truth: `made` is what the table is made of, `test` what it is held against."""
    made = observed(engine, {**corpus.entries("tune", None), **samples_gold()}) + list(pairs())
    for home in homes:
        made += decided(open_home(Settings(home=home)))
    return {"made": made, "test": observed(engine, corpus.entries("test", None))}


def show_rules(table: Table) -> None:
    print(f"{'kind':22} {'rule':42} {'n':>5} {'right':>6} {'probability':>12}")
    for kind, field in table["kinds"].items():
        for rule, line in field["rules"].items():
            basis = "" if line["n"] >= table["measured_from"] else "  prior"
            print(f"{kind:22} {rule:42} {line['n']:5} {line['right']:6} {line['probability']:12.3f}{basis}")
        line = field["prior"]
        print(f"{kind:22} {'(any other rule)':42} {line['n']:5} {line['right']:6} {line['probability']:12.3f}")
    line = table["default"]
    print(f"{'(any other kind)':22} {'':42} {line['n']:5} {line['right']:6} {line['probability']:12.3f}")


def show_reliability(title: str, told: Sequence[Told]) -> None:
    """Per field: how many, the share that is right, what is said and by how much it errs, before and after."""
    columns = " ".join(f"{word:>6}" for word in ("n", "right", "score", "ECE", "loss", "prob.", "ECE", "loss"))
    print(f"\n{title}\n{'field':14} {columns}")
    for field in [*sorted({one.field for one, _ in told}), "all"]:
        mine = [(one, p) for one, p in told if field in {"all", one.field}]
        before = reliability((one.score * one.trust, one.right) for one, _ in mine)
        after = reliability(_said(mine))
        print(f"{field:14} {after.n:6} {after.right:6.3f} {_columns(before)} {_columns(after)}")
    print("  said   right      n")
    for n, said, right in bins(_said(told)):
        print(f"  {said:.3f}  {right:.3f}  {n:5}")


def _said(told: Sequence[Told]) -> list[Said]:
    return [(p, one.right) for one, p in told]


def _columns(figure: Reliability) -> str:
    return f"{figure.said:6.3f} {figure.error:6.3f} {figure.loss:6.3f}"


def show_all(found: Mapping[str, list[Observation]], table: Table) -> None:
    show_rules(table)
    show_reliability("made of these; each layout as a table made without it has it", left_out(found["made"]))
    made = calibration_of(table)
    for title, scanned in (("test, read without OCR", False), ("test, read by OCR", True)):
        values = [one for one in found["test"] if (one.trust < 1.0) == scanned]
        show_reliability(title, [(one, probability(one, made)) for one in values])


def written(table: Table, day: date, source: str) -> str:
    """The table as its file."""
    lines = [
        f"{_HEAD}schema_version: 1",
        f"date: {day.isoformat()}",
        f'source: "{source}"',
        "status: measured",
        f"measured_from: {table['measured_from']}",
        f"default: {_flow(table['default'])}",
        "kinds:",
    ]
    for kind, field in table["kinds"].items():
        lines += [f"  {kind}:", f"    prior: {_flow(field['prior'])}", "    rules:"]
        lines += [f"      {rule}: {_flow(line)}" for rule, line in field["rules"].items()]
    return "\n".join(lines) + "\n"


def _flow(line: Mapping[str, float]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in line.items()) + "}"


def run(options: argparse.Namespace, work: Path) -> None:
    folder = options.gold or work / "gold"
    if options.gold is None:
        write_gold(folder, ["tune", "test"])
    corpus = read_corpus(folder, ["tune", "test"])
    settings = Settings(home=work / "home", workers=options.workers)
    report = ingest([*corpus.paths(None), *sample_paths()], settings, lambda: datetime.now(UTC), Silent())
    print(f"{report.stored} files, {report.pages} pages, {report.set_aside} set aside, {report.seconds:.0f} s\n")
    found = material(open_home(settings), corpus, options.home)
    table = fitted(found["made"])
    show_all(found, table)
    if options.write:
        source = SOURCE + (", decisions of people" if options.home else "")
        TABLE.write_text(written(table, datetime.now(UTC).date(), source), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="store the table")
    parser.add_argument("--home", type=Path, action="append", default=[], help="a home where people settled values")
    parser.add_argument("--gold", type=Path, help="a folder that benchmarks.make_gold wrote; else it is made anew")
    parser.add_argument("--workers", type=int, default=2)
    with tempfile.TemporaryDirectory(prefix="berkas-calibrate-") as work:
        run(parser.parse_args(), Path(work))
    return 0


if __name__ == "__main__":
    sys.exit(main())
