"""`python -m sim report`: tell a study on one HTML page."""

from __future__ import annotations

import logging
from pathlib import Path

import click

import sim
from sim.cli.options import parse_changes, seed_option
from sim.cli.progress import shown_progress

NAME = "report.html"
RESULTS = Path("results")
EPILOG = """\b
Examples:
  python -m sim report ratelle2025 --out report.html
  python -m sim report araz2023 fattah2025 --policy western_guarantee --out report.html
  python -m sim report results/credibility --outcome ideal_peace
"""


@click.command(epilog=EPILOG)
@click.argument("subjects", nargs=-1, metavar="[DIR|WORLDVIEW]...")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="The page; ends in .html.")
@click.option("--policy", "policies", multiple=True, metavar="POLICY", help="Add a policy to WORLDVIEWs; repeatable.")
@click.option("--set", "changes", multiple=True, metavar="ID=VALUE", help="Set a parameter of WORLDVIEWs; repeatable.")
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
def report(
    subjects: tuple[str, ...],
    out: Path | None,
    policies: tuple[str, ...],
    changes: tuple[str, ...],
    worlds: int,
    seed: int,
    outcomes: tuple[str, ...],
    question: str,
) -> None:
    """Tell a folder of `run`, a folder of `sweep`, or WORLDVIEWs on one HTML page.

    The page needs no network and no other file: question, frequencies, charts, assumptions with their sources, three
    histories, sensitivity where a sweep has it, what the model cannot say, and how to reproduce it. Several worldviews
    stand side by side; with policies or changes the same worlds are compared with and without them.
    """
    # Building its cache of fonts on the first use is no news for the user.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    given = list(subjects) or ["baseline"]
    target = out or _place(given)
    with shown_progress(worlds) as progress:
        made = sim.report(
            given,
            policies=policies,
            changes=parse_changes(changes, sim.load().resolve),
            worlds=worlds,
            seed=seed,
            outcomes=outcomes,
            question=question,
            out=target,
            progress=progress,
        )
    click.echo(made.title)
    click.echo(f"Written: {target} (opens in any browser, without network)")


def _place(subjects: list[str]) -> Path:
    """Return where a report goes if nothing is said: into the folder it tells, or into `results`."""
    if len(subjects) == 1 and Path(subjects[0]).is_dir():
        return Path(subjects[0]) / NAME
    return RESULTS / "+".join(Path(subject).name for subject in subjects) / NAME
