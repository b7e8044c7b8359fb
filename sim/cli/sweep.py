"""`python -m sim sweep`: run many settings and keep the results in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.cli.options import own_parameters, seed_option, typed
from sim.cli.places import Place
from sim.cli.words import note, say, shown_progress
from sim.common.numbers import whole_numbers

if TYPE_CHECKING:
    from sim.studies.sweeps import Progress

EPILOG = """\b
Examples:
  python -m sim sweep --vary mechanisms.guarantees.credibility.united_states=0:0.9:10 \\
      --vary worldview=araz2023,fattah2025 --worlds 2000 --out results/credibility
  python -m sim sweep --vary policy=none,western_guarantee,neutral_force --worlds 100000 \\
      --until-width 0.01 --outcome ideal_peace --out results/policies
  python -m sim sweep --vary everything --design latin_hypercube --samples 500 --out results/all
  python -m sim sweep --plan study.yaml
"""


@click.command(epilog=EPILOG)
@click.option(
    "--vary",
    multiple=True,
    metavar="AXIS",
    help="What to vary: ID=low:high:n, ID=a,b,c, ID=low:high or ID alone (plausible range) in designs that sample, "
    "worldview=a,b (names, or files of your own), "
    "policy=x,none,x+y, worldview=all (with the baseline), policy=all (each by itself, and none), or "
    "everything. May be given several times.",
)
@click.option(
    "--table",
    type=Place(),
    metavar="FILE",
    help="File with one row per cell instead: .csv (commas, semicolons or tabulators) or .xlsx.",
)
@click.option(
    "--design", metavar="KIND", help="grid (default), latin_hypercube, quasi_random, sobol, morris, one_at_a_time."
)
@click.option(
    "--samples", type=click.IntRange(1), metavar="N", help="Points (base samples, trajectories) of the design."
)
@click.option("--worlds", type=click.IntRange(1, 2**40 - 1), metavar="N", help="Worlds per cell. [default: 2000]")
@seed_option
@own_parameters
@click.option("--out", type=Place(), metavar="DIR", help="Folder of the study.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes. [default: all processors]")
@click.option("--cluster", metavar="ADDRESS", help="Dask scheduler that plays the blocks, such as tcp://host:8786.")
@click.option("--rows", is_flag=True, default=None, help="Keep one row per world beside the counts.")
@click.option("--independent", is_flag=True, default=None, help="Let each cell draw its own worlds.")
@click.option("--out-of-range", is_flag=True, default=None, help="Allow values out of their plausible range.")
@click.option("--extend", is_flag=True, default=False, help="Let the study in the folder get more worlds or cells.")
@click.option(
    "--until-width", type=float, metavar="W", help="Stop when the interval of --outcome is narrower in all cells."
)
@click.option(
    "--until-different", metavar="A,B", help="Stop when it is decided how --outcome differs between two cells."
)
@click.option("--outcome", metavar="OUTCOME", help="The outcome to which --until-... refers.")
@click.option("--plan", type=Place(), metavar="FILE", help="Study file (YAML); options win over it.")
@click.option(
    "--estimate", "only_estimate", is_flag=True, help="Only say how long it takes and how much room it needs."
)
def sweep(plan: Path | None, extend: bool, only_estimate: bool, **given: Any) -> None:
    """Run many settings and count how their worlds end, cell by cell.

    Killed at any moment and called again in the same way, the study goes on where it was. See `python -m sim study`. The table
    that is printed holds the five outcomes; for the share of worlds with a war, `python -m sim study export DIR FILE --what summary`
    or `python -m sim chart DIR --outcome war`.
    """
    from sim.studies.sweeps.estimate import estimate
    from sim.studies.sweeps.opening import known_from
    from sim.studies.sweeps.request import request
    from sim.studies.sweeps.running import sweep as run
    from sim.studies.sweeps.written import design_from

    wanted = _wanted(plan, given)
    axes, kind = wanted.get("vary", {}), wanted.get("design", "grid")
    if "out" in wanted:
        known_from(Path(wanted["out"]))  # own worldviews and policies whose files are not there any more
    design = design_from(axes, kind, wanted.get("samples"), table=wanted.get("table"))
    rule = _rule(wanted)
    worlds, seed = wanted.get("worlds", 2_000), wanted["seed"]
    if "out" not in wanted and not only_estimate:
        raise click.UsageError("say where to keep the study: --out DIR")
    rows, independent, beyond = (wanted.get(name, False) for name in ("rows", "independent", "out_of_range"))
    # Refuses what cannot be before anything is said of it.
    request(design, worlds, seed, rows, rule, independent, beyond)
    cost = estimate(design, worlds, wanted.get("workers"), rows, independent)
    if only_estimate:
        say(f"{design}\n{cost}")
        return
    note(f"{design}\n{cost}")
    shape = {"rows": rows, "independent": independent, "out_of_range": beyond}
    options = shape | {name: wanted[name] for name in ("out", "workers", "cluster") if name in wanted}
    try:
        with shown_progress(cost.worlds, _told) as progress:
            study = run(design, worlds, seed, until=rule, extend=extend, progress=progress, **options)
    except KeyboardInterrupt:
        note(_left_in(Path(wanted["out"])))
        raise
    from sim.cli.study import described

    say(described(study))


def _wanted(plan: Path | None, given: dict[str, Any]) -> dict[str, Any]:
    """What the study file and the options say together."""
    from sim.studies.sweeps.written import axes_from, read_plan

    wanted = {"seed": given["seed"]} | ({} if plan is None else read_plan(plan))
    wanted |= {name: given[name] for name in typed() if name in given}
    if given["vary"]:
        wanted["vary"] = axes_from(given["vary"])
    return wanted


def _rule(wanted: dict[str, Any]) -> Any:
    """The rule that says when to stop, if there is one."""
    from sim.studies.sweeps.stopping import Difference, Width

    width, pair, outcome = (wanted.get(name) for name in ("until_width", "until_different", "outcome"))
    if width is None and pair is None:
        if outcome is not None:
            raise click.UsageError("--outcome belongs to --until-width or --until-different; give one of them")
        return None
    if width is not None and pair is not None:
        raise click.UsageError("--until-width and --until-different contradict each other; give one of them")
    if outcome is None:
        raise click.UsageError("say which outcome is meant: --outcome")
    if width is not None:
        return Width(outcome, width)
    numbers = whole_numbers(str(pair), ",")
    if numbers is None or len(numbers) != 2:
        raise sim.InputError(f"--until-different takes the numbers of two cells, as in 0,5, not {str(pair)[:40]!r}")
    return Difference(outcome, *numbers)


def _left_in(out: Path) -> str:
    """What is left of a study that was interrupted."""
    from sim.studies.sweeps.store import has_blocks

    if has_blocks(out):
        return f"Finished blocks are kept in {out}; the same command goes on from there."
    return "No block was finished yet; the same command begins anew."


def _told(progress: Progress) -> str:
    """Speed and time left in words."""
    from sim.studies.sweeps.estimate import duration

    if progress.left is None:
        return ""
    return f"{progress.rate:,.0f} worlds/s, {duration(progress.left)} left"
