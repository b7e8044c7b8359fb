"""Outcome shares of one setting: horizontal bars with their intervals."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sim.analysis.finding import Setting, finding
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.caption import caption
from sim.charts.letters import width_of
from sim.charts.picture import Picture, drawn
from sim.charts.tables import checked
from sim.charts.theme import POINTS_PER_INCH, USUAL_LOOK, Look
from sim.parameters.wording import NOT_A_FORECAST, percent, readable

BAR = 0.62
PLOT_PART = 0.78
"""Part of the width of the picture that the scale takes, roughly."""
GAP, LIFT = 0.012, 0.02
"""Distance of a label from its interval, and above its bar, in shares and in rows."""


@drawn
def outcome_shares(
    frequencies: pd.DataFrame, setting: Setting, look: Look = USUAL_LOOK, title: str | None = None
) -> Picture:
    """Draw how often each outcome was reached.

    Parameters
    ----------
    frequencies : pandas.DataFrame
        Columns `outcome`, `count`, `share`, `low`, `high`, as `sim.studies.shares.frequencies.frequencies` returns them.
    setting : Setting
        Under which assumptions.
    look : Look
    title : str, optional
        A finding of one's own instead of the one that the chart makes out.

    Returns
    -------
    Picture

    Raises
    ------
    InputError
        If the table is empty or lacks a column.
    """
    rows = checked(frequencies).to_dict("records")
    title = title or finding(frequencies, setting)
    below = caption(setting)
    canvas = Canvas(look, title, below, 2.6 * len(rows) + 3)
    axes = canvas.plot
    canvas.percent_axis(axes, "x")
    axes.set_yticks(range(len(rows)), [readable(str(row["outcome"])) for row in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    canvas.show(axes, "left")
    told = []
    for place, row in enumerate(rows):
        outcome, share, low, high = str(row["outcome"]), row["share"], row["low"], row["high"]
        marks.bar(axes, look, outcome, outcome, place, share, BAR)
        marks.interval(axes, look, outcome, place, low, high)
        text = percent(share, low, high)
        canvas.write(axes, words=text, **_beside(place, low, high, _part(text, look)))
        told.append(f"{readable(outcome)} {text}")
    words = f"Horizontal bars. {title}. {'; '.join(told)}. {NOT_A_FORECAST}"
    return Picture("shares", canvas.figure, title, below, words, frequencies.reset_index(drop=True))


def _part(text: str, look: Look) -> float:
    """Width of a label as a part of the scale."""
    return GAP + width_of(text, look.label) / (look.size.width * POINTS_PER_INCH * PLOT_PART)


def _beside(place: int, low: float, high: float, width: float) -> dict[str, Any]:
    """Return where a label stands: right of its interval, left of it if there is no room, or else above the bar."""
    if high + width <= 1:
        return {"x": high + GAP, "y": place, "ha": "left"}
    if low >= width:
        return {"x": low - GAP, "y": place, "ha": "right"}
    return {"x": (1 - width) / 2, "y": place - BAR / 2 - LIFT, "ha": "left", "va": "bottom"}
