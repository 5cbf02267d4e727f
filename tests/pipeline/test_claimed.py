"""The class that a dossier claims, beside the one it was given."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from models.tables import Decision, InnovationRow
from pipeline.claimed import compared_under, disagreement, named
from pipeline.settled import Settled, Shown

NOW = datetime(2026, 1, 1, tzinfo=UTC)
THEMES = {
    "asta_cita_1": "Asta Cita 1 (Pancasila, demokrasi, HAM)",
    "asta_cita_4": "Asta Cita 4 (SDM, pendidikan, kesehatan)",
}
CLUSTERS = {"kesehatan": "Kesehatan", "pendidikan": "Pendidikan"}


def innovation(profile: dict[str, Any], slug: str, *, abstained: bool = False) -> Shown:
    row = InnovationRow.model_validate(
        {
            "id": "i",
            "dossier_id": "d",
            "ordinal": 1,
            "name": "SAPA",
            "profile": profile,
            "alignment": [],
            "cites": {"profile.sector_claimed": "f"},
            "flags": [],
        }
    )
    sector = {"slug": slug, "confidence": 0.9, "abstained": abstained, "alternatives": []}
    return Shown(row, "SAPA", None, None, None, None, profile, sector)


def settled(verdict: str | None) -> Settled:
    if verdict is None:
        return Settled({})
    columns = {"subject": "i", "field": "sector", "verdict": verdict, "decided_by": "juri", "decided_at": NOW}
    return Settled({("i", "sector"): Decision.model_validate(columns)})


def test_another_sector_than_the_dossier_names_is_for_a_person_to_decide() -> None:
    (flag,) = disagreement(innovation({"sector_claimed": "Kesehatan"}, "lingkungan_hidup"), settled(None))
    assert flag["code"] == "sector-differs"
    assert flag["values"] == [{"value": "Kesehatan", "finding": "f"}, {"value": "lingkungan_hidup", "finding": None}]


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        pytest.param(innovation({"sector_claimed": "Kesehatan"}, "kesehatan"), None, id="the same sector"),
        pytest.param(innovation({}, "kesehatan"), None, id="no claim"),
        pytest.param(innovation({"sector_claimed": "Lainnya"}, "kesehatan"), None, id="a claim that names none"),
        pytest.param(innovation({"sector_claimed": "Sosial"}, "kesehatan", abstained=True), None, id="no tag"),
        pytest.param(innovation({"sector_claimed": "Sosial"}, "kesehatan"), "confirmed", id="a person settled it"),
    ],
)
def test_where_nothing_differs_or_a_person_settled_it_there_is_nothing_to_decide(
    one: Shown, verdict: str | None
) -> None:
    assert disagreement(one, settled(verdict)) == []


def test_a_theme_is_compared_by_its_name_and_not_by_what_explains_it() -> None:
    one = innovation({"theme": "Asta Cita 4 (SDM, pendidikan, kesehatan)"}, "kesehatan")
    assert compared_under(one, "theme", THEMES, "asta_cita_1") == {
        "text": "Asta Cita 4 (SDM, pendidikan, kesehatan)",
        "slugs": ["asta_cita_4"],
        "agrees": False,
    }
    assert compared_under(one, "theme", CLUSTERS, "kesehatan") is None


def test_several_claims_agree_when_one_of_them_is_the_given_class() -> None:
    one = innovation({"theme": ["Asta Cita 1", "Kesehatan"]}, "kesehatan")
    found = compared_under(one, "theme", CLUSTERS, "kesehatan")
    assert found is not None and (found["slugs"], found["agrees"]) == (["kesehatan"], True)


def test_a_name_within_a_longer_one_does_not_count() -> None:
    assert named("Pendidikan dan Pelatihan") == ("pendidikan_pelatihan",)
