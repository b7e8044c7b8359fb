"""`python -m sim study`: show, verify and export what a sweep left in its folder."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.cli.places import Place, opened
from sim.cli.run import report
from sim.cli.words import note, say
from sim.common.errors import suggestion
from sim.parameters.wording import confidence_percent, counted

if TYPE_CHECKING:
    from sim.studies.sweeps import SweepStudy

SHOWN_CELLS = 20
folder = click.argument("directory", type=Place(), metavar="DIR")

EPILOG = """\b
Examples:
  python -m sim study results/coordination
  python -m sim study verify results/coordination
  python -m sim study export results/coordination shares.xlsx
  python -m sim study export results/baseline worlds.csv --what rows --decimal-comma
"""


class Studies(click.Group):
    """The group of commands on studies; a folder instead of a command shows what is in it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was asked for, with its arguments."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            if not Path(args[0]).exists() and Path(args[0]).name == args[0]:
                raise click.UsageError(
                    f"there is no command '{args[0]}', and no such folder; {suggestion(args[0], self.commands, True)}"
                )
            args = ["show", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=Studies, epilog=EPILOG)
def study() -> None:
    """Show, verify or export a study that `python -m sim sweep` or `run` made.

    A folder alone is shown.
    """


@study.command()
@folder
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
def show(directory: Path, as_json: bool) -> None:
    """Show what a study is, how far it has come, and how often each outcome was reached in each cell."""
    found = opened(directory)
    if isinstance(found, sim.Study):
        report(found, as_json, None)
    else:
        say(json.dumps(_as_object(found), ensure_ascii=False, indent=1) if as_json else described(found))


@study.command()
@folder
def verify(directory: Path) -> int:
    """Check every file of a sweep against its checksum and the plan; exit code 1 if one is damaged.

    A folder of `run` is checked against its manifest; one that is damaged is refused with exit code 2.
    """
    from sim.studies.runs import check_run, is_run
    from sim.studies.sweeps.opening import verify as check

    if is_run(directory):
        say(check_run(directory))
        return 0
    found = check(directory)
    say(str(found))
    return 1 if found.damaged else 0


@study.command()
@folder
@click.argument("file", type=Place(), metavar="FILE")
@click.option(
    "--what",
    type=click.Choice(["frequencies", "counts", "summary", "rows"]),
    default="frequencies",
    help="Which table; counts are those of a sweep.",
)
@click.option("--decimal-comma", is_flag=True, help="Write a .csv file with decimal commas and semicolons.")
def export(directory: Path, file: Path, what: str, decimal_comma: bool) -> None:
    """Write a table of a study to FILE, which ends in .csv, .json, .xlsx (Excel) or .dta (Stata).

    DIR is a folder of `sweep` or of `run`; the rows of either are worlds. Yes and no are written as 1 and 0. A FILE
    that is there already is replaced, unless it belongs to a study or a run; if its content changes, this is said.
    """
    from sim.studies.sweeps.export import export as write

    write(opened(directory), file, what, decimal_comma)
    note(f"written: {file}")


def described(sweep: SweepStudy) -> str:
    """A study in words and numbers."""
    told = sweep.manifest
    planned = sum(extent.worlds for extent in told.extents)
    size = f"{sweep.worlds:,} of {counted(planned, 'world')}, {told.worlds:,} per cell"
    lines = [str(sweep.design), f"{size}; seed {told.seed}; model {told.version}"]
    if sweep.until is not None:
        met = "met" if sweep.settled else "not met"
        lines.append(f"{sweep.until}: {met} after {sweep.looks} of {counted(sweep.until.looks, 'look')}")
    if told.out_of_range:
        lines.append(f"out of their plausible range: {', '.join(told.out_of_range)}")
    if sweep.worlds:
        lines += ["", shares(sweep)]
    if not sweep.complete:
        lines.append("not complete: run the same sweep again to go on with it")
    if sweep.path is not None:
        lines.append(f"folder: {sweep.path}")
        if sweep.worlds:
            place = shlex.quote(str(sweep.path))
            lines.append(f"war, in a table: python -m sim study export {place} war.csv --what summary")
            lines.append(f"war, in a picture: python -m sim chart {place} --outcome war")
    return "\n".join([*lines, "Tallies under stated assumptions, not forecasts."])


def shares(sweep: SweepStudy) -> str:
    """The shares of the outcomes in the first cells, in per cent, with half the width of the widest interval."""
    long = sweep.frequencies()
    wide = long.pivot_table(index="cell", columns="outcome", values="share", observed=False, sort=False) * 100
    varied = [axis for axis in sweep.columns if sweep.design.cells[axis].nunique() > 1][:4]
    ends = [axis.split(".")[-1] for axis in varied]
    # The last part of each name, or the whole name where that is not enough to tell them apart.
    short = {axis: end if ends.count(end) == 1 else axis for axis, end in zip(varied, ends, strict=True)}
    table = sweep.design.cells[varied].rename(columns=short).assign(cell=sweep.counts["cell"])
    table = table.set_index("cell").join(wide[~wide.index.duplicated()].round(1)).reset_index()
    table = table.drop_duplicates("cell")  # cells that stand twice in a design are one
    text = table.head(SHOWN_CELLS).to_string(index=False)
    more = f"\n... and {counted(len(table) - SHOWN_CELLS, 'more cell')}" if len(table) > SHOWN_CELLS else ""
    reach = 100 * float((long["high"] - long["low"]).max()) / 2
    why = (
        ""
        if sweep.until is None
        else " (wider than usual, because the results were looked at several times on the way)"
    )
    sure = f"{confidence_percent(sweep.confidence)} % intervals{why} reach {reach:.1f} points or less"
    return f"{text}{more}\nper cent of the worlds of each cell; {sure}"


def _as_object(sweep: SweepStudy) -> dict[str, Any]:
    """A study for other programs."""
    told = {key: value for key, value in sweep.manifest.to_dict().items() if key != "parameters"}
    records = sweep.frequencies().to_json(orient="records", double_precision=15) if sweep.worlds else "[]"
    return {"manifest": told, "worlds": sweep.worlds, "complete": sweep.complete, "frequencies": json.loads(records)}
