"""Who stands where on a parameter: signs on its axis, and names in rows below it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
from matplotlib.markers import CARETUPBASE

from sim.charts.canvas import Canvas
from sim.charts.letters import width_of
from sim.charts.placing import rows_without_overlap
from sim.charts.theme import Look
from sim.parameters.wording import number

PLOT_PART = 0.66
"""Part of the width of a picture that a plot takes with labels on both sides of it."""
BELOW_AXIS, ROW = 4.4, 1.35
"""Distance of the first row from the axis if its name takes one line, and of one row from the next, in letters."""


class Reading(NamedTuple):
    """Which values some people set, where below the axis their label stands, and in which row.

    There is one value, or the least and the largest of several.
    """

    values: tuple[float, ...]
    words: str
    place: float
    row: int


def strip_of(readings: pd.DataFrame, look: Look, low: float, high: float) -> list[Reading]:
    """The labels of readings below an axis from `low` to `high`, in as few rows as they need.

    The columns are `name`, `value` and, where somebody has several values, `most`, the largest of them.
    """
    if readings.empty:
        return []
    ends = ["value", "most"] if "most" in readings else ["value"]
    grouped = readings.groupby(ends, sort=True)["name"].agg(", ".join)
    keys = [key if isinstance(key, tuple) else (key,) for key in grouped.index]
    values = [tuple(dict.fromkeys(float(value) for value in key)) for key in keys]
    texts = [f"{names} {' to '.join(map(number, of))}" for names, of in zip(grouped, values, strict=True)]
    # The plot is narrower than the figure by the labels at the ends of the lines.
    scale = (high - low) / look.room(PLOT_PART)
    widths = [(width_of(text, look.small) + look.small) * scale for text in texts]
    middles = [sum(of) / len(of) for of in values]
    places, rows = rows_without_overlap(middles, widths, low, high)
    return [Reading(*mark) for mark in zip(values, texts, places, rows, strict=True)]


def rows_of_strip(strip: list[Reading]) -> int:
    """How many rows the labels take."""
    return max((mark.row + 1 for mark in strip), default=0)


def mark_reading(canvas: Canvas, mark: Reading, name_lines: int = 1) -> None:
    """Mark on the axis what some people set, and name them below its numbers and its name, which takes so many lines."""
    axes, look = canvas.plot, canvas.look
    transform, accent = axes.get_xaxis_transform(), look.theme.accent
    sign: dict[str, Any] = {"marker": CARETUPBASE, "markersize": 9, "color": accent, "clip_on": False, "zorder": 8}
    place: dict[str, Any] = {"xycoords": transform, "textcoords": "offset points", "annotation_clip": False}
    for value in mark.values:
        axes.axvline(value, color=look.theme.faint, linewidth=0.9, linestyle=(0, (2, 2)), zorder=1)
        axes.plot([value], [0], transform=transform, **sign)
    below = (0, -look.label * (BELOW_AXIS + ROW * (mark.row + name_lines - 1)))
    letters: dict[str, Any] = {"size": look.small, "color": accent, "ha": "center", "va": "center"}
    axes.annotate(mark.words, (mark.place, 0), xytext=below, **place, **letters)
