"""`python -m sim chart`: draw a run, a sweep or a worldview."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.cli.options import additions, load_setting, seed_option, typed
from sim.cli.places import beside, opened
from sim.cli.versus import TwoSettings, pair_of, refuse_typed, versus_options
from sim.cli.words import say, shown_progress
from sim.parameters.own import is_setting
from sim.parameters.wording import enumeration, readable

if TYPE_CHECKING:
    from sim.charts.picture import Picture
    from sim.charts.theme import Look

HEEDED = ("outcome", "threshold", "level", "world", "quarter", "axes")
"""Options that only some charts heed; the charts say so themselves."""
PLAYING = ("policies", "changes", "worlds", "seed")
"""Options that say which worlds of a worldview are played; the worlds of a folder are there already."""

COMPARING = ("versus", "versus_policies", "versus_changes", "cells")
"""Options that name a second setting."""
FLOWS = "flows"
"""The chart of two settings."""

BOXES = "For boxes: a cell counts if at least this share of its worlds ends in the outcome."
LEVEL = "For maps of one outcome: the line parts cells in which its share reaches this level from the others."
AXES = "Axes of a sweep in order, the shade of the dots of many settings, or parameters for ranges."
EPILOG = """\b
Examples:
  python -m sim chart results/baseline
  python -m sim chart ratelle2025 --kind incidence
  python -m sim chart fattah2025 --policy western_guarantee --kind flows --theme dark --size slide
  python -m sim chart baseline --kind timeline --world 7 --format png,svg
  python -m sim chart araz2023 --kind flows --versus fattah2025
  python -m sim chart results/space --kind boxes --outcome ideal_peace --threshold 0.3
