"""The tags of an innovation with their reasons, and what came of training, for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.messages import say
from pipeline.printing import citation, line, plain, table
from pipeline.settings import Lang

_MEASURES = ("rows", "top1", "top3", "macro_f1", "ece", "tagged", "right_of_tagged")


def tags(
    lang: Lang, sector: Mapping[str, Any] | None, why: Mapping[str, Any], further: Mapping[str, Any], *, full: bool
) -> None:
    """The sector with every reason, then the further tags; with `full` each of those with every reason too."""
    if sector is not None:
        line(f"{say(lang, 'sector')}: {_choice(lang, sector, sector['slug'])}", 2)
        _why(lang, why)
    for tag in further.values():
        line(f"{tag['title'] if lang == 'id' else tag['title_en']}: {_choice(lang, tag, tag['name'])}", 2)
        _why(lang, tag) if full else _in_short(lang, tag)


def _choice(lang: Lang, tag: Mapping[str, Any], name: str | None) -> str:
    """The class with its confidence and the next best; where the model abstained, the best three."""
    if name is None:
        return say(lang, "tag-none")
    others = [f"{_called(one)} {one['confidence']:.0%}" for one in tag["alternatives"]]
    if tag["abstained"]:
        return say(lang, "tag-unsure", choices=", ".join(others))
    if tag["confidence"] == 1.0:
        return say(lang, "tag-settled", name=plain(name), model=others[0] if others else "-")
    return say(lang, "tag-sure", name=plain(name), confidence=tag["confidence"], choices=", ".join(others[1:]))


def _called(choice: Mapping[str, Any]) -> str:
    """The name without what explains it in brackets."""
    return plain(choice.get("name", choice["slug"]).split(" (")[0])


def _why(lang: Lang, why: Mapping[str, Any]) -> None:
    """The claim beside the tag, the reasons with their places, and the model."""
    _claim(lang, why)
    for reason in why["reasons"]:
        where = f"  <- {citation(lang, reason['cite'])}" if reason.get("cite") else ""
        line(f"{_reason(lang, reason)}{where}", 4)
    model = why["model"]
    if model is not None and model["trained_at"] is not None:
        facts = {"trained": model["trained_at"][:16], "labels": model["labels"], "confirmed": model["confirmed_labels"]}
        line(say(lang, "tag-model", model=model["fingerprint"][:12], **facts), 4)


def _claim(lang: Lang, why: Mapping[str, Any]) -> None:
    claim = why["claimed"]
    if claim is not None:
        key = {True: "claim-agrees", False: "claim-differs", None: "claim-open"}[claim["agrees"]]
        line(say(lang, key, text=plain(claim["text"])), 4)


def _reason(lang: Lang, reason: Mapping[str, Any]) -> str:
    facts = {"text": plain(reason["text"]), "slug": reason["slug"], "share": abs(reason["weight"])}
    if reason["kind"] == "word":
        times = reason.get("times", 1)
        more = say(lang, "reason-times", times=times) if times > 1 else ""
        return say(lang, "reason-word", **facts, more=more)
    if reason["kind"] == "unit":
        return say(lang, "reason-unit" if reason["weight"] >= 0 else "reason-unit-against", **facts)
    marks = [say(lang, mark) for mark in ("confirmed", "derived") if reason.get(mark)]
    return say(lang, "reason-example", **facts, more="".join(f", {mark}" for mark in marks))


def _in_short(lang: Lang, tag: Mapping[str, Any]) -> None:
    _claim(lang, tag)
    words = [f"“{plain(one['text'])}” {one['weight']:.0%}" for one in tag["reasons"] if one["kind"] == "word"]
    unit = [plain(one["text"]) for one in tag["reasons"] if one["kind"] == "unit" and one["weight"] > 0]
    parts = [*words, *(say(lang, "reason-by-unit", unit=one) for one in unit)]
    if parts:
        line(say(lang, "tag-because", reasons=", ".join(parts)), 4)


def trained(lang: Lang, found: Mapping[str, Any]) -> None:
    """The model beside the one before it, on labels that neither has seen."""
    if found["before"] is None or found["after"] is None:
        line(say(lang, "nothing-frozen"))
    else:
        rows = (
            (key, *(f"{found[side][key]:.3f}".removesuffix(".000") for side in ("before", "after")))
            for key in _MEASURES
        )
        table(lang, ("measure", "before", "after"), rows, right=("before", "after"))
    if not found["accepted"]:
        line(say(lang, "not-trained"))
        return
    facts = {"labels": found["labels"], "confirmed": found["confirmed_labels"]}
    line(say(lang, "trained", model=found["model"][:12], taxonomy=found["taxonomy"], **facts))
    option = "" if found["taxonomy"] == "sectors" else f" --taxonomy {found['taxonomy']}"
    line(say(lang, "train-next", option=option))


def retagged(lang: Lang, found: Mapping[str, Any]) -> None:
    """Every innovation whose class changes."""
    for change in found["changes"]:
        before, after = (_tag(lang, change[side]) for side in ("before", "after"))
        line(f"{plain(change['name'])} ({change['innovation'][:10]}): {before} -> {after}", 2)
    key = "would-retag" if found["dry_run"] else "retagged"
    counts = {key: found[key] for key in ("taxonomy", "innovations", "settled")}
    line(say(lang, key, changes=len(found["changes"]), **counts))


def _tag(lang: Lang, tag: Mapping[str, Any] | None) -> str:
    if tag is None:
        return say(lang, "none")
    return f"{say(lang, 'unsure') if tag['abstained'] else tag['slug']} {tag['confidence']:.0%}"


def taxonomies(lang: Lang, rows: Sequence[Mapping[str, Any]]) -> None:
    table(
        lang,
        ("taxonomy", "classes", "labels", "tags", "title", "status"),
        (
            (
                row["id"],
                row["classes"],
                row["labels"],
                say(lang, "yes" if row["tags"] else "no"),
                row["title_id"] if lang == "id" else row["title_en"],
                row["status"],
            )
            for row in rows
        ),
        right=("classes", "labels"),
        spare=("status",),
    )
