"""What gold says of each field, and what counts as read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from models.tables import FindingRow
from pipeline.gold_fields import Found, fields
from pipeline.tally import Tally


def row(kind: str, value: Any, quote: str = "") -> FindingRow:
    blank = {"id": "1", "sha256": "0", "start": 0, "end": 1, "places": [], "rule": "r/1", "confidence": 1.0}
    read = {"kind": kind, "value": value, "quote": quote or str(value)}
    return FindingRow.model_validate(blank | read | {"status": "exact", "origin": "text"})


def found(*rows: FindingRow, innovations: Sequence[Mapping[str, Any]] = (), **more: Any) -> Found:
    return Found(rows, innovations, more.pop("sectors", {}), more.pop("regions", ()), **more)


def measured(gold: Mapping[str, Any], read: Found) -> dict[str, Tally]:
    """Each field by name."""
    tallies: dict[str, Tally] = {}
    for name, wanted, values, tolerated in fields(gold, read):
        tallies.setdefault(name, Tally()).add("a.pdf", wanted, values, tolerated)
    return tallies


def figures(tally: Tally) -> tuple[int, list[str], list[str]]:
    return tally.hits, [entry["text"] for entry in tally.missed], [entry["text"] for entry in tally.false]


def test_a_field_that_gold_lacks_is_not_counted() -> None:
    assert measured({"money": [5]}, found(row("date", {"iso": "2025-01-02", "granularity": "day"}))).keys() == {"money"}


def test_a_bare_year_is_not_false_where_gold_holds_days_and_months_only() -> None:
    read = found(
        row("date", {"iso": "2025-01-02", "granularity": "day"}),
        row("date", {"iso": "2025-03", "granularity": "month"}),
        row("date", {"iso": "2024", "granularity": "year"}),
    )
    assert figures(measured({"dates": ["2025-01-02"]}, read)["dates"]) == (1, [], ["2025-03"])


def test_a_bare_year_counts_where_gold_lists_years() -> None:
    read = found(row("date", {"iso": "2024", "granularity": "year"}))
    assert figures(measured({"dates": ["2023"]}, read)["dates"]) == (0, ["2023"], ["2024"])


def test_an_invented_day_is_false_and_the_month_is_missed() -> None:
    read = found(row("date", {"iso": "2025-03-01", "granularity": "day"}))
    assert figures(measured({"dates": ["2025-03"]}, read)["dates"]) == (0, ["2025-03"], ["2025-03-01"])


def test_amounts_are_compared_as_numbers_of_rupiah() -> None:
    read = found(row("money", {"amount": 1_500_000_000, "currency": "IDR"}, "Rp1,5 miliar"))
    assert figures(measured({"money": [1500000000]}, read)["money"]) == (1, [], [])


def test_a_change_is_right_when_both_figures_and_the_unit_are() -> None:
    gold = {"changes": [{"text": "dari 45 ke 80 persen", "before": 45.0, "after": 80.0, "unit": "persen"}]}
    right = row("change", {"subject": "Cakupan", "before": 45, "after": 80, "unit": "persen"})
    wrong = row("change", {"subject": "Cakupan", "before": 45, "after": 80, "unit": "orang"})
    assert figures(measured(gold, found(right))["changes"]) == (1, [], [])
    assert figures(measured(gold, found(wrong))["changes"])[0] == 0


def test_a_link_counts_with_and_without_its_scheme() -> None:
    read = found(row("link", "https://youtu.be/x", "youtu.be/x"))
    assert figures(measured({"links": ["youtu.be/x"]}, read)["links"]) == (1, [], [])


def test_a_unit_counts_with_and_without_the_region_behind_it() -> None:
    read = found(row("unit", {"name": "Dinas Sosial"}, "Dinas Sosial Kota X"))
    for printed in ("Dinas Sosial", "DINAS SOSIAL KOTA X"):
        assert figures(measured({"units": [printed]}, read)["units"]) == (1, [], [])


def test_a_person_counts_with_and_without_titles() -> None:
    read = found(row("person", {"name": "Budi", "titles": ["H."]}, "H. Budi, S.E."))
    for printed in ("Budi", "H. Budi", "H. Budi, S.E."):
        assert figures(measured({"people": [printed]}, read)["people"]) == (1, [], [])


@pytest.mark.parametrize(
    ("key", "tolerated", "read"),
    [
        ("units", ["DPA"], row("unit", {"name": "DPA"})),
        ("regulations", ["KEPUTUSAN BUPATI NOMOR"], row("regulation", {"kind": "SK"}, "Keputusan Bupati Nomor")),
        ("acronyms", {"SAPA": "Sistem Antar"}, row("acronym", {"short": "SAPA", "long": "Sistem Antar"})),
    ],
)
def test_tolerated_values_are_neither_right_nor_false(key: str, tolerated: Any, read: FindingRow) -> None:
    gold = {key: [], "tolerated": {key: tolerated}}
    assert figures(measured(gold, found(read))[key]) == (0, [], [])


def test_parts_of_an_innovation_are_compared_together_with_its_name() -> None:
    gold = {"innovations": [{"name": "SAPA", "expansion": "Sistem Antar", "unit": "Dinas A", "region": "Kota X"}]}
    read = [{"name": "Sapa", "expansion": "sistem  antar", "unit": "Dinas B", "region": "Kota X"}]
    tallies = measured(gold, found(innovations=read))
    assert {name: tally.hits for name, tally in tallies.items()} == {
        "innovations": 1, "expansions": 1, "name+unit": 0, "name+region": 1,
    }  # fmt: skip


def test_an_expansion_that_gold_knows_nothing_of_is_false() -> None:
    gold = {"innovations": [{"name": "SAPA", "expansion": ""}]}
    tallies = measured(gold, found(innovations=[{"name": "SAPA", "expansion": "Sistem Antar"}]))
    assert figures(tallies["expansions"]) == (0, [], ["sapa -> sistem antar"])


def test_pairs_are_innovations_and_acronyms_together() -> None:
    gold = {"innovations": [{"name": "SAPA", "expansion": "Sistem Antar"}], "acronyms": {"OPD": "Organisasi"}}
    read = found(row("acronym", {"short": "SAPA", "long": "Sistem Antar"}))
    assert figures(measured(gold, read)["pairs"]) == (1, ["opd -> organisasi"], [])


def test_of_a_whole_dossier_only_what_is_said_of_the_whole_is_compared() -> None:
    gold = {"innovations": [{"name": "SAPA"}], "region": "Kota X", "money": [5], "acronyms": {}}
    tallies = measured(gold, found(regions=["Kota X"], innovations=[{"name": "SAPA"}], whole=True))
    assert tallies.keys() == {"innovations", "region"}


def test_a_sector_is_compared_by_the_name_it_was_given_to() -> None:
    gold = {"innovations": [{"name": "SI-CANTIK", "sector": "kesehatan"}]}
    read = found(innovations=[{"name": "Si-Cantik"}], sectors={"sicantik": "kesehatan"})
    assert figures(measured(gold, read)["sector"]) == (1, [], [])
