"""Who stands where on a parameter: signs on its axis, and names in rows below it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
from matplotlib.markers import CARETUPBASE
from matplotlib.patches import ConnectionPatch
from matplotlib.transforms import ScaledTranslation

from sim.charts.canvas import Canvas
from sim.charts.letters import width_of
from sim.charts.placing import rows_without_overlap
from sim.charts.theme import POINTS_PER_INCH, Look
from sim.parameters.wording import number

PLOT_PART = 0.66
"""Part of the width of a picture that a plot takes with labels on both sides of it."""
BELOW_AXIS, ROW = 4.4, 1.35
"""Distance of the first row from the axis if its name takes one line, and of one row from the next, in letters."""
LED = 0.4
"""A line from a value leads to its label at most so far from the middle, as a part of its width."""


class Reading(NamedTuple):
    """Which values some people set, where below the axis their label stands, in which row, and how wide it is.

    There is one value, or the least and the largest of several. The width is in units of the axis.
    """

    values: tuple[float, ...]
    words: str
    place: float
    row: int
    width: float


def strip_of(readings: pd.DataFrame, look: Look, low: float, high: float) -> list[Reading]:
    """The labels of readings below an axis from `low` to `high`, in as few rows as they need.

    The columns are `name`, `value` and, where somebody has several values, `most`, the largest of them.
    """
    if readings.empty:
        return []
    ends = ["value", "most"] if "most" in readings else ["value"]
    values: list[tuple[float, ...]] = []
    texts: list[str] = []
    groups: Any = readings.groupby(ends, sort=True)["name"]
    for key, names in groups:
        held = tuple(dict.fromkeys(float(value) for value in (key if isinstance(key, tuple) else (key,))))
        told = _rows_of_names(list(map(str, names)), " to ".join(map(number, held)), look)
        values += [held] * len(told)
        texts += told
    # The plot is narrower than the figure by the labels at the ends of the lines.
    scale = (high - low) / look.room(PLOT_PART)
    widths = [(width_of(text, look.small) + look.small) * scale for text in texts]
    middles = [sum(of) / len(of) for of in values]
    places, rows = rows_without_overlap(middles, widths, low, high)
    return [Reading(*mark) for mark in zip(values, texts, places, rows, widths, strict=True)]


def _rows_of_names(names: list[str], value: str, look: Look) -> list[str]:
    """Names with the value behind them: one label, or on a phone as many as fit the plot, the value in each."""
    if not look.narrow:
        return [f"{', '.join(names)} {value}"]
    rows: list[str] = []
    for name in names:
        longer = f"{rows[-1].removesuffix(f' {value}')}, {name} {value}" if rows else ""
        if rows and width_of(longer, look.small) <= look.room(PLOT_PART) * 0.9:
            rows[-1] = longer
        else:
            rows.append(f"{name} {value}")
    return rows


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
    down = look.label * (BELOW_AXIS + ROW * (mark.row + name_lines - 1))
    for value in mark.values:
        _lead(canvas, value, mark, down - look.small)
    paper = {"facecolor": look.theme.paper, "edgecolor": "none", "pad": 0.6}
    letters: dict[str, Any] = {"size": look.small, "color": accent, "ha": "center", "va": "center", "bbox": paper}
    axes.annotate(mark.words, (mark.place, 0), xytext=(0, -down), **place, **letters)


def _lead(canvas: Canvas, value: float, mark: Reading, down: float) -> None:
    """Lead a thin line from a value on the axis to its label, so many points below; what is written lies over it."""
    axes, look = canvas.plot, canvas.look
    transform, part = axes.get_xaxis_transform(), mark.width * LED
    end = min(max(value, mark.place - part), mark.place + part)
    below = transform + ScaledTranslation(0, -down / POINTS_PER_INCH, canvas.figure.dpi_scale_trans)
    style: dict[str, Any] = {"color": look.theme.accent, "linewidth": 0.7 * look.scale, "zorder": 0.5, "alpha": 0.8}
    line = ConnectionPatch((value, 0), (end, 0), coordsA=transform, coordsB=below, clip_on=False, **style)
    line.set_in_layout(False)
    axes.add_artist(line)
    for text in (axes.xaxis.label, *axes.get_xticklabels()):
        text.set_bbox({"facecolor": look.theme.paper, "edgecolor": "none", "pad": 0.6})
