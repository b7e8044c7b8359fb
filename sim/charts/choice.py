"""From a study or a sweep to a picture: which chart fits, and what it is given."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.analysis.cells import is_numeric
from sim.analysis.finding import Setting, setting_of
from sim.charts.catalogue import CHARTS, chart_of, fitting
from sim.charts.happened import cells_of_event
from sim.charts.kind import (
    ANALYSIS,
    ANSWER,
    CELLS_WITH_EVENTS,
    HISTORY,
    LOOK,
    PAIR,
    SETTINGS,
    SWEEP,
    USUAL_WISHES,
    Chart,
    Source,
    Wishes,
)
from sim.charts.picture import Picture
from sim.charts.tables import checked_column, levels, named_cells
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.asked import asked, made_by, names, optional, text_for
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.histories import tell
from sim.studies.shares.pairing import UNKNOWN, Pairing

if TYPE_CHECKING:
    from sim.studies.sweeps import SweepStudy

MOST_LEVELS = 60
"""An axis with more values was sampled, and no grid."""
STUDY = made_by("a study, as simulate() or open_run() returns it", "Study")
KIND = optional(text_for("a kind of chart, such as 'along'"))
WISHES = made_by("Wishes, such as Wishes(outcome='stalemate')", "Wishes")
SWEPT = made_by("a sweep, as sweep() or open_study() returns it", "SweepStudy")


@asked(study=STUDY, kind=KIND, wishes=WISHES, look=LOOK, before=optional(STUDY))
def picture_of_study(
    study: Any, kind: str | None = None, wishes: Wishes = USUAL_WISHES, look: Look = USUAL_LOOK, before: Any = None
) -> Picture:
    """Draw a study of one setting; how often each outcome was reached if no kind of chart is named.

    `before` is a study of the same worlds under another setting, for `flows`.
    """
    return drawer_of_study(study, kind, wishes, before)(look)


def drawer_of_study(
    study: Any, kind: str | None = None, wishes: Wishes = USUAL_WISHES, before: Any = None
) -> Callable[[Look], Picture]:
    """What draws a study as `picture_of_study` does, in any look: what it shows is counted once for several."""
    chart = chart_of(kind or "shares")
    _refuse_answer(chart)
    if chart.needs in (SWEEP, ANALYSIS):
        raise InputError(
            f"the chart '{chart.kind}' is drawn from a sweep; this is a study of one setting. "
            "Run `python -m sim sweep` first and draw its folder"
        )
    if chart.needs == PAIR and before is None:
        raise InputError(
            "flows compare two settings of the same worlds; add a policy or a change to compare with, or a second setting "
            "with --versus"
        )
    history = tell(study, wishes.world) if chart.needs == HISTORY else None
    return chart.prepared(Source(wishes, setting_of(study), study, before, history))


@asked(study=SWEPT, kind=KIND, wishes=WISHES, look=LOOK)
def picture_of_sweep(
    study: SweepStudy, kind: str | None = None, wishes: Wishes = USUAL_WISHES, look: Look = USUAL_LOOK
) -> Picture:
    """Draw a sweep; the chart follows from its design unless it is named."""
    return drawer_of_sweep(study, kind, wishes)(look)


def kind_of_sweep(study: SweepStudy) -> str:
    """Return the kind of chart that shows a sweep if none is named: what its design was made for, or what fits its axes."""
    cells, axes = _played(study)
    made_for = next((kind for kind, chart in CHARTS.items() if chart.chosen_for(study, axes)), None)
    return made_for or chart_for(cells, axes).kind


def drawer_of_sweep(
    study: SweepStudy, kind: str | None = None, wishes: Wishes = USUAL_WISHES
) -> Callable[[Look], Picture]:
    """What draws a sweep as `picture_of_sweep` does, in any look: what it shows is counted once for several."""
    chart = chart_of(kind or kind_of_sweep(study))
    _refuse_answer(chart)
    if chart.needs != ANALYSIS:
        cells, axes = _played(study)
        happened = chart.events and wishes.outcome not in OUTCOMES
        drawn = cells_of_event(study, wishes.outcome) if happened else cells
        return drawer_of_cells(drawn, axes, settings_of_sweep(study), chart.kind, wishes, study.pairing)
    wanted, given = chart.design, study.manifest.kind
    if wanted and given != wanted:
        raise InputError(
            f"{chart.kind} needs a sweep of design {wanted}; this one is of design {given}. "
            f"Run it again with `python -m sim sweep --design {wanted}`"
        )
    return chart.prepared(Source(wishes, settings_of_sweep(study), study, pairing=study.pairing))


def _played(study: SweepStudy) -> tuple[pd.DataFrame, list[str]]:
    """The cells that were played, and the axes that differ between them."""
    cells = study.frequencies()
    cells = cells[cells["share"].notna()]
    return cells, [axis for axis in study.columns if cells[axis].nunique(dropna=False) > 1]


@asked(cells=CELLS_WITH_EVENTS, axes=names, settings=SETTINGS, kind=KIND, wishes=WISHES, look=LOOK)
def picture_of_cells(
    cells: pd.DataFrame,
    axes: Sequence[str],
    settings: Sequence[Setting],
    kind: str | None = None,
    wishes: Wishes = USUAL_WISHES,
    look: Look = USUAL_LOOK,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw a table of cells and outcomes; the chart follows from its axes, columns with more than one value, unless named.

    Differences are judged by the worlds behind the rows, or as between separate samples without a pairing.
    """
    return drawer_of_cells(cells, axes, settings, kind, wishes, pairing)(look)


