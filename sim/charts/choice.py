"""From a study or a sweep to a picture: which chart fits, and how it is called."""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.analysis.finding import Setting, setting_of
from sim.charts.catalogue import ANALYSIS, HISTORY, KNOWLEDGE, PAIR, SWEEP, chart_of, fitting
from sim.charts.fan import USUAL
from sim.charts.given import CELLS, KIND, LOOK, SETTINGS, THRESHOLD, WISHES
from sim.charts.maps import TIPPING
from sim.charts.picture import Picture
from sim.charts.readings import readings_of
from sim.charts.tables import checked_outcome, is_numeric, levels
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.asked import asked, frame, made_by, names, optional, whole, word
from sim.common.errors import InputError, said, suggestion
from sim.parameters.names import POLICY, WORLDVIEW, label_of, value_of
from sim.parameters.vocabulary import BASELINE, OUTCOMES
from sim.studies.histories import tell
from sim.studies.histories.paths import LARGEST, quantiles_over_time, relations_over_worlds
from sim.studies.shares.frequencies import frequencies
from sim.studies.shares.pairing import UNKNOWN, Pairing

if TYPE_CHECKING:
    from sim.studies.sweeps import SweepStudy

CELL = "setting"
ONE_AT_A_TIME, SOBOL = "one_at_a_time", "sobol"
MOST_LEVELS = 60
"""An axis with more values was sampled, and no grid."""
MOST_LETTERS = 26
"""Longer names of parameters are cut where several of them make the name of one setting."""


@asked(outcome=word(*OUTCOMES), world=whole(), quarter=whole(), parameters=names, threshold=THRESHOLD)
@dataclass(frozen=True)
class Wishes:
    """What a user can ask of a chart beyond its kind.

    Attributes
    ----------
    outcome : str
        The outcome of charts that show only one.
    world, quarter : int
        Which history, and which of its quarters.
    parameters : tuple of str
        Axes of a sweep in the order across, up, third; or parameters whose ranges are drawn.
    threshold : float
        For boxes: a cell counts if at least this share of its worlds ends in the outcome.
    """

    outcome: str = "new_confrontation"
    world: int = 0
    quarter: int = 0
    parameters: tuple[str, ...] = ()
    threshold: float = TIPPING


USUAL_WISHES = Wishes()
STUDY = made_by("a study, as simulate() or open_run() returns it", "Study")
SWEPT = made_by("a sweep, as sweep() or open_study() returns it", "SweepStudy")


@asked(study=STUDY, kind=KIND, wishes=WISHES, look=LOOK, before=optional(STUDY))
def picture_of_study(
    study: Any, kind: str | None = None, wishes: Wishes = USUAL_WISHES, look: Look = USUAL_LOOK, before: Any = None
) -> Picture:
    """Draw a study of one setting.

    Parameters
    ----------
    study : Study
    kind : str, optional
        A kind of the catalogue; how often each outcome was reached if omitted.
    wishes : Wishes
    look : Look
    before : Study, optional
        The same worlds under another setting, for `flows`.

    Raises
    ------
    InputError
        If there is no such chart, or it is drawn from something else.
    """
    chart = chart_of(kind or "shares")
    if chart.needs in (SWEEP, ANALYSIS):
        raise InputError(
            f"the chart '{chart.kind}' is drawn from a sweep; this is a study of one setting. "
            "Run `python -m sim sweep` first and draw its folder"
        )
    if chart.needs == KNOWLEDGE:
        return chart.draw(wishes.parameters, look=look)
    if chart.needs == PAIR:
        if before is None:
            raise InputError("flows compare two settings of the same worlds; add a policy or a change to compare with")
        return chart.draw(before, study, (setting_of(before), setting_of(study)), look=look)
    if chart.needs == HISTORY:
        history = tell(study, wishes.world)
        return (
            chart.draw(history, look=look)
            if chart.kind == "timeline"
            else chart.draw(history, wishes.quarter, look=look)
        )
    return _of_worlds(chart.kind, study, wishes, look)


