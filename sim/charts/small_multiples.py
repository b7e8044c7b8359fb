"""One outcome over two parameters, repeated for each value of a third."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.comparing import with_worlds
from sim.analysis.finding import Setting
from sim.analysis.telling import Finding, points, remark_of_none
from sim.charts.canvas import framed, grid_of_panels
from sim.charts.kind import SWEEP, chart, over_axes
from sim.charts.letters import shorten
from sim.charts.maps import TIPPING, checked_tipping, label_axes, paint, remarks, scale_bar, whole_grid
from sim.charts.picture import Picture
from sim.charts.tables import checked, checked_outcome, checked_panels, is_numeric, levels, records
from sim.charts.theme import POINTS_PER_INCH, USUAL_LOOK, Look
from sim.parameters.names import heading_of, label_of, value_of
from sim.parameters.wording import capital, percent, readable
from sim.studies.shares.pairing import UNKNOWN, Change, Pairing

MOST_PANELS, PER_ROW, PANEL_LINES = 12, 3, 14
PLOT_PART = 0.72
"""Part of the width that the panels take together."""


@chart(
    "small_multiples", "one outcome over two parameters, for each value of a third", SWEEP,
    over_axes("across", "up", "third", outcome=True), example="three", place=8, axes=3,
    options=("outcome", "axes"),
)  # fmt: skip
def small_multiples(
    cells: pd.DataFrame,
    across: str,
    up: str,
    third: str,
    outcome: str,
    setting: Setting | Sequence[Setting],
    tipping: float = TIPPING,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw the share of one outcome over two parameters, one panel per value of a third; all panels share one scale.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per triple of values and outcome, columns `outcome`, `count`, `share`, `low`, `high`,
        those of the parameters, and `cell` if the worlds are at hand.
    across, up, third : str
        Columns of the horizontal axis, of the vertical axis, and of the panels.
    outcome, tipping
        As in `sim.charts.heat_map.heat_map`.

    Raises
    ------
    InputError
        If nothing is selected, a triple is missing, or there are too many panels.
    """
    checked(cells, [across, up, third])
    values = checked_panels(cells, third, MOST_PANELS)
    chosen = cells[cells["outcome"].astype(str) == checked_outcome(outcome)]
    grids = [whole_grid(cells[cells[third] == value], across, up, outcome) for value in values]
    counted = with_worlds(cells).loc[chosen.index]
    found = title or _finding(counted, [across, up], third, outcome, pairing)
    sure = remarks(chosen, across, up, outcome, checked_tipping(tipping))
    grid = grid_of_panels(len(values), PER_ROW)
    canvas = framed(
        look, found, setting, *sure, pairing.remark, lines=PANEL_LINES * grid["nrows"], heading=f"{heading_of(third)}:",
        sharex=True, sharey=True, **grid,
    )  # fmt: skip
    room = look.size.width * POINTS_PER_INCH * PLOT_PART / grid["ncols"]
    for place, value, axes in canvas.panels(values):
        painted = paint(canvas, axes, grids[place], tipping, PANEL_LINES)
        canvas.head(axes, shorten(value_of(third, value), look.label, room))
        label_axes(canvas, axes, cells, across, up, PANEL_LINES)
        axes.label_outer()
    scale_bar(canvas, painted, outcome)
    panels = "; ".join(_panel_words(chosen[chosen[third] == value], third, value) for value in values)
    return canvas.picture(f"{len(values)} heat maps", panels, chosen)


def _panel_words(part: pd.DataFrame, third: str, value: object) -> str:
    ends = part.iloc[[int(np.argmin(part["share"])), int(np.argmax(part["share"]))]].to_dict("records")
    least, most = (percent(row["share"], row["low"], row["high"]) for row in ends)
    return f"at {label_of(third)} {value_of(third, value)} from {least} to {most}"


def _finding(chosen: pd.DataFrame, axes: list[str], third: str, outcome: str, pairing: Pairing) -> Finding:
    """Return in how many cells the panels differ, as one sentence; the intervals pay for all cells.

    Panels of names are compared where their averages lie furthest apart, and pay for every pair of panels too.
    """
    values, name, label = levels(chosen, third), capital(readable(outcome)), label_of(third)
    means = {value: float(chosen.loc[chosen[third] == value, "share"].mean()) for value in values}
    if len(values) == 1:
        return Finding(f"{name}: {100 * means[values[0]]:.0f} % on average over the cells")
    numeric = is_numeric(chosen, third)
    ranked = values if numeric else sorted(values, key=lambda value: means[value])
    first, last = ranked[0], ranked[-1]
    cells = len(chosen) // len(values)
    comparisons = cells * (1 if numeric else math.comb(len(values), 2))
    found = _changes(chosen, axes, third, (first, last), pairing, comparisons)
    up, down = (sum(one.sure and sign * one.size > 0 for one in found) for sign in (1, -1))
    reach = points(max((one.reach for one in found if not one.sure), default=0.0))
    one, two = value_of(third, first), value_of(third, last)
    remark = remark_of_none(comparisons, pairing.confidence) if up + down < cells else ""
    if not up + down:
        average = f"{100 * means[first]:.0f} % and {100 * means[last]:.0f} % on average"
        ends = f"as {label} goes from {one} to {two}" if numeric else f"between {one} and {two}"
        verb = "changes" if numeric else "differs"
        return Finding(f"{name} {verb} by no more than {reach} in any cell {ends} ({average})", remark)
    verbs = ("rises", "falls") if numeric else ("is higher", "is lower")
    parts = [f"{verb} in {count}" for verb, count in zip(verbs, (up, down), strict=True) if count]
    said = f"{name} {' and '.join(parts)} of {cells} cells"
    rest = f"; elsewhere it {'changes' if numeric else 'differs'} by no more than {reach}" if up + down < cells else ""
    if numeric:
        return Finding(f"{said} as {label} goes from {one} to {two}{rest}", remark)
    return Finding(f"{said} with {two} than with {one}{rest}", remark)


def _changes(
    chosen: pd.DataFrame, axes: list[str], third: str, ends: tuple[Any, Any], pairing: Pairing, comparisons: int
) -> list[Change]:
    """How far the share changes in each cell from one panel to another."""
    one, two = (records(chosen[chosen[third] == value].sort_values(axes, kind="stable")) for value in ends)
    if "cell" in chosen:
        pairing.load([row["cell"] for row in (*one, *two)])
    return [pairing.change(before, after, comparisons) for before, after in zip(one, two, strict=True)]
