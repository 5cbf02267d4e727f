"""Measure what is read: precision, recall and F1 per field on the gold corpus, by part, digital and scanned apart.

    python -m benchmarks.accuracy                       tune and test; about three minutes on two cores, mostly OCR
    python -m benchmarks.accuracy --digital             only dossiers without a scan; half a minute
    python -m benchmarks.accuracy --misses              also each miss and false finding of the tune part
    python -m benchmarks.accuracy --part fresh          the part that is held back: figures only, outside the comparison
    python -m benchmarks.accuracy --compare benchmarks/accuracy/main.json
    python -m benchmarks.accuracy --store benchmarks/accuracy/main.json

`--compare` prints gains and losses against stored figures, and exits with 1 when a figure lost more than a point that
no line of `benchmarks/accuracy/notes.md` explains. What the figures mean: docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from sqlalchemy import Engine

from benchmarks.accuracy_figures import ASKED, Change, Figure, Figures, changes, explained, figures_of, stored
from benchmarks.gold_world import HELD_BACK, Part
from benchmarks.make_gold import write_gold
from models.tables import SourceFile
from pipeline.evaluating import evaluate, read_gold
from pipeline.home import open_home
from pipeline.ingest import ingest
from pipeline.progress import Silent
from pipeline.settings import Settings
from store import files
from store.engine import reading

NOTES = Path(__file__).parent / "accuracy" / "notes.md"
Only = Literal["digital", "scanned"]
Gold = Mapping[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder that `benchmarks.make_gold` wrote, and which of its dossiers are measured."""

    folder: Path
    gold: Gold
    parts: Mapping[str, frozenset[str]]
    """Stems of every entry, the files of folders included, by part."""

    def paths(self, only: Only | None) -> list[Path]:
        """What has to be taken in: files and folders, by name."""
        stems = {stem for stems in self.parts.values() for stem in stems if only in {None, self.origin(stem)}}
        return sorted(path for path in self.folder.iterdir() if path.stem in stems and path.suffix != ".json")

    def origin(self, stem: str) -> Only | None:
        """None for a folder that holds both."""
        origins = {file["origin"] for file in self._files(stem)}
        if len(origins) > 1:
            return None
        return "scanned" if origins == {"ocr"} else "digital"

    def entries(self, part: str, only: Only | None) -> Gold:
        return {stem: self.gold[stem] for stem in sorted(self.parts[part]) if only in {None, self.origin(stem)}}

    def _files(self, stem: str) -> list[dict[str, Any]]:
        """The files of a dossier; for a file of a folder itself."""
        if "files" in self.gold[stem]:
            return list(self.gold[stem]["files"])
        return [
            file for entry in self.gold.values() for file in entry.get("files", ()) if Path(file["name"]).stem == stem
        ]


def measured_parts(asked: Part | None) -> list[Part]:
    """The part that is asked for; else all but the one that is held back."""
    return [asked] if asked else [part for part in get_args(Part) if part != HELD_BACK]


def read_corpus(folder: Path, wanted: Sequence[str]) -> Corpus:
    """The parts of this folder that are asked for."""
    gold = read_gold(folder / "gold.json")
    split = json.loads((folder / "split.json").read_text(encoding="utf-8"))
    parts = {}
    for part in wanted:
        dossiers = [stem for stem in split[part]["dossiers"] if stem in gold]
        inside = {Path(file["name"]).stem for stem in dossiers for file in gold[stem]["files"]}
        parts[part] = frozenset(dossiers) | (inside & gold.keys())
    return Corpus(folder, gold, parts)


