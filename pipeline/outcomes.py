"""What became of a batch, for people: a table of outcomes, what was set aside and why, what was noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline import english
from pipeline.messages import say
from pipeline.printing import line, plain, table
from pipeline.settings import Lang

OUTCOMES = ("stored", "unchanged", "set_aside")
_NAMED = 5
"""So many files are named for one kind of note; `--json` names them all."""


def report(lang: Lang, found: Mapping[str, Any], *, next_step: bool) -> None:
    """What became of a batch."""
    line(tallied(lang, found))
    _table(lang, found)
    noted(lang, [file for file in found["files"] if file["outcome"] != "set_aside"])
    aside = [file for file in found["files"] if file["outcome"] == "set_aside"]
    if aside:
        line(say(lang, "set-aside-head"))
        problems(lang, aside)
    if next_step and found["stored"]:
        line(say(lang, "ingest-next"))


def tallied(lang: Lang, found: Mapping[str, Any]) -> str:
    """The sum of a batch in one line."""
    keys = (*OUTCOMES, "pages", "seconds")
    files = sum(found[key] for key in OUTCOMES)
    return say(lang, "ingest-done", files=files, **{key: found[key] for key in keys})


def problems(lang: Lang, files: Iterable[Mapping[str, Any]]) -> None:
    """Files with what is wrong with them and what to do."""
    for file in files:
        for problem in file["problems"]:
            page = f", {say(lang, 'page', page=problem['page'])}" if problem.get("page") else ""
            message, remedy = said(lang, problem)
            line(f"{plain(file['path'])}{page}: {plain(message)} [{problem['code']}]", 2)
            line(f"{say(lang, 'remedy')}: {plain(remedy)}", 4)


def said(lang: Lang, problem: Mapping[str, Any]) -> tuple[str, str]:
    """Message and remedy in the reader's language."""
    return english.problem(problem) if lang == "en" else (problem["message"], problem["remedy"])


def noted(lang: Lang, files: Sequence[Mapping[str, Any]]) -> None:
    """What the reader of these files should know although they are used: each kind of note once, with its files."""
    kinds: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for file in files:
        for problem in file["problems"]:
            kinds.setdefault(problem["code"], []).append((file["path"], problem))
    if kinds:
        line(say(lang, "noted-head"))
    for code, notes in sorted(kinds.items(), key=lambda kind: (-len(kind[1]), kind[0])):
        paths = list(dict.fromkeys(path for path, _ in notes))
        messages = {said(lang, problem)[0] for _, problem in notes}
        if len(messages) == 1:
            line(f"{_where(lang, paths, len(notes))}: {plain(messages.pop())} [{code}]", 2)
        else:
            for path, problem in notes[:_NAMED]:
                line(f"{plain(path)}: {plain(said(lang, problem)[0])} [{code}]", 2)
            if len(notes) > _NAMED:
                line(say(lang, "and-more", more=len(notes) - _NAMED), 2)
        line(f"{say(lang, 'remedy')}: {plain(said(lang, notes[0][1])[1])}", 4)


def _where(lang: Lang, paths: Sequence[str], notes: int) -> str:
    if len(paths) == 1:
        return plain(paths[0])
    key = "note-files" if notes == len(paths) else "note-pages"
    return say(lang, key, files=len(paths), pages=notes)


def _table(lang: Lang, found: Mapping[str, Any]) -> None:
    counts = [_counts([file for file in found["files"] if file["outcome"] == outcome]) for outcome in OUTCOMES]
    names = [say(lang, outcome) for outcome in OUTCOMES]
    rows: list[tuple[object, ...]] = [(name, *count) for name, count in zip(names, counts, strict=True)]
    rows.append((say(lang, "sum"), *map(sum, zip(*counts, strict=True))))
    headings = ("outcome", "files", "pages", "with-ocr")
    table(lang, headings, rows, right=headings[1:])


def _counts(files: Sequence[Mapping[str, Any]]) -> tuple[int, int, int]:
    """Files, their pages, and how many of them OCR had a part in."""
    by_ocr = sum(file["origin"] in {"ocr", "mixed"} for file in files)
    return len(files), sum(file["pages"] for file in files), by_ocr
