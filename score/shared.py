"""What every rubric refers to: the kinds of evidence and the sources, read once from the shipped data files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.data import read_yaml

RUBRICS = Path(__file__).parent.parent / "rubrics"
SHARED = frozenset({"evidence_types", "iid_index", "kipp_editions", "sources", "vocabulary"})
"""Files of the rubrics folder that are not rubrics."""


@dataclass(frozen=True, slots=True)
class EvidenceType:
    id: str
    name_id: str
    kind_of: str | None
    """The wider type it also counts as: a decree on behalf of the mayor is a decree of the agency head."""
    textual: bool
    """False where no text can show the content."""


@cache
def evidence_types() -> Mapping[str, EvidenceType]:
    """Every kind of evidence by id. Raises: DataError when the shipped file is broken."""
    file = read_yaml(RUBRICS / "evidence_types.yaml")
    found = {
        id_: EvidenceType(id_, entry["name_id"], entry.get("kind_of"), entry.get("textual", True))
        for id_, entry in file.value["evidence_types"].items()
    }
    for entry in found.values():
        if entry.kind_of is not None and (entry.kind_of not in found or found[entry.kind_of].kind_of is not None):
            raise file.error("kind_of harus menunjuk jenis yang tidak punya kind_of", "evidence_types", entry.id)
    return found


@cache
def source_ids() -> frozenset[str]:
    return frozenset(read_yaml(RUBRICS / "sources.yaml").value["sources"])


def with_kinds(types: Iterable[str]) -> frozenset[str]:
    """These evidence types and every special kind of them."""
    wide = frozenset(types)
    return wide | {entry.id for entry in evidence_types().values() if entry.kind_of in wide}
