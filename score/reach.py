"""Which level of an indicator a set of facts reaches. Which facts may count is decided before, in score/judge.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.rubric import Basis, Combine, Indicator, Level, Years
from models.verdict import Fact
from score.amounts import amount, between_bounds, level_of, printed
from score.periods import OLDEST


@dataclass(frozen=True, slots=True)
class Reached:
    """The highest level met, by which facts, and what was measured in words."""

    level: Level
    facts: tuple[Fact, ...]
    """The deciding one first."""
    measured: str = ""
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class _Counted:
    value: float
    facts: tuple[Fact, ...]
    measured: str


def reach(indicator: Indicator, facts: Sequence[Fact], year: int) -> Reached | None:
    """The highest level that the facts reach; adding facts never lowers it. None when they reach none."""
    if not facts:
        return None
    ordered = sorted(facts, key=lambda fact: (-sureness(fact), fact.id))
    windows = indicator.periods or (None,)
    found = [
        reached
        for window in windows
        for reached in _candidates(indicator, [fact for fact in ordered if in_window(fact, window, year)], window, year)
    ]
    return max(found, key=lambda reached: reached.level.number, default=None)


def in_window(fact: Fact, window: Years | None, year: int) -> bool:
    """Whether the fact speaks of a year of the window; one without a year is not turned away."""
    years = fact.evidence.years
    return window is None or not years or any(each - year in window for each in years)


def in_period(indicator: Indicator, fact: Fact, year: int) -> bool:
    return any(in_window(fact, window, year) for window in indicator.periods or (None,))


def sureness(fact: Fact) -> float:
    """1 for what a person settled, else how sure the extractor was."""
    return fact.confidence if fact.reviewed is None else 1.0


def measured(indicator: Indicator, fact: Fact, year: int) -> bool:
    """Whether the fact holds what this indicator measures, so that reaching no level means being below the first."""
    if indicator.by_document:
        return True
    if by_years(indicator):
        return any(OLDEST <= each - year <= 0 for each in fact.evidence.years)
    if indicator.measure in {"ordinal", "duration"}:
        return False
    return _number(indicator, fact) is not None or _item(indicator, fact) is not None


def by_years(indicator: Indicator) -> bool:
    """Whether the years of the documents are what is measured."""
    return indicator.measure == "set_of_years" or indicator.combine == "distinct_years"


def other_amounts(indicator: Indicator, reached: Reached, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts that give another number for the one thing measured: a contradiction that a person should see.

    Numbers of different years, or on different bases, do not contradict each other.
    """
    if indicator.combine != "best" or not reached.level.rule.bounded:
        return ()
    decided = reached.facts[0]
    return tuple(
        fact
        for fact in facts
        if _basis_of(indicator, fact) == reached.basis
        and (not fact.evidence.years or not decided.evidence.years or fact.evidence.years == decided.evidence.years)
        and _number(indicator, fact) not in {None, _number(indicator, decided)}
    )


def _candidates(indicator: Indicator, facts: Sequence[Fact], window: Years | None, year: int) -> Iterator[Reached]:
    if indicator.by_document:
        yield from _by_document(indicator, facts)
    elif indicator.measure == "ordinal":
        yield from _by_word(indicator, facts)
    elif indicator.measure == "set_of_years":
        yield from _by_years(indicator, facts, year)
    elif indicator.combine != "best":
        counted = COUNTERS[indicator.combine](indicator, facts, window, year)
        level = level_of(indicator.levels, counted.value) if counted else None
        if counted and level:
            yield Reached(level, counted.facts, counted.measured)
    elif indicator.bases:
        for basis in indicator.bases:
            mine = [fact for fact in facts if _basis_of(indicator, fact) == basis.id]
            yield from _by_amount(indicator, mine, basis.levels, basis)
    else:
        mine = [fact for fact in facts if fact.evidence.basis in {None, indicator.unit}]
        yield from _by_amount(indicator, mine, indicator.levels, None)


def _by_document(indicator: Indicator, facts: Sequence[Fact]) -> Iterator[Reached]:
    for fact in facts:
        for level in indicator.levels:
            types = level.rule.doc_types
            if types is not None and (not types or fact.evidence.document_type in types):
                yield Reached(level, (fact,))


def _by_word(indicator: Indicator, facts: Sequence[Fact]) -> Iterator[Reached]:
    for fact in facts:
        value = fact.evidence.value
        word = value if isinstance(value, str) else fact.evidence.item
        for level in indicator.levels:
            if word is not None and word.casefold() in level.rule.words:
                yield Reached(level, (fact,), word.replace("_", " "))


def _by_years(indicator: Indicator, facts: Sequence[Fact], year: int) -> Iterator[Reached]:
    mine = [fact for fact in facts if fact.evidence.years]
    have = {each - year for fact in mine for each in fact.evidence.years}
    for level in indicator.levels:
        if level.rule.years and all(have & set(group) for group in level.rule.years):
            wanted = {year + each for group in level.rule.years for each in group}
            used = tuple(fact for fact in mine if wanted & set(fact.evidence.years))
            shown = sorted(wanted & {each for fact in used for each in fact.evidence.years})
            yield Reached(level, used, "tahun " + ", ".join(map(str, shown)))


