"""A taxonomy as data: its classes, the words and units that speak for each, and how another taxonomy maps onto it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from classify.text import FUNCTION_WORDS, plain, stem, words
from models.data import DataFile, read_yaml

DATA = Path(__file__).parent / "data"
SECTORS = DATA / "sectors.yaml"
CUES = DATA / "cues.yaml"
INNOVATIONS = DATA / "innovations.csv"
"""Labels of the 42 sectors."""
SHIPPED = DATA / "taxonomies"
"""Further taxonomies, one YAML file each, with labels in a CSV file of the same name where there are any."""
LONGEST_CUE = 4
"""In words, function words not counted; what a longer phrase says more is left out."""
_ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,47}")
_LONGEST_SLUG = 64

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
    file: Path
    by_affair: Mapping[str, int]
    """Sector slug of units.yaml and innovations.csv, position of the class it speaks for."""
    title_id: str = ""
    title_en: str = ""
    status: str = ""
    """How well its names are known, as the file says."""
    labels: Path | None = None
    """The file of innovations that somebody labelled under this taxonomy."""
    current: bool = False
    """Tags what is taken in without being asked for."""
    claimed_in: str | None = None
    """The profile field in which a dossier names its own class."""

    def name(self, slug: str) -> str:
        """What people call a class; the slug itself for one that is not there."""
        return self.sectors[self.slugs.index(slug)].name if slug in self.slugs else slug


@cache
def load_sectors() -> Taxonomy:
    """The taxonomy of the 42 sectors as shipped."""
    return load_taxonomy(SECTORS, CUES)


def load_taxonomy(path: Path, cues: Path | None = None) -> Taxonomy:
    """Read a taxonomy: its list `sectors` with their keywords, and from a second file more words.

    With `borrow: sectors.yaml` each class also takes the words and units of the sectors named in its `affairs`; a word
    that says nothing of a sector but is a keyword of a class (`digital`) then speaks for that class.
    Raises: DataError with the line of a class without id or name, of a repeated id, or of a word that is no text;
    OSError when it cannot be opened.
    """
    file = read_yaml(path)
    beside: Mapping[str, Any] = read_yaml(cues).value if cues else {}
    more: Mapping[str, list[str]] = beside.get("cues", {})
    sectors = tuple(_sectors(file, more))
    base = load_sectors() if file.value.get("borrow") == SECTORS.name else None
    _check(file, sectors, more, base)
    ambiguous = file.value.get("ambiguous_abbreviations", {})
    generic, running = _stems(beside.get("generic", ())), _stems(beside.get("running_text", ()))
    if base is not None:
        ambiguous, generic, running = base.ambiguous, base.generic - _own_words(sectors), base.running_text
        sectors = tuple(_with_borrowed(sector, base) for sector in sectors)
    labels = INNOVATIONS if path == SECTORS else path.with_suffix(".csv")
    id_ = str(file.value.get("id", path.stem))
    return Taxonomy(
        id=id_,
        file=path,
        sectors=sectors,
        slugs=tuple(sector.slug for sector in sectors),
        ambiguous={str(short).lower(): tuple(slugs) for short, slugs in ambiguous.items()},
        cues=_cue_table(sectors, generic),
        generic=generic,
        running_text=running,
        by_affair={affair: position for position, sector in enumerate(sectors) for affair in sector.affairs},
        title_id=str(file.value.get("title_id", id_)),
        title_en=str(file.value.get("title_en", id_)),
        status=str(file.value.get("status", "")),
        labels=labels if labels.exists() else None,
        current=file.value.get("current") is True,
        claimed_in=file.value.get("claimed_in"),
    )


def _check(file: DataFile, sectors: Sequence[Sector], more: Mapping[str, list[str]], base: Taxonomy | None) -> None:
    slugs = [sector.slug for sector in sectors]
    affairs = [affair for sector in sectors for affair in sector.affairs]
    if not _ID.fullmatch(str(file.value.get("id", "sectors"))):
        raise file.error("`id` taksonomi hanya huruf kecil, angka, titik, dan tanda hubung", "id")
    for what, words_ in (("id ganda dalam taksonomi", slugs), ("urusan di bawah dua kelas", affairs)):
        twice = sorted({word for word in words_ if words_.count(word) > 1})
        if twice:
            raise file.error(f"{what}: {', '.join(twice)}", "sectors")
    unknown = sorted(set(more) - set(slugs))
    if unknown:
        raise file.error(f"kata kunci untuk sektor yang tidak dikenal: {', '.join(unknown)}", "sectors")
    for position, sector in enumerate(sectors):
        strange = sorted(set(sector.affairs) - set(base.slugs)) if base else []
        if strange:
            raise file.error(f"urusan yang tidak dikenal: {', '.join(strange)}", "sectors", position, "affairs")


def _own_words(sectors: Iterable[Sector]) -> frozenset[str]:
    """Stems of the keywords of one word."""
    return frozenset(stems[0] for sector in sectors for word in sector.keywords if len(stems := cue_stems(word)) == 1)


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
        if not isinstance(entry["id"], str) or len(entry["id"]) > _LONGEST_SLUG:
            raise file.error(f"`id` harus berupa teks, paling panjang {_LONGEST_SLUG} huruf", "sectors", position)
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
