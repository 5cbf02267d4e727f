"""Names made from content."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.ids import canonical_json, content_id

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=5))
def test_the_order_of_keys_makes_no_difference(value: dict[str, object]) -> None:
    assert canonical_json(value) == canonical_json(dict(reversed(value.items())))


@given(st.lists(JSON, max_size=3), st.lists(JSON, max_size=3))
def test_different_parts_make_different_ids(left: list[object], right: list[object]) -> None:
    same = canonical_json(left) == canonical_json(right)
    assert (content_id("thing", *left) == content_id("thing", *right)) == same


def test_things_of_different_kinds_never_share_an_id() -> None:
    assert content_id("dossier", "a") != content_id("innovation", "a")