def _of_worlds(kind: str, study: Any, wishes: Wishes, look: Look) -> Picture:
    draw, setting, parameters = chart_of(kind).draw, setting_of(study), study.parameters
    if kind == "shares":
        return draw(frequencies(study), setting, look=look)
    if kind == "incidence":
        return draw(study, setting, int(parameters["calendar.horizon"]), parameters.start, look=look)
    worlds = min(study.worlds, LARGEST)
    told = Setting(**{**vars(setting), "worlds": worlds})
    if kind == "fan":
        return draw(quantiles_over_time(parameters, USUAL, worlds, study.seed), told, parameters.start, look=look)
    relations = relations_over_worlds(parameters, wishes.quarter, worlds, study.seed)
    return draw(relations, wishes.quarter, told, parameters.start, look=look)


@asked(study=SWEPT, kind=KIND, wishes=WISHES, look=LOOK)
def picture_of_sweep(
    study: SweepStudy, kind: str | None = None, wishes: Wishes = USUAL_WISHES, look: Look = USUAL_LOOK
) -> Picture:
    """Draw a sweep; the chart follows from its design unless it is named.

    Parameters
    ----------
    study : SweepStudy
    kind : str, optional
        A kind of the catalogue.
    wishes : Wishes
    look : Look

    Raises
    ------
    InputError
        If there is no such chart, it is drawn from something else, or the design lacks the axes it needs.
    """
    checked_outcome(wishes.outcome)
    cells = study.frequencies()
    cells = cells[cells["share"].notna()]
    axes = [axis for axis in study.columns if cells[axis].nunique(dropna=False) > 1]
    kind = kind or _made_for(study, axes)
    if kind is not None and chart_of(kind).needs == ANALYSIS:
        # Importing what analyses takes a second, and no other chart needs it.
        from sim.charts.analysed import picture_of_analysis

        return picture_of_analysis(study, kind, wishes.outcome, settings_of_sweep(study), wishes.threshold, look)
    return picture_of_cells(cells, axes, settings_of_sweep(study), kind, wishes, look, study.pairing)


def _made_for(study: SweepStudy, axes: Sequence[str]) -> str | None:
    """The chart for which a design was made, if there is one and what it takes is installed."""
    kind, crossed = study.manifest.kind, any(axis not in study.design.ranges for axis in axes)
    if kind == ONE_AT_A_TIME and len(axes) > 1:
        return "tornado"
    analysed = kind == SOBOL and study.complete and not crossed
    return "sobol" if analysed and importlib.util.find_spec("SALib") is not None else None


