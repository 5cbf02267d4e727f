"""Folders of a proposal and its evidence; the level each indicator deserves is decided before a word is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import gold_values as values
from benchmarks.gold_fill import Filler
from benchmarks.gold_phrases import GOLD
from benchmarks.gold_world import Part
from models.data import read_yaml

T0 = 2026
_AGENCIES = (
    "Dinas Kesehatan", "Dinas Sosial", "Dinas Pendidikan", "Dinas Perhubungan", "Dinas Komunikasi dan Informatika",
    "Badan Pendapatan Daerah", "Dinas Lingkungan Hidup",
)  # fmt: skip
_OTHERS = ("Kabupaten Enrekang", "Kota Ternate", "Kabupaten Belitung Timur", "Kota Padangsidimpuan", "Kabupaten Ngada")
_WARDS = ("Sukamaju", "Karang Anyar", "Tanjung Harapan", "Mekar Jaya", "Rawa Indah")
_WORDS = {1: "satu", 2: "dua", 3: "tiga", 4: "empat", 5: "lima", 7: "tujuh", 10: "sepuluh", 14: "empat belas"}


@dataclass(slots=True)
class Folder:
    """What has been put into one folder so far: documents to print and what they prove."""

    part: Part
    filler: Filler
    documents: list[str] = field(default_factory=list)
    evidence: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, template: str, **slots: str) -> None:
        text = (GOLD / "evidence" / self.part / f"{template}.txt").read_text(encoding="utf-8")
        self.documents.append(self.filler.fill(text, **self._usual(), **slots))

    def prove(self, indicator: str, level: int | str) -> None:
        """The best level stands; a document that proves nothing says so only where nothing else proves it."""
        known = self.evidence.get(indicator, {}).get("level")
        if known is None or (isinstance(level, int) and (not isinstance(known, int) or level > known)):
            self.evidence[indicator] = {"level": level}

    def page(self, template: str, year: int) -> str:
        text = (GOLD / "evidence" / self.part / f"{template}.txt").read_text(encoding="utf-8")
        return self.filler.fill(text, page_year=str(year), **self._usual())

    def people(self, count: int) -> list[str]:
        return [f"{{p|{self.filler.cast.name()}}}" for _ in range(count)]

    def _usual(self) -> dict[str, str]:
        return {"unit_plain": self.filler.fact.unit, "last_year": str(T0 - 1)}


def evidence_folder(part: Part, filler: Filler, *, scanty: bool) -> Folder:
    """A filled folder; `scanty` ones hold drafts, plain decrees and many claims without a document."""
    folder = Folder(part, filler)
    pick = filler.random.choice
    weak = ("draf", "sk-pd")
    _decide(folder, pick(weak) if scanty else pick(("sk-daerah", "sk-an", "perkada", "perda")))
    makers = list(_MAKERS)
    filler.random.shuffle(makers)
    for maker in makers[: 3 if scanty else 7]:
        maker(folder, filler.random.randint(1, 3))
    _claim(folder)
    return folder


def _decide(folder: Folder, kind: str) -> None:
    """A decree or regulation, with the people and agencies it names."""
    random = folder.filler.random
    signed = folder.filler.launch
    decree = values.decree_number(random, signed.year)
    slots = {"decree": decree, "decree_year": str(signed.year), "decree_date": values.day_text(random, signed)}
    slots |= {"rule_number": str(random.randint(2, 70)), "rule_year": str(signed.year)}
    slots |= {"rule_kind": folder.filler.fact.regulation_kind}
    if kind.startswith("sk"):
        count, agencies = random.choice((6, 9, 14, 22, 33)), random.choice((2, 3, 5))
        slots["rows"] = _team(folder, count, agencies)
        folder.prove("sdm", 1 if count <= 10 else 2 if count <= 30 else 3)
        folder.prove("jejaring", {2: 1, 3: 2, 5: 3}[agencies])
    folder.add(kind, **slots)
    folder.prove("regulasi", _REGULATIONS[kind])
    if kind in _APPOINTED:
        folder.prove("pelaksana", _APPOINTED[kind])


_REGULATIONS: Mapping[str, int | str] = {
    "sk-daerah": 1, "sk-an": 1, "perkada": 2, "perda": 3, "sk-pd": "not_met", "draf": "cannot_judge",
}  # fmt: skip
_APPOINTED = {"sk-daerah": 3, "sk-an": 3, "sk-pd": 1}
"""Decision 4: a plain decree of an agency head shows that there is an implementer, and no more."""


def _team(folder: Folder, count: int, agencies: int) -> str:
    own = folder.filler.fact.unit
    units = [own] if own.split()[0] in {"Dinas", "Badan", "Inspektorat", "Kecamatan"} else []
    units += [agency for agency in _AGENCIES if agency != own]
    rows = []
    for number, person in enumerate(folder.people(count)):
        place = f"unsur {{u|{units[number]}}}" if number < agencies else "Anggota"
        rows.append(f"| {number + 1} | {person} | {place} |")
    return "\n".join(rows)


def _assignment(folder: Folder, level: int) -> None:
    count = {1: 5, 2: 13, 3: 32}[level]
    rows = "\n".join(f"| {n + 1} | {person} | Petugas |" for n, person in enumerate(folder.people(count)))
    folder.add("surat-tugas", rows=rows)
    folder.prove("sdm", level)
    folder.prove("pelaksana", 2)


def _budget(folder: Folder, level: int) -> None:
    years = {1: [T0 - 1], 2: [T0 - 2, T0 - 1], 3: [T0 - 2, T0 - 1, T0]}[level]
    folder.add("anggaran", pages="\n===\n".join(folder.page("anggaran-halaman", year) for year in years))
    folder.prove("anggaran", level)


def _plan(folder: Folder, level: int) -> None:
    years = {1: [T0 - 1], 2: [T0 - 2, T0 - 1], 3: [T0 - 2, T0 - 1, T0]}[level]
    folder.add("rkpd", pages="\n===\n".join(folder.page("rkpd-halaman", year) for year in years))
    folder.prove("rkpd", level)


def _training(folder: Folder, level: int) -> None:
    random = folder.filler.random
    for back in range(level):
        day = values.day_text(random, values.near(random, T0 - 1 - back % 2))
        rows = "\n".join(f"| {n + 1} | {person} | ttd |" for n, person in enumerate(folder.people(8)))
        folder.add("undangan", event_date=day)
        folder.add("daftar-hadir", event_date=day, rows=rows)
    folder.prove("bimtek", level)


def _procedure(folder: Folder, level: int) -> None:
    days = folder.filler.random.choice({1: (7, 10, 14), 2: (2, 3, 5), 3: (1,)}[level])
    folder.add("sop", days=str(days), days_words=_WORDS[days])
    folder.prove("kemudahan_proses", level)


def _complaints(folder: Folder, level: int) -> None:
    random = folder.filler.random
    total = random.randint(40, 90)
    done = round(total * random.uniform(*{1: (0.2, 0.45), 2: (0.55, 0.85), 3: (0.94, 1.0)}[level]))
    first, settled = total // 3, done // 3
    ratio = f"{done / total * 100:.1f}".replace(".", ",").removesuffix(",0")
    counts = {"in_a": first, "in_b": total - first, "in_all": total}
    counts |= {"out_a": settled, "out_b": done - settled, "out_all": done}
    folder.add("pengaduan", ratio=ratio, **{key: str(count) for key, count in counts.items()})
    folder.prove("pengaduan", level)


def _beneficiaries(folder: Folder, level: int) -> None:
    random = folder.filler.random
    total = random.randint(*{1: (60, 190), 2: (220, 480), 3: (520, 960)}[level])
    shares = [total // 6] * 4
    numbered = folder.part == "tune"
    counts = zip(_WARDS, [*shares, total - sum(shares)], strict=True)
    rows = [
        f"| {n} | {ward} | {count} |" if numbered else f"| {ward} | {count} |"
        for n, (ward, count) in enumerate(counts, 1)
    ]
    folder.add("penerima", rows="\n".join(rows), people=str(total))
    folder.prove("kemanfaatan", level)


def _replication(folder: Folder, level: int) -> None:
    for other in folder.filler.random.sample(_OTHERS, level):
        folder.add("replikasi", other=other, other_upper=other.upper())
    folder.prove("replikasi", level)


def _evaluation(folder: Folder, level: int) -> None:
    folder.add(f"monev-{level}", author=folder.filler.cast.name())
    folder.prove("monev", level)


def _publicity(folder: Folder, level: int) -> None:
    folder.add(f"sosialisasi-{max(level, 2)}")
    folder.prove("sosialisasi", max(level, 2))


def _speed(folder: Folder, level: int) -> None:
    months = folder.filler.random.choice({1: (10, 11), 2: (5, 6, 7), 3: (2, 3, 4)}[level])
    start = 2024 * 12
    marks = [values.month_text(date(at // 12, at % 12 + 1, 1)) for at in (start, start + months // 2, start + months)]
    folder.add("kecepatan", months=str(months), **dict(zip(_MONTH_SLOTS, marks, strict=True)))
    folder.prove("kecepatan", level)


_MONTH_SLOTS = ("month_start", "month_middle", "month_end")
_MAKERS: tuple[Callable[[Folder, int], None], ...] = (
    _assignment, _budget, _plan, _training, _procedure, _complaints, _beneficiaries, _replication, _evaluation,
    _publicity, _speed,
)  # fmt: skip


def _claim(folder: Folder) -> None:
    """The proposal: claims of what is proven or one level more, of things nobody proves, and one thing denied."""
    random = folder.filler.random
    words = read_yaml(Path(GOLD / "evidence" / "claims.yaml")).value[folder.part]
    missing = [indicator for indicator in words if indicator not in folder.evidence and indicator != "none"]
    denied, *bare = random.sample(missing, min(4, len(missing)))
    folder.evidence |= {indicator: {"level": "cannot_judge"} for indicator in bare}
    rows = []
    for indicator, verdict in folder.evidence.items():
        proven = verdict["level"] if isinstance(verdict["level"], int) else 1
        verdict["claimed"] = min(3, proven + random.choice((0, 0, 1)))
        rows.append((words[indicator]["label"], words[indicator][verdict["claimed"]], "terlampir"))
    unsaid = denied == "pengaduan"  # no complaints, or none settled?
    folder.evidence[denied] = {"level": "cannot_judge" if unsaid else "not_met"}
    rows.append((words[denied]["label"], random.choice(words["none"]), "-"))
    lead = "| {} " if folder.part == "tune" else ""
    claims = [f"{lead.format(n)}| {' | '.join(row)} |" for n, row in enumerate(rows, 1)]
    folder.add("usulan", claims="\n".join(claims))


def file_names(mark: str, count: int) -> Iterator[str]:
    """Names as they come from phones and scanners: they tell nothing. `mark` keeps them apart from other folders'."""
    for number in range(count):
        yield ("scan{:04}{}", "lampiran {} {}", "IMG_{:04}_{}", "dokumen {}{}", "bukti-{}-{}")[number % 5].format(
            number + 1, mark
        )
