"""`python -m sim policies`: what somebody could do differently."""

from __future__ import annotations

import click

import sim
from sim.cli.overlays import show

EPILOG = "Example: python -m sim policies western_guarantee"


@click.command(epilog=EPILOG)
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects instead.")
def policies(name: str | None, as_json: bool) -> None:
    """List the policies, or show what NAME changes and why."""
    if name is not None:
        sim.load(policies=[name])  # refuses a name that does not exist
    show(sim.policies(), name, as_json)
