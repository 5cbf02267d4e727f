"""Precision, recall and F1 of what was read, against facts that a person wrote down."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import Connection, Engine

from models.tables import FindingRow
from pipeline.errors import CommandError, NotFoundError
from pipeline.folding import folded, name_key
from pipeline.merging import Reading, readings
from store import dossiers, files
from store.engine import reading

Text = str
Printings = frozenset[Text]
"""The ways in which one found value may be written; any of them may be what the gold says."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was read from one file, as far as gold can speak of it."""

    name: str
    findings: Sequence[FindingRow]
    innovations: Sequence[Reading]
    sectors: Mapping[str, str]
    """Sector by the key of the innovation's name; without those the model abstained on."""

    def of(self, kind: str) -> list[FindingRow]:
        return [row for row in self.findings if row.kind == kind]


@dataclass(slots=True)
class Tally:
    hits: int = 0
    missed: list[dict[str, str]] = field(default_factory=list)
    false: list[dict[str, str]] = field(default_factory=list)

    def add(
        self, name: str, gold: Iterable[Text], found: Iterable[Printings], tolerated: Collection[Text] = ()
    ) -> None:
        """Match each gold text with one found value; the rest are misses, and false findings unless tolerated."""
        wanted = Counter(gold)
        rest: list[Printings] = []
        for printings in dict.fromkeys(found):
            match = next((text for text in sorted(printings) if wanted[text] > 0), None)
            if match is None:
                rest += [] if printings.intersection(tolerated) else [printings]
            else:
                self.hits += 1
                wanted[match] -= 1
        self.missed += [{"file": name, "text": text} for text in wanted.elements()]
        self.false += [{"file": name, "text": min(printings, key=len)} for printings in rest]

    def as_json(self) -> dict[str, Any]:
        """Ratios are None where there is nothing to divide by."""
        support, found = self.hits + len(self.missed), self.hits + len(self.false)
        precision = self.hits / found if found else None
        recall = self.hits / support if support else None
        f1 = 2 * self.hits / (support + found) if support + found else None
        ratios = {"precision": precision, "recall": recall, "f1": f1}
        return {
            **{key: None if value is None else round(value, 4) for key, value in ratios.items()},
            "support": support,
            "misses": self.missed,
            "false": self.false,
        }


def _one(*parts: Any) -> Printings:
    return frozenset([pair(*parts)])


def pair(*parts: Any) -> Text:
    """Several texts as one, each folded; an arrow between them, as a person would read it."""
    return " -> ".join(folded(str(part)) for part in parts)


def _gold_innovations(entry: Any, *keys: str) -> list[Text]:
    return [pair(*(one[key] for key in keys)) for one in entry["innovations"] if all(one.get(key) for key in keys)]


def _found_parts(found: Found, *keys: str) -> list[Printings]:
    shown = [
        [one.parts[key].value for key in keys] for one in found.innovations if all(key in one.parts for key in keys)
    ]
    return [_one(*parts) for parts in shown]


def _people(found: Found) -> list[Printings]:
    """A name counts with and without its titles: gold may give either."""
    return [
        frozenset(
            {
                folded(row.value["name"]),
                folded(row.quote),
                folded(" ".join([*row.value.get("titles", ()), row.value["name"]])),
            }
        )
        for row in _first(found.of("person"), lambda row: folded(row.value["name"]))
    ]


def _first(rows: Iterable[FindingRow], key: Callable[[FindingRow], Text]) -> list[FindingRow]:
    seen: dict[Text, FindingRow] = {}
    for row in rows:
        seen.setdefault(key(row), row)
    return list(seen.values())


def _dates(found: Found, gold: Sequence[Text]) -> list[Printings]:
    """Gold that lists days says nothing about years: only what is as exact as gold is compared."""
    lengths = {len(text) for text in gold}
    return [_one(row.value["iso"]) for row in found.of("date") if len(row.value["iso"]) in lengths]


def _sectors(found: Found) -> list[Printings]:
    names = {name_key(one.name.value): one.name.value for one in found.innovations}
    return [_one(names[key], slug) for key, slug in found.sectors.items() if key in names]


