"""What extractors read: the body of a file as a person reads it, one block a line, with the way back to the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from extract.hyphens import HyphenJudge
from models.document import Block, Layout, ParsedDocument, Span

_READ = frozenset({"body", "note"})
_MOST_HEADS = 20
_WORDS = re.compile(r"[^\W\d_]{3,}\W+[^\W\d_]{3,}")
_EXPANDED = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_BLANKS = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SPECIAL = re.compile(f"[ \t]*\n[ \t]*|\u200b|[{''.join(_EXPANDED)}]|[{_BLANKS}]")


@dataclass(frozen=True, slots=True)
class View:
    """A reading view. `text` has one line a block; `layout` holds those blocks in offsets of `text`."""

    text: str
    layout: Layout
    _starts: tuple[int, ...] = ()
    """Offsets in the view where a run starts, ascending."""
    _runs: tuple[tuple[int, int, bool], ...] = ()
    """Start and end of each run in the document, and whether it stands there letter for letter."""
    _head: int = 0
    """Where the body begins in the view; what stands before it comes from behind the body in the document."""

    @property
    def body(self) -> str:
        """The text without what stands before the body: page heads, which a format may print or not."""
        return self.text[self._head :]

    def to_document(self, span: Span) -> Span:
        """The span of the file's own text that this span of the view was read from; soft line ends included.

        Of a span that runs from the opening head into the body, the part in the body.
        Raises: ValueError for an empty span or one outside the view.
        """
        if not 0 <= span.start < span.end <= len(self.text):
            raise ValueError(f"no such span in the view: {span}")
        if span.start < self._head < span.end:
            span = Span(self._head, span.end)
        start, _ = self._character(span.start)
        _, end = self._character(span.end - 1)
        return Span(start, end)

    def _character(self, offset: int) -> tuple[int, int]:
        """Where one character of the view stands in the document."""
        index = bisect_right(self._starts, offset) - 1
        start, end, literal = self._runs[index]
        if not literal:
            return start, end
        here = start + offset - self._starts[index]
        return here, here + 1


@dataclass(slots=True)
class _Builder:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    runs: list[tuple[int, int, bool]] = field(default_factory=list)

    def put(self, text: str, start: int, end: int, literal: bool) -> None:
        if text:
            self.parts.append(text)
            self.starts.append(self.length)
            self.runs.append((start, end, literal))
            self.length += len(text)


def reading_view(parsed: ParsedDocument) -> View:
    """The view of one file: body and notes, never hidden text, and of running heads only the one that opens the file.

    Pages taken from a plan or a budget carry their title, and letters their letterhead, in nothing but that head.

    Every block is one line. Within a block a soft line end is one blank, a hyphen that only divides a word at a line
    end is gone (one that belongs to the word stays), zero-width marks are gone, ligatures are letters.
    """
    builder = _Builder()
    blocks: list[tuple[Block, int]] = []
    judge = HyphenJudge(parsed.text)
    opening = _opening_head(parsed)
    head = 0
    for number, block in enumerate((*opening, *(block for block in parsed.blocks if block.flow in _READ))):
        if number == len(opening) and blocks:
            builder.put("\n", block.span.start, block.span.start, False)
            head = builder.length
        elif blocks:
            builder.put("\n", blocks[-1][1], block.span.start, False)
        start = builder.length
        _put_block(builder, parsed.text, block.span, judge)
        blocks.append((block._replace(span=Span(start, builder.length)), block.span.end))
    kept = tuple(block for block, _ in blocks if block.span.start < block.span.end)
    layout = Layout(kept, bool(parsed.pages))
    return View("".join(builder.parts), layout, tuple(builder.starts), tuple(builder.runs), head)


def _opening_head(parsed: ParsedDocument) -> tuple[Block, ...]:
    """The running head of the first page, or of a file without pages, in words; never a foot or a page number."""
    running = [block for block in parsed.blocks if block.flow == "running"]
    return tuple(block for block in running[:_MOST_HEADS] if _stands_first(parsed, block))


def _stands_first(parsed: ParsedDocument, block: Block) -> bool:
    if _WORDS.search(parsed.text, block.span.start, block.span.end) is None:
        return False
    lines = parsed.lines_of(block.span)
    if lines:
        return lines[0].page == 1 and lines[0].box[1] < parsed.pages[0].height / 2
    return block.path is not None and block.path.startswith("header")


def _put_block(builder: _Builder, text: str, span: Span, judge: HyphenJudge) -> None:
    done = span.start
    for match in _SPECIAL.finditer(text, span.start, span.end):
        begin, end, found = match.start(), match.end(), match.group()
        if begin < done:
            continue
        if "\n" not in found:
            builder.put(text[done:begin], done, begin, True)
            builder.put(_EXPANDED.get(found, "" if found == "\u200b" else " "), begin, end, False)
        elif begin > done + 1 and text[begin - 1] == "-" and text[begin - 2].isalnum() and end < span.end:
            kept = judge.keeps(text, begin - 1, end)
            upto = begin if kept else begin - 1
            builder.put(text[done:upto], done, upto, True)
        else:
            builder.put(text[done:begin], done, begin, True)
            builder.put(" ", begin, end, False)
        done = end
    builder.put(text[done : span.end], done, span.end, True)
