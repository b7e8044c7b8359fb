"""`python -m sim tipping`: where a conclusion turns, and what would have to change for it to turn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.cli.answers import answer_options, give, give_in_vain, playing, refuse_before
from sim.cli.options import assumptions, load_setting
from sim.cli.words import note

if TYPE_CHECKING:
    from sim.analysis.tipping.answer import Tipping
    from sim.analysis.tipping.frontier import Frontier
    from sim.analysis.tipping.ways import Nearest

USUAL_WORLDS = 1_000
ROUGHLY = 420
"""All moves of a search for the nearest take about so many times the worlds of one value."""
PER_SECOND = 4_000
"""About so many worlds of a decade two processors play in a second."""
SOON = 20
"""Of a search that takes fewer seconds nothing is said beforehand."""

PARAMETER = (
    "What grows: an id, or several joined by + that take the same value. A second one gives a frontier. With --nearest: what may "
    "move, an id or the beginning of several; repeatable."
)
EPILOG = """\b
Examples:
  python -m sim tipping ratelle2025 --policy western_guarantee --outcome war --level 0.09 \\
      --parameter mechanisms.guarantees.credibility.united_states
  python -m sim tipping ratelle2025 --policy western_guarantee --outcome war --level 0.08 \\
      --parameter mechanisms.guarantees.credibility.united_states+mechanisms.guarantees.credibility.european_union
  python -m sim tipping ratelle2025 --parameter actors.azerbaijan.war_cost --parameter mechanisms.force.status_quo \\
      --outcome war --level 0.2
  python -m sim tipping ratelle2025 --nearest --outcome war --level 0.3
"""


@click.command(epilog=EPILOG)
@assumptions
@click.option("--parameter", "parameters", multiple=True, metavar="ID[+ID]", help=PARAMETER)
@click.option("--outcome", default="new_confrontation", help="The outcome, or an event such as war or ever_signed.")
@click.option("--level", type=float, required=True, metavar="L", help="The share, above 0 and below 1.")
@click.option(
    "--tolerance",
    type=float,
    metavar="T",
    help="How wide half of the interval may be, in units of the parameter. [default: a hundredth of the range]",
)
@click.option("--low", type=float, metavar="L", help="The least value tried. [default: low end of the plausible range]")
@click.option(
    "--high", type=float, metavar="H", help="The largest value tried. [default: high end of the plausible range]"
)
@click.option(
    "--budget", type=click.IntRange(1), metavar="N", help="The most worlds in all. [default: 120,000; 300,000 for two]"
)
@click.option(
    "--nearest", is_flag=True, help="Find the smallest set of changes that brings the share across the level."
)
@answer_options(USUAL_WORLDS)
def tipping(out: Path | None, page: Path | None, as_json: bool, no_files: bool, **asked: Any) -> int:
    """Find the value of a parameter at which the share of an outcome crosses a level.

    All values are played in the same worlds: a coarse look with --worlds each, then more and more at few values, until the
    interval is as narrow as --tolerance says or --budget is used up. With --nearest all parameters are moved, and the fewest
    and smallest changes are told that turn the conclusion.

    If the level is never crossed, or nothing turns the conclusion, one message on standard error says so, with how near the share
    comes, and the exit code is 2. Files are written all the same, and with --json the object is printed, with no crossings.
    """
    refuse_before(out, page, no_files)
    answer = answer_of(**asked)
    if advice := advice_on(answer):
        return give_in_vain(answer, advice, out, page, as_json, no_files)
    give(answer, out, page, as_json, no_files)
    return 0


def answer_of(
    worldview: str,
    policies: Sequence[str],
    changes: Sequence[str],
    parameters: Sequence[str],
    outcome: str,
    level: float,
    worlds: int,
    seed: int,
    workers: int | None,
    nearest: bool = False,
    **how: Any,
) -> Tipping | Frontier | Nearest:
    """The answer to what the command was asked."""
    options: dict[str, Any] = {name: how.get(name) for name in ("tolerance", "low", "high", "budget")}
    if nearest:
        given = [f"--{name}" for name, value in options.items() if value is not None]
        if given:
            raise click.UsageError(f"{given[0]} does nothing with --nearest; leave it out")
    elif not parameters:
        raise click.UsageError("name what grows with --parameter, or ask with --nearest what would have to change")
    setting = load_setting(worldview, policies, changes)
    shared: dict[str, Any] = {"worlds": worlds, "seed": seed, "workers": workers}
    if nearest and ROUGHLY * worlds > PER_SECOND * SOON:
        note(f"Moving one parameter after the other, then several together: up to about {_cost(worlds)}.")
    with playing(ROUGHLY * worlds if nearest else options["budget"] or worlds) as progress:
        if nearest:
            return sim.nearest(setting, outcome, level, parameters, progress=progress, **shared)
        return sim.tipping(setting, parameters, outcome, level, progress=progress, **options, **shared)


def _cost(worlds: int) -> str:
    """How many worlds a search for the nearest plays, and how long that takes, roughly."""
    from sim.studies.sweeps.estimate import duration

    played = ROUGHLY * worlds
    return f"{played:,} worlds, {duration(played / PER_SECOND)} on two processors"


def advice_on(answer: Tipping | Frontier | Nearest) -> str:
    """What to ask instead if an answer found nothing; empty if it did."""
    from sim.analysis.tipping.ways import Nearest

    if isinstance(answer, Nearest):
        return "" if answer.turns_at_all else "Choose another level"
    return "" if answer.crosses else "Choose another level, or other values with --low and --high"
