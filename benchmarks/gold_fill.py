"""Fills a document template with one innovation's facts and an invented cast.

A template is a marked text (samples/make) with slots: `<name>` `<unit>` `<date>` `<person:Kepala Dinas>`. A slot with a
number behind a dot keeps its value for the whole dossier: `<person.1:Kepala Dinas>` prints one person twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from benchmarks import gold_values as values
from benchmarks.gold_phrases import Phrases
from benchmarks.gold_world import Cast, Fact

_SLOT = re.compile(r"<([a-z_]+)(\.\d)?(?::([^<>]*))?>")


class Filler:
    """Slot values for one dossier. `year` is the year it was written in, `launched` the year the innovation began."""

    def __init__(self, fact: Fact, seed: str, phrases: Phrases, year: int, launched: int | None = None) -> None:
        self.fact, self.phrases, self.year = fact, phrases, year
        self.cast = Cast(seed)
        self.random = self.cast.random
        self.launch = values.near(self.random, launched or min(int(fact.year or year), year))
        self.trial = self.launch - timedelta(days=self.random.randrange(40, 200))
        self._kept: dict[str, str] = {}
        self._extra: dict[str, str] = {}
        self._unsaid: list[str] = []

    def fill(self, template: str, **extra: str) -> str:
        """The template with every slot filled; `extra` adds or overrides slots. Raises KeyError for an unknown slot."""
        self._extra = extra
        while _SLOT.search(template):
            template = _SLOT.sub(self._slot, template)
        return template

    def _slot(self, match: re.Match[str]) -> str:
        name, number, argument = match.groups()
        if name in self._extra:
            return self._extra[name]
        if number is None:
            return SLOTS[name](self, argument or "")
        key = name + number
        if key not in self._kept:
            self._kept[key] = self.fill(SLOTS[name](self, argument or ""), **self._extra)
        return self._kept[key]

    def day(self, back: int = 0) -> date:
        return values.near(self.random, self.year - back)

    def distractor(self) -> str:
        return self.random.choice(self.phrases.distractors)

    def prose(self, count: int) -> str:
        """So many sentences of the sector's pool; none comes again before all were said."""
        sentences = []
        for _ in range(count):
            if not self._unsaid:
                self._unsaid = list(self.phrases.prose_for(self.fact.sector))
                self.random.shuffle(self._unsaid)
            sentences.append(self._unsaid.pop())
        return " ".join(sentences)


def _named(filler: Filler, _: str) -> str:
    kind = filler.phrases.naming if filler.fact.expansion else filler.phrases.naming_bare
    return filler.random.choice(kind)


SLOTS: Mapping[str, Callable[[Filler, str], str]] = {
    "name": lambda f, _: f.fact.name,
    "expansion": lambda f, _: f.fact.expansion,
    "title": lambda f, _: f"{f.fact.name} ({f.fact.expansion})" if f.fact.expansion else f.fact.name,
    "unit": lambda f, _: f"{{u|{f.fact.unit}}}",
    "unit_upper": lambda f, _: f.fact.unit.upper(),
    "region": lambda f, _: f.fact.region,
    "region_upper": lambda f, _: f.fact.region.upper(),
    "region_kind": lambda f, _: f.fact.region.split()[0],
    "place": lambda f, _: f.fact.place,
    "place_upper": lambda f, _: f.fact.place.upper(),
    "head_title": lambda f, _: f.fact.head_title,
    "head_title_upper": lambda f, _: f.fact.head_title.upper(),
    "year": lambda f, _: str(f.year),
    "launch_year": lambda f, _: str(f.launch.year),
    "sector": lambda f, _: f.fact.sector.replace("_", " ").title(),
    "launch": lambda f, _: values.day_text(f.random, f.launch),
    "trial": lambda f, _: values.day_text(f.random, f.trial),
    "date": lambda f, back: values.day_text(f.random, f.day(int(back or 0))),
    "weekday": lambda f, back: values.day_text(f.random, f.day(int(back or 0)), weekday=True),
    "month": lambda f, back: values.month_text(f.day(int(back or 0))),
    "person": lambda f, role: f.cast.person(role),
    "mayor": lambda f, _: f"{f.fact.head_title} {f.cast.person(f.fact.head_title)}",
    "deputy": lambda f, _: f"Wakil {f.fact.head_title} {f.cast.person(f'Wakil {f.fact.head_title}')}",
    "nip": lambda f, _: f.cast.nip(),
    "money": lambda f, _: values.money_text(f.random),
    "law": lambda f, _: values.law_text(f.random),
    "law_bare": lambda f, _: values.law_text(f.random, subject=False),
    "local_rule": lambda f, back: values.local_rule_text(f.random, f.fact, f.year - int(back or 0)),
    "change": lambda f, unit: values.change_text(f.random, unit or "persen"),
    "change_down": lambda f, unit: values.change_text(f.random, unit or "hari", down=True),
    "link": lambda f, _: values.link_text(f.random),
    "number": lambda f, _: str(f.random.randint(12, 890)),
    "prose": lambda f, count: f.prose(int(count)),
    "distractor": lambda f, _: f.distractor(),
    "acronym": lambda f, _: f.random.choice(f.phrases.acronyms),
    "quote": lambda f, _: f.random.choice(f.phrases.quotes),
    "named": _named,
}
