"""`python -m benchmarks.make_gold OUT`: write the measured gold corpus and its gold file.

The corpus is text in `benchmarks/gold/`: templates filled with real innovations, and documents written by hand. It is
split into a part to tune on and a part to report on, by region of the innovation and by template, so that neither a
name nor a layout of the second was seen in the first; a third part, written by hand alone, is held back from everybody
who writes rules. The same sources give the same files.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from benchmarks.gold_evidence import T0, Folder, evidence_folder, file_names
from benchmarks.gold_fill import Filler
from benchmarks.gold_listings import listing_text, without_expansions
from benchmarks.gold_phrases import GOLD, phrases
from benchmarks.gold_world import HELD_BACK, Cast, Fact, Part, facts
from samples.make.build import Dossier, dossiers, expected, files
from samples.make.source import Source, parse_source

PER_FORM, PER_LISTING, FOLDERS = 4, 2, 8
_FORMATS = ("pdf", "docx", "scan", "pdf")
_SCANS: tuple[dict[str, Any], ...] = (
    {"turn": 0.3},
    {"turn": -0.7, "shadow": True},
    {"turn": 0.2, "quarter": 1},
    {"turn": 0.0, "quality": 35},
)
_BRIEFLY = {"about", "path", "problem"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One dossier of the corpus, its part, and the template it came from."""

    part: Part
    template: str
    dossier: Dossier


def corpus() -> Iterator[Entry]:
    """Every dossier, tune before test before what is held back, in a fixed order."""
    for part in get_args(Part):
        if part != HELD_BACK:
            yield from _forms(part)
            yield from _listings(part)
            yield from _folders(part)
        yield from _texts(part)
        yield from _dossiers(part)


def gold_entry(dossier: Dossier) -> dict[str, Any]:
    """The facts of one dossier, without what only a sample needs."""
    return {key: value for key, value in expected(dossier).items() if key not in _BRIEFLY}


def gold_entries(dossier: Dossier) -> dict[str, dict[str, Any]]:
    """The dossier's facts under its stem and, for a folder, those of each of its files under theirs."""
    entry = gold_entry(dossier)
    parts = {PurePosixPath(file["name"]).stem: file.pop("facts") for file in entry["files"] if "facts" in file}
    return {dossier.stem: entry} | parts


def split(entries: Sequence[Entry]) -> dict[str, Any]:
    """Which dossiers, templates and regions belong to which part."""
    parts: dict[str, Any] = {}
    for part in get_args(Part):
        own = [entry for entry in entries if entry.part == part]
        names = [item for entry in own for item in entry.dossier.meta["innovations"]]
        parts[part] = {
            "dossiers": [entry.dossier.stem for entry in own],
            "templates": sorted({entry.template for entry in own}),
            "innovations": sorted({item["name"] for item in names}),
            "regions": sorted({item["region"] for item in names if item["region"]}),
        }
    return parts


def _templates(kind: str, part: Part) -> list[tuple[str, str]]:
    folder = GOLD / kind / part
    return [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]


def _forms(part: Part) -> Iterator[Entry]:
    """One innovation each; the facts are dealt out so that no two dossiers share one."""
    deck = _deck(part, "forms")
    for name, template in _templates("forms", part):
        for turn in range(PER_FORM):
            bare = turn == PER_FORM - 1 and "<expansion>" not in template
            fact = next(f for f in deck if f.unit and bool(f.expansion) != bare)
            deck.remove(fact)
            filler = Filler(fact, f"{part}-{name}-{turn}", phrases(part), int(fact.year or 2023))
            stem = f"{part}-{name}-{turn + 1}"
            source = _source(filler.fill(template), stem, _FORMATS[turn])
            year = filler.launch.year if "<launch>" in template else None
            yield Entry(part, name, _dossier(stem, [source], [_innovation(fact, year)], source.meta["kind"]))


def _listings(part: Part) -> Iterator[Entry]:
    regions = _regions(part)
    for name, template in _templates("listings", part):
        for turn in range(PER_LISTING):
            chosen = regions.pop(0)
            filler = Filler(chosen[0], f"{part}-{name}-{turn}", phrases(part), 2023)
            stem = f"{part}-{name}-{turn + 1}"
            source = _source(listing_text(template, chosen, filler), stem, ("pdf", "docx")[turn])
            printed = without_expansions(chosen, source.meta["items"])
            yield Entry(part, name, _dossier(stem, [source], [_innovation(fact, None) for fact in printed], "listing"))


