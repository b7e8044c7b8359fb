"""`python -m sim disagree`: on which assumptions it rests that two authors reach different conclusions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.cli.answers import answer_options, give, playing, refuse_before
from sim.cli.options import additions, load_setting, parse_changes

if TYPE_CHECKING:
    from sim.analysis.answers import Answer

USUAL_WORLDS = 2_000
PAIR = 2

EPILOG = """\b
Examples:
  python -m sim disagree araz2023 fattah2025 --outcome war
  python -m sim disagree baseline ratelle2025 --outcome ideal_peace --policy western_guarantee
  python -m sim disagree araz2023 fattah2025 ratelle2025 --outcome war --split 100
  python -m sim disagree --all --outcome war
"""


@click.command(epilog=EPILOG)
@click.argument("names", metavar="[ARTICLE]...", nargs=-1)
@click.option("--all", "everyone", is_flag=True, help="Every two of the five authors; the same as no ARTICLE.")
@click.option("--outcome", required=True, help="The outcome, or an event such as war or ever_signed.")
@additions(
    "Add a policy to both; may be given several times, later ones win.",
    "Set a parameter by hand on both sides; may be given several times.",
)
@click.option(
    "--split",
    type=click.IntRange(2),
    metavar="N",
    help="In so many worlds, of the first, the settings between the two are played. [default: as many as take a minute or two]",
)
@answer_options(USUAL_WORLDS)
def disagree(out: Path | None, page: Path | None, as_json: bool, no_files: bool, **asked: Any) -> None:
    """Split the disagreement of two ARTICLEs on an outcome among the assumptions in which they differ.

    Groups of assumptions are taken from one or from the other, in all ways, on the same worlds; what each makes, averaged over all
    orders (Shapley value), adds up to the difference. Every sign is for the change from the first ARTICLE to the second. An ARTICLE
    is one of `python -m sim worldviews`, or the baseline. More than two, or none, give a matrix of all pairs.
    """
    refuse_before(out, page, no_files)
    give(answer_of(**asked), out, page, as_json, no_files)


def answer_of(
    names: Sequence[str],
    everyone: bool,
    outcome: str,
    policies: Sequence[str],
    changes: Sequence[str],
    split: int | None,
    worlds: int,
    seed: int,
    workers: int | None,
    **_: Any,
) -> Answer:
    """The answer to what the command was asked."""
    if everyone and names:
        raise click.UsageError("--all stands for every author; leave it out, or name no ARTICLE")
    if len(names) == 1:
        raise click.UsageError(
            f"{names[0]} needs somebody to disagree with; name a second ARTICLE, or none for all pairs"
        )
    settings = _settings(names or [one.key for one in sim.worldviews()], policies, changes)
    with playing(worlds) as progress:
        how: dict[str, Any] = {"worlds": worlds, "seed": seed, "workers": workers, "split": split}
        if len(names) == PAIR:
            one, other = settings
            return sim.disagree(one, other, outcome, progress=progress, **how)
        return sim.disagreements(outcome, settings, progress=progress, **how)


def _settings(names: Sequence[str], policies: Sequence[str], changes: Sequence[str]) -> list[sim.Parameters]:
    """The worldviews, with the same laid over each; policies that contradict each other are reported once."""
    first = load_setting(names[0], policies, changes)
    over = parse_changes(changes, first.resolve)
    return [first, *(sim.load(name, policies, over) for name in names[1:])]
