"""News, announcements and tables that name many innovations of one region."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.gold_fill import Filler
from benchmarks.gold_phrases import Phrases
from benchmarks.gold_world import Cast, Fact


def items(style: str, chosen: list[Fact], phrases: Phrases, cast: Cast) -> str:
    """The part of a listing that names the innovations, in the style its template asks for."""
    return _STYLES[style](chosen, phrases, cast)


def _sentences(chosen: list[Fact], phrases: Phrases, cast: Cast) -> str:
    """One naming sentence each, no sentence twice while there are others; two to a paragraph."""
    pools = {True: list(phrases.naming), False: list(phrases.naming_bare)}
    for pool in pools.values():
        cast.random.shuffle(pool)
    sentences = []
    for fact in chosen:
        pool = pools[bool(fact.expansion)]
        sentence = pool.pop(0)
        pool.append(sentence)
        sentences.append(_fill(sentence, fact))
    pairs = [" ".join(sentences[n : n + 2]) for n in range(0, len(sentences), 2)]
    return "\n\n".join(pairs)


def _chain(chosen: list[Fact], phrases: Phrases, cast: Cast) -> str:
    parts = [_fill("<unit> dengan inovasi <title>", fact) for fact in chosen]
    return "Mereka adalah " + ", ".join(parts[:-1]) + f", serta {parts[-1]}."


def _numbered(chosen: list[Fact], phrases: Phrases, cast: Cast) -> str:
    return "\n\n".join(f"{n}. {_fill('<title>, <unit>', fact)}" for n, fact in enumerate(chosen, 1))


def _names(chosen: list[Fact], phrases: Phrases, cast: Cast) -> str:
    return "\n\n".join(f"{n}) {_fill('<name> – <unit>', fact)}" for n, fact in enumerate(chosen, 1))


def _table(chosen: list[Fact], phrases: Phrases, cast: Cast) -> str:
    rows = [f"| {n} | {_fill('<name> | <expansion> | <unit>', fact)} |" for n, fact in enumerate(chosen, 1)]
    return "!table widths=7,25,38,30\n| No | Nama Inovasi | Kepanjangan | Perangkat Daerah |\n" + "\n".join(rows)


def _joined_table(chosen: list[Fact], phrases: Phrases, cast: Cast) -> str:
    broken = "| <unit> | <name> \\ (<expansion>) |"  # the bracket stands on the cell's second line
    rows = [_fill(broken if fact.expansion else "| <unit> | <name> |", fact) for fact in chosen]
    return "!table widths=50,50\n| Pengusul | Judul |\n" + "\n".join(rows)


def _fill(text: str, fact: Fact) -> str:
    title = f"{fact.name} ({fact.expansion})" if fact.expansion else fact.name
    unit = f"{{u|{fact.unit}}}"
    slots = {"<title>": title, "<name>": fact.name, "<expansion>": fact.expansion, "<unit>": unit}
    for slot, value in slots.items():
        text = text.replace(slot, value)
    return text


_STYLES: Mapping[str, Callable[[list[Fact], Phrases, Cast], str]] = {
    "sentences": _sentences,
    "chain": _chain,
    "numbered": _numbered,
    "names": _names,
    "table": _table,
    "joined-table": _joined_table,
}


def without_expansions(chosen: list[Fact], style: str) -> list[Fact]:
    """What a style leaves out, the gold must not expect: a list of bare names prints no expansion."""
    if style != "names":
        return chosen
    return [Fact(f.id, f.name, "", f.unit, f.region, f.year, f.sector, f.kind) for f in chosen]


def listing_text(template: str, chosen: list[Fact], filler: Filler) -> str:
    """The filled listing; its front matter says `items: <style>`."""
    style = template.split("items: ", 1)[1].split("\n", 1)[0].strip()
    return filler.fill(template, items=items(style, chosen, filler.phrases, filler.cast))
