"""Which files make up one dossier."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.grouping import Kind, Member, group
from pipeline.settings import Grouping


def member(path: str, kind: Kind = "other", proposes: str | None = None, alone: bool = False) -> Member:
    folder = None if alone else path.rpartition("/")[0]
    return Member(path, folder, path, kind, proposes=proposes or (path if kind == "proposal" else None))


def paths(members: list[Member], grouping: Grouping = "auto") -> list[list[str]]:
    return [[one.path for one in group.members] for group in group(members, grouping)]


def test_a_file_given_by_itself_is_a_dossier() -> None:
    members = [member("a.pdf", "proposal", alone=True), member("b.pdf", "evidence", alone=True)]
    assert paths(members) == [["a.pdf"], ["b.pdf"]]


def test_a_proposal_and_its_evidence_in_one_folder_are_one_dossier() -> None:
    members = [member("x/usulan.pdf", "proposal"), member("x/sk.pdf", "evidence"), member("x/foto.pdf")]
    assert paths(members) == [["x/foto.pdf", "x/sk.pdf", "x/usulan.pdf"]]


def test_two_proposals_in_one_folder_are_two_dossiers_and_so_is_each_other_file() -> None:
    members = [member("x/a.pdf", "proposal"), member("x/b.pdf", "proposal"), member("x/sk.pdf", "evidence")]
    assert paths(members) == [["x/a.pdf"], ["x/b.pdf"], ["x/sk.pdf"]]


def test_two_versions_of_one_proposal_count_as_one() -> None:
    members = [
        member("x/v1.pdf", "proposal", "sapa"),
        member("x/v2.pdf", "proposal", "sapa"),
        member("x/sk.pdf", "evidence"),
    ]
    assert len(paths(members)) == 1


def test_a_proposal_that_names_no_innovation_is_no_second_proposal() -> None:
    nameless = Member("x/tahapan.pdf", "x", "x/tahapan.pdf", "proposal", proposes=None)
    members = [member("x/usulan.pdf", "proposal"), nameless, member("x/sk.pdf", "evidence")]
    assert paths(members) == [["x/sk.pdf", "x/tahapan.pdf", "x/usulan.pdf"]]


def test_a_folder_without_evidence_is_only_a_place_to_keep_files() -> None:
    members = [member("x/a.pdf", "proposal"), member("x/b.pdf", "listing"), member("x/c.pdf")]
    assert paths(members) == [["x/a.pdf"], ["x/b.pdf"], ["x/c.pdf"]]


def test_evidence_in_a_subfolder_goes_with_the_proposal_above() -> None:
    members = [member("x/usulan.pdf", "proposal"), member("x/bukti/16/sk.pdf", "evidence")]
    assert paths(members) == [["x/bukti/16/sk.pdf", "x/usulan.pdf"]]


def test_each_subfolder_with_a_proposal_is_its_own_dossier() -> None:
    members = [
        member("x/a/usulan.pdf", "proposal"),
        member("x/a/sk.pdf", "evidence"),
        member("x/b/usulan.pdf", "proposal"),
        member("x/b/sk.pdf", "evidence"),
    ]
    assert paths(members) == [["x/a/sk.pdf", "x/a/usulan.pdf"], ["x/b/sk.pdf", "x/b/usulan.pdf"]]


def test_folder_takes_a_folder_whole_whatever_is_in_it() -> None:
    members = [member("x/a.pdf", "proposal"), member("x/b.pdf", "proposal"), member("x/lain/c.pdf")]
    assert paths(members, "folder") == [["x/a.pdf", "x/b.pdf", "x/lain/c.pdf"]]


def test_file_takes_every_file_by_itself() -> None:
    members = [member("x/usulan.pdf", "proposal"), member("x/sk.pdf", "evidence")]
    assert paths(members, "file") == [["x/sk.pdf"], ["x/usulan.pdf"]]


def test_the_current_folder_holds_its_subfolders() -> None:
    members = [member("usulan.pdf", "proposal"), member("bukti/sk.pdf", "evidence")]
    assert paths(members) == [["bukti/sk.pdf", "usulan.pdf"]]


def test_names_within_a_dossier_begin_at_its_folder() -> None:
    (one,) = group([member("x/usulan.pdf", "proposal"), member("x/bukti/sk.pdf", "evidence")], "auto")
    assert [m.name_in(one.folder) for m in one.members] == ["bukti/sk.pdf", "usulan.pdf"]


STEPS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=3)


@given(
    st.lists(
        st.tuples(STEPS, st.sampled_from(["proposal", "listing", "evidence", "other"]), st.booleans()), max_size=12
    ),
    st.sampled_from(["auto", "file", "folder"]),
)
def test_every_file_is_in_exactly_one_dossier_whatever_the_order(
    given_files: list[tuple[list[str], Kind, bool]], grouping: Grouping
) -> None:
    members = [
        member("/".join([*steps, f"{number}.pdf"]), kind, alone=alone)
        for number, (steps, kind, alone) in enumerate(given_files)
    ]
    groups = paths(members, grouping)
    assert sorted(path for one in groups for path in one) == sorted(one.path for one in members)
    assert paths(members[::-1], grouping) == groups


@pytest.mark.parametrize("grouping", ["auto", "folder", "file"])
def test_nothing_given_makes_no_dossier(grouping: Grouping) -> None:
    assert paths([], grouping) == []
