"""Each field that a gold entry can speak of: what it says, and what was read. A field it lacks is not counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.tables import FindingRow
from pipeline.folding import folded, name_key
from pipeline.tally import Printings, Text, one, pair

Entry = Mapping[str, Any]
Field = tuple[str, list[Text], list[Printings], Collection[Text]]
"""Name of the field, what gold says, what was read, and what may be read or not."""

_HONORIFIC = re.compile(r"^(?:(?:H|Hj|K\.?H)\.?\s+)+(?=\w)", re.IGNORECASE)
_PARTS = {"expansions": "expansion", "name+unit": "unit", "name+region": "region", "name+year": "year"}
"""What is compared together with an innovation's name, by field."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was read from one file or from one dossier, as far as gold can speak of it."""

    findings: Sequence[FindingRow]
    innovations: Sequence[Mapping[str, Any]]
    """`name`, and `expansion`, `unit`, `region`, `year` where they were read."""
    sectors: Mapping[str, str]
    """Sector by the key of the innovation's name; without those the model abstained on."""
    regions: Sequence[str]
    """The region whose dossier or file this is."""
    whole: bool = False
    """Whether this is a dossier of several files, each of which gold describes by itself."""

    def of(self, kind: str) -> list[FindingRow]:
        return [row for row in self.findings if row.kind == kind]


def fields(gold: Entry, found: Found) -> Iterator[Field]:
    """The fields of this entry; of a dossier of several files only what is said of the dossier as a whole."""
    yield from _innovations(gold, found)
    if "region" in gold:
        wanted = [folded(gold["region"])] if gold["region"] else []
        yield "region", wanted, [one(region) for region in found.regions], ()
    for key, read in () if found.whole else _LISTS.items():
        if key in gold:
            tolerated = set(_texts(gold.get("tolerated", {}).get(key, ())))
            yield key, _texts(gold[key]), read(found, gold[key]), tolerated


def _innovations(gold: Entry, found: Found) -> Iterator[Field]:
    if "innovations" not in gold:
        return
    said: Sequence[Entry] = gold["innovations"]
    yield "innovations", [folded(item["name"]) for item in said], [one(item["name"]) for item in found.innovations], ()
    for field, part in _PARTS.items():
        if any(part in item for item in said) or (not said and part != "year"):
            yield (
                field,
                [pair(*both) for both in _both(said, part)],
                [one(*b) for b in _both(found.innovations, part)],
                (),
            )
    if any("sector" in item for item in said):
        names = {name_key(item["name"]): item["name"] for item in found.innovations}
        tags = [one(names[key], slug) for key, slug in found.sectors.items() if key in names]
        yield "sector", [pair(*both) for both in _both(said, "sector")], tags, ()
    if "acronyms" in gold and not found.whole:
        own = [pair(*both) for both in _both(said, "expansion")]
        read = [one(*both) for both in _both(found.innovations, "expansion")] + _acronyms(found, ())
        yield "pairs", [*own, *_texts(gold["acronyms"])], read, ()


def _both(innovations: Sequence[Entry], part: str) -> list[tuple[str, Any]]:
    return [(item["name"], item[part]) for item in innovations if item.get(part)]


def _texts(values: Any) -> list[Text]:
    """Gold's values of a list field as they are compared; a change is its figures, an acronym its two forms."""
    if isinstance(values, Mapping):
        return [pair(*item) for item in values.items()]
    return [_change(item) if isinstance(item, Mapping) else folded(str(item)) for item in values]


def _change(value: Entry) -> Text:
    return pair(f"{value['before']:g}", f"{value['after']:g} {value.get('unit') or ''}")


def _acronyms(found: Found, _: Any) -> list[Printings]:
    return [one(row.value["short"], row.value["long"]) for row in found.of("acronym")]


def _people(found: Found, _: Any) -> list[Printings]:
    """A name counts with and without its titles: gold may give either."""
    return [
        frozenset({
            folded(row.value["name"]),
            folded(row.quote),
            folded(" ".join([*row.value.get("titles", ()), row.value["name"]])),
            folded(_HONORIFIC.sub("", row.value["name"])),
        })
        for row in _first(found.of("person"), lambda row: folded(row.value["name"]))
    ]  # fmt: skip


def _units(found: Found, _: Any) -> list[Printings]:
    """A unit counts with and without the region printed behind it."""
    rows = _first(found.of("unit"), lambda row: folded(row.value["name"]))
    return [frozenset({folded(row.value["name"]), folded(row.quote)}) for row in rows]


def _first(rows: Iterable[FindingRow], key: Callable[[FindingRow], Text]) -> list[FindingRow]:
    seen: dict[Text, FindingRow] = {}
    for row in rows:
        seen.setdefault(key(row), row)
    return list(seen.values())


def _dates(found: Found, gold: Sequence[Text]) -> list[Printings]:
    """Days and months; bare years only where gold lists some."""
    years = any(len(text) == len("2020") for text in gold)
    return [one(row.value["iso"]) for row in found.of("date") if years or row.value["granularity"] != "year"]


def _regulations(found: Found, _: Any) -> list[Printings]:
    return [one(row.quote) for row in found.of("regulation")]


def _money(found: Found, _: Any) -> list[Printings]:
    return [one(row.value["amount"]) for row in found.of("money")]


def _changes(found: Found, _: Any) -> list[Printings]:
    return [frozenset([_change(row.value)]) for row in found.of("change")]


def _links(found: Found, _: Any) -> list[Printings]:
    """As printed, or with the scheme that the program put before it."""
    rows = _first(found.of("link"), lambda row: folded(row.value))
    return [frozenset({folded(row.value), folded(row.quote)}) for row in rows]


_LISTS: Mapping[str, Callable[[Found, Any], list[Printings]]] = {
    "acronyms": _acronyms,
    "units": _units,
    "people": _people,
    "dates": _dates,
    "regulations": _regulations,
    "money": _money,
    "changes": _changes,
    "links": _links,
}
"""Lists of values that one file prints, by field."""
