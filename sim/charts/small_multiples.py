"""One outcome over two parameters, repeated for each value of a third."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.analysis.finding import Setting
from sim.analysis.wording import NOT_A_FORECAST, percent, readable
from sim.charts.canvas import Canvas
from sim.charts.caption import capital, caption, last_part, number
from sim.charts.heat_map import TIPPING, label_axes, paint, scale_bar, whole_grid
from sim.charts.letters import shorten
from sim.charts.picture import Picture, drawn
from sim.charts.tables import checked, checked_outcome, levels, widest
from sim.charts.theme import POINTS_PER_INCH, USUAL_LOOK, Look
from sim.knowledge.errors import InputError

MOST_PANELS, PER_ROW, PANEL_LINES = 12, 3, 13
PLOT_PART = 0.78
"""Part of the width that the panels take together."""


@drawn
def small_multiples(
    cells: pd.DataFrame,
    across: str,
    up: str,
    third: str,
    outcome: str,
    setting: Setting | Sequence[Setting],
    tipping: float = TIPPING,
    look: Look = USUAL_LOOK,
) -> Picture:
    """Draw the share of one outcome over two parameters, one panel per value of a third; all panels share one scale.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per triple of values and outcome, columns `outcome`, `share`, `low`, `high`,
        and those of the parameters.
    across, up, third : str
        Columns of the horizontal axis, of the vertical axis, and of the panels.
    outcome : str
    setting : Setting
    tipping : float
        Share at which the contour is drawn.
    look : Look

    Raises
    ------
    InputError
        If nothing is selected, a triple is missing, or there are too many panels.
    """
    checked(cells, [across, up, third])
    values = levels(cells, checked_third(cells, third))
    chosen = cells[cells["outcome"].astype(str) == checked_outcome(outcome)]
    title = _finding(chosen, third, outcome)
    crossed = bool(chosen["share"].min() < tipping <= chosen["share"].max())
    line = f"The line marks where {readable(outcome)} reaches {100 * tipping:g} % of the worlds."
    below = caption(
        setting,
        line if crossed else "",
        f"Each share is known to within ±{100 * widest(chosen):.1f} percentage points or better.",
    )
    columns = min(PER_ROW, len(values))
    rows = -(-len(values) // columns)
    canvas = Canvas(look, title, below, PANEL_LINES * rows, nrows=rows, ncols=columns, sharex=True, sharey=True)
    for place, axes in enumerate(canvas.axes.flat):
        if place >= len(values):
            axes.set_axis_off()
            continue
        part = cells[cells[third] == values[place]]
        painted = paint(canvas, axes, whole_grid(part, across, up, outcome), tipping)
        room = look.size.width * POINTS_PER_INCH * PLOT_PART / columns
        heading = shorten(last_part(third), look.label, room - 4 * look.label)
        axes.set_title(f"{heading} {number(values[place])}", size=look.label, color=look.theme.ink, loc="left")
        label_axes(canvas, axes, part, across, up)
        axes.label_outer()
    scale_bar(canvas, painted, outcome)
    told = "; ".join(_panel_words(chosen[chosen[third] == value], third, value) for value in values)
    words = f"{len(values)} heat maps. {title}. {told}. {NOT_A_FORECAST}"
    return Picture("small_multiples", canvas.figure, title, below, words, chosen.reset_index(drop=True))


def checked_third(cells: pd.DataFrame, third: str) -> str:
    """Return the column of the panels, or refuse it if it has more values than there can be panels."""
    number_of = cells[third].nunique()
    if number_of > MOST_PANELS:
        raise InputError(f"{third} has {number_of} values, and at most {MOST_PANELS} panels can be read; select some")
    return third


def _panel_words(part: pd.DataFrame, third: str, value: object) -> str:
    ends = part.iloc[[int(np.argmin(part["share"])), int(np.argmax(part["share"]))]].to_dict("records")
    least, most = (percent(row["share"], row["low"], row["high"]) for row in ends)
    return f"at {last_part(third)} {number(value)} from {least} to {most}"


def _finding(chosen: pd.DataFrame, third: str, outcome: str) -> str:
    means = chosen.groupby(third, sort=True)["share"].mean()
    first, last = means.iloc[0], means.iloc[-1]
    name = capital(readable(outcome))
    if len(means) == 1:
        return f"{name}: {100 * first:.0f} % on average over the cells"
    verb = "rises" if last > first else "falls" if last < first else "stays"
    return (
        f"{name} {verb} from {100 * first:.0f} % to {100 * last:.0f} % on average over the cells "
        f"as {last_part(third)} goes from {number(means.index[0])} to {number(means.index[-1])}"
    )
