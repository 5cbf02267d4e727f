"""Money: signs, scales, ranges, words, and columns of a table."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extract.fields.money import find_money
from models.document import Block, Cell, Layout, Span

NLP = spacy.blank("id")


def amounts(text: str) -> list[int]:
    return [found.value.amount for found in find_money(NLP.make_doc(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rp1,5 miliar", [1_500_000_000]),
        ("Rp. 1.500.000,00,-", [1_500_000]),
        ("Rp 50.000.000,- (lima puluh juta rupiah)", [50_000_000]),
        ("sebesar 250 juta rupiah", [250_000_000]),
        ("Rp1-2 miliar", [1_000_000_000, 2_000_000_000]),
        ("Rp 500 juta hingga Rp 1 miliar", [500_000_000, 1_000_000_000]),
        ("Rp 15.000-20.000", [15_000, 20_000]),
        ("Rp3,4 M", [3_400_000_000]),
        ("Rp 200rb dan Rp 2jt", [200_000, 2_000_000]),
        ("lima puluh juta rupiah", [50_000_000]),
        ("anggaran 3 milyar untuk", [3_000_000_000]),
        ("Rp 12,500,000", [12_500_000]),
        ("Rp 0", [0]),
        ("Rp 50 juta (enam puluh juta rupiah)", [50_000_000, 60_000_000]),
    ],
)
def test_an_amount_is_read_in_whole_rupiah(text: str, expected: list[int]) -> None:
    assert amounts(text) == expected


@pytest.mark.parametrize("text", ["Rp ........", "sebesar 2,5 juta orang", "250 juta bibit", "12 M", "Nomor 12.500"])
def test_these_are_no_money(text: str) -> None:
    assert amounts(text) == []


def test_dollars_keep_their_currency() -> None:
    (found,) = find_money(NLP.make_doc("USD 10.000"))
    assert (found.value.amount, found.value.currency) == (10_000, "USD")


def test_a_bare_number_is_money_in_a_column_headed_so() -> None:
    doc = NLP.make_doc("Anggaran (juta Rp)\n12,5")
    cells = (Block("cell", Span(0, 18), cell=Cell(1, 1, 1)), Block("cell", Span(19, 23), cell=Cell(1, 2, 1)))
    doc._.layout = Layout(cells)
    assert [found.value.amount for found in find_money(doc)] == [12_500_000]


@given(st.integers(min_value=0, max_value=10**13))
def test_any_amount_is_read_back_with_its_exact_quote(amount: int) -> None:
    printed = "Rp " + f"{amount:,}".replace(",", ".")
    text = f"Biaya {printed} dibayar."
    (found,) = find_money(NLP.make_doc(text))
    assert found.value.amount == amount
    assert text[found.span.start : found.span.end] == printed
