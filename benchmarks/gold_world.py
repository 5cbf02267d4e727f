"""The world the gold dossiers are about: real innovations from the shipped list, invented people, plausible papers.

Nothing here is shared with the program that is measured: it reads the facts, and says them in words of its own.
"""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

Part = Literal["tune", "test", "fresh"]
HELD_BACK: Part = "fresh"
"""Written by hand alone and measured only when asked for: what nobody who writes rules has seen."""
ROOT = Path(__file__).parent.parent
INNOVATIONS = ROOT / "classify" / "data" / "innovations.csv"
SAMPLES = ROOT / "samples"

_FIRST = (
    "Abdul Aris Asep Bahtiar Candra Darmawan Dedi Dewi Dian Edi Eko Endang Fajar Farida Fitri Gunawan Hasan "
    "Hendra Herlina Ida Imam Indah Irfan Iwan Joko Kartika Lestari Lilis Lukman Marlina Maya Mulyadi Nanang "
    "Nia Nur Oki Puspita Rahmat Ratna Rendra Rini Rizal Rosmala Rudi Sari Slamet Sri Suharto Syamsul Taufik "
    "Tuti Umar Vina Wahyu Wati Yanti Yusuf Zaenal "
).split()
_LAST = (
    "Adiputra Anggraini Arifin Atmaja Batubara Daulima Firmansyah Ginanjar Hadikusuma Halim Handayani Harefa "
    "Hidayat Iskandar Kadir Kurniawan Lantang Latuconsina Lubis Mahendra Manurung Maulana Nasution Ngantung "
    "Nugroho Paputungan Permana Pratiwi Purnomo Ramadhan Rumengan Sagala Salampessy Santoso Saputra Setiawan "
    "Siregar Sudirman Suryani Susilo Tahalele Tampubolon Utami Wibisono Widodo Wijayanti Wulandari Yulianti "
    "Zebua "
).split()
_BEFORE = ("", "", "", "", "Dr. ", "dr. ", "Drs. ", "Ir. ")
_AFTER = (
    "",
    "",
    ", S.Sos.",
    ", S.E., M.M.",
    ", M.Si",
    ", S.Kom., M.T.",
    ", S.Pd.",
    ", S.KM., M.Kes",
    ", S.STP., M.A.P.",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the innovation list, as far as the dossiers use it; empty where the source says nothing."""

    id: str
    name: str
    expansion: str
    unit: str
    region: str
    year: str
    sector: str
    kind: str

    @property
    def region_kind(self) -> str:
        return self.region.split()[0].lower()

    @property
    def place(self) -> str:
        """The region's name without its kind."""
        return self.region.split(maxsplit=1)[1]

    @property
    def head_title(self) -> str:
        return {"kota": "Wali Kota", "kabupaten": "Bupati", "provinsi": "Gubernur"}[self.region_kind]

    @property
    def regulation_kind(self) -> str:
        return {"kota": "Perwali", "kabupaten": "Perbup", "provinsi": "Pergub"}[self.region_kind]


@cache
def facts(part: Part) -> tuple[Fact, ...]:
    """The usable innovations of one part, in list order.

    Whole regions go to one part, so that no name is in both; the names of the shipped samples, seen by all, to none.
    """
    with INNOVATIONS.open(encoding="utf-8", newline="") as file:
        rows = [_fact(row) for row in csv.DictReader(file)]
    seen = _in_samples()
    if part == "test":
        seen |= {fact.name.casefold() for fact in facts("tune")}
    own = (fact for fact in rows if _usable(fact) and part_of(fact.region) == part)
    return tuple(fact for fact in own if fact.name.casefold() not in seen)


def _in_samples() -> set[str]:
    expected = [json.loads(path.read_text(encoding="utf-8")) for path in SAMPLES.glob("*.expected.json")]
    return {item["name"].casefold() for facts in expected for item in facts.get("innovations", ())}


def part_of(region: str) -> Part:
    """Which part a region belongs to, by its name alone."""
    return "tune" if hashlib.sha256(region.encode()).digest()[0] % 2 else "test"


def _fact(row: dict[str, str]) -> Fact:
    expansion = row["expansion"] if row["expansion_kind"] == "acronym" else ""
    return Fact(
        row["id"], row["name"], expansion, row["opd"], row["region"], row["year"], row["sector"], row["name_kind"]
    )


def _usable(fact: Fact) -> bool:
    """Leaves out national bodies, sentences, and names that a list cell or a bracket would break."""
    clean = not any(mark in fact.name + fact.expansion + fact.unit for mark in "()|{}<>[]")
    glossed = fact.kind == "named"  # the source adds a translation that no dossier here prints
    return fact.region != "Nasional" and clean and not glossed and len(fact.expansion) < 110 and len(fact.name) < 60


class Cast:
    """Invented people and amounts for one dossier; the same seed gives the same cast."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)
        self._used: set[str] = set()

    def name(self) -> str:
        """A name not yet used in this dossier, without titles."""
        while True:
            words = [self.random.choice(_FIRST), self.random.choice(_LAST)]
            if self.random.random() < 0.3:
                words.insert(1, self.random.choice(_FIRST))
            name = " ".join(dict.fromkeys(words))
            if name not in self._used:
                self._used.add(name)
                return name

    def person(self, role: str = "") -> str:
        """A marked person; degrees stand outside the mark."""
        return f"{self.random.choice(_BEFORE)}{{p|{self.name()}|{role}}}{self.random.choice(_AFTER)}"

    def nip(self) -> str:
        pick = self.random.randint
        born, hired = f"{pick(1966, 1990)}{pick(1, 12):02}{pick(1, 28):02}", f"{pick(1991, 2015)}{pick(1, 12):02}"
        return f"{born} {hired} {pick(1, 2)} {pick(1, 15):03}"
