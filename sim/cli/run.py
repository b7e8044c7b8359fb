"""`python -m sim run`: play many worlds and tally how they end."""

from __future__ import annotations

import datetime
import json
import shlex
import sys
from collections.abc import Sequence
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.analysis.uncertainty import FEWEST_WORLDS
from sim.analysis.uncertainty import USUAL_WORLDS as OF_EACH
from sim.cli.answers import give, refuse_before
from sim.cli.options import additions, load_setting, parse_changes, samples_option, seed_option, typed
from sim.cli.places import USUAL_WORLDS, Place, default_folder, replaced, run_before, strangers
from sim.cli.tables import columns, fields
from sim.cli.words import note, program, shown_progress
from sim.common.files import output_folder, write_together
from sim.common.locks import held
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import INTERVALS, NOT_A_FORECAST

if TYPE_CHECKING:
    from sim.analysis.uncertainty.answer import Uncertainty

SHAPES = ("pert", "triangular", "uniform")
ONLY_WITH_UNCERTAINTY = ("samples", "shape", "workers", "page")
EPILOG = """\b
Examples:
  python -m sim run
  python -m sim run ratelle2025 --policy western_guarantee --worlds 2000
  python -m sim run fattah2025 --set mechanisms.grievance.initial=0.5 --json
  python -m sim run --uncertainty --samples 100
  python -m sim run fattah2025 --uncertainty
"""


@click.command(epilog=EPILOG)
@click.argument("worldview", required=False)
@additions(
    "Add a policy; may be given several times, later ones win. See `python -m sim policies`.",
    "Set a parameter by hand; may be given several times. See `python -m sim parameters`.",
)
@click.option(
    "--worlds",
    type=click.IntRange(1),
    metavar="N",
    help=f"How many; with --uncertainty, of each sample, {FEWEST_WORLDS} or more. [default: {USUAL_WORLDS}; {OF_EACH} with "
    "--uncertainty]",
)
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
@click.option(
    "--uncertainty",
    is_flag=True,
    help="Tell luck, numbers and author apart instead: of all five articles, or of WORLDVIEW with the articles beside it.",
)
@samples_option
@click.option(
    "--shape",
    type=click.Choice(SHAPES),
    default=SHAPES[0],
    help="With --uncertainty: how numbers spread over their plausible ranges. Under pert and triangular the author's value is the "
    "likeliest.",
)
@click.option(
    "--workers", type=click.IntRange(1), metavar="N", help="With --uncertainty: processes. [default: all processors]"
)
@click.option(
    "--report", "page", type=Place(), metavar="FILE", help="With --uncertainty: also tell it on one HTML page."
)
def run(
    worlds: int | None,
    out: Path | None,
    page: Path | None,
    as_json: bool,
    no_files: bool,
    uncertainty: bool,
    **asked: Any,
) -> None:
    """Play many worlds and tally how they end.

    WORLDVIEW is one of `python -m sim worldviews`; without it the baseline is run. Writes a picture (outcomes.png), the
    table (outcomes.csv), one row per world (worlds.parquet) and how it was made (manifest.json).
    """
    if no_files and out is not None:
        raise click.UsageError("--out and --no-files contradict each other; give one of them")
    if uncertainty:
        refuse_before(out, page, no_files)
        give(answer_of(worlds=worlds, **asked), out, page, as_json, no_files)
        return
    for name in [written for name, written in typed().items() if name in ONLY_WITH_UNCERTAINTY]:
        raise click.UsageError(f"{name} goes with --uncertainty; add that, or omit {name}")
    _run(worlds or USUAL_WORLDS, out, as_json, no_files, **asked)


def answer_of(
    worldview: str | None,
    policies: Sequence[str],
    changes: Sequence[str],
    worlds: int | None,
    seed: int,
    samples: int,
    shape: str,
    workers: int | None = None,
    **_: Any,
) -> Uncertainty:
    """What is unknown: the answer to the command with --uncertainty."""
    first = load_setting(worldview or BASELINE, policies, changes)  # tells policies that contradict each other
    how: dict[str, Any] = {
        "samples": samples,
        "worlds": worlds or OF_EACH,
        "seed": seed,
        "shape": shape,
        "workers": workers,
    }
    with shown_progress(samples * how["worlds"]) as progress:
        over = parse_changes(changes, first.resolve)
        return sim.uncertainty(worldview, policies, over, progress=progress, **how)


def _run(
    worlds: int,
    out: Path | None,
    as_json: bool,
    no_files: bool,
    worldview: str | None,
    policies: Sequence[str],
    changes: Sequence[str],
    seed: int,
    **_: Any,
) -> None:
    """Play one setting and tally how its worlds end."""
    setting = load_setting(worldview or BASELINE, policies, changes)
    if no_files:
        report(_play(setting, worlds, seed), as_json, None)
        return
    folder = out or default_folder(setting, worlds, seed)
    study, *notices = _kept(setting, worlds, seed, folder, chosen=out is not None)
    report(study, as_json, folder)
    for notice in filter(None, notices):
        note(notice)


def _kept(
    setting: sim.Parameters, worlds: int, seed: int, folder: Path, chosen: bool
) -> tuple[sim.Study, str | None, str | None]:
    """Play the worlds and write what came of them; return it, and what is to be said of the run and the files that were there."""
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
    return (
        study,
        replaced(before, intact, about, folder),
        strangers(folder, FILES) if chosen and before is None else None,
    )


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
