"""One outcome over two parameters, repeated for each value of a third."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.comparing import apart
from sim.analysis.finding import Setting
from sim.analysis.names import heading_of, label_of, value_of
from sim.analysis.wording import NOT_A_FORECAST, percent, readable
from sim.charts.canvas import Canvas
from sim.charts.caption import capital, caption
from sim.charts.letters import shorten
from sim.charts.maps import TIPPING, checked_tipping, label_axes, paint, remarks, scale_bar, whole_grid
from sim.charts.picture import Picture, drawn
from sim.charts.tables import checked, checked_outcome, is_numeric, levels, records
from sim.charts.theme import POINTS_PER_INCH, USUAL_LOOK, Look
from sim.knowledge.errors import InputError

MOST_PANELS, PER_ROW, PANEL_LINES = 12, 3, 14
PLOT_PART = 0.72
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
    title: str | None = None,
) -> Picture:
    """Draw the share of one outcome over two parameters, one panel per value of a third; all panels share one scale.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per triple of values and outcome, columns `outcome`, `share`, `low`, `high`,
        and those of the parameters.
    across, up, third : str
        Columns of the horizontal axis, of the vertical axis, and of the panels.
    outcome, setting, tipping, look, title
        As in `sim.charts.heat_map.heat_map`.

    Raises
    ------
    InputError
        If nothing is selected, a triple is missing, or there are too many panels.
    """
    checked(cells, [across, up, third])
    values = levels(cells, checked_third(cells, third))
    chosen = cells[cells["outcome"].astype(str) == checked_outcome(outcome)]
    grids = [whole_grid(cells[cells[third] == value], across, up, outcome) for value in values]
    title = title or _finding(chosen, [across, up], third, outcome)
    below = caption(setting, *remarks(chosen, across, up, outcome, checked_tipping(tipping)))
    columns = min(PER_ROW, len(values))
    rows = -(-len(values) // columns)
    canvas = Canvas(
        look, title, below, PANEL_LINES * rows, heading=f"{heading_of(third)}:", nrows=rows, ncols=columns,
        sharex=True, sharey=True,
    )  # fmt: skip
    room = look.size.width * POINTS_PER_INCH * PLOT_PART / columns
    for place, axes in enumerate(canvas.axes.flat):
        if place >= len(values):
            axes.set_axis_off()
            continue
        painted = paint(canvas, axes, grids[place], tipping, PANEL_LINES)
        heading = shorten(value_of(third, values[place]), look.label, room)
        axes.set_title(heading, size=look.label, color=look.theme.ink, loc="left")
        label_axes(canvas, axes, cells, across, up, PANEL_LINES)
        axes.label_outer()
    scale_bar(canvas, painted, outcome)
    panels = "; ".join(_panel_words(chosen[chosen[third] == value], third, value) for value in values)
    words = f"{len(values)} heat maps. {title}. {panels}. {NOT_A_FORECAST}"
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
    return f"at {label_of(third)} {value_of(third, value)} from {least} to {most}"


def _finding(chosen: pd.DataFrame, axes: list[str], third: str, outcome: str) -> str:
    """Return in how many cells the panels differ, as one sentence: only cells whose intervals lie apart count."""
    values, name, label = levels(chosen, third), capital(readable(outcome)), label_of(third)
    means = {value: float(chosen.loc[chosen[third] == value, "share"].mean()) for value in values}
    if len(values) == 1:
        return f"{name}: {100 * means[values[0]]:.0f} % on average over the cells"
    ranked = values if is_numeric(chosen, third) else sorted(values, key=lambda value: means[value])
    first, last = ranked[0], ranked[-1]
    up, down = _moved(chosen, axes, third, first, last)
    one, two = value_of(third, first), value_of(third, last)
    if not up + down:
        average = f"{100 * means[first]:.0f} % and {100 * means[last]:.0f} % on average"
        return f"{name} hardly differs with {label}: {average} at {one} and {two}"
    verbs = ("rises", "falls") if is_numeric(chosen, third) else ("is higher", "is lower")
    parts = [f"{verb} in {count}" for verb, count in zip(verbs, (up, down), strict=True) if count]
    number_of = len(chosen) // len(values)
    cells = f"{name} {' and '.join(parts)} of {number_of} cells"
    rest = "; elsewhere no difference can be told from chance" if up + down < number_of else ""
    if is_numeric(chosen, third):
        return f"{cells} as {label} goes from {one} to {two}{rest}"
    return f"{cells} with {two} than with {one}{rest}"


def _moved(chosen: pd.DataFrame, axes: list[str], third: str, first: Any, last: Any) -> tuple[int, int]:
    """In how many cells the share is higher, and lower, at the last value, with intervals that do not overlap."""
    one, two = (records(chosen[chosen[third] == value].sort_values(axes, kind="stable")) for value in (first, last))
    pairs = [(a, b) for a, b in zip(one, two, strict=True) if apart(a, b)]
    up = sum(b["share"] > a["share"] for a, b in pairs)
    return up, len(pairs) - up