def measure(engine: Engine, corpus: Corpus, only: Only | None) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Part, group (`all`, `digital`, `scanned`) and what `berkas evaluate` says of it; one ingest serves all."""
    groups: Sequence[Only | None] = (only,) if only else (None, *get_args(Only))
    for part in corpus.parts:
        for group in groups:
            if entries := corpus.entries(part, group):
                yield part, group or "all", evaluate(engine, entries)


def ocr_of(engine: Engine) -> str | None:
    """The engine that read the scans, with its version: figures of two engines are not compared."""
    with reading(engine) as connection:
        known: Mapping[str, SourceFile] = files.files(connection, list(files.all_hashes(connection)))
    names = {file.engine.split(", ", 1)[-1] for file in known.values() if file.origin == "ocr"}
    return ", ".join(sorted(names)) or None


def show(key: str, figures: Figures, before: Figures) -> None:
    """One table: each field with its figures, what is asked of it, and the gain or loss against `before`."""
    print(f"\n{key:24} {'P':>6} {'R':>6} {'F1':>6} {'n':>5}  {'asked':>14}  {'change':>7}")
    for name, figure in figures.items():
        change = _change(figure.f1, before[name].f1) if name in before else ""
        ratios = " ".join(f"{'-' if ratio is None else f'{ratio:.3f}':>6}" for ratio in figure.ratios)
        print(f"{name:24} {ratios} {figure.support:5}  {_asked(name, figure):>14}  {change:>7}")


def _change(now: float | None, before: float | None) -> str:
    return "" if now is None or before is None or now == before else f"{100 * (now - before):+.1f}"


def _asked(name: str, figure: Figure) -> str:
    """Targets in the order of the columns; `!` where one is missed."""
    if name not in ASKED:
        return ""
    wanted = ASKED[name]
    missed = any(a is not None and (r is None or r < a) for a, r in zip(wanted, figure.ratios, strict=True))
    texts = [f"{label} {value:.2f}" for label, value in zip(("P", "R", "F1"), wanted, strict=True) if value is not None]
    return " ".join(texts) + (" !" if missed else "  ")


def show_misses(found: Mapping[str, Any]) -> None:
    for name, field in found["fields"].items():
        for sign, key in (("-", "misses"), ("+", "false")):
            for entry in field[key]:
                instead = f" (instead: {entry['instead']})" if "instead" in entry else ""
                print(f"  {sign} {name:14} {entry['file']}: {entry['text']}{instead}")


def judge_changes(found: Sequence[Change], notes: str, *, same_ocr: bool) -> int:
    """Print what was gained and lost by more than a tenth of a point; 1 for a big one that is unexplained."""
    failed = 0
    print("\ngains and losses in points of F1, against the stored figures")
    for change in found:
        counts = same_ocr or change.key.split("/")[1] == "digital"
        verdict = ""
        if change.lost:
            verdict = "explained" if explained(change, notes) else "LOSS" if counts else "other OCR engine"
        failed += verdict == "LOSS"
        print(f"  {change.key:36} {change.before:.3f} -> {change.now:.3f}  {100 * change.by:+5.1f}  {verdict}")
    if not found:
        print("  none")
    if failed:
        print(f"{failed} losses of more than a point; mend them or explain each in benchmarks/accuracy/notes.md")
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=get_args(Part), help="only this part")
    only = parser.add_mutually_exclusive_group()
    only.add_argument(
        "--digital", dest="only", action="store_const", const="digital", help="only dossiers without scans"
    )
    only.add_argument("--ocr", dest="only", action="store_const", const="scanned", help="only dossiers of scans alone")
    parser.add_argument("--gold", type=Path, help="a folder that benchmarks.make_gold wrote; else it is made anew")
    parser.add_argument("--misses", action="store_true", help="name each miss and false finding of the tune part")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--compare", type=Path, help="stored figures to hold these against")
    parser.add_argument("--store", type=Path, help="write the figures here")
    return parser.parse_args()


def run(options: argparse.Namespace, work: Path) -> int:
    """Make, take in, measure, show; the exit code."""
    parts = measured_parts(options.part)
    folder = options.gold or work / "gold"
    if options.gold is None:
        write_gold(folder, parts)
    corpus = read_corpus(folder, parts)
    settings = Settings(home=work / "home", workers=options.workers)
    report = ingest(corpus.paths(options.only), settings, lambda: datetime.now(UTC), Silent())
    print(f"{report.stored} files, {report.pages} pages, {report.set_aside} set aside, {report.seconds:.0f} s")
    engine = open_home(settings)
    before = stored(options.compare) if options.compare else {}
    now: dict[str, Figures] = {}
    for part, group, found in measure(engine, corpus, options.only):
        key = f"{part}/{group}"
        now[key] = figures_of(found)
        show(key, now[key], before.get(key, {}))
        if options.misses and part == "tune" and group == (options.only or "all"):
            show_misses(found)
    return _conclude(options, now, before, ocr_of(engine))


def _conclude(
    options: argparse.Namespace, now: Mapping[str, Figures], before: Mapping[str, Figures], ocr: str | None
) -> int:
    code = 0
    if options.compare:
        then = json.loads(options.compare.read_text(encoding="utf-8"))["ocr"]
        notes = NOTES.read_text(encoding="utf-8") if NOTES.exists() else ""
        code = judge_changes(list(changes(before, now)), notes, same_ocr=ocr == then)
    if options.store:
        lines = {key: {name: figure.as_json() for name, figure in figures.items()} for key, figures in now.items()}
        text = json.dumps({"ocr": ocr, "figures": lines}, indent=1, ensure_ascii=False)
        options.store.write_text(text + "\n", encoding="utf-8")
    return code


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="berkas-accuracy-") as work:
        return run(options, Path(work))


if __name__ == "__main__":
    sys.exit(main())
