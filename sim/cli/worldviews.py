"""`python -m sim worldviews`: what can be assumed."""

from __future__ import annotations

import click

import sim
from sim.cli.overlays import chosen, listed, whole_overlay

BASELINE_LINE = "baseline: the middle between the articles, without any worldview"
EPILOG = "Example: python -m sim worldviews ratelle2025"


@click.command(epilog=EPILOG)
@click.argument("name", required=False)
def worldviews(name: str | None) -> None:
    """List the worldviews, or show what NAME changes and why.

    Each worldview is what one article holds to be true. `baseline` is the middle without any of them.
    """
    known = sim.worldviews()
    if name is None:
        click.echo(f"{BASELINE_LINE}\n\n{listed(known)}")
    elif name == "baseline":
        click.echo(f"{BASELINE_LINE}; it changes nothing. See `python -m sim parameters`.")
    else:
        click.echo(whole_overlay(chosen(known, name, "worldview")))
