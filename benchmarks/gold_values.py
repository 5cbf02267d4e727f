"""Dates, amounts, regulations, changes and links as officials write them, each marked with what it means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from benchmarks.gold_world import Fact

_MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
).split()  # fmt: skip
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_LAWS = (
    ("UU", "Undang-Undang", "23", 2014, "tentang Pemerintahan Daerah"),
    ("UU", "Undang-Undang", "25", 2009, "tentang Pelayanan Publik"),
    ("UU", "Undang-Undang", "30", 2014, "tentang Administrasi Pemerintahan"),
    ("PP", "Peraturan Pemerintah", "38", 2017, "tentang Inovasi Daerah"),
    ("PP", "Peraturan Pemerintah", "12", 2019, "tentang Pengelolaan Keuangan Daerah"),
    ("Perpres", "Peraturan Presiden", "95", 2018, "tentang Sistem Pemerintahan Berbasis Elektronik"),
    ("Perpres", "Peraturan Presiden", "72", 2021, "tentang Percepatan Penurunan Stunting"),
    ("Permendagri", "Peraturan Menteri Dalam Negeri", "104", 2018, "tentang Penilaian dan Pemberian Penghargaan"),
    ("Permendagri", "Peraturan Menteri Dalam Negeri", "86", 2017, "tentang Tata Cara Perencanaan"),
    ("Permenkes", "Peraturan Menteri Kesehatan", "43", 2019, "tentang Pusat Kesehatan Masyarakat"),
)  # fmt: skip


def day_text(random: Random, day: date, *, weekday: bool = False) -> str:
    """A marked date of day granularity in one of the usual forms."""
    forms = (
        f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
        f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
        f"{day.day:02} {_MONTHS[day.month - 1]} {day.year}",
        f"{day:%d-%m-%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day.day} {_MONTHS[day.month - 1].upper()} {day.year}",
    )
    text = f"{{d|{random.choice(forms)}|{day.isoformat()}}}"
    return f"{_DAYS[day.weekday()]}, {text}" if weekday else text


def month_text(day: date) -> str:
    return f"{{d|{_MONTHS[day.month - 1]} {day.year}|{day:%Y-%m}}}"


def near(random: Random, year: int) -> date:
    """Some day of a year."""
    return date(year, 1, 1) + timedelta(days=random.randrange(364))


def money_text(random: Random, low: int = 5, high: int = 400) -> str:
    """A marked amount, `low` to `high` in millions of rupiah, printed in one of the usual forms."""
    amount = random.randrange(low * 4, high * 4) * 250_000
    millions = f"{amount / 1_000_000:g}".replace(".", ",")
    dotted = f"{amount:,}".replace(",", ".")
    forms = (
        f"Rp {dotted}", f"Rp{dotted}", f"Rp. {dotted}", f"Rp {dotted},-", f"Rp. {dotted},00", f"Rp{dotted},00",
        f"Rp {millions} juta", f"Rp{millions} juta", f"{millions} juta rupiah", f"Rp {millions} jt",
    )  # fmt: skip
    return f"{{m|{random.choice(forms)}|{amount}}}"


def plain_money(random: Random, amount: int) -> str:
    dotted = f"{amount:,}".replace(",", ".")
    return f"{{m|{random.choice((f'Rp {dotted}', f'Rp{dotted}', f'Rp. {dotted},-'))}|{amount}}}"


def law_text(random: Random, *, subject: bool = True) -> str:
    """A marked national law or regulation, in full or short."""
    kind, full, number, year, about = random.choice(_LAWS)
    forms = (
        f"{full} Nomor {number} Tahun {year}", f"{full} Nomor {number} Tahun {year}",
        f"{kind} Nomor {number} Tahun {year}", f"{kind} No. {number} Tahun {year}",
        f"{kind} {number}/{year}", f"{full} No {number} Tahun {year}",
    )  # fmt: skip
    return f"{{r|{random.choice(forms)}|{kind}|{number}|{year}}}" + (f" {about}" if subject else "")


def local_rule_text(random: Random, fact: Fact, year: int) -> str:
    """A marked regulation of the head of region."""
    number = str(random.randint(3, 98))
    full = f"Peraturan {fact.head_title} {fact.place} Nomor {number} Tahun {year}"
    short = f"{fact.regulation_kind} {fact.place} No. {number} Tahun {year}"
    return f"{{r|{random.choice((full, full, short))}|{fact.regulation_kind}|{number}|{year}}}"


def decree_number(random: Random, year: int) -> str:
    forms = ("188.45/{n}/{y}", "{n}/KEP/{y}", "188.4/{n}/KPTS/{y}", "100.3.3.2/{n}/{y}", "050/{n}/SK/{y}")
    return random.choice(forms).format(n=random.randint(11, 890), y=year)


def link_text(random: Random) -> str:
    letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    code = "".join(random.choice(letters) for _ in range(11))
    forms = (
        f"https://youtu.be/{code}",
        f"https://www.youtube.com/watch?v={code}",
        f"https://drive.google.com/file/d/{code}/view",
    )
    return f"{{l|{random.choice(forms)}}}"


_CHANGES: tuple[Callable[[str, str, str], str], ...] = (
    lambda a, b, u: f"dari {a} {u} menjadi {b} {u}",
    lambda a, b, u: f"dari semula {a} {u} menjadi {b} {u}",
    lambda a, b, u: f"dari {a} {u} ke {b} {u}",
    lambda a, b, u: f"semula {a} {u}, kini {b} {u}",
    lambda a, b, u: f"dari hanya {a} menjadi {b} {u}",
)


def change_text(random: Random, unit: str, *, down: bool = False) -> str:
    """A marked change, upward unless `down`; `persen` is printed as word or sign."""
    low, high = random.randint(2, 40), random.randint(45, 98)
    before, after = (high, low) if down else (low, high)
    shown = random.choice(("persen", "%")) if unit == "persen" else unit
    text = random.choice(_CHANGES)(str(before), str(after), shown).replace(" %", "%")
    return f"{{c|{text}|{before}|{after}|{unit}}}"
