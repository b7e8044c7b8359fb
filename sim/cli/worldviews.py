"""`python -m sim worldviews`: what can be assumed."""

from __future__ import annotations

import click

import sim
from sim.cli.overlays import show
from sim.parameters.vocabulary import BASELINE

BASELINE_LINE = f"{BASELINE}: the middle between the articles, without any worldview"
EPILOG = "Example: python -m sim worldviews ratelle2025"


@click.command(epilog=EPILOG)
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects instead.")
def worldviews(name: str | None, as_json: bool) -> None:
    """List the worldviews, or show what NAME changes and why.

    Each worldview is what one article holds to be true. `baseline` is the middle without any of them.
    """
    if name is not None:
        sim.load(name)  # refuses a name that does not exist
    if name == BASELINE and not as_json:
        click.echo(f"{BASELINE_LINE}; it changes nothing. See `python -m sim parameters`.")
        return
    show(sim.worldviews(), name, as_json, opening=f"{BASELINE_LINE}\n\n")
