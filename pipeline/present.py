"""Tables and paragraphs for people. Everything that a dossier says is printed as text, never as markup or commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from models.rubric import Rubric
from models.verdict import Comparison, Ranked
from pipeline import english, present_tags
from pipeline.messages import say
from pipeline.outcomes import noted, problems, tallied
from pipeline.printing import citation, line, plain, table
from pipeline.ranking import Ranking
from pipeline.settings import Lang


def demo(lang: Lang, found: Mapping[str, Any], ranked: Ranking, home: Path) -> None:
    """The samples taken in, scored and ranked, and where to go from here."""
    line(tallied(lang, found))
    line(say(lang, "demo-set-aside"))
    problems(lang, [file for file in found["files"] if file["outcome"] == "set_aside"])
    ranking(lang, ranked)
    first = ranked.rows[0].entry.id[:10] if ranked.rows else "ID"
    line(say(lang, "demo-next", home=home, innovation=first))


def dossiers(lang: Lang, rows: Sequence[Mapping[str, Any]]) -> None:
    headings = ("dossier", "kind", "region", "unit", "year", "files", "innovations", "title")
    table(
        lang,
        headings,
        (
            (row["id"][:10], say(lang, row["kind"]), row["region"], row["unit"], row["year"], row["files"],
             ", ".join(one["name"] for one in row["innovations"][:3]) + (" …" if len(row["innovations"]) > 3 else ""),
             row["title"])
            for row in rows
        ),
        right=("year", "files"),
        spare=("title", "unit", "files", "kind"),
    )  # fmt: skip


def dossier(lang: Lang, found: Mapping[str, Any]) -> None:
    """One dossier in full."""
    head = found["dossier"]
    line(f"{plain(head['title'])} ({say(lang, head['kind'])}, {head['id']})")
    line(", ".join(plain(head[key]) for key in ("unit", "region", "year") if head[key] is not None), 2)
    for file in found["files"]:
        role = file["role"] or say(lang, "set_aside")
        line(f"{plain(file['name'])}: {role}, {file['pages']} {'halaman' if lang == 'id' else 'pages'}", 2)
        problems(lang, [{"path": file["name"], "problems": file["problems"]}])
    for innovation in found["innovations"]:
        _innovation(lang, innovation)
    if found["evidence"]:
        headings = ("indicator", "kind", "points", "level", "files")
        table(lang, headings, (_evidence(one) for one in found["evidence"]), right=("level",))
    for flag in head["flags"]:
        _flag(lang, flag)


def _innovation(lang: Lang, innovation: Mapping[str, Any]) -> None:
    expansion = f" ({plain(innovation['expansion'])})" if innovation["expansion"] else ""
    line(f"{plain(innovation['name'])}{expansion}")
    for field, cite in innovation["cites"].items():
        value = innovation["profile"].get(field, innovation.get(field))
        line(f"{field}: {plain(value)}  <- {citation(lang, cite)}", 2)
    why = {**innovation["sector_tag"], "reasons": innovation["sector_reasons"]}
    present_tags.tags(lang, innovation["sector"], why, innovation["tags"], full=False)
    for flag in innovation["flags"]:
        _flag(lang, flag)


def _flag(lang: Lang, flag: Mapping[str, Any]) -> None:
    values = " | ".join(plain(one["value"]) for one in flag["values"])
    line(f"{say(lang, 'flags')}: {say(lang, flag['code'])}: {values}", 2)
    for one in flag["values"]:
        if one.get("cite"):
            line(f"{plain(one['value'])}  <- {citation(lang, one['cite'])}", 4)


def _evidence(one: Mapping[str, Any]) -> tuple[Any, ...]:
    value = " ".join(plain(part) for part in (one["value"], one["unit"]) if part is not None)
    return one["indicator"], one["document_type"], value or None, one["level"], one["cite"]["file"]


def unofficial(lang: Lang, rubric: str, status: str) -> None:
    """Mark a rubric that is not the official one; nothing for one that is."""
    if status != "corroborated":
        line(say(lang, "unofficial", rubric=rubric, status=status))


def ranking(lang: Lang, ranked: Ranking) -> None:
    run = ranked.run
    unofficial(lang, run.rubric_id, run.rubric_status)
    line(say(lang, "rank-title", rubric=run.rubric_id, max=plain(run.max_score)))
    headings = ["rank", "score", "interval", "name", "unit", "region", "sector", "met", "not_met", "cannot_judge"]
    if any(row.entry.predicate for row in ranked.rows):
        headings.append("predicate")
    table(
        lang,
        headings,
        (_ranked(row)[: len(headings)] for row in ranked.rows),
        right=("rank", "score", "interval", "met", "not_met", "cannot_judge"),
        spare=("sector", "region", "unit"),
    )


def _ranked(row: Ranked) -> tuple[Any, ...]:
    entry = row.entry
    best, worst = row.interval
    return (
        f"{row.rank}{'=' if row.tied else ''}",
        entry.score,
        f"{best}-{worst}" if best != worst else best,
        entry.name,
        entry.unit,
        entry.region,
        entry.sector,
        entry.met,
        entry.not_met,
        entry.cannot_judge,
        entry.predicate,
    )


def comparison(lang: Lang, found: Comparison, names: Mapping[str, str]) -> None:
    if not found.moves:
        line(say(lang, "nobody-moved"))
    for move in found.moves:
        causes = ", ".join(f"{cause.indicator} {cause.delta:+g}" for cause in move.because)
        line(
            say(
                lang,
                "move",
                name=plain(names.get(move.id, move.id)),
                from_rank=move.from_rank,
                to_rank=move.to_rank,
                score_from=move.score_from,
                score_to=move.score_to,
                because=causes or say(lang, "others-moved"),
            ),
            2,
        )


def explanation(lang: Lang, found: Mapping[str, Any]) -> None:
    """Every point of a score with the quote and place it rests on, then what the tags rest on."""
    name = plain(found["innovation"]["name"])
    unofficial(lang, found["rubric"], found["status"])
    if found["score"] is None:
        line(say(lang, "explain-untotalled", name=name, rubric=found["rubric"]))
    else:
        line(
            say(lang, "explain-title", name=name, score=found["score"], max=found["max_score"], rubric=found["rubric"])
        )
        line(say(lang, "possible", possible=found["possible"], claimed=found["claimed"]), 2)
    if found["unreadable"]:
        line(say(lang, "unreadable", files=plain(", ".join(found["unreadable"]))), 2)
    for indicator in found["indicators"]:
        _judged(lang, indicator, found["unreadable"])
    present_tags.tags(lang, found["sector"], found["sector"] or {}, found["tags"], full=True)


def _judged(lang: Lang, indicator: Mapping[str, Any], unreadable: Sequence[str]) -> None:
    points = "?" if indicator["score"] is None else plain(indicator["score"])
    title = indicator["name"] if lang == "id" else indicator["name_en"]
    line(f"[{say(lang, indicator['outcome'])}] {plain(title)}: {points}/{plain(indicator['max_score'])}")
    line(plain(indicator["detail"] if lang == "id" else english.verdict(indicator, unreadable)), 4)
    for fact in indicator["facts"]:
        line(f"<- {citation(lang, fact['cite'])}", 4)
    for fact in indicator["others"]:
        line(f"!= {say(lang, 'contradicts')}: {citation(lang, fact['cite'])}", 4)


def status(lang: Lang, found: Mapping[str, Any]) -> None:
    if not found["batches"]:
        line(say(lang, "no-batches"))
        return
    headings = ("batch", "when", "stored", "unchanged", "set_aside", "status")
    table(
        lang,
        headings,
        (
            (one["batch"][:10], one["created"][:16], one["stored"], one["unchanged"], one["set_aside"],
             "" if one["finished"] else say(lang, "unfinished"))
            for one in found["batches"]
        ),
        right=("stored", "unchanged", "set_aside"),
    )  # fmt: skip
    line(say(lang, "set-aside-head") if found["set_aside"] else say(lang, "nothing-again"))
    problems(lang, found["set_aside"])


def plan(lang: Lang, found: Mapping[str, Any]) -> None:
    """What `ingest` would make of the files."""
    line(say(lang, "plan-head", dossiers=len(found["dossiers"]), files=found["files"]))
    for one in found["dossiers"]:
        line(f"{one['id'][:10]} {say(lang, one['kind'])}: {plain(one['title'])}")
        for said in one["manifest"] or ():
            place = f"{plain(said['file'])}, {plain(said['path'])}"
            line(f"{say(lang, 'by-manifest')}: {plain(said['value'])}  <- {place}", 4)
        for file in one["files"]:
            sure = "" if file["confidence"] is None else f" {file['confidence']:.0%}"
            line(f"{plain(file['path'])}: {file['role']}{sure}", 4)
    noted(lang, found["noted"])
    if found["set_aside"]:
        line(say(lang, "set-aside-head"))
        problems(lang, found["set_aside"])


def rubrics(lang: Lang, rows: Sequence[Mapping[str, Any]]) -> None:
    title = "title_id" if lang == "id" else "title_en"
    columns = (("*" if row["default"] else "") + row["id"] for row in rows)
    table(
        lang,
        ("id", "year", "status", "max", "indicator", "title"),
        (
            (id_, row["year"], row["status"], row["max_score"], row["indicators"] + row["criteria"], row[title])
            for id_, row in zip(columns, rows, strict=True)
        ),
        right=("year", "max", "indicator"),
    )


def evaluation(lang: Lang, found: Mapping[str, Any]) -> None:
    headings = ("field", "precision", "recall", "f1", "support")
    rows = [
        (key, *(one[ratio] for ratio in ("precision", "recall", "f1", "support")))
        for key, one in found["fields"].items()
    ]
    table(lang, headings, rows, right=headings[1:])
    for key, one in found["fields"].items():
        for word, entries in (("missed", one["misses"]), ("false", one["false"])):
            for entry in entries:
                line(f"{key} {say(lang, word)}: {plain(entry['text'])} ({plain(entry['file'])})", 2)


def checks(lang: Lang, found: Sequence[Mapping[str, Any]]) -> None:
    for one in found:
        line(f"[{say(lang, 'doctor-' + one['state'])}] {one['check']}: {plain(one['detail'])}")


def rubric(lang: Lang, found: Rubric) -> None:
    """One rubric with its indicators, levels and weights."""
    unofficial(lang, found.id, found.status)
    line(f"{found.id}: {found.title_id if lang == 'id' else found.title_en}")
    line(f"{say(lang, 'max')} {plain(found.max_score)}, {found.fingerprint[:16]}, {', '.join(found.sources)}", 2)
    for one in found.indicators:
        line(f"{one.id} ({one.name_id if lang == 'id' else one.name_en}) x {plain(one.weight)}")
        for level in one.levels:
            line(f"{level.number}. {plain(level.description)} = {plain(level.score)}", 4)
    for criterion in found.criteria:
        line(f"{criterion.id} ({criterion.name_id}) x {plain(criterion.weight)}")


def rubric_check(lang: Lang, found: Mapping[str, Any]) -> None:
    for one in found["problems"]:
        line(f"{plain(found['file'])}:{one['line']}: {one['severity']}: {plain(one['message'])}")
    if found["good"]:
        one = found["rubric"]
        line(say(lang, "rubric-good", file=plain(found["file"]), id=one["id"], fingerprint=one["fingerprint"][:16]))
        unofficial(lang, one["id"], one["status"])
    else:
        errors = sum(one["severity"] == "kesalahan" for one in found["problems"])
        line(say(lang, "rubric-bad", file=plain(found["file"]), errors=errors))