def _fields(gold: Mapping[str, Any], found: Found) -> Iterator[tuple[str, list[Text], list[Printings]]]:
    """Each field that this gold entry speaks of: what it says, and what was read. A field it lacks is not counted."""
    if "innovations" in gold:
        yield "innovations", _gold_innovations(gold, "name"), _found_parts(found, "name")
        yield "expansions", _gold_innovations(gold, "name", "expansion"), _found_parts(found, "name", "expansion")
        if any("unit" in one for one in gold["innovations"]) or not gold["innovations"]:
            yield "name+unit", _gold_innovations(gold, "name", "unit"), _found_parts(found, "name", "unit")
        if any("sector" in one for one in gold["innovations"]):
            yield "sector", _gold_innovations(gold, "name", "sector"), _sectors(found)
    if "acronyms" in gold:
        values = [_one(row.value["short"], row.value["long"]) for row in found.of("acronym")]
        yield "acronyms", [pair(*item) for item in gold["acronyms"].items()], values
    if "region" in gold:
        yield (
            "region",
            [folded(gold["region"])] if gold["region"] else [],
            [_one(r.value) for r in found.of("region_of")],
        )
    if "units" in gold:
        yield "units", [folded(unit) for unit in gold["units"]], [_one(row.value["name"]) for row in found.of("unit")]
    if "people" in gold:
        yield "people", [folded(name) for name in gold["people"]], _people(found)
    if "dates" in gold:
        yield "dates", list(gold["dates"]), _dates(found, gold["dates"])
    if "regulations" in gold:
        yield "regulations", [folded(r) for r in gold["regulations"]], [_one(r.quote) for r in found.of("regulation")]


def _tolerated(entry: Mapping[str, Any], key: str) -> set[Text]:
    """Values that a reader may give or leave out, where gold lists such under `tolerated`."""
    values = entry.get("tolerated", {}).get(key, [])
    return (
        {pair(*item) for item in values.items()} if isinstance(values, dict) else {folded(str(one)) for one in values}
    )


def read_gold(path: Path) -> dict[str, dict[str, Any]]:
    """File stem to facts. Raises: CommandError for anything but a JSON object of objects."""
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError("bad-gold", detail=str(error)) from error
    if not isinstance(gold, dict) or not all(isinstance(entry, dict) for entry in gold.values()):
        raise CommandError("bad-gold", detail="{stem: {...}}")
    return gold


def evaluate(engine: Engine, gold: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Every field of GOLD against what was read from the files of these stems.

    Values are compared as sets a file, exactly after Unicode NFC, case and white-space folding.
    Raises: NotFoundError "no-gold" when no stem is among the files.
    """
    tallies: dict[str, Tally] = {}
    with reading(engine) as connection:
        by_stem = _by_stem(connection)
        for stem, entry in gold.items():
            for sha256, name in by_stem.get(stem, ()):
                for key, wanted, values in _fields(entry, _found(connection, sha256, name)):
                    tallies.setdefault(key, Tally()).add(name, wanted, values, _tolerated(entry, key))
    if not tallies:
        raise NotFoundError("no-gold")
    return {
        "fields": {key: tally.as_json() for key, tally in tallies.items()},
        "files": sorted(name for stem in gold for _, name in by_stem.get(stem, ())),
        "absent": sorted(stem for stem in gold if stem not in by_stem),
    }


def _by_stem(connection: Connection) -> dict[str, list[tuple[str, str]]]:
    """Content and name of every file, by the stem of its name; each content once a stem."""
    found: dict[str, dict[str, str]] = {}
    for lot in dossiers.pages_of_dossiers(connection):
        for file in dossiers.files_of(connection, [dossier.id for dossier in lot]):
            name = PurePosixPath(file.name).name
            found.setdefault(PurePosixPath(name).stem, {}).setdefault(file.sha256, name)
    return {stem: sorted(named.items(), key=lambda item: (item[1], item[0])) for stem, named in found.items()}


def _found(connection: Connection, sha256: str, name: str) -> Found:
    findings = files.findings(connection, [sha256])
    rows = dossiers.innovations_of(connection, dossiers.dossiers_with(connection, [sha256]))
    tags = dossiers.tags(connection, [row.id for row in rows])
    sectors = {name_key(row.name): tags[row.id].slug for row in rows if row.id in tags and not tags[row.id].abstained}
    return Found(name, findings, readings(findings), sectors)