def _by_amount(
    indicator: Indicator, facts: Sequence[Fact], levels: Sequence[Level], basis: Basis | None
) -> Iterator[Reached]:
    for fact in facts:
        value = _number(indicator, fact)
        level = None if value is None else level_of(levels, value)
        if value is not None and level is not None:
            words = f"{printed(value)} {_words(basis.unit if basis else indicator.unit)}".strip()
            if between_bounds(level, value):
                words += ", di antara dua batas yang tercetak: dihitung tingkat yang lebih rendah"
            yield Reached(level, (fact,), words, basis.id if basis else None)


def _basis_of(indicator: Indicator, fact: Fact) -> str | None:
    """The basis that a fact measures; one that names none belongs to the only basis of its unit."""
    if fact.evidence.basis is not None:
        return fact.evidence.basis if fact.evidence.basis in {basis.id for basis in indicator.bases} else None
    unit = fact.evidence.unit or indicator.unit
    fitting = [basis.id for basis in indicator.bases if basis.unit == unit]
    return fitting[0] if len(fitting) == 1 else None


def _number(indicator: Indicator, fact: Fact) -> float | None:
    """The fact's number in the unit of the indicator, or of the basis it measures; None where there is none."""
    if not indicator.bases:
        return amount(fact.evidence, indicator.unit, indicator.measure)
    basis = _basis_of(indicator, fact)
    units = [each.unit for each in indicator.bases if each.id == basis]
    return amount(fact.evidence, units[0], indicator.measure) if units else None


def _items(indicator: Indicator, facts: Sequence[Fact], window: Years | None, year: int) -> _Counted | None:
    """The most that one fact counts, or the number of different things that all of them name, whichever is more."""
    named: dict[str, Fact] = {}
    for fact in facts:
        item = _item(indicator, fact)
        if item is not None:
            named.setdefault(item, fact)
    best = _largest(indicator, facts)
    if best is not None and best.value >= len(named):
        return best
    listed = f"{len(named)} {_words(indicator.unit)}"
    return _Counted(len(named), tuple(dict.fromkeys(named.values())), listed) if named else None


def _events(indicator: Indicator, facts: Sequence[Fact], window: Years | None, year: int) -> _Counted | None:
    """As `_items`, and events of different years are different events; a document without a number shows one."""
    by_year: dict[int, list[Fact]] = {}
    for fact in facts:
        if len(fact.evidence.years) == 1:
            by_year.setdefault(fact.evidence.years[0], []).append(fact)
    yearly = [counted for mine in by_year.values() if (counted := _events_at_once(indicator, mine, window, year))]
    whole = _events_at_once(indicator, [fact for fact in facts if _inside(fact, window, year)], window, year)
    total = sum(counted.value for counted in yearly)
    if whole is not None and whole.value >= total:
        return whole
    used = tuple(dict.fromkeys(fact for counted in yearly for fact in counted.facts))
    return _Counted(total, used, f"{printed(total)} {_words(indicator.unit)}") if yearly else None


def _events_at_once(indicator: Indicator, facts: Sequence[Fact], window: Years | None, year: int) -> _Counted | None:
    counted = _items(indicator, facts, window, year)
    if counted is None and (plain := [fact for fact in facts if fact.evidence.value is None]):
        return _Counted(1, (plain[0],), f"1 {_words(indicator.unit)}")
    return counted


def _inside(fact: Fact, window: Years | None, year: int) -> bool:
    """Whether every year of the fact is in the window: a count over more years than the window proves nothing in it."""
    return window is None or all(each - year in window for each in fact.evidence.years)


def _years(indicator: Indicator, facts: Sequence[Fact], window: Years | None, year: int) -> _Counted | None:
    """How many different years the facts speak of; with `consecutive`, how many of them in a row."""
    allowed = range(OLDEST, 1) if window is None else window
    have = sorted({each for fact in facts for each in fact.evidence.years if each - year in allowed})
    run = _longest_run(have) if indicator.consecutive else have
    if not run:
        return None
    used = tuple(fact for fact in facts if set(run) & set(fact.evidence.years))
    words = "tahun " + ", ".join(map(str, have))
    if run != have:
        words += "; yang tidak berturut-turut tidak dihitung bersama"
    return _Counted(len(run), used, words)


COUNTERS: Mapping[Combine, Callable[[Indicator, Sequence[Fact], Years | None, int], _Counted | None]] = {
    "distinct_items": _items,
    "distinct_events": _events,
    "distinct_years": _years,
}


def _longest_run(years: Sequence[int]) -> list[int]:
    """The longest row of years without a hole; the latest one of several as long."""
    best: list[int] = []
    run: list[int] = []
    for year in years:
        run = [*run, year] if run and year == run[-1] + 1 else [year]
        best = run if len(run) >= len(best) else best
    return best


def _largest(indicator: Indicator, facts: Sequence[Fact]) -> _Counted | None:
    found = [(value, fact) for fact in facts if (value := amount(fact.evidence, indicator.unit, indicator.measure))]
    if not found:
        return None
    value, fact = max(found, key=lambda pair: pair[0])
    return _Counted(value, (fact,), f"{printed(value)} {_words(indicator.unit)}")


def _item(indicator: Indicator, fact: Fact) -> str | None:
    """The one thing the fact names, in small letters; None when it names none, or none that the rubric counts."""
    value = fact.evidence.value
    item = fact.evidence.item or (value if isinstance(value, str) else None)
    if item is None:
        return None
    name = " ".join(item.casefold().split())
    return name if not indicator.items or name in indicator.items else None


def _words(unit: str | None) -> str:
    return (unit or "").replace("_", " ")
