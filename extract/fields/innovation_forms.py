"""Innovations that a printed form or a table names: label and value, a column of names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from extract.align import fit
from extract.fields.innovation_context import Claim, Context
from extract.fields.innovation_items import MARKER, parse_name, without_marks
from extract.fields.innovation_names import acceptable
from extract.fields.innovation_phrases import bracket_behind
from extract.fields.innovation_words import one_of
from extract.label_lines import label_key
from extract.label_tables import Row, table_rows
from extract.labels import LabelPair, label_pairs
from models.document import Span

_NAME_LABELS = frozenset({"nama_inovasi"})
_LONG_LABELS = frozenset({"kepanjangan"})
_UNIT_LABELS = ("unit", "dibuat_oleh")
_BARE_LABELS = re.compile(one_of("bare_name_labels"))
_NAME_LABEL = re.compile(r"(?:nama|judul)(?:\s*/\s*(?:nama|judul))?\s+inov\w*\b")
_CARD_LABEL = re.compile(rf"(?:nama\s+)?{one_of('card_labels')}")
_LONG_LABEL = re.compile(rf"\b{one_of('long_labels')}\b")
_UNIT_LABEL = re.compile(rf"\b{one_of('unit_labels')}\b")
_INSTRUCTION = re.compile(rf"{one_of('instructions')}\b", re.IGNORECASE)
_GLOSSARY = re.compile(one_of("glossary"), re.IGNORECASE)
_FILLER = re.compile(r"[.…_\s-]*|\[[^\]]*\]|\$\{.*\}|<<.*>>|xx+|(?i:ya|tidak|ada|digital|non digital)")

_OTHER_HEAD = re.compile(one_of("other_heads"), re.IGNORECASE)

_COLUMNS: Mapping[str, re.Pattern[str]] = {
    "name": re.compile(rf"{one_of('name_heads')}|(?:nama|judul)\b.{{0,20}}\binovasi.*", re.IGNORECASE),
    **{role: re.compile(one_of(f"{role}_heads"), re.IGNORECASE) for role in ("long", "note", "unit", "region", "year")},
}


def form_claims(doc: Doc, ctx: Context) -> Iterator[Claim]:
    """One claim for each `Nama Inovasi`, with the unit and long form that the same form prints behind or before it."""
    pairs = label_pairs(doc)
    named = [(pair, value) for pair in pairs if _names(ctx, pair) and (value := _answer(ctx, pair.value_span))]
    for index, (pair, value) in enumerate(named):
        start = named[index - 1][1].end if index else 0
        end = named[index + 1][0].label_span.start if index + 1 < len(named) else len(ctx.text)
        claim = parse_name(ctx, value, "innovations.label/1", 0.98)
        if claim is None:
            continue
        near = [other for other in pairs if start <= other.label_span.start < end and other is not pair]
        yield complete(ctx, claim, near)


def _names(ctx: Context, pair: LabelPair) -> bool:
    """`Nama Inovasi`, or a bare `Nama` on a form that is headed as one about an innovation."""
    between = ctx.text[pair.label_span.end : pair.value_span.start]
    if pair.label == "inovasi" and not between.strip() and "\n" not in between:
        return False  # `1. Inovasi Tata Kelola`: a word and no label
    if pair.key in _NAME_LABELS or (pair.key is None and _NAME_LABEL.match(pair.label)):
        return True
    if _BARE_LABELS.fullmatch(pair.label) is None:
        return False
    above = ctx.text[max(0, pair.label_span.start - 120) : pair.label_span.start]
    return re.search(r"(?i)\binovasi\b[^\n]*\n[^\n]*$", above) is not None


def _answer(ctx: Context, value: Span) -> Span | None:
    """The value, or the cell behind it when the value is the form's own instruction; None for an empty one."""
    while _INSTRUCTION.match(ctx.text, value.start, value.end):
        following = next((line for line in ctx.lines if line.span.start >= value.end), None)
        if following is None or following.cell is None:
            return None
        value = following.span
    if _is_empty(ctx, value):
        return None
    bracket = bracket_behind(ctx, value.end, min(len(ctx.text), value.end + 330))
    return Span(value.start, bracket.outer.end) if bracket and bracket.kind == "text" else value


