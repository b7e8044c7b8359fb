"""`python -m sim report`: tell a study on one HTML page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

import sim
from sim.cli.options import additions, parse_changes, samples_option, seed_option, typed
from sim.cli.places import Place, beside, default_folder
from sim.cli.words import say, shown_progress
from sim.common.errors import suggestion
from sim.parameters.own import is_own
from sim.parameters.vocabulary import BASELINE

PAGE = "report.html"
EPILOG = """\b
Examples:
  python -m sim report ratelle2025
  python -m sim report araz2023 fattah2025 --policy western_guarantee
  python -m sim report results/credibility --outcome ideal_peace
  python -m sim report fattah2025 --uncertainty --out page.html
"""


@click.command(epilog=EPILOG)
@click.argument("subjects", nargs=-1, metavar="[DIR|WORLDVIEW]...")
@click.option(
    "--out",
    type=Place(),
    metavar="FILE",
    help="The page; ends in .html. [default: report.html in the folder of the results]",
)
@additions("Add a policy to WORLDVIEWs; repeatable.", "Set a parameter of WORLDVIEWs; repeatable.")
@click.option("--worlds", type=click.IntRange(1), default=10_000, metavar="N", help="Worlds of a WORLDVIEW.")
@seed_option
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    help="For charts of one outcome and for sensitivity; repeatable. [default: what differs most from cell to cell]",
)
@click.option(
    "--question", default="", show_default=False, metavar="TEXT", help="What the report answers, in your own words."
)
@click.option(
    "--uncertainty",
    is_flag=True,
    help="Add a part that tells luck, numbers and author apart (see `run --uncertainty`).",
)
@samples_option
def report(
    subjects: tuple[str, ...],
    out: Path | None,
    policies: tuple[str, ...],
    changes: tuple[str, ...],
    worlds: int,
    seed: int,
    uncertainty: bool,
    samples: int,
    **options: Any,
) -> None:
    """Tell a folder of `run`, a folder of `sweep`, or WORLDVIEWs on one HTML page.

    The page needs no network and no other file: question and answer, why it comes out so, single histories, all pictures and
    tables, assumptions with their sources, what the model cannot say, how to reproduce it, and the words used. Several
    worldviews stand side by side; with policies or changes the same worlds are compared with and without them.
    """
    given = list(subjects) or ["baseline"]
    laid: dict[str, Any] = {"policies": policies, "changes": parse_changes(changes, sim.load().resolve), "seed": seed}
    target = out or _usual_place(given, worlds, **laid)
    if uncertainty:
        _refuse_before(given, target, options["outcomes"])
    elif "samples" in typed():
        raise click.UsageError("--samples goes with --uncertainty; add that, or omit --samples")
    with shown_progress(worlds) as progress:
        parts = [sim.uncertainty(given, samples=samples, progress=progress, **laid)] if uncertainty else []
        asked = options | {"outcomes": options["outcomes"] or None}
        made = sim.report([*given, *parts], worlds=worlds, out=target, progress=progress, **laid, **asked)
    say(made.title)
    say(f"Written: {target} (opens in any browser, without network)")


def _usual_place(
    subjects: Sequence[str], worlds: int, policies: Sequence[str], changes: Mapping[str, Any], seed: int
) -> Path:
    """Where a page goes if nothing is said: beside the results of `run` or `sweep`, in a folder of `results`."""
    first, *others = subjects
    if not others and not Path(first).is_dir() and (is_own(first) or first in _known()):
        return default_folder(sim.load(first, policies=policies, changes=changes), worlds, seed) / PAGE
    folder = beside(subjects, PAGE).parent
    # Of several settings the name tells what was laid over them as well.
    laid = [*map(_stem, policies), *([f"{len(changes)}-changes"] if changes else [])] if others else []
    return folder.with_name("+".join([folder.name, *laid])) / PAGE


def _stem(policy: str) -> str:
    """The name of a policy, or that of the file it stands in."""
    return Path(policy).stem


def _known() -> tuple[str, ...]:
    """The baseline and the worldviews by name."""
    return (BASELINE, *(one.key for one in sim.worldviews()))


def _refuse_before(subjects: Sequence[str], target: Path, outcomes: Sequence[str]) -> None:
    """Refuse before samples are played what would be refused after it; and folders, which hold no sample of numbers."""
    from sim.analysis.cells import known_outcome
    from sim.common.files import try_files

    known = _known()
    for subject in subjects:
        if is_own(subject) and not Path(subject).is_dir():
            sim.load(subject)
        elif subject not in known:
            valid = suggestion(subject, known, full_list=True)
            raise sim.InputError(f"--uncertainty samples the numbers of WORLDVIEWs, and '{subject}' is none; {valid}")
    for outcome in outcomes:
        known_outcome(outcome)
    if target.suffix.lower() != ".html":
        raise sim.InputError(f"a report is a page, so --out ends in .html, such as report.html; {target} does not")
    try_files([target])
