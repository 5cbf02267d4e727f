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


_taxonomy = click.option(
    "--taxonomy", metavar="ID|FILE", help="Another taxonomy than the sectors: see `taxonomy list`, or a YAML file."
)


@command()
@_taxonomy
@click.option("--force", is_flag=True, help="Take the model also when it is worse on the frozen labels.")
def train(call: Call, taxonomy: str | None, force: bool) -> int:
    """Train a model from the shipped labels and from what people settled."""
    from pipeline import present_tags, taxonomies, training
    from pipeline.errors import REFUSED

    engine = call.engine()
    found = training.train(engine, call.home, now(), taxonomy=taxonomies.chosen(call.home, taxonomy), force=force)
    call.show(found, lambda: present_tags.trained(call.lang, found))
    if not found["accepted"]:
        call.warn("model-worse")
        return REFUSED
    return 0


@command()
@_taxonomy
@click.option("--dry-run", is_flag=True, help="List what would change, store nothing.")
@click.option("--level", type=click.FloatRange(0, 1), metavar="X", help="Tag none below this confidence; is kept.")
def classify(call: Call, taxonomy: str | None, dry_run: bool, level: float | None) -> None:
    """Tag the open innovations anew; what a person settled never changes."""
    from pipeline import present_tags, retagging, taxonomies

    engine = call.engine()
    chosen = taxonomies.chosen(call.home, taxonomy)
    found = retagging.retag(engine, call.home, now(), taxonomy=chosen, level=level, dry_run=dry_run)
    call.show(found, lambda: present_tags.retagged(call.lang, found))


@click.group()
def taxonomy() -> None:
    """The taxonomies that innovations are tagged by: sectors, categories, themes."""


@command("list")
def taxonomy_list(call: Call) -> None:
    """What comes with the program, and what this home has beside it."""
    from pipeline import present_tags, taxonomies

    found = taxonomies.listing(call.engine(), call.home)
    call.show({"taxonomies": found}, lambda: present_tags.taxonomies(call.lang, found))


taxonomy.add_command(taxonomy_list)
