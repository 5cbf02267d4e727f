"""Puts the dossiers together: sources -> files and what is expected of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from models.data import read_yaml
from samples.make.marks import unique
from samples.make.pdf import render_pdf
from samples.make.scan import Scan, scan_pdf
from samples.make.source import Source, facts, read_source
from samples.make.word import render_word

SOURCES = Path(__file__).parent / "sources"
_EPOCH = (2000, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier: its sources and the facts that belong to it as a whole."""

    path: str
    """File, folder or archive, relative to the samples folder."""
    meta: Mapping[str, Any]
    sources: tuple[Source, ...]

    @property
    def stem(self) -> str:
        return PurePosixPath(self.path).stem


def dossiers(folder: Path = SOURCES) -> Iterator[Dossier]:
    """Every dossier of a sources folder: a text is a file, a folder with `_dossier.yaml` is many files."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            meta = read_yaml(entry / "_dossier.yaml").value
            yield Dossier(meta["path"], meta, tuple(read_source(path) for path in sorted(entry.glob("*.txt"))))
        elif entry.suffix == ".txt":
            source = read_source(entry)
            yield Dossier(source.meta["file"], source.meta, (source,))


def render(source: Source, *, compress: bool = False) -> bytes:
    """The bytes of one file, with the damage its front matter asks for (`scan`, `password`, `truncate`)."""
    meta = source.meta
    if meta["file"].endswith(".docx"):
        return render_word(source)
    data = render_pdf(source, compress=compress, encrypt=meta.get("password"))
    if scan := meta.get("scan"):
        data = scan_pdf(data, Scan(**scan))
    return data[: meta["truncate"]] if "truncate" in meta else data


def files(dossier: Dossier, *, compress: bool = False) -> dict[str, bytes]:
    """The files to write, by path under the samples folder; one for a single file or an archive."""
    printed: dict[str, bytes] = {}
    for source in dossier.sources:
        data = render(source, compress=compress)
        printed |= {source.meta[key]: data for key in ("file", "copy") if key in source.meta}
    if dossier.path.endswith(".zip"):
        return {dossier.path: _archive(printed)}
    if PurePosixPath(dossier.path).suffix:
        return printed
    return {f"{dossier.path}/{name}": data for name, data in printed.items()}


def _archive(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def expected(dossier: Dossier) -> dict[str, Any]:
    """What a perfect reader would say about the dossier; the meaning of each key is in samples/README.md."""
    meta = dossier.meta
    head = {key: meta.get(key) for key in ("about", "kind", "region")}
    head |= {"path": dossier.path, "outcome": meta.get("outcome", "stored"), "problem": meta.get("problem")}
    many = len(dossier.sources) > 1
    head |= {"files": [entry for source in dossier.sources for entry in _entries(source, meta, with_facts=many)]}
    if head["outcome"] != "stored":
        return head
    known = facts(dossier.sources, meta["innovations"])
    innovations = [_innovation(item) for item in meta["innovations"]]
    units = [item["unit"] for item in innovations if item["unit"]]
    known["units"] = unique([*units, *known["units"]])
    extra = {key: meta[key] for key in ("contradictions",) if key in meta}
    return head | {"innovations": innovations} | known | {"evidence": meta["evidence"]} | extra


def _entries(source: Source, whole: Mapping[str, Any], *, with_facts: bool) -> Iterator[dict[str, Any]]:
    meta = source.meta
    known = {"facts": facts([source], whole["innovations"])} if with_facts else {}
    for key in ("file", "copy"):
        if key in meta:
            origin = meta.get("origin", "ocr" if "scan" in meta else "text")
            entry = {"name": PurePosixPath(meta[key]).name, "role": meta["role"], "origin": origin}
            yield entry | ({"void": meta["void"]} if "void" in meta else {}) | known


def own_words(dossier: Dossier) -> list[str]:
    """Names and expansions of the dossier's innovations and the name of its region: words that are their own mark."""
    names = [words for item in dossier.meta["innovations"] for words in (item["name"], item["expansion"])]
    return [words for words in (*names, dossier.meta["region"]) if words]


def _innovation(item: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("name", "expansion", "unit", "region", "year", "sector")
    return {key: item.get(key) for key in keys} | {key: item[key] for key in item if key not in keys}
