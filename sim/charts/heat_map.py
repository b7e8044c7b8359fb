"""One outcome over two parameters: a heat map with the line of the tipping level."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.comparing import largest_among, with_worlds
from sim.analysis.finding import Setting
from sim.analysis.telling import Finding, points, remark_of, remark_of_none, told, told_apart
from sim.charts.canvas import framed
from sim.charts.kind import SWEEP, chart, over_axes
from sim.charts.maps import TIPPING, checked_tipping, label_axes, paint, remarks, scale_bar, whole_grid
from sim.charts.picture import Picture
from sim.charts.tables import checked, checked_outcome, levels, records
from sim.charts.theme import USUAL_LOOK, Look
from sim.parameters.names import label_of, value_of
from sim.parameters.wording import capital, percent, readable
from sim.studies.shares.pairing import UNKNOWN, Pairing

PLOT_LINES = 22


@chart(
    "heat_map", "one outcome over two parameters, with the tipping level", SWEEP,
    over_axes("across", "up", outcome=True), example="two --outcome stalemate", place=6, axes=2,
    options=("outcome", "axes"),
)  # fmt: skip
def heat_map(
    cells: pd.DataFrame,
    across: str,
    up: str,
    outcome: str,
    setting: Setting | Sequence[Setting],
    tipping: float = TIPPING,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw the share of one outcome over two parameters.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per pair of values and outcome, columns `outcome`, `count`, `share`, `low`, `high`,
        those of the two parameters, and `cell` if the worlds are at hand.
    across, up : str
        Columns of the horizontal and of the vertical axis.
    outcome : str
        The outcome that is drawn.
    tipping : float
        Share at which cells are parted by a line, along axes of numbers.

    Raises
    ------
    InputError
        If nothing is selected, a pair is missing, or there is no such outcome.
    """
    checked(cells, [across, up])
    chosen = cells[cells["outcome"].astype(str) == checked_outcome(outcome)]
    shares = whole_grid(cells, across, up, outcome)
    counted = with_worlds(cells).loc[chosen.index]
    found = title or _finding(counted, across, up, outcome, checked_tipping(tipping), pairing)
    sure = remarks(chosen, across, up, outcome, checked_tipping(tipping))
    canvas = framed(look, found, setting, *sure, pairing.remark, lines=PLOT_LINES)
    painted = paint(canvas, canvas.plot, shares, tipping, PLOT_LINES)
    label_axes(canvas, canvas.plot, cells, across, up, PLOT_LINES)
    scale_bar(canvas, painted, outcome)
    corners = ", ".join(_cell_words(chosen, across, up, a, u) for a in _ends(cells, across) for u in _ends(cells, up))
    return canvas.picture("Heat map", corners, chosen)


def _finding(chosen: pd.DataFrame, across: str, up: str, outcome: str, tipping: float, pairing: Pairing) -> Finding:
    """Return how the share spreads over the grid, as one sentence; the interval pays for every pair of cells."""
    name, level = capital(readable(outcome)), f"{100 * tipping:g} %"
    if len(chosen) == 1:
        return Finding(f"{name}: {told(chosen.iloc[0])} of worlds in the only cell that was run")
    over = f"over {label_of(across)} and {label_of(up)}"
    comparisons = math.comb(len(chosen), 2)
    most, reach = largest_among(chosen, pairing, comparisons)
    if not most.change.sure:
        ranked = chosen.sort_values("share", kind="stable")
        low, high = told(ranked.iloc[0]), told(ranked.iloc[-1])
        bound = f"differs by no more than {points(reach)} {over}"
        shares = f"{low} of worlds in every cell" if low == high else f"{low} to {high}"
        return Finding(f"{name} {bound} ({shares})", remark_of_none(comparisons, pairing.confidence))
    least, largest = told_apart(most.before, most.after)
    spread = f"{name} runs from {least} to {largest} {over}"
    count = int((chosen["share"] >= tipping).sum())
    rest = f"reaches {level} in {count} of {len(chosen)} cells"
    rest = f"stays below {level}" if count == 0 else f"is never below {level}" if count == len(chosen) else rest
    return Finding(f"{spread} and {rest}", remark_of(most.change, comparisons, pairing.confidence))


def _ends(cells: pd.DataFrame, factor: str) -> list[Any]:
    values = levels(cells, factor)
    return list(dict.fromkeys([values[0], values[-1]]))


def _cell_words(chosen: pd.DataFrame, across: str, up: str, a: Any, u: Any) -> str:
    row = records(chosen[(chosen[across] == a) & (chosen[up] == u)])[0]
    place = " and ".join(f"{label_of(axis)} {value_of(axis, value)}" for axis, value in ((across, a), (up, u)))
    return f"{percent(row['share'], row['low'], row['high'])} at {place}"
