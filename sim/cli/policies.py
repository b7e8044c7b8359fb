"""`python -m sim policies`: what somebody could do differently."""

from __future__ import annotations

import click

import sim
from sim.cli.overlays import chosen, listed, whole_overlay

EPILOG = "Example: python -m sim policies western_guarantee"


@click.command(epilog=EPILOG)
@click.argument("name", required=False)
def policies(name: str | None) -> None:
    """List the policies, or show what NAME changes and why."""
    known = sim.policies()
    click.echo(listed(known) if name is None else whole_overlay(chosen(known, name, "policy")))
