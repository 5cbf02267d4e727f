"""One indicator judged: met, not met, or cannot be judged, and why. Pure; every input is an argument."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.rubric import Indicator, Level
from models.verdict import Context, Fact, Verdict
from score.reach import Reached, by_years, in_period, measured, other_amounts, reach, sureness
from score.reasons import listed, sentence

RULE = "judge/1"
"""Raise it when the meaning of a verdict changes: a run was made by this judge."""
NONE_STATED = "tidak_ada"
"""`Evidence.value` where a form says that there is none."""
LEVEL_WORD = re.compile(r"tingkat_(\d)")
"""`Evidence.value` of a claim that names the level itself, as forms with printed levels do; it proves nothing."""
CLAIM = "proposal"
"""`Evidence.document_type` of what the dossier only says of itself."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The facts of one indicator by what they are worth."""

    proofs: tuple[Fact, ...]
    """Of an accepted type, not void, sure enough."""
    unwatched: tuple[Fact, ...]
    """The same, but only a person can say what they show."""
    claims: tuple[Fact, ...]
    """From the proposal; may be proofs too where the rubric accepts a proposal."""
    denials: tuple[Fact, ...]
    """A form says there is none."""
    void: tuple[Fact, ...]
    uncertain: tuple[Fact, ...]
    foreign: tuple[Fact, ...]
    """In a document that is no evidence for this indicator."""


def judge(indicator: Indicator, facts: Sequence[Fact], context: Context) -> Verdict:
    """Met (the highest level that a document proves), not met, or cannot be judged with the reason.

    `facts` may hold those of other indicators. The order makes no difference, and a further fact never lowers a level.
    """
    sorted_ = sort_facts(indicator, facts, context.cut)
    claimed = _claimed(indicator, sorted_, context.year)
    reached = _best(reach(indicator, sorted_.proofs, context.year), _undocumented(indicator, sorted_, context.year))
    if reached is not None:
        verdict = _met(indicator, reached, sorted_)
    elif sorted_.denials and (indicator.absent_level is not None or not sorted_.uncertain):
        verdict = _denied(indicator, sorted_)
    else:
        verdict = _not_reached(indicator, sorted_, context)
    if claimed is None:
        return verdict
    detail = verdict.detail
    if verdict.level is None or claimed.level.number > verdict.level:
        detail += f" Proposal mengklaim tingkat {claimed.level.number}."
    return replace(verdict, detail=detail, claimed_level=claimed.level.number, claimed_score=claimed.level.score)


def sort_facts(indicator: Indicator, facts: Sequence[Fact], cut: float) -> Sorted:
    """The facts of this indicator by what they are worth; what a person marked absent is gone."""
    mine = sorted(
        {fact for fact in facts if fact.evidence.indicator in {indicator.id, indicator.fact}},
        key=lambda fact: (-sureness(fact), fact.id),
    )
    mine = [fact for fact in mine if fact.reviewed != "absent"]
    void = tuple(fact for fact in mine if fact.evidence.void is not None)
    usable = [fact for fact in mine if fact.evidence.void is None]
    sure = [fact for fact in usable if sureness(fact) >= cut]
    denials = tuple(fact for fact in sure if fact.evidence.value == NONE_STATED)
    stated = [fact for fact in sure if fact.evidence.value != NONE_STATED]
    types = indicator.accepted
    proofs = [fact for fact in stated if fact.evidence.document_type in types and _level_word(fact) is None]
    return Sorted(
        proofs=tuple(fact for fact in proofs if not _unwatched(indicator, fact)),
        unwatched=tuple(fact for fact in proofs if _unwatched(indicator, fact)),
        claims=tuple(fact for fact in stated if fact.evidence.document_type == CLAIM),
        denials=denials,
        void=void,
        uncertain=tuple(fact for fact in usable if sureness(fact) < cut),
        foreign=tuple(fact for fact in stated if fact.evidence.document_type not in {*types, CLAIM}),
    )


def _unwatched(indicator: Indicator, fact: Fact) -> bool:
    """Of a kind that text cannot show (a video), and no person has said yet what is in it."""
    return fact.evidence.document_type in indicator.untextual and (fact.reviewed is None or fact.evidence.value is None)


def _best(*found: Reached | None) -> Reached | None:
    return max((one for one in found if one), key=lambda one: one.level.number, default=None)


def _claimed(indicator: Indicator, sorted_: Sorted, year: int) -> Reached | None:
    """The level that the proposal claims: by what it says is there, or by naming the level itself."""
    stated = [found for fact in sorted_.claims if (found := _stated_level(indicator, fact))]
    told = [fact for fact in sorted_.claims if _level_word(fact) is None]
    if indicator.by_document:
        told = [_as_document(fact) for fact in told]
    return _best(reach(indicator, told, year), *stated)


def _level_word(fact: Fact) -> re.Match[str] | None:
    value = fact.evidence.value
    return LEVEL_WORD.fullmatch(value) if isinstance(value, str) else None


def _stated_level(indicator: Indicator, fact: Fact) -> Reached | None:
    """The level that a claim names, or, where years are counted, the one for that number of years."""
    word = _level_word(fact)
    number = fact.evidence.value if by_years(indicator) and not fact.evidence.years else None
    if word is not None:
        level = _level(indicator, int(word.group(1)))
    elif isinstance(number, int | float) and fact.evidence.unit in {None, "tahun", "tahun_anggaran"}:
        level = _level(indicator, int(number))
    else:
        level = None
    return None if level is None else Reached(level, (fact,))


