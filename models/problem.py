"""A problem that a person can act on, and the exception that carries one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with one file, in words for the person who has to mend it.

    `code` is stable and listed in docs/problems.md; `message` and `remedy` are in the reader's language.
    """

    code: str
    message: str
    remedy: str
    file: str
    page: int | None = None
    """1-based, as a viewer counts."""

    def __str__(self) -> str:
        where = self.file if self.page is None else f"{self.file}, halaman {self.page}"
        return f"{where}: {self.message} [{self.code}]\n  saran: {self.remedy}"


class DossierError(Exception):
    """Stops one dossier or file, never the batch: the pipeline turns it back into its Problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)  # one positional argument, so it survives a process pool
        self.problem = problem
