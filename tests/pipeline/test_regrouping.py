"""Folders given again: the store is what they hold now, and what people settled goes along."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from pipeline.overview import details
from pipeline.settings import Settings
from tests.pipeline.home import Home
from tests.pipeline.jobs import EXAMPLE

DECREE = "evidence sk_kepala_daerah\nEVIDENCE: regulasi sk_kepala_daerah\n"
SECOND = DECREE + "TITLE: Dua\n"
REVISED = EXAMPLE + "EVIDENCE: sdm proposal 40 orang\n"
OTHER = EXAMPLE.replace("SAPA", "KILAT")


def fill(folder: Path, **files: str) -> Path:
    """The folder with exactly these files."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def shape(home: Home) -> list[tuple[str, tuple[str, ...]]]:
    """Each dossier by its kind and files."""
    return sorted((one["dossier"]["kind"], tuple(file["name"] for file in one["files"])) for one in home.records())


STATES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "one more evidence file": ({"p": EXAMPLE}, {"p": EXAMPLE, "sk": DECREE}),
    "a revision joins": ({"p": EXAMPLE, "sk": DECREE}, {"p": EXAMPLE, "q": REVISED, "sk": DECREE}),
    "another innovation joins, so that the folder falls apart": (
        {"p": EXAMPLE, "sk": DECREE}, {"p": EXAMPLE, "q": OTHER, "sk": DECREE},
    ),
    "the proposal is replaced by its revision": ({"p": EXAMPLE, "sk": DECREE}, {"p": REVISED, "sk": DECREE}),
    "an evidence file is taken out": ({"p": EXAMPLE, "sk": DECREE, "sk2": SECOND}, {"p": EXAMPLE, "sk": DECREE}),
    "evidence alone, then its proposal": ({"sk": DECREE}, {"sk": DECREE, "p": EXAMPLE}),
    "a list gets a proposal beside it": (
        {"l": "listing daftar_pemenang\nNAME: SAPA\n", "sk": DECREE},
        {"l": "listing daftar_pemenang\nNAME: SAPA\n", "sk": DECREE, "p": EXAMPLE},
    ),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_a_folder_given_again_is_what_it_holds_now(tmp_path: Path, state: str) -> None:
    before, after = STATES[state]
    grown, fresh = Home(Settings(home=tmp_path / "grown")), Home(Settings(home=tmp_path / "fresh"))
    folder = tmp_path / "x"
    grown.ingest(fill(folder, **before))
    grown.ingest(fill(folder, **after))
    fresh.ingest(folder)
    assert grown.records() == fresh.records()


@pytest.mark.parametrize(
    "state", [state for state, (before, _) in STATES.items() if "p" in before and "falls" not in state]
)
def test_a_folder_given_as_it_was_before_is_that_again(tmp_path: Path, state: str) -> None:
    before, after = STATES[state]
    home, folder = Home(Settings(home=tmp_path / "home")), tmp_path / "x"
    home.ingest(fill(folder, **before))
    first = home.records()
    home.ingest(fill(folder, **after))
    home.ingest(fill(folder, **before))
    assert home.records() == first


def test_two_folders_with_one_proposal_are_united_whatever_the_order(tmp_path: Path) -> None:
    folders = [
        fill(tmp_path / "x", p=EXAMPLE, sk=DECREE),
        fill(tmp_path / "y", p=EXAMPLE, q=REVISED, sk2=SECOND),
        fill(tmp_path / "z", p=EXAMPLE, r=REVISED + "TITLE: Tiga\n", sk3=DECREE + "TITLE: Tiga\n"),
    ]
    found = []
    for number, order in enumerate(itertools.permutations(folders)):
        home = Home(Settings(home=tmp_path / f"home{number}"))
        for folder in order:
            home.ingest(folder)
        found.append(home.content())
        assert shape(home) == [
            ("proposal", ("p.txt", "q.txt", "sk.txt", "sk2.txt")),
            ("proposal", ("p.txt", "r.txt", "sk.txt", "sk3.txt")),
        ]  # fmt: skip
    assert all(one == found[0] for one in found)