def drawer_of_cells(
    cells: pd.DataFrame,
    axes: Sequence[str],
    settings: Sequence[Setting],
    kind: str | None = None,
    wishes: Wishes = USUAL_WISHES,
    pairing: Pairing = UNKNOWN,
) -> Callable[[Look], Picture]:
    """What draws a table of cells as `picture_of_cells` does, in any look: what it shows is counted once for several."""
    if cells.empty:
        raise InputError("nothing is selected: there is no cell to draw; select at least one")
    for axis in axes:
        checked_column(cells, axis)
    unknown = [axis for axis in wishes.parameters if axis not in axes]
    if unknown:
        raise InputError(f"this sweep does not vary {unknown[0]}; it varies {', '.join(axes) or 'nothing'}")
    # A design may hold a cell twice; a chart shows it once.
    cells = cells.drop_duplicates([*axes, "outcome"])
    chart = chart_of(kind) if kind else chart_for(cells, axes)
    if chart.needs != SWEEP:
        raise InputError(
            f"the chart '{chart.kind}' is not drawn from a sweep; draw a worldview or a folder of `run` instead"
        )
    numbers = _numbers(cells, axes)
    chosen = list(wishes.parameters) or [*numbers, *(axis for axis in axes if axis not in numbers)]
    needed = len(chart.axes)
    if needed and (len(chosen) < needed or len(axes) > needed):
        raise InputError(
            f"{chart.kind} needs a sweep over exactly {needed} axes; this one varies {', '.join(axes) or 'nothing'}"
        )
    cells = cells if needed else named_cells(cells, axes)
    return chart.prepared(Source(wishes, settings, cells=cells, axes=tuple(chosen[:needed]), pairing=pairing))


def chart_for(cells: pd.DataFrame, axes: Sequence[str]) -> Chart:
    """The chart that fits a table of cells and outcomes that vary some axes."""
    cells = cells.drop_duplicates([*axes, "outcome"])
    numbers, size = _numbers(cells, axes), len(cells) // cells["outcome"].nunique()
    return chart_of(fitting(len(axes) - len(numbers), len(numbers), size, _is_whole(cells, axes, size)))


def _numbers(cells: pd.DataFrame, axes: Sequence[str]) -> list[str]:
    """The axes of numbers, those with most values first."""
    return sorted((axis for axis in axes if is_numeric(cells[axis])), key=lambda axis: -cells[axis].nunique())


def _is_whole(cells: pd.DataFrame, axes: Sequence[str], size: int) -> bool:
    """Whether every combination of the values was run, and each axis has so few of them that they can be told apart."""
    counts = [cells[axis].nunique(dropna=False) for axis in axes]
    return math.prod(counts) == size and max(counts, default=0) <= MOST_LEVELS


def picture_of_answer(answer: Any, kind: str | None = None, look: Look = USUAL_LOOK) -> Picture:
    """Draw what an analysis found (see `sim.analysis.answers`); by its first chart if no kind is named."""
    return drawer_of_answer(answer, kind)(look)


def drawer_of_answer(answer: Any, kind: str | None = None) -> Callable[[Look], Picture]:
    """What draws an answer as `picture_of_answer` does, in any look: what it shows is counted once for several."""
    chart = chart_of(kind or answer.charts[0])
    source = Source(setting=tuple(answer.settings), answer=answer)
    if chart.needs == PAIR:
        before, study = answer.studies
        source = source._replace(before=before, study=study)
    return chart.prepared(source)


def _refuse_answer(chart: Chart) -> None:
    """Say which command draws a chart that is drawn from its answer."""
    if chart.needs == ANSWER:
        raise InputError(
            f"the chart '{chart.kind}' is drawn by a command of its own, for instance: python -m sim {chart.example}"
        )


@asked(study=SWEPT)
def settings_of_sweep(study: SweepStudy) -> list[Setting]:
    """Return under which assumptions the cells of a sweep were run: one for each worldview with policies."""
    told = study.manifest
    held = {axis: levels(study.frequencies(), axis) for axis in study.columns}
    constant = {axis: values[0] for axis, values in held.items() if len(values) == 1 and "." in axis}
    return [
        Setting(
            saved["worldview"],
            tuple(saved["policies"]),
            constant,
            told.worlds,
            told.seed,
            saved["hash"],
            told.version,
            own_files=bool(told.files),
        )
        for saved in told.parameters
    ]


__all__ = [
    "Wishes",
    "picture_of_answer",
    "picture_of_cells",
    "picture_of_study",
    "picture_of_sweep",
    "settings_of_sweep",
]