def _as_document(fact: Fact) -> Fact:
    value = fact.evidence.value
    return replace(fact, evidence=replace(fact.evidence, document_type=value)) if isinstance(value, str) else fact


def _undocumented(indicator: Indicator, sorted_: Sorted, year: int) -> Reached | None:
    """A level for which the rubric itself asks no document: there the dossier's word is enough once a person agreed."""
    free = tuple(level for level in indicator.levels if level.rule.doc_types == ())
    agreed = [fact for fact in sorted_.claims if fact.reviewed is not None]
    return reach(replace(indicator, levels=free), agreed, year) if free else None


def _met(indicator: Indicator, reached: Reached, sorted_: Sorted) -> Verdict:
    others = other_amounts(indicator, reached, sorted_.proofs)
    words = f"; terbaca: {reached.measured}" if reached.measured else ""
    detail = sentence("level-met", level=reached.level.number, description=reached.level.description, measured=words)
    if others:
        detail += " Ada berkas lain yang menyebut angka berbeda."
    return Verdict(
        indicator=indicator.id,
        outcome="met",
        level=reached.level.number,
        score=reached.level.score,
        max_score=indicator.max_score,
        reason="level-met",
        detail=detail,
        facts=tuple(fact.id for fact in reached.facts),
        basis=reached.basis,
        mandatory=indicator.mandatory,
        others=tuple(fact.id for fact in others),
    )


def _denied(indicator: Indicator, sorted_: Sorted) -> Verdict:
    """A form says there is none: the level that the rubric gives for that, or not met."""
    level = _level(indicator, indicator.absent_level)
    if level is None:
        return _unmet(indicator, "stated-none", sorted_.denials, sentence("stated-none"))
    return Verdict(
        indicator=indicator.id,
        outcome="met",
        level=level.number,
        score=level.score,
        max_score=indicator.max_score,
        reason="absent-level",
        detail=sentence("absent-level", level=level.number, description=level.description),
        facts=tuple(fact.id for fact in sorted_.denials),
        mandatory=indicator.mandatory,
    )


def _level(indicator: Indicator, number: int | None) -> Level | None:
    return next((level for level in indicator.levels if level.number == number), None)


def _not_reached(indicator: Indicator, sorted_: Sorted, context: Context) -> Verdict:
    year = context.year
    below = [fact for fact in sorted_.proofs if measured(indicator, fact, year) and in_period(indicator, fact, year)]
    if below:
        detail = sentence("below-level-1", description=indicator.levels[0].description, measured="")
        if context.unreadable:
            detail += f" Ada yang tidak terbaca: {listed(context.unreadable)}."
        return _unmet(indicator, "below-level-1", below, detail)
    reason, facts = _why_not(indicator, sorted_, context)
    detail = sentence(
        reason,
        accepted=", ".join(indicator.evidence_names),
        files=listed(context.unreadable),
        years=_years_asked(indicator, context.year),
    )
    return Verdict(
        indicator=indicator.id,
        outcome="cannot_judge",
        level=None,
        score=None,
        max_score=indicator.max_score,
        reason=reason,
        detail=detail,
        facts=tuple(fact.id for fact in facts),
        mandatory=indicator.mandatory,
    )


def _why_not(indicator: Indicator, sorted_: Sorted, context: Context) -> tuple[str, Sequence[Fact]]:
    """The reason nearest to a proof: what is there and fails comes before what is not there."""
    proofs = sorted_.proofs
    if proofs:
        return _flaw(indicator, proofs, context.year), proofs
    elsewhere = (*sorted_.foreign, *sorted_.claims)
    chain: tuple[tuple[str, bool, Sequence[Fact]], ...] = (
        ("not-textual", bool(sorted_.unwatched), sorted_.unwatched),
        ("uncertain", bool(sorted_.uncertain), sorted_.uncertain),
        ("void", bool(sorted_.void), sorted_.void),
        ("unreadable", bool(context.unreadable), elsewhere),
        ("wrong-document", bool(sorted_.foreign), elsewhere),
        ("claimed-only", bool(sorted_.claims), sorted_.claims),
    )
    return next(((reason, facts) for reason, holds, facts in chain if holds), ("absent", ()))


def _flaw(indicator: Indicator, proofs: Sequence[Fact], year: int) -> str:
    """Why documents of the right kind still say nothing about a level."""
    if by_years(indicator) and not any(fact.evidence.years for fact in proofs):
        return "year-unknown"
    if by_years(indicator) or not any(in_period(indicator, fact, year) for fact in proofs):
        return "out-of-period"
    return "other-scale"


def _years_asked(indicator: Indicator, year: int) -> str:
    relative = {each for window in indicator.periods for each in window} or {0, -1, -2}
    return ", ".join(str(year + each) for each in sorted(relative))


def _unmet(indicator: Indicator, reason: str, facts: Sequence[Fact], detail: str) -> Verdict:
    return Verdict(
        indicator=indicator.id,
        outcome="not_met",
        level=None,
        score=0.0,
        max_score=indicator.max_score,
        reason=reason,
        detail=detail,
        facts=tuple(fact.id for fact in facts),
        mandatory=indicator.mandatory,
    )
