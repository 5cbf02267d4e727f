"""One parsed file in, everything read from it out: the only door to the fields."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from extract.dossier_region import dossier_region
from extract.fields.launch import launch_years
from extract.manifest import entries
from extract.nlp import analyse
from extract.readers.sniff import MANIFESTS
from extract.same_text import fingerprint
from extract.view import reading_view
from models.document import Layout, ParsedDocument, Span
from models.finding import Extraction, Finding, Innovation, Region, Role

TITLE_RULE = "title.first-block/1"
REGION_RULE = "innovations.region-of-document/1"
YEAR_RULES = {"launch_date": "innovations.year-of-launch/1", "trial_date": "innovations.year-of-trial/1"}
_ISO_DATE = re.compile(r"(?:19|20)\d{2}(?:-\d{2}){0,2}")
_TITLE_LENGTH = 300
_PLAIN_FIELDS = ("acronyms", "people", "units", "regions", "regulations", "money", "dates", "changes", "evidence")

Move = Callable[[Span], Span]


def extract(parsed: ParsedDocument) -> Extraction:
    """Read every field of one file. All spans point into `parsed.text`; a field nobody printed is empty.

    An empty text gives an Extraction with the role `lainnya` and nothing else: unread is not absent, and the
    document's own pages say which of the two it is.
    """
    if parsed.media_type in MANIFESTS:
        return Extraction(Role("manifest", "manifest", 1.0), manifest=tuple(entries(parsed)))
    view = reading_view(parsed)
    doc = analyse(view.text, view.layout)
    found = doc._.found

    def moved(findings: tuple[Finding[Any], ...]) -> tuple[Finding[Any], ...]:
        return tuple(move(finding, parsed, view.to_document) for finding in findings)

    named = [finding.value for finding in found["innovations"]]
    years = launch_years(doc, named)
    region = dossier_region(doc)
    role: Role = found["role"][0].value
    here = move(region, parsed, view.to_document) if region else None
    innovations = tuple(_with_region(_move_innovation(one, parsed, view.to_document), here) for one in named)
    innovations = _with_profile(innovations, moved(found["profile"]), role)
    plain: dict[str, Any] = {name: moved(found[name]) for name in _PLAIN_FIELDS}
    plain["people"] = tuple(_outside(plain["people"], innovations))
    return Extraction(
        role=replace(role, span=view.to_document(role.span) if role.span else None),
        title=_title(view.text, view.layout, parsed, view.to_document),
        region=here,
        innovations=tuple(
            _with_year(one, move(years[number], parsed, view.to_document) if number in years else None)
            for number, one in enumerate(innovations)
        ),
        links=moved(found["links"]) + _annotated_links(parsed),
        **plain,
        fingerprint=fingerprint(view.body),
    )


def move(finding: Finding[Any], parsed: ParsedDocument, to_document: Move) -> Finding[Any]:
    """The same finding with its span in the file's text; a text that differs from its quote is `normalised`."""
    span = to_document(finding.span)
    changed = finding.status == "exact" and isinstance(finding.value, str) and parsed.quote(span) != finding.value
    grounds = tuple(to_document(ground) for ground in finding.grounds)
    return replace(finding, span=span, status="normalised" if changed else finding.status, grounds=grounds)


def _move_innovation(innovation: Innovation, parsed: ParsedDocument, to_document: Move) -> Innovation:
    parts: dict[str, Any] = {
        name: move(part, parsed, to_document)
        for name in ("name", "expansion", "unit", "region", "year")
        if (part := getattr(innovation, name)) is not None
    }
    return replace(
        innovation,
        **parts,
        profile={key: move(entry, parsed, to_document) for key, entry in innovation.profile.items()},
        mentions=tuple(to_document(span) for span in innovation.mentions),
        rivals={
            part: tuple(move(other, parsed, to_document) for other in others)
            for part, others in innovation.rivals.items()
        },
    )


def _outside(people: tuple[Finding[Any], ...], innovations: tuple[Innovation, ...]) -> Iterator[Finding[Any]]:
    """Those whose name is no part of an innovation's name or expansion (`Ibu Anti Gengsi`)."""
    spans = [part.span for one in innovations for part in (one.name, one.expansion) if part is not None]
    spans += [mention for one in innovations for mention in one.mentions]
    taken = sorted(spans)
    for person in people:
        at = bisect_right(taken, person.span.start, key=lambda span: span.start)
        if not any(span.contains(person.span) for span in taken[max(0, at - 2) : at]):
            yield person


def _with_region(innovation: Innovation, here: Finding[Region] | None) -> Innovation:
    """An innovation that names no region belongs to the document's own: concluded, so `inferred`."""
    if innovation.region is not None or here is None:
        return innovation
    inferred = Finding(here.value.name, here.span, REGION_RULE, here.confidence, "inferred")
    return replace(innovation, region=inferred)


def _with_profile(
    innovations: tuple[Innovation, ...], entries: tuple[Finding[Any], ...], role: Role
) -> tuple[Innovation, ...]:
    """The profile of a form belongs to its one innovation; a list of many has no profile that could be anyone's."""
    if not innovations or not entries or (role.kind != "proposal" and len(innovations) > 1):
        return innovations
    profile: dict[str, Finding[str]] = {}
    for entry in entries:
        profile.setdefault(entry.value.key, replace(entry, value=entry.value.value))
    first, *others = innovations
    whole = {**profile, **first.profile}
    return (replace(first, profile=whole, year=first.year or _year_of(whole, "launch_date")), *others)


def _with_year(innovation: Innovation, said: Finding[int] | None) -> Innovation:
    """The year by the form's own label or date, else by a sentence, else that of the trial.

    A sentence that says another year than the form is a rival: a person decides.
    """
    own = innovation.year
    if own is not None and said is not None and own.value != said.value:
        return replace(innovation, rivals={**innovation.rivals, "year": (said,)})
    return replace(innovation, year=own or said or _year_of(innovation.profile, "trial_date"))


def _year_of(profile: Mapping[str, Finding[str]], key: str) -> Finding[int] | None:
    """The year of a date that the form prints: of the launch, with less confidence of the trial."""
    day = profile.get(key)
    if day is None or not _ISO_DATE.fullmatch(day.value):
        return None
    sure = 1.0 if key == "launch_date" else 0.8
    return Finding(int(day.value[:4]), day.span, YEAR_RULES[key], day.confidence * sure, "inferred")


def _title(text: str, layout: Layout, parsed: ParsedDocument, to_document: Move) -> Finding[str] | None:
    """The first heading, else the first block: what a person would call the file."""
    blocks = [block for block in layout.blocks if text[block.span.start : block.span.end].strip()]
    chosen = next((block for block in blocks[:10] if block.kind == "heading"), blocks[0] if blocks else None)
    if chosen is None:
        return None
    printed = text[chosen.span.start : chosen.span.end]
    start = chosen.span.start + len(printed) - len(printed.lstrip())
    end = min(chosen.span.start + len(printed.rstrip()), start + _TITLE_LENGTH)
    return move(Finding(" ".join(text[start:end].split()), Span(start, end), TITLE_RULE), parsed, to_document)


def _annotated_links(parsed: ParsedDocument) -> tuple[Finding[str], ...]:
    """Where the file's own hyperlinks lead; their address is in the file, not on the page."""
    return tuple(Finding(link.url, link.span, "links.annotation/1", 1.0, "inferred") for link in parsed.links)
