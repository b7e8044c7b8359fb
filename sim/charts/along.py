"""Outcome shares against one parameter: lines with bands, and the articles' readings marked on the axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.markers import CARETUPBASE

from sim.analysis.comparing import Difference, differences_between, largest_among, largest_of, with_worlds
from sim.analysis.finding import Setting
from sim.analysis.telling import Finding, change, no_change, own, points, remark_of, remark_of_none, told_apart
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.caption import caption
from sim.charts.letters import rows_without_overlap, spread, width_of
from sim.charts.picture import Picture, drawn
from sim.charts.rows import fitting_heading
from sim.charts.tables import checked, is_numeric, levels, records
from sim.charts.theme import OUTCOME_COLOURS, POINTS_PER_INCH, USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.names import label_of
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import NOT_A_FORECAST, capital, number, percent, readable, short_percent
from sim.studies.shares.pairing import UNKNOWN, Pairing

PLOT_LINES, PLOT_PART = 19, 0.66
MOST_MARKERS = 25
"""With more points than this a line carries no signs, which would run into each other."""
HALVES = 2
"""Where something lies between the ends, they and what lies between share the error that is allowed."""
BELOW_AXIS, ROW = 4.4, 1.35
"""Distance of the first row of readings from the axis, and of one row from the next, in letters."""


@drawn
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
    setting : Setting
    readings : pandas.DataFrame, optional
        Columns `name` and `value`: where the articles stand, see `sim.charts.readings.readings_of`.
    look : Look
    title : str or Finding, optional
        A finding of one's own instead of the one that the chart makes out.
    pairing : Pairing
        The worlds behind the rows, by which differences are judged; as separate samples if omitted.

    Raises
    ------
    InputError
        If nothing is selected, or the parameter is not a number.
    """
    if not is_numeric(checked(cells, [parameter]), parameter):
        raise InputError(f"{parameter} is not a number; draw its values with --kind side_by_side")
    found = own(title) if title else _finding(with_worlds(cells), parameter, pairing)
    title, below = found.sentence, caption(setting, pairing.remark, found.remark)
    low, high = _extent(cells, parameter)
    marked = _within(readings, low, high)
    strip = _strip_rows(marked, look, low, high)
    canvas = Canvas(look, title, below, PLOT_LINES + strip)
    axes = canvas.plot
    canvas.percent_axis(axes, "y", top=min(1.0, float(cells["high"].max()) * 1.08 + 0.01), room=marks.ROOM)
    axes.set_xlim(low, high)
    room = look.size.width * POINTS_PER_INCH * PLOT_PART
    axes.tick_params(axis="x", labelcolor=look.theme.faint)
    axes.set_xlabel(fitting_heading(parameter, look.label, room, 1), size=look.label, color=look.theme.ink)
    values = levels(cells, parameter)
    for outcome in OUTCOMES:
        rows = cells[cells["outcome"].astype(str) == outcome].sort_values(parameter)
        marks.band(axes, outcome, rows[parameter], rows["low"], rows["high"], OUTCOME_COLOURS[outcome])
        marks.line(axes, look, outcome, outcome, rows[parameter], rows["share"], markers=len(values) <= MOST_MARKERS)
    _label_ends(canvas, cells, parameter)
    if strip:
        _mark_readings(canvas, marked, low, high)
    return Picture(
        "along", canvas.figure, title, below, _words(cells, parameter, title, marked), cells.reset_index(drop=True)
    )


def _extent(cells: pd.DataFrame, parameter: str) -> tuple[float, float]:
    low, high = float(cells[parameter].min()), float(cells[parameter].max())
    margin = (high - low) * 0.02 if high > low else max(abs(low), 1.0) * 0.1
    return low - margin, high + margin


def _within(readings: pd.DataFrame | None, low: float, high: float) -> pd.DataFrame:
    if readings is None or readings.empty:
        return pd.DataFrame({"name": [], "value": []})
    return readings[readings["value"].between(low, high)]


def _label_ends(canvas: Canvas, cells: pd.DataFrame, parameter: str) -> None:
    """Name each line at its right end, moved apart where ends lie close to each other."""
    axes, look = canvas.plot, canvas.look
    last = cells[cells[parameter] == cells[parameter].max()].set_index(
        cells["outcome"].astype(str)[cells[parameter] == cells[parameter].max()]
    )
    bottom, top = axes.get_ylim()
    ends = [float(last.loc[outcome, "share"]) for outcome in OUTCOMES]
    gap = (top - bottom) / PLOT_LINES * 1.2
    places = spread(ends, gap, bottom, top)
    start, stop = axes.get_xlim()
    reach = (stop - start) * 0.025
    for outcome, end, place in zip(OUTCOMES, ends, places, strict=True):
        row = last.loc[outcome]
        words = f"{readable(outcome)} {short_percent(row['share'], row['low'], row['high'])}"
        axes.plot([stop, stop + reach], [end, place], color=canvas.look.theme.faint, linewidth=0.8, clip_on=False)
        axes.text(stop + reach * 1.2, place, words, size=look.label, color=look.theme.ink, va="center", clip_on=False)


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
    transform = axes.get_xaxis_transform()
    for place, row, text, value in zip(places, rows, texts, values, strict=True):
        axes.axvline(value, color=look.theme.faint, linewidth=0.9, linestyle=(0, (2, 2)), zorder=1)
        axes.plot(
            [value],
            [0],
            marker=CARETUPBASE,
            markersize=9,
            color=look.theme.accent,
            transform=transform,
            clip_on=False,
            zorder=8,
        )
        # The labels stand below the numbers and the name of the axis.
        axes.annotate(
            text,
            (place, 0),
            xycoords=transform,
            xytext=(0, -look.label * (BELOW_AXIS + ROW * row)),
            textcoords="offset points",
            size=look.small,
            color=look.theme.accent,
            ha="center",
            va="center",
            annotation_clip=False,
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


def _words(cells: pd.DataFrame, parameter: str, title: str, readings: pd.DataFrame) -> str:
    values = levels(cells, parameter)
    sentences: list[Any] = []
    for value in dict.fromkeys([values[0], values[int(np.floor(len(values) / 2))], values[-1]]):
        part = cells[cells[parameter] == value]
        shares = ", ".join(
            f"{readable(str(r['outcome']))} {percent(r['share'], r['low'], r['high'])}" for r in records(part)
        )
        sentences.append(f"At {number(value)}: {shares}")
    stand = ", ".join(f"{r['name']} at {number(r['value'])}" for r in records(readings))
    articles = f" Marked on the axis: {stand}." if stand else ""
    return f"Lines with bands. {title}. {'. '.join(sentences)}.{articles} {NOT_A_FORECAST}"
