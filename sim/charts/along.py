"""Outcome shares against one parameter: lines with bands, and the articles' readings marked on the axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.markers import CARETUPBASE

from sim.analysis.comparing import Difference, differences_between, largest_among, largest_of, with_worlds
from sim.analysis.finding import Setting
from sim.analysis.telling import Finding, change, no_change, points, remark_of, remark_of_none, told_apart
from sim.charts import marks
from sim.charts.canvas import Canvas, framed
from sim.charts.kind import SWEEP, Source, chart, over_axes
from sim.charts.letters import rows_without_overlap, width_of
from sim.charts.lines import checked_line, draw_lines, extent, label_ends, top_of
from sim.charts.picture import Picture
from sim.charts.readings import readings_of
from sim.charts.rows import fitting_heading
from sim.charts.tables import levels, records, shares_in_words
from sim.charts.theme import POINTS_PER_INCH, USUAL_LOOK, Look
from sim.parameters.names import label_of
from sim.parameters.wording import capital, number, readable
from sim.studies.shares.pairing import UNKNOWN, Pairing

PLOT_LINES, PLOT_PART = 19, 0.66
MOST_MARKERS = 25
"""With more points than this a line carries no signs, which would run into each other."""
HALVES = 2
"""Where something lies between the ends, they and what lies between share the error that is allowed."""
BELOW_AXIS, ROW = 4.4, 1.35
"""Distance of the first row of readings from the axis, and of one row from the next, in letters."""


def _arguments(source: Source) -> dict[str, Any]:
    parameter = source.axes[0]
    readings = readings_of(parameter) if "." in parameter else None
    return {**over_axes("parameter")(source), "readings": readings}


@chart(
    "along", "outcome shares against one parameter", SWEEP, _arguments, example="one", place=4, axes=1,
    options=("axes",),
)  # fmt: skip
def along_parameter(
    cells: pd.DataFrame,
    parameter: str,
    setting: Setting | Sequence[Setting],
    readings: pd.DataFrame | None = None,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw how the shares change with one parameter.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per value and outcome, columns `outcome`, `count`, `share`, `low`, `high`, the one named in `parameter`,
        and `cell` if the worlds are at hand.
    parameter : str
        Dotted id, or any other numeric column.
    readings : pandas.DataFrame, optional
        Columns `name` and `value`: where the articles stand, see `sim.charts.readings.readings_of`.

    Raises
    ------
    InputError
        If nothing is selected, or the parameter is not a number.
    """
    checked_line(cells, parameter)
    found = title or _finding(with_worlds(cells), parameter, pairing)
    low, high = extent(cells, parameter)
    marked = _within(readings, low, high)
    strip = _strip_rows(marked, look, low, high)
    canvas = framed(look, found, setting, pairing.remark, lines=PLOT_LINES + strip)
    axes = canvas.plot
    canvas.percent_axis(axes, "y", top=top_of(cells), room=marks.ROOM)
    room = look.size.width * POINTS_PER_INCH * PLOT_PART
    axes.set_xlabel(fitting_heading(parameter, look.label, room, 1), size=look.label, color=look.theme.ink)
    draw_lines(canvas, axes, cells, parameter, 2.4, MOST_MARKERS)
    bottom, top = axes.get_ylim()
    label_ends(canvas, axes, cells, parameter, (bottom, top), (top - bottom) / PLOT_LINES * 1.2, 0.025)
    if strip:
        _mark_readings(canvas, marked, low, high)
    return canvas.picture("Lines with bands", _words(cells, parameter, marked), cells)


def _within(readings: pd.DataFrame | None, low: float, high: float) -> pd.DataFrame:
    if readings is None or readings.empty:
        return pd.DataFrame({"name": [], "value": []})
    return readings[readings["value"].between(low, high)]


def _strip_rows(readings: pd.DataFrame, look: Look, low: float, high: float) -> int:
    """Number of rows that the labels of the readings need below the axis."""
    if readings.empty:
        return 0
    return max(_strip(readings, look, low, high)[1]) + 1


