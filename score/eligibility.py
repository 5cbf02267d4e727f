"""Whether an innovation may enter at all: stage, window of years, length of its description, age."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from models.rubric import Rubric
from models.verdict import Check, Outcome

ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the dossier says of itself; None where it does not say.

    Dates are ISO and may lack day or month; printed words that are no date are told, and leave the answer open.
    """

    stage: str | None = None
    launched: str | None = None
    """When it was put into practice (waktu penerapan)."""
    developed: str | None = None
    """When it was last developed further."""
    words: int | None = None
    """Words of the rancang bangun."""
    closing: str | None = None
    """The day entries close, from which an age is counted back."""


def check_eligibility(rubric: Rubric, candidate: Candidate) -> tuple[Check, ...]:
    """One check for each condition that the rubric sets and a program can read; none where it sets none."""
    return tuple(_checks(rubric.eligibility, candidate))


def _checks(rules: Mapping[str, Any], candidate: Candidate) -> Iterator[Check]:
    if "stage" in rules:
        yield _stage(str(rules["stage"]), candidate.stage)
    if "implementation_from" in rules and "implementation_to" in rules:
        yield _window(rules, candidate)
    if "rancang_bangun_min_words" in rules:
        yield _words(int(rules["rancang_bangun_min_words"]), candidate.words)
    if rules.get("min_age_months"):
        yield _age(int(rules["min_age_months"]), candidate)


def _stage(wanted: str, stage: str | None) -> Check:
    if stage is None:
        return Check("stage", "cannot_judge", f"Tahap inovasi tidak tercantum; yang diminta: {wanted}.")
    same = _plain(stage) == _plain(wanted)
    return Check("stage", "met" if same else "not_met", f"Tahap inovasi: {stage}; yang diminta: {wanted}.")


def _plain(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").split())


def _window(rules: Mapping[str, Any], candidate: Candidate) -> Check:
    start, end = str(rules["implementation_from"]), str(rules["implementation_to"])
    outcome = _inside(candidate.launched, start, end)
    if outcome != "met" and rules.get("or_developed_in_same_window"):
        outcome = _either(outcome, _inside(candidate.developed, start, end))
    told = f"Diterapkan: {candidate.launched or 'tidak tercantum'}"
    told += f", dikembangkan: {candidate.developed}" if candidate.developed else ""
    doubt = f" Catatan tentang jendela ini: {rules['status']}." if "status" in rules else ""
    return Check("window", outcome, f"{told}; jendela waktu: {start} sampai {end}.{doubt}")


def _either(first: Outcome, second: Outcome) -> Outcome:
    """One of two conditions is enough; while either is open, so is the answer."""
    if "met" in {first, second}:
        return "met"
    return "cannot_judge" if "cannot_judge" in {first, second} else "not_met"


def _inside(date: str | None, start: str, end: str) -> Outcome:
    """Whether every day that a partial date can mean lies in the window, or none does, or it stays open."""
    if date is None or not ISO.fullmatch(date):
        return "cannot_judge"
    first, last = _first_day(date), _last_day(date)
    if start <= first and last <= end:
        return "met"
    return "not_met" if last < start or end < first else "cannot_judge"


def _words(least: int, words: int | None) -> Check:
    if words is None:
        return Check("words", "cannot_judge", f"Rancang bangun tidak ditemukan; paling sedikit {least} kata.")
    outcome: Outcome = "met" if words >= least else "not_met"
    return Check("words", outcome, f"Rancang bangun {words} kata; paling sedikit {least} kata.")


def _age(months: int, candidate: Candidate) -> Check:
    if candidate.launched is None or candidate.closing is None or not ISO.fullmatch(candidate.closing):
        return Check("age", "cannot_judge", f"Umur inovasi tidak dapat dihitung; paling sedikit {months} bulan.")
    outcome = _inside(candidate.launched, "0000", _months_before(_first_day(candidate.closing), months))
    told = f"Diterapkan: {candidate.launched}; penutupan: {candidate.closing}"
    return Check("age", outcome, f"{told}; paling sedikit {months} bulan.")


def _months_before(day: str, months: int) -> str:
    """The same day of an earlier month; days compare as text, so a 31 February is harmless."""
    year, month, rest = int(day[:4]), int(day[5:7]), day[7:]
    index = year * 12 + month - 1 - months
    return f"{index // 12:04d}-{index % 12 + 1:02d}{rest}"


def _first_day(date: str) -> str:
    return (date + "-01-01")[:10] if len(date) == 4 else (date + "-01")[:10]


def _last_day(date: str) -> str:
    if len(date) == 4:
        return date + "-12-31"
    return date[:10] if len(date) > 7 else f"{date}-{monthrange(int(date[:4]), int(date[5:7]))[1]}"
