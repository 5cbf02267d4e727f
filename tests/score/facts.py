"""Facts as sentences for the tests of the scorer."""

from __future__ import annotations

from itertools import count
from typing import Any

from models.finding import Evidence
from models.rubric import Indicator, Rubric
from models.verdict import Context, Fact
from score.catalogue import find_rubric

IID = find_rubric("iid-sid-2026")
IID_2024 = find_rubric("iid-sid-2024")
NOW = Context(year=2026)
_ids = count(1)


def fact(indicator: str, document_type: str, value: float | str | None = None, **more: Any) -> Fact:
    """A fact the extractor is sure of, unless `confidence` or `reviewed` say otherwise."""
    confidence = more.pop("confidence", 1.0)
    reviewed = more.pop("reviewed", None)
    id_ = more.pop("id", None) or f"f{next(_ids)}"
    return Fact(id_, Evidence(indicator, document_type, value, **more), confidence, reviewed)


def indicator(id_: str, rubric: Rubric = IID) -> Indicator:
    return next(each for each in rubric.indicators if each.id == id_)