def _strip(
    readings: pd.DataFrame, look: Look, low: float, high: float
) -> tuple[list[float], list[int], list[str], list[float]]:
    grouped = readings.groupby("value", sort=True)["name"].agg(lambda names: ", ".join(names))
    texts = [f"{names} {number(value)}" for value, names in grouped.items()]
    # The plot is narrower than the figure by the labels at the ends of the lines.
    scale = (high - low) / (look.size.width * POINTS_PER_INCH * PLOT_PART)
    widths = [(width_of(text, look.small) + look.small) * scale for text in texts]
    values = [float(value) for value in grouped.index]
    places, rows = rows_without_overlap(values, widths, low, high)
    return places, rows, texts, values


def _mark_readings(canvas: Canvas, readings: pd.DataFrame, low: float, high: float) -> None:
    """Mark on the axis what each article sets, and name it below."""
    axes, look = canvas.plot, canvas.look
    places, rows, texts, values = _strip(readings, look, low, high)
    transform, accent = axes.get_xaxis_transform(), look.theme.accent
    sign: dict[str, Any] = {"marker": CARETUPBASE, "markersize": 9, "color": accent, "clip_on": False, "zorder": 8}
    letters: dict[str, Any] = {"size": look.small, "color": accent, "ha": "center", "va": "center"}
    for place, row, text, value in zip(places, rows, texts, values, strict=True):
        axes.axvline(value, color=look.theme.faint, linewidth=0.9, linestyle=(0, (2, 2)), zorder=1)
        axes.plot([value], [0], transform=transform, **sign)
        # The labels stand below the numbers and the name of the axis.
        below = -look.label * (BELOW_AXIS + ROW * row)
        axes.annotate(
            text,
            (place, 0),
            xycoords=transform,
            xytext=(0, below),
            textcoords="offset points",
            annotation_clip=False,
            **letters,
        )


def _finding(cells: pd.DataFrame, parameter: str, pairing: Pairing) -> Finding:
    """Return what changes most from one end to the other, as one sentence; the intervals pay for all outcomes."""
    values, name = levels(cells, parameter), label_of(parameter)
    if len(values) == 1:
        return Finding(f"Only one value of {name} was run: {number(values[0])}")
    between = len(values) > len((values[0], values[-1]))
    first, last = (cells[cells[parameter] == value] for value in (values[0], values[-1]))
    comparisons = len(first) * (HALVES if between else 1)
    found = differences_between(first, last, pairing, comparisons)
    ends, most = f"as {name} grows from {number(values[0])} to {number(values[-1])}", largest_of(found)
    if most is not None:
        sentence = f"{capital(readable(most.outcome))} {change(most.before, most.after, most.change)} {ends}"
        return Finding(sentence, remark_of(most.change, comparisons, pairing.confidence))
    inside = _finding_between(cells, parameter, pairing, found) if between else None
    reach = max(pair.change.reach for pair in found)
    nothing = no_change(reach, int(cells["worlds"].min()), ends)
    return inside or Finding(nothing, remark_of_none(comparisons, pairing.confidence))


def _finding_between(
    cells: pd.DataFrame, parameter: str, pairing: Pairing, ends: Sequence[Difference]
) -> Finding | None:
    """Return what differs most between any two values, for shares that rise and fall again; None if nothing does."""
    groups = [part for _, part in cells.groupby(cells["outcome"].astype(str), sort=False)]
    comparisons = HALVES * sum(math.comb(len(part), 2) for part in groups)
    found = [largest_among(part, pairing, comparisons)[0] for part in groups]
    most = largest_of(found)
    if most is None:
        return None
    apart = next(pair.change.reach for pair in ends if pair.outcome == most.outcome)
    shares = told_apart(most.before, most.after)
    places = ", ".join(
        f"{share} at {number(row[parameter])}" for share, row in zip(shares, (most.before, most.after), strict=True)
    )
    sentence = (
        f"{capital(readable(most.outcome))} differs by no more than {points(apart)} between the ends, "
        f"but by more in between: {places} of {label_of(parameter)}"
    )
    return Finding(sentence, remark_of(most.change, comparisons, pairing.confidence))


def _words(cells: pd.DataFrame, parameter: str, readings: pd.DataFrame) -> str:
    values = levels(cells, parameter)
    few = dict.fromkeys([values[0], values[len(values) // 2], values[-1]])
    told = [f"At {number(value)}: {shares_in_words(cells[cells[parameter] == value])}" for value in few]
    stand = ", ".join(f"{r['name']} at {number(r['value'])}" for r in records(readings))
    articles = f" Marked on the axis: {stand}." if stand else ""
    return f"{'. '.join(told)}.{articles}"
