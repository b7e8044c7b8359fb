"""Options that several commands share: worldview, policies, changed parameters, seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

import sim

Command = TypeVar("Command", bound=Callable[..., Any])

SEED = 1


def setting_options(command: Command) -> Command:
    """Add WORLDVIEW, --policy, --set and --seed to a command."""
    for option in (
        click.option("--seed", type=click.IntRange(min=0), default=SEED, show_default=True, help="Seed of all draws."),
        click.option(
            "--set", "changes", multiple=True, metavar="ID=VALUE", help="Set a parameter by its dotted id (repeatable)."
        ),
        click.option("--policy", "policies", multiple=True, metavar="P", help="Lay a policy over it (repeatable)."),
        click.argument("worldview", default="baseline"),
    ):
        command = option(command)
    return command


def load_setting(worldview: str, policies: Sequence[str], changes: Sequence[str]) -> sim.Parameters:
    """Load a worldview with policies and changes from the command line.

    Raises
    ------
    InputError
        If a name is unknown, a change is not of the form ID=VALUE, or a parameter is set twice.
    """
    parsed: dict[str, Any] = {}
    for text in changes:
        identifier, value = sim.parse_change(text)
        if identifier in parsed:
            raise sim.InputError(f"--set {identifier} is given twice; give it once")
        parsed[identifier] = value
    return sim.load(worldview, policies=tuple(policies), changes=parsed)
