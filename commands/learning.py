"""How well the program reads and tags, and the sector model that learns from people."""

from __future__ import annotations

from pathlib import Path

import click

from commands.call import Call, command, now


@command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def evaluate(call: Call, gold: Path) -> None:
    """Precision, recall and F1 of what was read, against the facts in GOLD."""
    from pipeline import evaluating, present

    found = evaluating.evaluate(call.engine(), evaluating.read_gold(gold))
    call.show(found, lambda: present.evaluation(call.lang, found))


@command()
@click.option("--force", is_flag=True, help="Take the model also when it is worse on the frozen labels.")
def train(call: Call, force: bool) -> int:
    """Train the sector model from the shipped labels and from what people settled."""
    from pipeline import present, training
    from pipeline.errors import REFUSED

    found = training.train(call.engine(), call.home, now(), force=force)
    call.show(found, lambda: present.trained(call.lang, found))
    if not found["accepted"]:
        call.warn("model-worse")
        return REFUSED
    return 0


@command()
@click.option("--dry-run", is_flag=True, help="List what would change, store nothing.")
@click.option("--level", type=click.FloatRange(0, 1), metavar="X", help="Tag none below this confidence; is kept.")
def classify(call: Call, dry_run: bool, level: float | None) -> None:
    """Tag the open innovations anew; a sector that a person settled never changes."""
    from pipeline import present, retagging

    found = retagging.retag(call.engine(), call.home, now(), level=level, dry_run=dry_run)
    call.show(found, lambda: present.retagged(call.lang, found))
