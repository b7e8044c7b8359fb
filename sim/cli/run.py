"""`python -m sim run`: play many worlds and tally how they end."""

from __future__ import annotations

import datetime
import json
import shlex
import sys
from operator import methodcaller
from pathlib import Path
from typing import Any

import click

import sim
from sim.cli.options import assumptions, load_setting, seed_option
from sim.cli.places import USUAL_WORLDS, Place, default_folder, replaced, run_before
from sim.cli.tables import columns, fields
from sim.cli.words import note, program, shown_progress
from sim.common.files import output_folder, write_together
from sim.common.locks import held
from sim.parameters.wording import INTERVALS, NOT_A_FORECAST

EPILOG = """\b
Examples:
  python -m sim run
  python -m sim run ratelle2025 --policy western_guarantee --worlds 2000
  python -m sim run fattah2025 --set mechanisms.grievance.initial=0.5 --json
"""


@click.command(epilog=EPILOG)
@assumptions
@click.option("--worlds", type=click.IntRange(1), default=USUAL_WORLDS, metavar="N", help="How many.")
@seed_option
@click.option(
    "--out",
    type=Place(),
    metavar="DIR",
    help="Folder for the results; if omitted, one in `results` named after the assumptions (and after worlds and seed "
    "where they are not the usual ones). A run that is there already is replaced.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
@click.option("--no-files", is_flag=True, help="Only print; write no files.")
def run(worlds: int, seed: int, out: Path | None, as_json: bool, no_files: bool, **assumed: Any) -> None:
    """Play many worlds and tally how they end.

    WORLDVIEW is one of `python -m sim worldviews`; without it the baseline is run. Writes a picture (outcomes.png), the
    table (outcomes.csv), one row per world (worlds.parquet) and how it was made (manifest.json).
    """
    if no_files and out is not None:
        raise click.UsageError("--out and --no-files contradict each other; give one of them")
    setting = load_setting(**assumed)
    if no_files:
        report(_play(setting, worlds, seed), as_json, None)
        return
    folder = out or default_folder(setting, worlds, seed)
    study, notice = _kept(setting, worlds, seed, folder, chosen=out is not None)
    report(study, as_json, folder)
    if notice is not None:
        note(notice)


def _kept(setting: sim.Parameters, worlds: int, seed: int, folder: Path, chosen: bool) -> tuple[sim.Study, str | None]:
    """Play the worlds and write what came of them; return it, and what is to be said of the run that was there."""
    from sim.cli.results import contents, manifest
    from sim.studies.runs import FILES, is_in_order

    command = f"{program()} {shlex.join(sys.argv[1:])}".strip()
    started = datetime.datetime.now(datetime.UTC)
    with output_folder(folder, FILES), held(folder):
        before = run_before(folder, chosen)
        intact = before is not None and is_in_order(folder, before)
        study = _play(setting, worlds, seed)
        about = manifest(study, command, started, datetime.datetime.now(datetime.UTC))
        files = contents(study, about).items()
        write_together({folder / name: methodcaller("write", content) for name, content in files}, own=True)
    return study, replaced(before, intact, about, folder)


def _play(setting: sim.Parameters, worlds: int, seed: int) -> sim.Study:
    with shown_progress(worlds) as progress:
        return sim.simulate(setting, worlds=worlds, seed=seed, progress=progress)


def report(study: sim.Study, as_json: bool, folder: Path | None) -> None:
    """Print the results, as text or as one JSON object."""
    click.echo(json.dumps(as_object(study), indent=2) if as_json else text(study))
    if folder is not None and not as_json:
        from sim.studies.runs import FILES

        click.echo(f"\nWritten to {folder}: {', '.join(FILES)}")


def text(study: sim.Study) -> str:
    """What was found, the table of outcomes, when agreements and wars came, why wars came, and what deterrence did."""
    from sim.analysis.finding import finding, setting_of
    from sim.analysis.tables import OUTCOME_HEAD, outcome_rows, timing_rows

    table = sim.frequencies(study)
    tally = columns([OUTCOME_HEAD, *outcome_rows(table)], right=(1, 2, 3))
    timing = fields(timing_rows(sim.summarise(study), study.parameters.start))
    said = [finding(table, setting_of(study)), tally, timing, *_war_and_deterrence(study)]
    return "\n\n".join([*said, f"{NOT_A_FORECAST}\n{INTERVALS}"])


def _war_and_deterrence(study: sim.Study) -> list[str]:
    """The table of the causes of war, unless there was none, and the block on deterrence."""
    from sim.analysis.war_and_deterrence import CAUSE_HEAD, cause_rows, deterrence_rows

    causes = cause_rows(study.table)
    told = [columns([CAUSE_HEAD, *causes], right=(1, 2, 3, 4))] if causes else []
    return [*told, fields(deterrence_rows(study.table))]


def as_object(study: sim.Study) -> dict[str, Any]:
    """The results for other programs."""
    from sim.analysis.war_and_deterrence import as_records

    outcomes = sim.frequencies(study)[["outcome", "count", "share", "low", "high"]]
    return {
        "worldview": study.parameters.worldview,
        "policies": list(study.parameters.policies),
        "worlds": study.worlds,
        "seed": study.seed,
        "outcomes": outcomes.to_dict("records"),
        **as_records(study.table),
    }
