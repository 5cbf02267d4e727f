"""The gold corpus: true to what is printed, wide enough, split cleanly, and the same every time it is made."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from itertools import combinations
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from benchmarks.gold_phrases import GOLD, phrases
from benchmarks.gold_world import HELD_BACK
from benchmarks.make_gold import Entry, corpus, gold_entries, gold_entry, split
from models.data import read_yaml
from samples.make.build import files, own_words
from samples.make.check import forgotten, printed_text

ROOT = Path(__file__).parent.parent.parent
CORPUS = tuple(corpus())
KIND_WORDS = {
    "Kota": ("Kota", "Pemkot"),
    "Kabupaten": ("Kabupaten", "Kab.", "Pemkab", "Bupati"),
    "Provinsi": ("Provinsi", "Gubernur"),
}

each_entry = pytest.mark.parametrize("entry", CORPUS, ids=lambda entry: entry.dossier.stem)


def written(entry: Entry) -> str:
    """All words of a dossier, as the sources say them."""
    return " ".join(" ".join(source.plain() for source in entry.dossier.sources).split())


def sentences(entry: Entry) -> list[str]:
    """Its sentences of eight words or more; shorter ones are set phrases of letters and forms."""
    told = re.split(r"(?<=[.!?])\s+", "\n".join(source.plain() for source in entry.dossier.sources))
    return [" ".join(one.casefold().split()) for one in told if len(one.split()) >= 8]


def values(gold: dict[str, Any]) -> list[str]:
    """Every value that must stand in the text as it is."""
    found = [item[part] for item in gold["innovations"] for part in ("name", "expansion", "unit")]
    found += [*gold["people"], *gold["units"], *gold["regulations"], *gold["links"]]
    found += [*gold["acronyms"], *gold["acronyms"].values(), *(change["text"] for change in gold["changes"])]
    return [value for value in found if value]


@each_entry
def test_what_the_gold_says_is_written(entry: Entry) -> None:
    text = written(entry).casefold()
    assert [value for value in values(gold_entry(entry.dossier)) if value.casefold() not in text] == []


@each_entry
def test_the_region_can_be_known_from_the_text(entry: Entry) -> None:
    region = entry.dossier.meta["region"]
    if region is not None:
        kind, place = region.split(maxsplit=1)
        text = written(entry).casefold()
        assert place.casefold() in text
        assert any(f"{word} ".casefold() in text for word in KIND_WORDS[kind])


@each_entry
def test_no_value_is_left_without_a_mark(entry: Entry) -> None:
    spared = own_words(entry.dossier)
    assert [found for source in entry.dossier.sources for found in forgotten(source, spared)] == []


@each_entry
def test_no_slot_is_left_unfilled(entry: Entry) -> None:
    assert "<" not in written(entry)


def test_the_corpus_is_wide_enough() -> None:
    forms = Counter(
        "scan" if "scan" in source.meta else PurePosixPath(source.meta["file"]).suffix
        for entry in CORPUS
        for source in entry.dossier.sources
    )
    assert len(CORPUS) >= 100
    assert min(forms[".pdf"], forms[".docx"], forms["scan"]) >= 20
    assert len({entry.dossier.meta["region"] for entry in CORPUS}) >= 40
    assert sum(not entry.dossier.meta["innovations"] for entry in CORPUS) >= 6
    assert len(list(GOLD.glob("texts/*/*.txt"))) >= 15
    assert len(list(GOLD.glob("forms/*/*.txt"))) >= 14


def test_an_innovation_is_named_in_at_least_fifty_ways_and_no_sentence_is_in_both_parts() -> None:
    tune, test = phrases("tune"), phrases("test")
    ways = [{*part.naming, *part.naming_bare} for part in (tune, test)]
    assert len(ways[0] | ways[1]) >= 50
    assert not ways[0] & ways[1]
    assert not {*tune.prose["umum"]} & {*test.prose["umum"]}


@pytest.mark.parametrize("key", ["dossiers", "innovations", "regions", "templates"])
def test_no_two_parts_share_a_template_or_an_innovation(key: str) -> None:
    shared = [set(one[key]) & set(other[key]) for one, other in combinations(split(CORPUS).values(), 2)]
    spared = {"evidence"} if key == "templates" else set()  # a folder of templates, one set each for two parts
    assert set().union(*shared) == spared


def test_the_part_that_is_held_back_shares_no_sentence_with_the_others() -> None:
    seen = {sentence for entry in CORPUS if entry.part != HELD_BACK for sentence in sentences(entry)}
    assert [one for entry in CORPUS if entry.part == HELD_BACK for one in sentences(entry) if one in seen] == []


def test_the_stored_gold_and_split_are_those_of_the_sources() -> None:
    each = [gold_entries(entry.dossier) for entry in CORPUS]
    entries = {stem: facts for one in each for stem, facts in one.items()}
    assert len(entries) == sum(map(len, each)), "two dossiers or files of one name"
    assert json.loads((GOLD / "gold.json").read_text(encoding="utf-8")) == entries
    assert json.loads((GOLD / "split.json").read_text(encoding="utf-8")) == split(CORPUS)


@each_entry
def test_evidence_uses_the_rubric_s_indicators_and_types(entry: Entry) -> None:
    indicators = {item["id"] for item in read_yaml(ROOT / "rubrics" / "iid-sid-2026.yaml").value["indicators"]}
    gold = gold_entry(entry.dossier)
    for indicator, verdict in gold["evidence"].items():
        assert indicator in indicators
        assert verdict["level"] in {1, 2, 3, "not_met", "cannot_judge"}
        assert verdict.get("claimed", 1) in {1, 2, 3}


def test_all_verdicts_occur() -> None:
    levels = Counter(v["level"] for entry in CORPUS for v in entry.dossier.meta["evidence"].values())
    assert min(levels[level] for level in (1, 2, 3, "cannot_judge")) >= 10
    assert levels["not_met"] >= 3


def test_the_generator_and_the_extractor_share_no_code() -> None:
    for path in [*(ROOT / "benchmarks").glob("*gold*.py"), *(ROOT / "samples" / "make").glob("*.py")]:
        modules = [
            node.module or "" for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)
        ]
        assert [module for module in modules if module.startswith("extract")] == [], path.name


FIRST_OF_EACH = {entry.template: entry for entry in reversed(CORPUS)}


@pytest.mark.slow
@pytest.mark.parametrize("entry", FIRST_OF_EACH.values(), ids=lambda entry: entry.dossier.stem)
def test_what_the_gold_says_is_printed_in_the_finished_files(entry: Entry) -> None:
    if any("scan" in source.meta for source in entry.dossier.sources):
        pytest.skip("a picture has no words")
    text = " ".join(map(printed_text, files(entry.dossier, compress=True).values())).casefold()
    squeezed = "".join(text.split())
    assert [
        value for value in values(gold_entry(entry.dossier)) if "".join(value.casefold().split()) not in squeezed
    ] == []