def headless_claims(doc: Doc, ctx: Context) -> Iterator[Claim]:
    """A name by itself on its line, and under it the label `Kepanjangan`: the form leaves `Nama Inovasi` out."""
    pairs = label_pairs(doc)
    for pair in pairs:
        above = _line_above(ctx, pair.label_span)
        if pair.key not in _LONG_LABELS or above is None or ":" in ctx.quote(above) or _is_empty(ctx, above):
            continue
        if any(other.value_span.overlaps(above) or other.label_span.overlaps(above) for other in pairs):
            continue
        before = ctx.text[max(0, above.start - 400) : above.start]
        if re.search(r"(?i)\binovasi", before) is None or _GLOSSARY.search(before):
            continue
        claim = parse_name(ctx, above, "innovations.over-long-form/1", 0.93)
        if claim and len(ctx.quote(above).split()) <= 8 and acceptable(ctx, claim.name):
            near = [other for other in pairs if other.label_span.start >= pair.label_span.start]
            yield complete(ctx, claim, near)


def card_claims(doc: Doc, ctx: Context) -> Iterator[Claim]:
    """Entries of a book of innovations: a numbered name, and under it lines such as `Penggagas: UNIT`."""
    if re.search(r"(?i)\binovasi", ctx.text[:400]) is None:
        return
    for pair in label_pairs(doc):
        if _CARD_LABEL.fullmatch(pair.label) is None or pair.value_span.start - pair.label_span.end > 8:
            continue
        above = _line_above(ctx, pair.label_span)
        unit = unit_value(ctx, pair.value_span)
        if (
            above is None
            or unit is None
            or ":" in ctx.quote(above)
            or MARKER.match(ctx.text, above.start, above.end) is None
        ):
            continue
        claim = parse_name(ctx, without_marks(ctx, above), "innovations.card/1", 0.9)
        if claim and len(ctx.quote(above)) <= 160 and acceptable(ctx, claim.name):
            yield replace(claim, unit=claim.unit or unit)


def _line_above(ctx: Context, label: Span) -> Span | None:
    index = bisect_right(ctx.lines, label.start, key=lambda line: line.span.start) - 1
    return ctx.lines[index - 1].span if index > 0 and ctx.lines[index].cell is None else None


def _is_empty(ctx: Context, value: Span) -> bool:
    """A dotted line, a placeholder, or the next label or column head."""
    printed = ctx.quote(value)
    return _FILLER.fullmatch(printed) is not None or label_key(printed) is not None


def complete(ctx: Context, claim: Claim, near: Sequence[LabelPair]) -> Claim:
    """The claim with what the labels around it say of its long form and its unit."""
    long = next((pair for pair in near if pair.key in _LONG_LABELS or _LONG_LABEL.search(pair.label)), None)
    if claim.expansion is None and long is not None and not _FILLER.fullmatch(ctx.quote(long.value_span)):
        claim = replace(claim, expansion=_unbracketed(ctx, long.value_span))
    year = next((pair.value_span for pair in near if pair.key == "tahun" and _is_year(ctx, pair.value_span)), None)
    claim = replace(claim, year=claim.year or year)
    if claim.unit is None:
        values = [pair.value_span for key in _UNIT_LABELS for pair in near if pair.key == key]
        values += [pair.value_span for pair in near if pair.key is None and _UNIT_LABEL.search(pair.label)]
        unit = next((unit for value in values if (unit := unit_value(ctx, value))), None)
        return replace(claim, unit=unit)
    return claim