def _folders(part: Part) -> Iterator[Entry]:
    deck = _deck(part, "folders")
    for turn in range(FOLDERS):
        fact = next(fact for fact in deck if fact.unit and fact.expansion)
        deck.remove(fact)
        filler = Filler(fact, f"{part}-evidence-{turn}", phrases(part), T0, launched=T0 - 2 + turn % 2)
        folder = evidence_folder(part, filler, scanty=turn % 3 == 2)
        stem = f"{part}-bukti-{turn + 1}"
        innovation = _innovation(fact, filler.launch.year)
        yield Entry(
            part,
            "evidence",
            _dossier(stem, _documents(folder, f"{part}{turn + 1}"), [innovation], "proposal", folder.evidence),
        )


def _documents(folder: Folder, mark: str) -> list[Source]:
    """The folder's texts as files with names that tell nothing, each used once in the corpus; two may be scans."""
    formats = ["docx", "pdf", "scan", "pdf", "pdf", "docx", "pdf", "scan"] + ["pdf", "docx"] * 20
    names = file_names(mark, len(folder.documents))
    return [_source(text, name, form) for text, name, form in zip(folder.documents, names, formats, strict=False)]


def _texts(part: Part) -> Iterator[Entry]:
    """Documents written by hand; their front matter says all that the marks do not."""
    for name, text in _templates("texts", part):
        stem = f"{part}-{name}"
        source = _source(text, stem, "pdf")
        meta = source.meta
        yield Entry(part, name, Dossier(meta["file"], {"evidence": {}, **meta}, (source,)))


def _dossiers(part: Part) -> Iterator[Entry]:
    """Folders of a proposal and its evidence, written by hand like the samples'."""
    folder = GOLD / "dossiers" / part
    for dossier in dossiers(folder) if folder.exists() else ():
        yield Entry(part, dossier.stem, dossier)


def _source(text: str, stem: str, form: str) -> Source:
    """The parsed text, to be printed in the form its front matter asks for or else in the given one."""
    source = parse_source(text, stem)
    form = source.meta.get("format", form)
    source.meta["file"] = f"{stem}.{'docx' if form == 'docx' else 'pdf'}"
    if form == "scan":
        taken = sum(stem.encode()) % len(_SCANS)
        source.meta["scan"] = {**_SCANS[taken], "seed": taken}
    if form != "docx" and source.meta["style"].get("font") == "calibri":
        source.meta["style"]["font"] = "helvetica"
    return source


def _dossier(
    stem: str,
    sources: list[Source],
    innovations: list[dict[str, Any]],
    kind: str,
    evidence: dict[str, Any] | None = None,
) -> Dossier:
    path = stem if len(sources) > 1 else sources[0].meta["file"]
    meta = {"kind": kind, "region": innovations[0]["region"], "innovations": innovations, "evidence": evidence or {}}
    return Dossier(path, meta, tuple(sources))


def _innovation(fact: Fact, year: int | None) -> dict[str, Any]:
    known = {"name": fact.name, "expansion": fact.expansion, "unit": fact.unit, "region": fact.region}
    return known | {"year": year, "sector": fact.sector}


def _deck(part: Part, purpose: str) -> list[Fact]:
    """The part's innovations in a fixed shuffle of their own for each purpose."""
    deck = list(facts(part))
    Cast(f"{part}-{purpose}").random.shuffle(deck)
    return deck


def _regions(part: Part) -> list[list[Fact]]:
    """For each region with enough of them, three to nine innovations of units that the list names."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts(part):
        if fact.unit:
            groups.setdefault(fact.region, []).append(fact)
    enough = [group for group in groups.values() if len(group) >= 3 and any(fact.expansion for fact in group)]
    cast = Cast(f"{part}-regions")
    cast.random.shuffle(enough)
    return [cast.random.sample(group, min(len(group), 4 + n % 6)) for n, group in enumerate(enough)]


def write_gold(out: Path, parts: Sequence[str], *, specs_only: bool = False) -> None:
    """Write the files of these parts, `gold.json` and `split.json` into a folder."""
    entries = [entry for entry in corpus() if entry.part in parts]
    out.mkdir(parents=True, exist_ok=True)
    for entry in () if specs_only else entries:
        for name, data in files(entry.dossier, compress=True).items():
            target = out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    gold: dict[str, dict[str, Any]] = {}
    for entry in entries:
        gold |= gold_entries(entry.dossier)
    for name, content in (("gold.json", gold), ("split.json", split(entries))):
        (out / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(entries)} dossiers, {sum(len(entry.dossier.sources) for entry in entries)} files in {out}")


def main() -> None:
    """Write the corpus into a folder, or one part of it, or only the specifications."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("out", type=Path, help="folder to write into")
    parser.add_argument("--part", choices=get_args(Part), help="only this part")
    parser.add_argument("--specs-only", action="store_true", help="gold.json and split.json without the files")
    options = parser.parse_args()
    write_gold(options.out, [options.part] if options.part else get_args(Part), specs_only=options.specs_only)


if __name__ == "__main__":
    main()
