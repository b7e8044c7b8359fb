"""The picture of a study: how often each outcome was reached."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from sim.analysis.finding import Setting, finding
from sim.analysis.wording import INTERVALS, NOT_A_FORECAST, percent, readable, whole
from sim.charts.theme import (
    FAINT_INK,
    GRID,
    INK,
    LABEL_SIZE,
    OUTCOME_COLOURS,
    OUTCOME_HATCHES,
    blank_chart,
    show_only,
)

PLOT_HEIGHT = 3.3
BAR_HEIGHT = 0.62
LABEL_GAP = 0.012
TICKS = (0, 0.25, 0.5, 0.75, 1)
ROOM_FOR_LABEL = 0.78
"""From this share on the label stands to the left, inside the bar, so that it does not leave the plot."""


def draw_outcomes(frequencies: pd.DataFrame, setting: Setting) -> Figure:
    """Draw how often each outcome was reached, as horizontal bars with their intervals.

    Parameters
    ----------
    frequencies : pandas.DataFrame
        Columns `outcome`, `share`, `low`, `high`, as `sim.analysis.frequencies.frequencies` returns them.
    setting : Setting
        Under which assumptions; told in title and caption.

    Returns
    -------
    matplotlib.figure.Figure
        Not connected to any window; `figure.savefig` writes it.
    """
    figure, axes = blank_chart(PLOT_HEIGHT, finding(frequencies, setting), caption(setting))
    _draw_scale(axes, [readable(str(outcome)) for outcome in frequencies["outcome"]])
    for place, row in enumerate(frequencies.itertuples()):
        _draw_bar(axes, place, str(row.outcome), float(row.share), float(row.low), float(row.high))
    return figure


def caption(setting: Setting) -> str:
    """Return what a reader of the picture must know: assumptions, number of worlds, and what it does not say."""
    parts = [f"Worldview {setting.worldview}"]
    parts.append("policies: " + (", ".join(setting.policies) or "none"))
    if setting.changes:
        parts.append("set by hand: " + ", ".join(f"{name} = {value}" for name, value in setting.changes.items()))
    parts += [f"{whole(setting.worlds)} worlds", f"seed {setting.seed}", f"version {setting.version}"]
    parts.append(f"parameters {setting.fingerprint[:8]}")
    return " · ".join(parts) + f"\n{INTERVALS}\n{NOT_A_FORECAST}"


def describe_outcomes(frequencies: pd.DataFrame, setting: Setting) -> str:
    """Return the picture in words, for those who cannot see it."""
    rows = [
        f"{readable(str(row.outcome))} {percent(float(row.share), float(row.low), float(row.high))}"
        for row in frequencies.itertuples()
    ]
    return f"Horizontal bars. {finding(frequencies, setting)}. {'; '.join(rows)}. {NOT_A_FORECAST}"


def _draw_scale(axes: Axes, names: list[str]) -> None:
    show_only(axes, "left")
    axes.set_yticks(np.arange(len(names)), names)
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.set_xticks(TICKS)
    axes.xaxis.set_major_formatter(PercentFormatter(xmax=1, symbol=" %"))
    axes.set_xlabel("share of simulated worlds", size=LABEL_SIZE, color=FAINT_INK)
    axes.grid(axis="x", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)


def _draw_bar(axes: Axes, place: int, outcome: str, share: float, low: float, high: float) -> None:
    axes.barh(
        place,
        share,
        height=BAR_HEIGHT,
        facecolor=OUTCOME_COLOURS[outcome],
        hatch=OUTCOME_HATCHES[outcome],
        edgecolor="white",
        linewidth=0,
    )
    axes.barh(place, share, height=BAR_HEIGHT, fill=False, edgecolor=INK, linewidth=0.8)
    axes.errorbar(share, place, xerr=[[share - low], [high - share]], color=INK, capsize=4, linewidth=1.5)
    inside = high > ROOM_FOR_LABEL
    axes.text(
        low - LABEL_GAP if inside else high + LABEL_GAP,
        place,
        percent(share, low, high),
        size=LABEL_SIZE,
        color=INK,
        va="center",
        ha="right" if inside else "left",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.9},
    )