"""


@click.command(epilog=EPILOG, cls=TwoSettings)
@click.argument("source", default="baseline", metavar="DIR|WORLDVIEW")
@click.option("--kind", metavar="KIND", help="Which chart; what fits the study if omitted. `--kind list` names all.")
@click.option(
    "--out", metavar="FILE", help="Where to write, without ending. [default: KIND, or KIND-OUTCOME with --outcome]"
)
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", help="Paper.")
@click.option("--size", type=click.Choice(["slide", "page", "handout", "phone"]), default="page", help="For what.")
@click.option("--format", "formats", default="png", metavar="F[,F]", help="png, svg, pdf.")
@additions("Add a policy to a WORLDVIEW; repeatable.", "Set a parameter of a WORLDVIEW; repeatable.")
@versus_options
@click.option("--worlds", type=click.IntRange(1), default=2000, metavar="N", help="Worlds of a WORLDVIEW.")
@seed_option
@click.option(
    "--outcome", default="new_confrontation", help="For charts of one outcome; for maps also an event such as war."
)
@click.option("--world", type=click.IntRange(0), default=0, help="Which history, for timeline and network.")
@click.option("--quarter", type=click.IntRange(0), default=0, help="Which quarter, for networks.")
@click.option("--threshold", type=float, default=0.5, help=BOXES)
@click.option("--level", type=float, default=0.5, help=LEVEL)
@click.option("--axis", "axes", multiple=True, metavar="ID", help=AXES)
def chart(source: str, **wanted: Any) -> None:
    """Draw a folder of `run`, a folder of `sweep`, or a WORLDVIEW.

    Flows take any two settings: options behind `--versus` belong to the second, from which the flows begin; or two `--cell`
    of a folder of `sweep`, from the first to the second. Writes the picture, the data behind it as CSV, and the same in words
    for those who cannot see it.
    """
    from sim.charts.catalogue import CHARTS, chart_of
    from sim.charts.picture import check_formats, save, try_picture
    from sim.charts.theme import SIZES, THEMES, Look

    if wanted["kind"] == "list":
        for entry in CHARTS.values():
            say(f"{entry.kind:16} {entry.label} (from: {entry.needs})")
        return
    if not source.strip():
        raise sim.InputError("the name is empty; give a folder of `run` or `sweep`, or a worldview such as baseline")
    if wanted["kind"] is not None:
        chart_of(wanted["kind"])
    formats = check_formats([form.strip() for form in wanted["formats"].split(",")])
    given = typed()
    if wanted["kind"] is None and any(name in given for name in COMPARING):
        wanted["kind"] = FLOWS
    kind = wanted["kind"] or (None if Path(source).is_dir() else "shares")
    if kind is not None:
        refuse_unused(source, kind, given)
    subjects = [source, *filter(None, [wanted["versus"]])]
    place = beside(subjects, kind or "chart") if wanted["out"] is None else wanted["out"]
    if wanted["out"] is not None or Path(source).is_dir() or is_setting(source):
        try_picture(place, formats)  # before anything is played
    wanted["typed_options"] = list(given.values())
    size = SIZES[wanted["size"]]
    picture = picture_of(source, wanted, Look(THEMES[wanted["theme"]], size, size.resolution))
    refuse_unused(source, picture.kind, given)
    name = f"{picture.kind}-{readable(wanted['outcome']).replace(' ', '_')}" if "outcome" in given else picture.kind
    written = save(picture, beside(subjects, name) if wanted["out"] is None else place, formats)
    say(picture.title)
    say(f"Written: {', '.join(str(path) for path in written)}")


def refuse_unused(source: str, kind: str, given: Mapping[str, str]) -> None:
    """Refuse options that were typed and that the chart would not heed, and say where they belong."""
    from sim.charts.catalogue import GALLERY, HISTORY, KNOWLEDGE

    needs = GALLERY[kind].needs
    compared = [given[name] for name in COMPARING if name in given]
    if compared and kind != FLOWS:
        raise sim.InputError(f"{compared[0]} does nothing for the chart '{kind}'; it belongs to {FLOWS}")
    for name in HEEDED:
        kinds = [chart.kind for chart in GALLERY.values() if name in chart.options]
        if name in given and kind not in kinds:
            raise sim.InputError(
                f"{given[name]} does nothing for the chart '{kind}'; it belongs to {enumeration(kinds)}"
            )
    unheeded = [given[name] for name in PLAYING if name in given]
    if unheeded and needs == KNOWLEDGE:
        raise sim.InputError(f"{unheeded[0]} does nothing for the chart '{kind}', which shows the parameter files")
    if unheeded and Path(source).is_dir() and not compared:
        raise sim.InputError(
            f"{source} is a folder of results, and {unheeded[0]} does nothing there; it goes with the name of a worldview"
        )
    if "worlds" in given and needs == HISTORY:
        raise sim.InputError(
            f"--worlds does nothing for the chart '{kind}', which shows one history; choose it by --world"
        )


def picture_of(source: str, wanted: dict[str, Any], look: Look) -> Picture:
    """Draw what the options of the command ask for, of a folder of `run` or `sweep`, or of a worldview."""
    from sim.charts.choice import Wishes, picture_of_study, picture_of_sweep

    levels = (wanted["threshold"], wanted["level"])
    wishes = Wishes(wanted["outcome"], wanted["world"], wanted["quarter"], tuple(wanted["axes"]), *levels)
    if any(wanted[name] not in (None, ()) for name in COMPARING):
        first, second = _two(source, wanted)
        return picture_of_study(second, wanted["kind"] or FLOWS, wishes, look, first)
    found, before = (opened(Path(source)), None) if Path(source).is_dir() else _played(source, wanted)
    if isinstance(found, sim.Study):
        return picture_of_study(found, wanted["kind"], wishes, look, before)
    return picture_of_sweep(found, wanted["kind"], wishes, look)


def _two(source: str, wanted: Mapping[str, Any]) -> tuple[sim.Study, sim.Study]:
    """Two settings on the same worlds, in the order in which they are named."""
    from sim.analysis.contrast.asking import two_studies
    from sim.analysis.contrast.playing import Stage

    names = ("policies", "changes", "versus", "versus_policies", "versus_changes", "cells")
    pair = pair_of(source, *(wanted[name] for name in names))
    refuse_typed(pair, wanted.get("typed_options", ()))
    size = {} if pair.played else {"worlds": wanted["worlds"], "seed": wanted["seed"]}
    with Stage() as stage, shown_progress(2 * wanted["worlds"]) as progress:
        return two_studies(stage, pair.one, pair.other, progress=progress, cells=pair.cells, **size)


def _played(worldview: str, wanted: dict[str, Any]) -> tuple[sim.Study, sim.Study | None]:
    """Play a worldview; for flows also without what was added to it, with the same random draws."""
    if not is_setting(worldview):
        raise sim.InputError(f"there is no folder {worldview}; give a folder of `run` or `sweep`, or a worldview")
    from sim.charts.catalogue import HISTORY, KNOWLEDGE, PAIR, chart_of

    setting = load_setting(worldview, wanted["policies"], wanted["changes"])
    needs = chart_of(wanted["kind"] or "shares").needs
    worlds, seed = 1 if needs in (HISTORY, KNOWLEDGE) else wanted["worlds"], wanted["seed"]
    with shown_progress(worlds) as progress:
        study = sim.simulate(setting, worlds, seed, progress=progress)
    added = bool(wanted["policies"] or wanted["changes"])
    return study, sim.simulate(setting.without_additions(), worlds, seed) if needs == PAIR and added else None
