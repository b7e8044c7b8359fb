"""`python -m sim run`: play many worlds of one setting and tally the outcomes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import sim
from sim.cli.progress import progress_bar
from sim.cli.setting import load_setting, setting_options

if TYPE_CHECKING:
    import pandas as pd

    from sim.analysis.summary import Summary

WORLDS = 10_000
RESULTS = Path("results")
MOST_WORLDS = 100_000_000
"""Beyond this a table with a row per world does not fit an ordinary memory; sweeps store counts instead."""


@click.command()
@setting_options
@click.option(
    "--worlds", type=click.IntRange(1, MOST_WORLDS), default=WORLDS, show_default=True, help="How many histories to play."
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=None, help="Folder for the files. [default: results/SETTING]"
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of the table.")
def run(
    worldview: str, policies: tuple[str, ...], changes: tuple[str, ...], seed: int, worlds: int, out: Path | None, as_json: bool
) -> None:
    """Play many worlds of one setting and tally the outcomes.

    WORLDVIEW is one of `python -m sim worldviews`; without it, the baseline runs. Prints the table of frequencies with
    Wilson 95 % intervals and writes a picture, two tables and a manifest.

    \b
    Example:
      python -m sim run ratelle2025 --policy western_guarantee --worlds 5000
    """
    from sim.cli.results import NAMES, write_results
    from sim.files import output_folder

    parameters = load_setting(worldview, policies, changes)
    folder = out if out is not None else RESULTS / "+".join((parameters.worldview, *parameters.policies))
    with output_folder(folder, NAMES):
        with progress_bar("playing", worlds) as report:
            study = sim.simulate(parameters, worlds=worlds, seed=seed, progress=report)
        table = sim.frequencies(study)
        write_results(folder, study, table, ["python", "-m", "sim", *sys.argv[1:]])
    click.echo(as_object(study, table) if as_json else report_of(study, table, sim.summarise(study)))
    click.echo(f"written to {folder}: {', '.join(NAMES)}", err=True)


def as_object(study: sim.Study, table: pd.DataFrame) -> str:
    """The result as one JSON object."""
    outcomes = [
        {
            "outcome": str(row.outcome),
            "count": int(row.count),
            "share": float(row.share),
            "low": float(row.low),
            "high": float(row.high),
        }
        for row in table.itertuples(index=False, name="Row")
    ]
    parameters = study.parameters
    return json.dumps(
        {
            "worldview": parameters.worldview,
            "policies": list(parameters.policies),
            "worlds": study.worlds,
            "seed": study.seed,
            "outcomes": outcomes,
        }
    )


def report_of(study: sim.Study, table: pd.DataFrame, summary: Summary) -> str:
    """The result as a reader wants it: the frequencies, when agreements are signed, when wars break out."""
    from sim.analysis.finding import finding, setting_of
    from sim.analysis.wording import NOT_A_FORECAST, readable

    setting = setting_of(study)
    lines = [finding(table, setting), ""]
    lines.append(f"{'outcome':<20}{'worlds':>10}{'share':>9}   95 % interval")
    for row in table.to_dict("records"):
        interval = f"{100 * row['low']:5.1f} - {100 * row['high']:4.1f} %"
        lines.append(f"{readable(str(row['outcome'])):<20}{row['count']:>10,}{100 * row['share']:>7.1f} %   {interval}")
    lines += ["", *_summary_lines(summary)]
    lines.append(f"parameters {study.parameters.hash[:12]}, {len(study.parameters.assumed())} of them assumptions; {study.wall_time:.1f} s")
    return "\n".join([*lines, NOT_A_FORECAST])


def _summary_lines(summary: Summary) -> list[str]:
    """Signatures and wars in words."""
    signed = f"agreement in force at the end or at the outbreak of war: {_of(summary.signed)} worlds"
    if summary.median_signature is not None:
        signed += f"; median quarter of signature {summary.median_signature:.0f}"
    before, after = summary.war_before_signature, summary.war_after_signature
    wars = f"war: {_of(summary.war)} worlds"
    if summary.war.count:
        wars += f"; before signature {_of(before)}, after signature {_of(after)}"
    return [signed, wars]


def _of(share: object) -> str:
    """A share with its counts: 1,234 of 10,000."""
    count, total = share.count, share.total  # type: ignore[attr-defined]
    return f"{count:,} of {total:,}"
