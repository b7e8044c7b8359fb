"""Two settings on one command line: what stands before `--versus` belongs to the first, what stands behind it to the second."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

import sim
from sim.cli.options import load_setting
from sim.cli.places import opened
from sim.parameters.own import is_setting

if TYPE_CHECKING:
    from sim.studies.sweeps import SweepStudy

VERSUS, END = "--versus", "--"
OWN = ("--policy", "--set")
"""Options that belong to the second setting if they stand behind `--versus`."""
SAME = ""
"""What `--versus` holds if no name stands behind it: the worldview of the first setting."""
Command = TypeVar("Command", bound=Callable[..., Any])


class TwoSettings(click.Command):
    """A command with `--versus`, behind which --policy and --set belong to the second setting."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Name the options behind `--versus` as those of the second setting, and read all of them."""
        return super().parse_args(ctx, renamed(args))


def renamed(arguments: Sequence[str]) -> list[str]:
    """The words of a command in which --policy and --set behind `--versus` are named --versus-policy and --versus-set.

    >>> renamed(["a", "--policy", "p", "--versus", "b", "--policy", "q"])
    ['a', '--policy', 'p', '--versus', 'b', '--versus-policy', 'q']
    """
    words: list[str] = []
    behind = False
    for place, word in enumerate(arguments):
        name, equals, value = word.partition("=")
        if word == END:
            return [*words, *arguments[place:]]
        if name == VERSUS:
            if behind:
                raise click.UsageError("--versus is given twice; two settings are compared, so give it once")
            if (equals and not value) or arguments[place + 1 : place + 2] == [""]:
                raise click.UsageError("the name behind --versus is empty; give a worldview or a folder of `run`")
            behind = True
        words.append(f"{VERSUS}-{name.removeprefix('--')}{equals}{value}" if behind and name in OWN else word)
    return words


def versus_options(command: Command) -> Command:
    """Add --versus, what belongs to it, and --cell."""
    options = (
        click.option(
            VERSUS,
            is_flag=False,
            flag_value=SAME,
            metavar="WORLDVIEW|DIR",
            help="The second setting; --policy and --set behind it belong to it. Without a name the same worldview.",
        ),
        click.option(
            "--versus-policy",
            "versus_policies",
            multiple=True,
            metavar="POLICY",
            help="Add a policy to the second setting.",
        ),
        click.option(
            "--versus-set",
            "versus_changes",
            multiple=True,
            metavar="ID=VALUE",
            help="Set a parameter of the second setting.",
        ),
        click.option(
            "--cell",
            "cells",
            type=click.IntRange(0),
            multiple=True,
            metavar="N",
            help="Of a folder of `sweep`: one of the two cells, in their order.",
        ),
    )
    return functools.reduce(lambda inner, option: option(inner), reversed(options), command)


class Pair(NamedTuple):
    """What was asked to be compared: the first and the second setting, played or not, or one sweep with two of its cells."""

    one: sim.Study | sim.Parameters | SweepStudy
    other: sim.Study | sim.Parameters | None
    cells: tuple[int, ...] = ()

    @property
    def played(self) -> bool:
        """Whether worlds and seed are there already."""
        return any(not isinstance(one, sim.Parameters) for one in (self.one, self.other) if one is not None)


def pair_of(
    source: str,
    policies: Sequence[str],
    changes: Sequence[str],
    versus: str | None,
    versus_policies: Sequence[str],
    versus_changes: Sequence[str],
    cells: Sequence[int],
) -> Pair:
    """The two settings that a command names; whatever is wrong with them is refused before anything is played."""
    if cells:
        return _cells_of(source, bool(policies or changes), versus, cells)
    if versus is None and (versus_policies or versus_changes):
        raise click.UsageError("--versus-policy and --versus-set belong to the second setting; give --versus too")
    one = _setting(source, policies, changes)
    if versus is None:
        return Pair(_bare(one, source), one)
    if versus == SAME:
        same = (one if isinstance(one, sim.Parameters) else one.parameters).worldview
        bare = not (versus_policies or versus_changes)
        return Pair(one, _bare(one, source) if bare else load_setting(same, versus_policies, versus_changes))
    return Pair(one, _setting(versus, versus_policies, versus_changes))


def _bare(one: sim.Study | sim.Parameters, source: str) -> sim.Parameters:
    """The worldview of a setting without what was added to it; `UsageError` if nothing was."""
    own = one if isinstance(one, sim.Parameters) else one.parameters
    if not (own.policies or own.changes or own.user_bindings):
        raise click.UsageError(
            f"there is nothing to compare {source} with; name a second setting behind --versus, or add --policy or --set"
        )
    return own.without_additions()


def _setting(name: str, policies: Sequence[str], changes: Sequence[str]) -> sim.Study | sim.Parameters:
    """A worldview with what was laid over it, or the run in a folder."""
    if not name.strip():
        raise sim.InputError("the name is empty; give a worldview such as baseline, or a folder of `run`")
    if not Path(name).is_dir():
        if not is_setting(name):
            raise sim.InputError(f"there is no folder {name}; give a folder of `run` or `sweep`, or a worldview")
        return load_setting(name, policies, changes)
    if policies or changes:
        raise sim.InputError(
            f"{name} is a folder of results, and {'--policy' if policies else '--set'} does nothing there; it goes with the "
            "name of a worldview"
        )
    found = opened(Path(name))
    if not isinstance(found, sim.Study):
        raise sim.InputError(
            f"{name} holds a sweep; compare two of its cells, without --versus: {name} --cell FIRST --cell SECOND"
        )
    return found


def _cells_of(source: str, added: bool, versus: str | None, cells: Sequence[int]) -> Pair:
    """Two cells of the sweep in a folder."""
    if versus is not None:
        raise click.UsageError(
            "--cell names two cells of one sweep, and cells of different studies cannot be compared; leave out --versus"
        )
    if not Path(source).is_dir():
        raise sim.InputError(f"--cell names cells of a folder of `sweep`, and {source} is not a folder")
    if added:
        raise sim.InputError(f"{source} is a folder of results, and --policy and --set do nothing there")
    found = opened(Path(source))
    if isinstance(found, sim.Study):
        raise sim.InputError(f"--cell names cells of a folder of `sweep`, and {source} holds a single run")
    from sim.analysis.contrast.cells import checked_cells

    return Pair(found, None, checked_cells(found, cells))


def refuse_typed(pair: Pair, given: Sequence[str]) -> None:
    """Refuse --worlds and --seed for what is played already; `given` are the options that were typed, as they are written."""
    unheeded = [option for option in ("--worlds", "--seed") if option in given]
    if unheeded and pair.played:
        raise sim.InputError(
            f"{unheeded[0]} does nothing for a folder of results, whose worlds are there; leave it out"
        )
