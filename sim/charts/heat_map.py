"""One outcome over two parameters: a heat map with the line of the tipping level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.comparing import apart, told
from sim.analysis.finding import Setting
from sim.analysis.names import label_of, value_of
from sim.analysis.wording import NOT_A_FORECAST, percent, readable
from sim.charts.canvas import Canvas
from sim.charts.caption import capital, caption
from sim.charts.maps import TIPPING, checked_tipping, label_axes, paint, remarks, scale_bar, whole_grid
from sim.charts.picture import Picture, drawn
from sim.charts.tables import checked, checked_outcome, levels, records
from sim.charts.theme import USUAL_LOOK, Look

PLOT_LINES = 22


@drawn
def heat_map(
    cells: pd.DataFrame,
    across: str,
    up: str,
    outcome: str,
    setting: Setting | Sequence[Setting],
    tipping: float = TIPPING,
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw the share of one outcome over two parameters.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per pair of values and outcome, columns `outcome`, `share`, `low`, `high`,
        and those of the two parameters.
    across, up : str
        Columns of the horizontal and of the vertical axis.
    outcome : str
        The outcome that is drawn.
    setting : Setting
    tipping : float
        Share at which cells are parted by a line, along axes of numbers.
    look : Look
    title : str, optional
        A finding of one's own; how the share spreads over the cells if left away.

    Raises
    ------
    InputError
        If nothing is selected, a pair is missing, or there is no such outcome.
    """
    checked(cells, [across, up])
    chosen = cells[cells["outcome"].astype(str) == checked_outcome(outcome)]
    shares = whole_grid(cells, across, up, outcome)
    title = title or _finding(chosen, across, up, outcome, checked_tipping(tipping))
    below = caption(setting, *remarks(chosen, across, up, outcome, tipping))
    canvas = Canvas(look, title, below, PLOT_LINES)
    painted = paint(canvas, canvas.plot, shares, tipping, PLOT_LINES)
    label_axes(canvas, canvas.plot, cells, across, up, PLOT_LINES)
    scale_bar(canvas, painted, outcome)
    corners = ", ".join(_cell_words(chosen, across, up, a, u) for a in _ends(cells, across) for u in _ends(cells, up))
    words = f"Heat map. {title}. {corners}. {NOT_A_FORECAST}"
    return Picture("heat_map", canvas.figure, title, below, words, chosen.reset_index(drop=True))


def _finding(chosen: pd.DataFrame, across: str, up: str, outcome: str, tipping: float) -> str:
    """Return how the share spreads over the grid, as one sentence."""
    ranked = records(chosen.sort_values("share", kind="stable"))
    least, most = ranked[0], ranked[-1]
    name, level = capital(readable(outcome)), f"{100 * tipping:g} %"
    if len(ranked) == 1:
        return f"{name}: {told(most)} of worlds in the only cell that was run"
    if told(least) == told(most):
        return f"{name}: {told(most)} of worlds in every cell"
    over = f"over {label_of(across)} and {label_of(up)}"
    if not apart(least, most):
        return f"{name} hardly differs {over} ({told(least)} to {told(most)})"
    spread = f"{name} runs from {told(least)} to {told(most)} {over}"
    count = sum(row["share"] >= tipping for row in ranked)
    if count == 0:
        return f"{spread} and stays below {level}"
    if count == len(ranked):
        return f"{spread} and is never below {level}"
    return f"{spread} and reaches {level} in {count} of {len(ranked)} cells"


def _ends(cells: pd.DataFrame, factor: str) -> list[Any]:
    values = levels(cells, factor)
    return list(dict.fromkeys([values[0], values[-1]]))


def _cell_words(chosen: pd.DataFrame, across: str, up: str, a: Any, u: Any) -> str:
    row = records(chosen[(chosen[across] == a) & (chosen[up] == u)])[0]
    place = " and ".join(f"{label_of(axis)} {value_of(axis, value)}" for axis, value in ((across, a), (up, u)))
    return f"{percent(row['share'], row['low'], row['high'])} at {place}"