@asked(cells=CELLS, axes=names, settings=SETTINGS, kind=KIND, wishes=WISHES, look=LOOK)
def picture_of_cells(
    cells: pd.DataFrame,
    axes: Sequence[str],
    settings: Sequence[Setting],
    kind: str | None = None,
    wishes: Wishes = USUAL_WISHES,
    look: Look = USUAL_LOOK,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw a table of cells; the chart follows from its axes unless it is named.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per cell and outcome: the axes, `outcome`, `count`, `share`, `low`, `high`.
    axes : sequence of str
        Columns that take more than one value.
    settings : sequence of Setting
        Told in the caption.
    kind : str, optional
    wishes : Wishes
    look : Look
    pairing : Pairing
        The worlds behind the rows, by which differences are judged; as separate samples if omitted.

    Raises
    ------
    InputError
        As `picture_of_sweep`.
    """
    if cells.empty:
        raise InputError("nothing is selected: there is no cell to draw; select at least one")
    missing = [axis for axis in axes if axis not in cells.columns]
    if missing:
        raise InputError(
            f"the table has no column {said(missing[0])}; {suggestion(missing[0], map(str, cells.columns))}"
        )
    unknown = [axis for axis in wishes.parameters if axis not in axes]
    if unknown:
        raise InputError(f"this sweep does not vary {unknown[0]}; it varies {', '.join(axes) or 'nothing'}")
    # A design may hold a cell twice; a chart shows it once.
    cells = cells.drop_duplicates([*axes, "outcome"])
    numbers = sorted((axis for axis in axes if is_numeric(cells, axis)), key=lambda axis: -cells[axis].nunique())
    size = len(cells) // cells["outcome"].nunique()
    chart = chart_of(kind or fitting(len(axes) - len(numbers), len(numbers), size, _is_whole(cells, axes, size)))
    if chart.needs != SWEEP:
        raise InputError(
            f"the chart '{chart.kind}' is not drawn from a sweep; draw a worldview or a folder of `run` instead"
        )
    wanted = {"along": 1, "along_each": 2, "heat_map": 2, "phase_diagram": 2, "small_multiples": 3}.get(chart.kind, 0)
    if not wanted:
        shade = {"shade": next(iter(wishes.parameters), "")} if chart.kind == "parallel" else {}
        return chart.draw(named_cells(cells, axes), CELL, settings, look=look, pairing=pairing, **shade)
    chosen = list(wishes.parameters) or [*numbers, *(axis for axis in axes if axis not in numbers)]
    if len(chosen) < wanted or (len(axes) > wanted):
        raise InputError(
            f"{chart.kind} needs a sweep over exactly {wanted} axes; this one varies {', '.join(axes) or 'nothing'}"
        )
    outcome = (wishes.outcome,) if chart.kind in ("heat_map", "small_multiples") else ()
    if chart.kind == "along":
        return chart.draw(cells, chosen[0], settings, _readings(chosen[0]), look=look, pairing=pairing)
    judged = {} if chart.kind == "phase_diagram" else {"pairing": pairing}
    return chart.draw(cells, *chosen[:wanted], *outcome, settings, look=look, **judged)


def _is_whole(cells: pd.DataFrame, axes: Sequence[str], size: int) -> bool:
    """Whether every combination of the values was run, and each axis has so few of them that they can be told apart."""
    counts = [cells[axis].nunique(dropna=False) for axis in axes]
    return math.prod(counts) == size and max(counts, default=0) <= MOST_LEVELS


def _readings(parameter: str) -> pd.DataFrame | None:
    return readings_of(parameter) if "." in parameter else None


@asked(cells=frame(), axes=names)
def named_cells(cells: pd.DataFrame, axes: Sequence[str]) -> pd.DataFrame:
    """Add a column with a name for each cell, made of what its axes hold."""
    named = list(axes) or [axis for axis in (WORLDVIEW, POLICY) if axis in cells.columns]
    texts = [[_told(axis, value) for value in cells[axis]] for axis in named]
    joined = [", ".join(parts) for parts in zip(*texts, strict=True)] if texts else BASELINE
    return cells.assign(**{CELL: joined})


def _told(axis: str, value: Any) -> str:
    """The value of an axis; that of a parameter behind its name, which is cut so that the value stays."""
    if axis in (WORLDVIEW, POLICY):
        return value_of(axis, value)
    name = label_of(axis)
    cut = name if len(name) <= MOST_LETTERS else f"{name[:MOST_LETTERS].rstrip()}…"
    return f"{cut} {value_of(axis, value)}"


@asked(study=SWEPT)
def settings_of_sweep(study: SweepStudy) -> list[Setting]:
    """Return under which assumptions the cells of a sweep were run: one for each worldview with policies."""
    told = study.manifest
    held = {axis: levels(study.frequencies(), axis) for axis in study.columns}
    constant = {axis: values[0] for axis, values in held.items() if len(values) == 1 and "." in axis}
    return [
        Setting(
            saved["worldview"], tuple(saved["policies"]), constant, told.worlds, told.seed, saved["hash"], told.version
        )
        for saved in told.parameters
    ]


__all__ = [
    "POLICY",
    "WORLDVIEW",
    "Wishes",
    "named_cells",
    "picture_of_cells",
    "picture_of_study",
    "picture_of_sweep",
    "settings_of_sweep",
]
