"""`python -m sim run`: play many worlds and tally how they end."""

from __future__ import annotations

import datetime
import json
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.cli.options import assumptions, load_setting, seed_option
from sim.cli.progress import shown_progress
from sim.files import output_folder, write_together

if TYPE_CHECKING:
    from sim import Parameters, Study

RESULTS = Path("results")
MOST_WORLDS = 100_000_000
"""A table with more rows than this does not fit an ordinary memory."""
LONGEST_NAME = 100
"""Longer folder names are abbreviated; file systems allow 255 bytes."""
HASH_LENGTH = 8

EPILOG = """\b
Examples:
  python -m sim run
  python -m sim run ratelle2025 --policy western_guarantee --worlds 2000
  python -m sim run fattah2025 --set mechanisms.grievance.initial=0.5 --json
"""


@click.command(epilog=EPILOG)
@assumptions
@click.option(
    "--worlds", type=click.IntRange(1, MOST_WORLDS), default=10_000, show_default=True, metavar="N", help="How many."
)
@seed_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for the results; if left away, one in `results` named after the worldview and what was added to it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
@click.option("--no-files", is_flag=True, help="Only print; write no files.")
def run(
    worldview: str,
    policies: tuple[str, ...],
    changes: tuple[str, ...],
    worlds: int,
    seed: int,
    out: Path | None,
    as_json: bool,
    no_files: bool,
) -> None:
    """Play many worlds and tally how they end.

    WORLDVIEW is one of `python -m sim worldviews`; without it the baseline is run. Writes a picture (outcomes.png), the
    table (outcomes.csv), one row per world (worlds.parquet) and how it was made (manifest.json).
    """
    if no_files and out is not None:
        raise click.UsageError("--out and --no-files contradict each other; give one of them")
    setting = load_setting(worldview, policies, changes)
    if no_files:
        report(_play(setting, worlds, seed), as_json, None)
        return
    from sim.cli.results import FILES, writers

    command = shlex.join(["python", "-m", "sim", *sys.argv[1:]])
    started = datetime.datetime.now(datetime.UTC)
    with output_folder(out or default_folder(setting), FILES) as folder:
        study = _play(setting, worlds, seed)
        content = writers(study, command, started, datetime.datetime.now(datetime.UTC))
        write_together({folder / name: writer for name, writer in content.items()})
    report(study, as_json, folder)


def _play(setting: Parameters, worlds: int, seed: int) -> Study:
    with shown_progress(worlds) as progress:
        return sim.simulate(setting, worlds=worlds, seed=seed, progress=progress)


def default_folder(setting: Parameters) -> Path:
    """Return where results go if nothing is said: runs under other assumptions do not overwrite each other."""
    parts = [setting.worldview, *setting.policies]
    if setting.changes:
        parts.append(f"set-{setting.hash[:HASH_LENGTH]}")
    name = "+".join(parts)
    if len(name) > LONGEST_NAME:
        name = f"{setting.worldview}+{len(setting.policies)}-policies-{setting.hash[:HASH_LENGTH]}"
    return RESULTS / name


def report(study: Study, as_json: bool, folder: Path | None) -> None:
    """Print the results, as text or as one JSON object."""
    if as_json:
        click.echo(json.dumps(as_object(study), indent=2))
        return
    from sim.cli.result_text import text

    click.echo(text(study))
    if folder is not None:
        from sim.cli.results import FILES

        click.echo(f"\nWritten to {folder}: {', '.join(FILES)}")


def as_object(study: Study) -> dict[str, Any]:
    """Return the results for other programs."""
    return {
        "worldview": study.parameters.worldview,
        "policies": list(study.parameters.policies),
        "worlds": study.worlds,
        "seed": study.seed,
        "outcomes": [
            {
                "outcome": str(row["outcome"]),
                "count": int(row["count"]),
                **{name: float(row[name]) for name in ("share", "low", "high")},
            }
            for row in sim.frequencies(study).to_dict("records")
        ],
    }
