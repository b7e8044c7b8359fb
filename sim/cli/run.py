"""`python -m sim run`: play many worlds and tally how they end."""

from __future__ import annotations

import datetime
import json
import shlex
import sys
from collections.abc import Mapping, Sequence
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.analysis.authors import USUAL_WORLDS as OF_FIVE
from sim.analysis.uncertainty import FEWEST_WORLDS
from sim.analysis.uncertainty import USUAL_WORLDS as OF_EACH
from sim.cli.answers import give, refuse_before
from sim.cli.options import additions, load_setting, parse_changes, samples_option, seed_option, typed
from sim.cli.places import USUAL_WORLDS, Place, default_folder, replaced, run_before, strangers
from sim.cli.tables import columns, fields, paragraph
from sim.cli.words import note, program, say, shown_progress
from sim.common.files import output_folder, write_together
from sim.common.locks import held
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import INTERVALS, NOT_A_FORECAST, counted, whole

if TYPE_CHECKING:
    from sim.analysis.uncertainty.answer import Uncertainty

SHAPES = ("pert", "triangular", "uniform")
ONLY_WITH_UNCERTAINTY = ("samples", "shape")
NOT_OF_ONE = ("workers", "page")
"""Options that do nothing where one worldview is played."""
MORE = "Ratifications, neighbours drawn in, rarer causes and more about deterrence: --detail"
SHOWN_CAUSES = 4
"""So many causes of war are told without --detail."""
EPILOG = """\b
Examples:
  python -m sim run
  python -m sim run --policy western_guarantee
  python -m sim run ratelle2025
  python -m sim run ratelle2025 --policy western_guarantee --worlds 2000 --detail
  python -m sim run baseline
  python -m sim run fattah2025 --set mechanisms.grievance.initial=0.5 --json
  python -m sim run --uncertainty --samples 100
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
    help=f"How many of each setting; with --uncertainty, of each sample, {FEWEST_WORLDS} or more. [default: {OF_FIVE:,} without a "
    f"name, {USUAL_WORLDS:,} with one; {OF_EACH} with --uncertainty]",
)
@seed_option
@click.option(
    "--out",
    type=Place(),
    metavar="DIR",
    help="Folder for the results; if omitted, one in `results` named after the assumptions (and after worlds and seed "
    "where they are not the usual ones).",
)
@click.option(
    "--detail", is_flag=True, help="With WORLDVIEW: print also what is rare, and how much each cause of war mattered."
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
    "most likely.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Without WORLDVIEW or with --uncertainty: processes. [default: all processors]",
)
@click.option(
    "--report",
    "page",
    type=Place(),
    metavar="FILE",
    help="Without WORLDVIEW or with --uncertainty: also tell it on one HTML page.",
)
def run(
    worlds: int | None,
    out: Path | None,
    page: Path | None,
    detail: bool,
    as_json: bool,
    no_files: bool,
    uncertainty: bool,
    **asked: Any,
) -> None:
    """Play many worlds and tally how they end: under all five articles, or under one WORLDVIEW.

    Without WORLDVIEW the five articles are played side by side, and the reference setting beside them: one table, one picture
    (authors.png), what the five agree on and where they part. The usual worlds
    take some 15 seconds on two processors. The folder is one of `sweep`; the same command goes on where it was.

    WORLDVIEW is one of `python -m sim worldviews`, or `baseline` for the reference setting, which is neither the view of
    one author nor the average of all. Then a picture (outcomes.png), the table (outcomes.csv), one row per world
    (worlds.parquet) and how it was made (manifest.json) are written. A run that is there already is replaced.
    """
    if no_files and out is not None:
        raise click.UsageError("--out and --no-files contradict each other; give one of them")
    written = typed()
    if uncertainty:
        _refuse(written, ("detail",), "goes with a WORLDVIEW alone")
        refuse_before(out, page, no_files)
        give(answer_of(worlds=worlds, **asked), out, page, as_json, no_files)
        return
    _refuse(written, ONLY_WITH_UNCERTAINTY, "goes with --uncertainty; add that")
    if asked["worldview"] is None:
        from sim.cli.authors import run_all

        _refuse(written, ("detail",), "goes with a WORLDVIEW; name one")
        refuse_before(None, page, no_files)
        named = {name: asked[name] for name in ("policies", "changes", "seed", "workers")}
        run_all(worlds=worlds, out=out, page=page, as_json=as_json, no_files=no_files, **named)
        return
    _refuse(written, NOT_OF_ONE, "goes with --uncertainty, or without a WORLDVIEW")
    _run(worlds or USUAL_WORLDS, out, detail, as_json, no_files, **asked)


def _refuse(written: Mapping[str, str], names: Sequence[str], where: str) -> None:
    """Refuse options that were typed and would do nothing, and say where they belong."""
    for name in names:
        if name in written:
            raise click.UsageError(f"{written[name]} {where}, or omit {written[name]}")


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
    detail: bool,
    as_json: bool,
    no_files: bool,
    worldview: str,
    policies: Sequence[str],
    changes: Sequence[str],
    seed: int,
    **_: Any,
) -> None:
    """Play one setting and tally how its worlds end."""
    setting = load_setting(worldview, policies, changes)
    if no_files:
        report(_play(setting, worlds, seed), as_json, None, detail)
        return
    folder = out or default_folder(setting, worlds, seed)
    study, *notices = _kept(setting, worlds, seed, folder, chosen=out is not None)
    report(study, as_json, folder, detail)
    for notice in filter(None, notices):
        note(notice)


def _kept(
    setting: sim.Parameters, worlds: int, seed: int, folder: Path, chosen: bool
) -> tuple[sim.Study, str | None, str | None]:
    """Play the worlds and write the results; return them, and what is to be said of the run and the files that were there."""
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


def report(study: sim.Study, as_json: bool, folder: Path | None, detail: bool = False) -> None:
    """Print the results, as text or as one JSON object."""
    say(json.dumps(as_object(study), indent=2) if as_json else text(study, detail))
    if folder is not None and not as_json:
        from sim.studies.runs import FILES

        say(f"\nWritten to {folder}: {', '.join(FILES)}")


def text(study: sim.Study, detail: bool = False) -> str:
    """What was found, the outcomes and what they mean, when agreements and wars came, why, and what deterrence did."""
    from sim.analysis.authors.tables import meanings
    from sim.analysis.finding import finding, setting_of
    from sim.analysis.tables import OUTCOME_HEAD, ends_of_signed, outcome_rows, timing_rows

    table = sim.frequencies(study)
    tally = columns([OUTCOME_HEAD, *outcome_rows(table)], right=(1, 2, 3))
    timing = timing_rows(sim.summarise(study), study.parameters.start, detail)
    if ended := ends_of_signed(study.table):
        timing.insert(1, ("how these ended", f"{ended} (signed does not mean done)"))
    said = [
        paragraph(finding(table, setting_of(study))),
        tally,
        fields(meanings()),
        fields(timing),
        *_war_and_deterrence(study, detail),
        "\n".join(map(paragraph, (_share(study), NOT_A_FORECAST, INTERVALS, *([] if detail else [MORE])))),
    ]
    return "\n\n".join(said)


def _share(study: sim.Study) -> str:
    """What a share counts, in plain words."""
    return (
        f"Each share counts histories: how many of {whole(study.worlds)} that were simulated. It is not the chance that this will "
        "happen."
    )


def _war_and_deterrence(study: sim.Study, detail: bool) -> list[str]:
    """The table of the causes of war, unless there was none, and the block on deterrence."""
    from sim.analysis.war_and_deterrence import (
        CAUSE_HEAD,
        CHALLENGE_IS,
        COUNTED_ONCE,
        WITHOUT,
        cause_rows,
        deterrence_rows,
    )

    causes = cause_rows(study.table)
    shown, width = (causes, len(CAUSE_HEAD)) if detail else (causes[:SHOWN_CAUSES], len(CAUSE_HEAD) - 1)
    told = columns([row[:width] for row in (CAUSE_HEAD, *shown)], right=range(1, width))
    if rarer := len(causes) - len(shown):
        told += f"\nand {counted(rarer, 'rarer cause')}"
    why = [f"{told}\n{paragraph(WITHOUT if detail else COUNTED_ONCE)}"] if causes else []
    return [*why, f"{paragraph(CHALLENGE_IS)}\n{fields(deterrence_rows(study.table, detail))}"]


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
