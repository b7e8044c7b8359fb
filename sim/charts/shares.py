"""Outcome shares of one setting: horizontal bars with their intervals."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sim.analysis.finding import Setting, finding
from sim.charts import marks
from sim.charts.canvas import framed
from sim.charts.kind import STUDY, chart
from sim.charts.letters import width_of
from sim.charts.picture import Picture
from sim.charts.tables import checked, records
from sim.charts.theme import POINTS_PER_INCH, USUAL_LOOK, Look
from sim.parameters.wording import percent, readable
from sim.studies.shares.frequencies import frequencies as frequencies_of

BAR = 0.62
PLOT_PART = 0.78
"""Part of the width of the picture that the scale takes, roughly."""
GAP, LIFT = 0.012, 0.02
"""Distance of a label from its interval, and above its bar, in shares and in rows."""


@chart(
    "shares", "how often each outcome was reached", STUDY,
    lambda source: {"frequencies": frequencies_of(source.study), "setting": source.setting}, example="baseline",
    place=1,
)  # fmt: skip
def outcome_shares(
    frequencies: pd.DataFrame, setting: Setting, look: Look = USUAL_LOOK, title: str | None = None
) -> Picture:
    """Draw how often each outcome was reached.

    Parameters
    ----------
    frequencies : pandas.DataFrame
        Columns `outcome`, `count`, `share`, `low`, `high`, as `sim.studies.shares.frequencies.frequencies` returns them.

    Raises
    ------
    InputError
        If the table is empty or lacks a column.
    """
    rows = records(checked(frequencies))
    canvas = framed(look, title or finding(frequencies, setting), setting, lines=2.6 * len(rows) + 3)
    axes = canvas.plot
    canvas.percent_axis(axes, "x")
    canvas.name_rows([readable(str(row["outcome"])) for row in rows])
    axes.spines["left"].set_visible(True)
    told = []
    for place, row in enumerate(rows):
        outcome, share, low, high = str(row["outcome"]), row["share"], row["low"], row["high"]
        marks.bar(axes, look, outcome, outcome, place, share, BAR)
        marks.interval(axes, look, outcome, place, low, high)
        text = percent(share, low, high)
        canvas.write(axes, words=text, **_beside(place, low, high, _part(text, look)))
        told.append(f"{readable(outcome)} {text}")
    return canvas.picture("Horizontal bars", "; ".join(told), frequencies)


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
