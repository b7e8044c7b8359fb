"""The options that several commands share: under which assumptions, and with which luck."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import click

import sim
from sim.analysis.uncertainty import FEWEST_SAMPLES, USUAL_SAMPLES
from sim.cli.words import note

COMMANDLINE = click.core.ParameterSource.COMMANDLINE
Command = TypeVar("Command", bound=Callable[..., Any])


def assumptions(command: Command) -> Command:
    """Add WORLDVIEW, --policy and --set to a command; `load_setting` turns them into parameters."""
    policies = "Add a policy; may be given several times, later ones win. See `python -m sim policies`."
    changes = "Set a parameter by hand; may be given several times. See `python -m sim parameters`."
    return click.argument("worldview", default="baseline")(additions(policies, changes)(command))


def additions(policies: str, changes: str) -> Callable[[Command], Command]:
    """What adds --policy and --set to a command, with their help."""
    policy = click.option("--policy", "policies", multiple=True, metavar="POLICY", help=policies)
    change = click.option("--set", "changes", multiple=True, metavar="ID=VALUE", help=changes)
    return lambda command: policy(change(own_parameters(command)))


def own_parameters(command: Command) -> Command:
    """Add --parameters to a command, which then takes all parameters from that folder."""

    @functools.wraps(command)
    def under(*arguments: Any, own_folder: Path | None, **options: Any) -> Any:
        if own_folder is None:
            return command(*arguments, **options)
        from sim.studies.kept import parameters_in

        with parameters_in(own_folder):
            return command(*arguments, **options)

    return click.option(
        "--parameters",
        "own_folder",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Take all parameters from a folder of your own (`python -m sim new parameters DIR`), or from what a folder of "
        "results kept of one.",
    )(cast(Command, under))


seed_option = click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    default=1,
    metavar="SEED",
    help="Seed of the random draws. The same seed and world give the same history.",
)
"""Adds --seed to a command."""

samples_option = click.option(
    "--samples",
    type=click.IntRange(FEWEST_SAMPLES),
    default=USUAL_SAMPLES,
    metavar="N",
    help="With --uncertainty: samples of the numbers of each author.",
)
"""Adds --samples to a command."""


def load_setting(worldview: str, policies: Sequence[str], changes: Sequence[str]) -> sim.Parameters:
    """The parameters that a user asks for on the command line; policies that contradict each other are reported."""
    setting = sim.load(worldview, policies=policies)
    for one in setting.overridden:
        note(f"Policies that contradict each other: {one}.")
    return setting.replace(parse_changes(changes, setting.resolve))


def parse_changes(written: Sequence[str], resolve: Callable[[str], str]) -> dict[str, Any]:
    """Changes written as ID=VALUE as a mapping; two of the same parameter are refused, for one would be lost."""
    changes: dict[str, Any] = {}
    for text in written:
        name, value = sim.parse_change(text)
        current = resolve(name)
        if current in changes:
            raise sim.InputError(f"{current} is set twice ({changes[current]} and {value}); set it once")
        changes[current] = value
    return changes


def typed() -> dict[str, str]:
    """The parameters of the command that were typed, and not left at their defaults, as they are written."""
    context = click.get_current_context()
    written = {str(one.name): one.opts[0] for one in context.command.params}
    return {name: written[name] for name in context.params if context.get_parameter_source(name) is COMMANDLINE}
