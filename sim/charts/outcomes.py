"""The picture of a study: how often each outcome was reached."""

from __future__ import annotations

from typing import Any

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
    HALO,
    INK,
    LABEL_SIZE,
    OUTCOME_COLOURS,
    OUTCOME_HATCHES,
    blank_chart,
    show_only,
)

PLOT_HEIGHT = 3.3
BAR_HEIGHT = 0.62
HASH_LENGTH = 8
LABEL_GAP, LABEL_LIFT = 0.012, 0.05
TICKS = (0, 0.25, 0.5, 0.75, 1)
LABEL_WIDTH = 0.22
"""The widest label, as a share of the scale."""


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
    for place, row in enumerate(frequencies.to_dict("records")):
        _draw_bar(axes, place, str(row["outcome"]), row["share"], row["low"], row["high"])
    return figure


def caption(setting: Setting) -> str:
    """Return what a reader of the picture must know: assumptions, number of worlds, and what it does not say."""
    parts = [f"Worldview {setting.worldview}"]
    parts.append("policies: " + (", ".join(setting.policies) or "none"))
    if setting.changes:
        parts.append("set by hand: " + ", ".join(f"{name} = {value}" for name, value in setting.changes.items()))
    numbers = (f"{whole(setting.worlds)} worlds", f"seed {setting.seed}", f"version {setting.version}")
    # A number stays on the line of its name.
    parts += [part.replace(" ", "\u00a0") for part in (*numbers, f"parameters {setting.fingerprint[:HASH_LENGTH]}")]
    return " · ".join(parts) + f"\n{INTERVALS}\n{NOT_A_FORECAST}"


def describe_outcomes(frequencies: pd.DataFrame, setting: Setting) -> str:
    """Return the picture in words, for those who cannot see it."""
    rows = [
        f"{readable(str(row['outcome']))} {percent(row['share'], row['low'], row['high'])}"
        for row in frequencies.to_dict("records")
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
    for colour, width in ((HALO, 4.0), (INK, 1.5)):  # the halo lifts the line off a dark bar
        spread = [[share - low], [high - share]]
        axes.errorbar(share, place, xerr=spread, color=colour, linewidth=width, capsize=4, capthick=width)
    axes.text(
        s=percent(share, low, high),
        size=LABEL_SIZE,
        color=INK,
        bbox={"facecolor": HALO, "edgecolor": "none", "pad": 1.5, "alpha": 0.9},
        **_beside(place, low, high),
    )


def _beside(place: int, low: float, high: float) -> dict[str, Any]:
    """Return where a label stands: right of the interval, left of it if there is no room, or else above the bar."""
    if high <= 1 - LABEL_WIDTH:
        return {"x": high + LABEL_GAP, "y": place, "ha": "left", "va": "center"}
    if low >= LABEL_WIDTH:
        return {"x": low - LABEL_GAP, "y": place, "ha": "right", "va": "center"}
    return {"x": 0.5, "y": place - BAR_HEIGHT / 2 - LABEL_LIFT, "ha": "center", "va": "bottom"}
