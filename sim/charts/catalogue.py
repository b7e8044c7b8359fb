"""Every kind of chart: what it shows, what it needs, and who draws it.

A new kind of chart is one file beside this one and one entry in `CHARTS`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sim.charts.picture import Picture
from sim.charts.theme import Look
from sim.common.asked import asked, flag, text, whole
from sim.common.errors import InputError, said, suggestion

STUDY, SWEEP, HISTORY, PAIR, KNOWLEDGE, ANALYSIS = "study", "sweep", "history", "pair", "parameters", "analysis"
"""What a chart is drawn from: one study, the cells of a sweep, one history, two settings of the same worlds, the
parameter files, or the analysis of a sweep that was designed for it."""


@dataclass(frozen=True)
class Chart:
    """One kind of chart.

    Attributes
    ----------
    kind : str
        Its name.
    label : str
        What it shows, in one line.
    needs : str
        What it is drawn from.
    module, function : str
        Where it is drawn, within `sim.charts`.
    """

    kind: str
    label: str
    needs: str
    module: str
    function: str

    @property
    def draw(self) -> Callable[..., Picture]:
        """The function that draws it."""
        found: Callable[..., Picture] = getattr(importlib.import_module(f"sim.charts.{self.module}"), self.function)
        return found


CHARTS: Mapping[str, Chart] = MappingProxyType(
    {
        chart.kind: chart
        for chart in (
            Chart("shares", "how often each outcome was reached", STUDY, "shares", "outcome_shares"),
            Chart(
                "incidence", "by which quarter how many worlds signed, or went to war", STUDY, "incidence", "incidence"
            ),
            Chart("fan", "how state variables spread over the worlds, by quarter", STUDY, "fan", "fan"),
            Chart(
                "network_shares",
                "who backs, presses or endorses whom, in which share of worlds",
                STUDY,
                "network",
                "network_of_worlds",
            ),
            Chart(
                "side_by_side", "outcome shares of many settings, one row each", SWEEP, "side_by_side", "side_by_side"
            ),
            Chart("stacked", "outcome shares of several settings as stacked bars", SWEEP, "stacked", "stacked_shares"),
            Chart("along", "outcome shares against one parameter", SWEEP, "along", "along_parameter"),
            Chart(
                "along_each",
                "outcome shares against one parameter, for each worldview or policy",
                SWEEP,
                "along_each",
                "along_each",
            ),
            Chart("heat_map", "one outcome over two parameters, with the tipping level", SWEEP, "heat_map", "heat_map"),
            Chart(
                "phase_diagram",
                "the most frequent outcome over two parameters",
                SWEEP,
                "phase_diagram",
                "phase_diagram",
            ),
            Chart(
                "small_multiples",
                "one outcome over two parameters, for each value of a third",
                SWEEP,
                "small_multiples",
                "small_multiples",
            ),
            Chart("ternary", "settings between peace, tension and war", SWEEP, "ternary", "ternary"),
            Chart("parallel", "many settings as lines across the five outcomes", SWEEP, "parallel", "parallel"),
            Chart("timeline", "one history with events and reasons", HISTORY, "timeline", "timeline"),
            Chart(
                "network",
                "who backs, presses, endorses or coerces whom in one quarter of one history",
                HISTORY,
                "network",
                "network_of_quarter",
            ),
            Chart("flows", "the same worlds under two settings: what became of each", PAIR, "flows", "flows"),
            Chart(
                "ranges",
                "plausible ranges of parameters, and where the articles stand",
                KNOWLEDGE,
                "ranges",
                "parameter_ranges",
            ),
            Chart("tornado", "one parameter at a time, to either end of its range", ANALYSIS, "tornado", "tornado"),
            Chart("sobol", "which part of the variation each parameter accounts for", ANALYSIS, "sobol", "sobol_bars"),
            Chart(
                "boxes",
                "ranges of a few parameters within which an outcome comes in at least a given share of worlds",
                ANALYSIS,
                "boxes",
                "scenario_box",
            ),
        )
    }
)


@asked(kind=text)
def chart_of(kind: str) -> Chart:
    """Return the entry of a kind of chart; raise `InputError` with the nearest names if there is none."""
    if kind not in CHARTS:
        raise InputError(f"there is no chart {said(kind)}; {suggestion(kind, CHARTS, full_list=True)}")
    return CHARTS[kind]


@asked(words=whole(), numbers=whole(), cells=whole(), whole=flag)
def fitting(words: int, numbers: int, cells: int, whole: bool = True) -> str:
    """Return which chart fits the design of a sweep.

    Parameters
    ----------
    words, numbers : int
        How many axes of names and of numbers take more than one value.
    cells : int
        How many cells there are.
    whole : bool
        Whether every combination of the values was run, in numbers that can be told apart, as in a grid.
    """
    if cells == 1:
        return "stacked"
    if numbers == 1 and words == 0:
        return "along"
    if whole and words == 0 and numbers in (2, 3):
        return ("heat_map", "small_multiples")[numbers - 2]
    if whole and numbers == 1 and words == 1:
        return "along_each"
    if numbers == 0 and words == 1 and cells <= FEW:
        return "stacked"
    return "side_by_side" if cells <= MANY else "parallel"


FEW, MANY = 12, 40
"""Up to so many cells are stacked, and up to so many stand side by side, unless something else is asked for."""

__all__ = ["CHARTS", "Chart", "Look", "chart_of", "fitting"]