def test_a_folder_used_again_for_another_dossier_takes_nothing_away(home: Home, files: Path) -> None:
    home.ingest(fill(files, usulan=EXAMPLE, sk=DECREE))
    home.ingest(fill(files, usulan=OTHER, sk=DECREE))
    assert {one["innovations"][0]["name"] for one in home.records()} == {"SAPA", "KILAT"}


def test_a_proposal_that_is_taken_out_of_its_folder_keeps_its_dossier(home: Home, files: Path) -> None:
    home.ingest(fill(files, p=EXAMPLE, q=OTHER))
    home.ingest(fill(files, p=EXAMPLE))
    assert shape(home) == [("proposal", ("p.txt",)), ("proposal", ("q.txt",))]


def test_what_could_not_be_opened_this_time_is_not_gone(home: Home, files: Path) -> None:
    home.ingest(fill(files, p=EXAMPLE, sk=DECREE))
    before = home.records()
    (files / "sk.txt").unlink()
    (files / "sk.txt").symlink_to("/nowhere")
    home.ingest(files)
    assert home.records() == before


def test_a_file_given_by_itself_stays_when_its_folder_lets_it_go(home: Home, files: Path) -> None:
    home.ingest(fill(files, p=EXAMPLE, sk=DECREE) / "sk.txt")
    home.ingest(files)
    assert shape(home) == [("proposal", ("p.txt", "sk.txt"))]
    home.ingest(fill(files, p=EXAMPLE))
    assert shape(home) == [("evidence", ("sk.txt",)), ("proposal", ("p.txt",))]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param({"p": EXAMPLE, "q": REVISED, "sk": DECREE}, id="a revision joins"),
        pytest.param({"p": REVISED, "sk": DECREE}, id="the proposal is replaced"),
        pytest.param({"p": EXAMPLE, "q": OTHER, "sk": DECREE}, id="the folder falls apart"),
    ],
)
def test_what_people_settled_goes_along(home: Home, files: Path, after: dict[str, str]) -> None:
    home.ingest(fill(files, p=EXAMPLE, sk=DECREE))
    (record,) = home.records()
    old = record["innovations"][0]["id"]
    home.decide(old, "unit", "corrected", "Puskesmas Baru")
    home.decide(record["dossier"]["id"], "region", "corrected", "Kabupaten Lain")
    home.ingest(fill(files, **after))
    one: Any = next(one for one in home.records() if one["innovations"] and one["innovations"][0]["name"] == "SAPA")
    assert one["innovations"][0]["unit"] == "Puskesmas Baru"
    assert one["dossier"]["region"] == "Kabupaten Lain"
    assert {row["subject"] for row in details(home.engine, old)["decisions"]} == {
        one["dossier"]["id"], one["innovations"][0]["id"],
    }  # fmt: skip


def test_the_latest_decision_counts_whichever_dossier_it_was_made_in(home: Home, files: Path) -> None:
    home.ingest(fill(files, p=EXAMPLE, sk=DECREE))
    home.decide(home.records()[0]["innovations"][0]["id"], "unit", "corrected", "Lama")
    home.ingest(fill(files, p=EXAMPLE, q=REVISED, sk=DECREE))
    home.decide(home.records()[0]["innovations"][0]["id"], "unit", "corrected", "Baru")
    assert home.records()[0]["innovations"][0]["unit"] == "Baru"


def test_what_a_person_confirmed_stays_what_the_person_saw(home: Home, files: Path) -> None:
    home.ingest(fill(files, p=EXAMPLE, sk=DECREE))
    home.decide(home.records()[0]["innovations"][0]["id"], "expansion", "confirmed", "Sistem Antar Pasien")
    home.ingest(fill(files, p=REVISED.replace("Sistem Antar", "Sahabat"), sk=DECREE))
    assert home.records()[0]["innovations"][0]["expansion"] == "Sistem Antar Pasien"
