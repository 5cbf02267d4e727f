"""The whole way once, on the samples that come with the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import CommandError
from pipeline.home import open_home
from pipeline.ingest import Clock, Progress, Report, ingest
from pipeline.ranking import Ranking, ranking
from pipeline.rubric_files import rubric_of
from pipeline.scoring import score_all
from pipeline.settings import Settings

SAMPLES = Path(__file__).parent.parent / "samples"
_DOCUMENTS = frozenset({".pdf", ".docx", ".zip", ".doc", ".jpg", ".png"})


@dataclass(frozen=True, slots=True)
class Demo:
    report: Report
    ranking: Ranking


def sample_paths(folder: Path = SAMPLES) -> list[Path]:
    """The sample dossiers: documents, archives and folders, by name. Raises: CommandError when there are none."""
    found = sorted(
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.suffix.lower() in _DOCUMENTS or (path.is_dir() and path.name[:1].isdigit())
    )
    if not found:
        raise CommandError("no-samples", folder=folder)
    here = Path.cwd()
    return [path.relative_to(here) if path.is_relative_to(here) else path for path in found]


def demo(settings: Settings, clock: Clock, progress: Progress) -> Demo:
    """Take the samples in, score them under the default rubric, and rank them."""
    report = ingest(sample_paths(), settings, clock, progress)
    engine = open_home(settings)
    run = score_all(engine, settings.home, rubric_of(None), clock()).run
    return Demo(report, ranking(engine, run))
