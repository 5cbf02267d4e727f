"""Who watches a long job: a bar on the terminal, or nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.ingest import Progress
from pipeline.messages import say
from pipeline.settings import Lang


class Silent:
    """Nobody watches."""

    def expect(self, files: int) -> None:
        pass

    def advance(self, pages: int) -> None:
        pass


@contextmanager
def watching(lang: Lang, *, terminal: bool) -> Iterator[Progress]:
    """A bar with files, pages and the time left on stderr when that is a terminal."""
    if not terminal:
        yield Silent()
        return
    from rich.console import Console  # noqa: PLC0415 - loaded only where a bar is shown
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (
        TextColumn(say(lang, "reading")),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(say(lang, "bar-files")),
        TextColumn("{task.fields[pages]} " + say(lang, "pages") + ","),
        TextColumn(say(lang, "bar-left")),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Watched(bar)


class _Watched:
    def __init__(self, bar) -> None:  # type: ignore[no-untyped-def]
        self._bar, self._pages, self._files, self._done = bar, 0, 0, 0
        self._task = bar.add_task("", total=None, pages=0)

    def expect(self, files: int) -> None:
        self._files += files
        self._bar.update(self._task, total=self._files)

    def advance(self, pages: int) -> None:
        """An archive counts as one file until it is opened, so the total may have to grow."""
        self._done += 1
        self._pages += pages
        self._files = max(self._files, self._done)
        self._bar.update(self._task, completed=self._done, total=self._files, pages=self._pages)
