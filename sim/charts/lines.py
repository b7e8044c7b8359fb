"""Lines of the outcomes over one parameter, with bands, each named at its right end."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.letters import spread
from sim.charts.tables import checked, is_numeric, records
from sim.charts.theme import OUTCOME_COLOURS
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import readable, short_percent


def checked_line(cells: pd.DataFrame, parameter: str, *others: str) -> None:
    """Refuse a table of cells that cannot be drawn as lines over a parameter."""
    checked(cells, [parameter, *others])
    if not is_numeric(cells, parameter):
        raise InputError(f"{parameter} is not a number; draw its values with --kind side_by_side")


def extent(cells: pd.DataFrame, parameter: str) -> tuple[float, float]:
    """The ends of the axis of a parameter, with a little room beyond the first and the last value."""
    low, high = float(cells[parameter].min()), float(cells[parameter].max())
    margin = (high - low) * 0.02 or max(abs(low), 1.0) * 0.1
    return low - margin, high + margin


def top_of(cells: pd.DataFrame) -> float:
    """The upper end of an axis of shares: a little above the highest interval."""
    return min(1.0, float(cells["high"].max()) * 1.08 + 0.01)


def draw_lines(
    canvas: Canvas, axes: Axes, cells: pd.DataFrame, parameter: str, width: float, most_markers: int, name: str = ""
) -> None:
    """Draw a line with its band for each outcome, with signs if there are at most so many points.

    The limits of the horizontal axis are set; the groups of the marks bear `name` before the outcome.
    """
    axes.set_xlim(*extent(cells, parameter))
    axes.tick_params(axis="x", labelcolor=canvas.look.theme.faint)
    markers = cells[parameter].nunique() <= most_markers
    for outcome in OUTCOMES:
        rows = cells[cells["outcome"].astype(str) == outcome].sort_values(parameter)
        xs, group = rows[parameter], f"{name}{outcome}"
        marks.band(axes, group, xs, rows["low"], rows["high"], OUTCOME_COLOURS[outcome])
        marks.line(axes, canvas.look, outcome, group, xs, rows["share"], width=width, markers=markers)


def label_ends(
    canvas: Canvas,
    axes: Axes,
    cells: pd.DataFrame,
    parameter: str,
    ends: tuple[float, float],
    gap: float,
    reach: float,
    **options: Any,
) -> None:
    """Name each line at its right end, moved apart between the ends of the axis where lines lie close to each other.

    `gap` is the least distance of two names on the axis of shares, `reach` that from the line, as a part of the width.
    """
    last = records(cells[cells[parameter] == cells[parameter].max()])
    rows = sorted(last, key=lambda row: OUTCOMES.index(str(row["outcome"])))
    shares = [float(row["share"]) for row in rows]
    start, stop = axes.get_xlim()
    reach *= stop - start
    for row, share, place in zip(rows, shares, spread(shares, gap, *ends), strict=True):
        words = f"{readable(str(row['outcome']))} {short_percent(row['share'], row['low'], row['high'])}"
        faint = canvas.look.theme.faint
        axes.plot([stop, stop + reach], [share, place], color=faint, linewidth=0.8, clip_on=False)
        canvas.label(axes, stop + reach * 1.2, place, words, clip_on=False, **options)