def unit_value(ctx: Context, value: Span) -> Span | None:
    """The unit that a value names: the first one found in it, else its words up to the region."""
    if _FILLER.fullmatch(ctx.quote(value)):
        return None
    units = ctx.units_in(value)
    if units and units[0].span.start - value.start <= 12:
        return ctx.unit_extent(units[0].span, value.end)
    regions = ctx.regions_in(value)
    end = regions[0].span.start if regions else value.end
    printed = ctx.text[value.start : end].rstrip(" ,-–(")
    if regions and regions[0].span.start == value.start:
        return None
    return Span(value.start, value.start + len(printed)) if 3 <= len(printed) <= 90 else None


def _unbracketed(ctx: Context, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and ctx.text[start] in "(“\"'‘ ":
        start += 1
    while end > start and ctx.text[end - 1] in ")”\"'’. ":
        end -= 1
    return Span(start, end)


@dataclass(frozen=True, slots=True)
class _Header:
    columns: dict[int, str]


def table_claims(ctx: Context) -> Iterator[Claim]:
    """One claim for each row of a table whose header has a column of innovation names."""
    for _, rows in table_rows(ctx.text, ctx.lines):
        header, body = _header(ctx, rows)
        if header is None:
            continue
        for row in body:
            claim = _row_claim(ctx, row, header)
            if claim is not None:
                yield claim


def _header(ctx: Context, rows: tuple[Row, ...]) -> tuple[_Header | None, tuple[Row, ...]]:
    """The columns of the first row that is a header: a column of names, and another head beside it."""
    for index, row in enumerate(rows[:3]):
        heads = {cell.column: " ".join(ctx.quote(cell.span).split()).rstrip(":*. ") for cell in row}
        columns: dict[int, str] = {}
        for column, printed in heads.items():
            role = next((role for role, pattern in _COLUMNS.items() if pattern.fullmatch(printed)), None)
            if role is not None and role not in columns.values():
                columns[column] = role
        if "name" not in columns.values() and len(columns) > 0 and _about(ctx, row):
            bare = next((column for column, head in heads.items() if head.casefold() in {"nama", "judul"}), None)
            columns |= {bare: "name"} if bare is not None else {}
        others = sum(1 for column, head in heads.items() if column not in columns and _OTHER_HEAD.fullmatch(head))
        if "name" in columns.values() and len(columns) + others >= max(2, len(row) - 1):
            return _Header(columns), rows[index + 1 :]
    return None, ()


def _about(ctx: Context, row: Row) -> bool:
    """Whether the lines right above a table speak of innovations."""
    start = row[0].span.start
    return re.search(r"(?i)\binovasi", ctx.text[max(0, start - 200) : start]) is not None


def _row_claim(ctx: Context, row: Row, header: _Header) -> Claim | None:
    by_role = {header.columns[cell.column]: cell.span for cell in row if cell.column in header.columns}
    if "name" not in by_role:
        return None
    claim = parse_name(ctx, by_role["name"], "innovations.table/1", 0.97)
    if claim is None:
        return None
    if claim.expansion is None and "long" in by_role:
        claim = _with_long(ctx, claim, by_role["long"], sure=True)
    if claim.expansion is None and "note" in by_role:
        claim = _with_long(ctx, claim, by_role["note"], sure=False)
    if claim.unit is None and "unit" in by_role:
        claim = replace(claim, unit=unit_value(ctx, by_role["unit"]))
    region = next(iter(ctx.regions_in(by_role["region"])), None) if "region" in by_role else None
    year = by_role.get("year")
    return replace(claim, region=region.span if region else None, year=year if year and _is_year(ctx, year) else None)


def _is_year(ctx: Context, span: Span) -> bool:
    return re.fullmatch(r"(?:19|20)\d{2}", ctx.quote(span)) is not None


def _with_long(ctx: Context, claim: Claim, cell: Span, *, sure: bool) -> Claim:
    """The long form from its own column, when the cell is short enough to be one and no description."""
    span = _unbracketed(ctx, cell)
    printed = ctx.quote(span)
    if not printed or _FILLER.fullmatch(printed) or len(printed) > 200:
        return claim
    fitted = fit(ctx.quote(claim.name), printed)
    if not sure and fitted.probability < 0.5:
        return claim
    return replace(claim, expansion=span, letters=fitted.letters)
