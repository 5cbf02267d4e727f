"""A taxonomy as data: its classes, the words and units that speak for each, and how another taxonomy maps onto it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from classify.text import FUNCTION_WORDS, plain, stem, words
from models.data import DataFile, read_yaml

DATA = Path(__file__).parent / "data"
SECTORS = DATA / "sectors.yaml"
CUES = DATA / "cues.yaml"
KIPP_2021 = DATA / "kipp-2021.yaml"
LONGEST_CUE = 4
"""In words, function words not counted; what a longer phrase says more is left out."""

CueTable = Mapping[tuple[str, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Sector:
    """One class of a taxonomy (a sector, a KIPP category, a theme)."""

    slug: str
    name: str
    group: str
    keywords: tuple[str, ...]
    units: tuple[str, ...]
    affairs: tuple[str, ...]
    """Sector slugs of units.yaml that speak for this class; for a sector itself, its own slug."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    id: str
    sectors: tuple[Sector, ...]
    slugs: tuple[str, ...]
    ambiguous: Mapping[str, tuple[str, ...]]
    """Abbreviation in lower case, the sectors it may stand for: its vote is split among them."""
    cues: CueTable
    """Stems of a phrase, the classes (positions in `sectors`) that list it."""
    generic: frozenset[str]
    """Stems that alone say nothing, in any field."""
    running_text: frozenset[str]
    """Stems passed over in the dossier's own words."""
    by_affair: Mapping[str, int]
    """Sector slug of units.yaml and innovations.csv, position of the class it speaks for."""


def load_sectors() -> Taxonomy:
    """The taxonomy of the 42 sectors as shipped."""
    return load_taxonomy(SECTORS, CUES)


def load_taxonomy(path: Path, cues: Path | None = None) -> Taxonomy:
    """Read a taxonomy: its list `sectors` with their keywords, and from a second file more words.

    With `borrow: sectors.yaml` each class also takes the words and units of the sectors named in its `affairs`.
    Raises: DataError with the line of a class without id or name, of a repeated id, or of a word that is no text.
    """
    file = read_yaml(path)
    beside: Mapping[str, Any] = read_yaml(cues).value if cues else {}
    more: Mapping[str, list[str]] = beside.get("cues", {})
    sectors = tuple(_sectors(file, more))
    ambiguous = file.value.get("ambiguous_abbreviations", {})
    generic, running = _stems(beside.get("generic", ())), _stems(beside.get("running_text", ()))
    if file.value.get("borrow") == SECTORS.name:
        base = load_sectors()
        sectors = tuple(_with_borrowed(sector, base) for sector in sectors)
        ambiguous, generic, running = base.ambiguous, base.generic, base.running_text
    if len({sector.slug for sector in sectors}) != len(sectors):
        raise file.error("id ganda dalam taksonomi", "sectors")
    unknown = set(more) - {sector.slug for sector in sectors}
    if unknown:
        raise file.error(f"kata kunci untuk sektor yang tidak dikenal: {', '.join(sorted(unknown))}", "sectors")
    return Taxonomy(
        id=str(file.value.get("id", path.stem)),
        sectors=sectors,
        slugs=tuple(sector.slug for sector in sectors),
        ambiguous={str(short).lower(): tuple(slugs) for short, slugs in ambiguous.items()},
        cues=_cue_table(sectors, generic),
        generic=generic,
        running_text=running,
        by_affair={affair: position for position, sector in enumerate(sectors) for affair in sector.affairs},
    )


def cue_stems(text: str) -> tuple[str, ...]:
    """The stems of a phrase or text that cues are compared by."""
    return tuple(stem(word) for word, _ in words(plain(text)) if word not in FUNCTION_WORDS)


def _sectors(file: DataFile, more: Mapping[str, list[str]]) -> Iterator[Sector]:
    entries = file.value.get("sectors") if isinstance(file.value, dict) else None
    if not isinstance(entries, list) or not entries:
        raise file.error("taksonomi tanpa daftar `sectors`")
    for position, entry in enumerate(entries):
        if not isinstance(entry, dict) or not entry.get("id") or not entry.get("name_id"):
            raise file.error("sektor memerlukan `id` dan `name_id`", "sectors", position)
        yield _sector(file, position, entry, more.get(entry["id"], []))


def _sector(file: DataFile, position: int, entry: dict[str, Any], more: list[str]) -> Sector:
    keywords = [*entry.get("keywords", []), *more]
    if not all(isinstance(word, str) for word in keywords):
        raise file.error("kata kunci harus berupa teks (beri tanda kutip)", "sectors", position, "keywords")
    return Sector(
        slug=entry["id"],
        name=entry["name_id"],
        group=entry.get("group", entry["id"]),
        keywords=tuple(dict.fromkeys(keywords)),
        units=tuple(unit["name"] for unit in entry.get("opd", [])),
        affairs=tuple(entry.get("affairs", [entry["id"]])),
    )


def _with_borrowed(sector: Sector, base: Taxonomy) -> Sector:
    covered = [other for other in base.sectors if other.slug in sector.affairs]
    keywords = (*sector.keywords, *(word for other in covered for word in other.keywords))
    units = (*sector.units, *(unit for other in covered for unit in other.units))
    return replace(sector, keywords=tuple(dict.fromkeys(keywords)), units=tuple(dict.fromkeys(units)))


def _stems(words_: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words_)


def _cue_table(sectors: tuple[Sector, ...], generic: frozenset[str]) -> CueTable:
    table: dict[tuple[str, ...], set[int]] = {}
    for position, sector in enumerate(sectors):
        for phrase in sector.keywords:
            stems = cue_stems(phrase)[:LONGEST_CUE]
            if stems and not generic.issuperset(stems):
                table.setdefault(stems, set()).add(position)
    return {stems: tuple(sorted(positions)) for stems, positions in table.items()}
