"""Outcome shares of one setting: horizontal bars with their intervals."""

from __future__ import annotations

import pandas as pd

from sim.analysis.finding import Setting, finding
from sim.analysis.wording import NOT_A_FORECAST, percent, readable
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.caption import caption
from sim.charts.picture import Picture, drawn
from sim.charts.tables import checked
from sim.charts.theme import USUAL_LOOK, Look

BAR = 0.62
ROOM_FOR_LABEL = 0.72
"""From this share on the label stands to the left, inside the bar, so that it does not leave the plot."""
GAP = 0.012


@drawn
def outcome_shares(frequencies: pd.DataFrame, setting: Setting, look: Look = USUAL_LOOK) -> Picture:
    """Draw how often each outcome was reached.

    Parameters
    ----------
    frequencies : pandas.DataFrame
        Columns `outcome`, `count`, `share`, `low`, `high`, as `sim.analysis.frequencies.frequencies` returns them.
    setting : Setting
        Under which assumptions.
    look : Look

    Returns
    -------
    Picture

    Raises
    ------
    InputError
        If the table is empty or lacks a column.
    """
    rows = checked(frequencies).to_dict("records")
    title = finding(frequencies, setting)
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
        inside = high > ROOM_FOR_LABEL
        x, side = (low - GAP, "right") if inside else (high + GAP, "left")
        canvas.write(axes, x, place, percent(share, low, high), ha=side)
        told.append(f"{readable(outcome)} {percent(share, low, high)}")
    words = f"Horizontal bars. {title}. {'; '.join(told)}. {NOT_A_FORECAST}"
    return Picture("shares", canvas.figure, title, below, words, frequencies.reset_index(drop=True))
