"""`python -m sim report`: tell a study on one HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import sim
from sim.cli.options import additions, parse_changes, seed_option
from sim.cli.places import beside
from sim.cli.words import shown_progress

EPILOG = """\b
Examples:
  python -m sim report ratelle2025 --out report.html
  python -m sim report araz2023 fattah2025 --policy western_guarantee --out report.html
  python -m sim report results/credibility --outcome ideal_peace
"""


@click.command(epilog=EPILOG)
@click.argument("subjects", nargs=-1, metavar="[DIR|WORLDVIEW]...")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="The page; ends in .html.")
@additions("Add a policy to WORLDVIEWs; repeatable.", "Set a parameter of WORLDVIEWs; repeatable.")
@click.option("--worlds", type=click.IntRange(1), default=10_000, metavar="N", help="Worlds of a WORLDVIEW.")
@seed_option
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    default=("ideal_peace", "new_confrontation"),
    help="For charts of one outcome and for sensitivity; repeatable.",
)
@click.option(
    "--question", default="", show_default=False, metavar="TEXT", help="What the report answers, in your own words."
)
def report(subjects: tuple[str, ...], out: Path | None, changes: tuple[str, ...], worlds: int, **options: Any) -> None:
    """Tell a folder of `run`, a folder of `sweep`, or WORLDVIEWs on one HTML page.

    The page needs no network and no other file: question, frequencies, charts, assumptions with their sources, three
    histories, sensitivity where a sweep has it, what the model cannot say, and how to reproduce it. Several worldviews
    stand side by side; with policies or changes the same worlds are compared with and without them.
    """
    given = list(subjects) or ["baseline"]
    target = out or beside(given, "report.html")
    with shown_progress(worlds) as progress:
        changed = parse_changes(changes, sim.load().resolve)
        made = sim.report(given, changes=changed, worlds=worlds, out=target, progress=progress, **options)
    click.echo(made.title)
    click.echo(f"Written: {target} (opens in any browser, without network)")
