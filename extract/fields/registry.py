"""Every field, in the order they run; a field may look at what stands before it. Adding one is one line here.

Two lines of one name find the same kind of value, the second beside the first (docs/extending.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from spacy.tokens import Doc

from extract.fields.acronyms import find_acronyms
from extract.fields.changes import find_changes
from extract.fields.dates import find_dates
from extract.fields.evidence import find_evidence
from extract.fields.innovations import find_innovations
from extract.fields.links import find_links
from extract.fields.money import find_money
from extract.fields.people import find_people
from extract.fields.profile import find_profile
from extract.fields.regions import find_regions
from extract.fields.regulations import find_regulations
from extract.fields.role import find_role
from extract.fields.units import find_units
from models.finding import Finding

FIELDS: tuple[tuple[str, Callable[[Doc], Iterator[Finding[Any]]]], ...] = (
    ("regions", find_regions),
    ("units", find_units),
    ("dates", find_dates),
    ("money", find_money),
    ("regulations", find_regulations),
    ("people", find_people),
    ("innovations", find_innovations),
    ("acronyms", find_acronyms),
    ("changes", find_changes),
    ("links", find_links),
    ("profile", find_profile),
    ("role", find_role),
    ("evidence", find_evidence),
)
