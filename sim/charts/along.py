"""Outcome shares against one parameter: lines with bands, in one plot or in a panel for each level of something else."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from sim.analysis.cells import is_numeric
from sim.analysis.comparing import Difference, differences_between, largest_among, largest_of, with_worlds
from sim.analysis.headlines import condition_in, is_steady, opened, opened_finding, tendency
from sim.analysis.naming import right
from sim.analysis.telling import Finding, change, no_change, points, remark_of, remark_of_none, told, told_apart
from sim.charts import marks
from sim.charts.canvas import Canvas, grid_of_panels
from sim.charts.kind import SWEEP, Source, chart
from sim.charts.letters import broken_heading, fitting_heading, shorten
from sim.charts.picture import Picture, Settings
from sim.charts.ranges import readings_of
from sim.charts.standing import PLOT_PART, mark_reading, rows_of_strip, strip_of
from sim.charts.tables import checked, levels, of_outcome, outermost, panels_of, records, shares_in_words
from sim.charts.theme import OUTCOME_COLOURS, USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.names import WORLDVIEW, heading_of, label_of, value_of
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import capital, enumeration, number, readable
from sim.studies.shares.pairing import UNKNOWN, Pairing

PLOT_LINES = 19
HALVES = 2
"""Where something lies between the ends, they and what lies between share the error that is allowed."""
MOST_MARKERS, MOST_MARKERS_OF_PANELS = 25, 15
"""With more points than this a line carries no signs, which would run into each other."""
MOST_PANELS, PER_ROW, PANEL_LINES = 12, 2, 15
LONGEST = 150
"""A title with more letters would take more than two lines."""
PANELS_PART = 0.8
"""Part of the width that the panels and their labels take together."""
SUBTITLE = "Share of {histories} with each outcome, at each value"
NAME_PART = 1.5
"""Room for the name of the axis: it may stand out on both sides of its panel, beside which the lines are labelled."""


def _readings(source: Source) -> dict[str, Any]:
    (parameter,) = source.axes
    return {"readings": readings_of(parameter) if "." in parameter else None}


@chart(
    "along", "outcome shares against one parameter", SWEEP, axes=("parameter",), further=_readings, example="one",
    place=4, options=("axes",),
)  # fmt: skip
def along_parameter(
    cells: pd.DataFrame,
    parameter: str,
    setting: Settings,
    readings: pd.DataFrame | None = None,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw how the shares change with one parameter, or any other numeric column.

    `readings` say in the columns `name` and `value` where the articles stand, see `sim.charts.ranges.readings_of`.
    """
    _check(cells, parameter)
    found = title or opened_finding(setting, _finding(with_worlds(cells), parameter, pairing))
    low, high = _extent(cells, parameter)
    stood = readings[readings["value"].between(low, high)] if readings is not None else pd.DataFrame()
    strip = strip_of(stood, look, low, high)
    canvas = Canvas(
        look, found, setting, pairing.remark, lines=PLOT_LINES + rows_of_strip(strip), subtitle=SUBTITLE,
        reading="Triangles: who holds which value" if strip else "",
    )  # fmt: skip
    axes = canvas.plot
    canvas.percent_axis(axes, "y", top=_top(cells), room=marks.ROOM)
    heading = fitting_heading(parameter, look.label, look.room(PLOT_PART), 1)
    axes.set_xlabel(heading, size=look.label, color=look.theme.ink)
    _draw_lines(canvas, axes, cells, parameter, 2.4, MOST_MARKERS)
    bottom, top = axes.get_ylim()
    _label_ends(canvas, axes, cells, parameter, (bottom, top), (top - bottom) / PLOT_LINES * 1.2, 0.025)
    for mark in strip:
        mark_reading(canvas, mark)
    return canvas.picture("Lines with bands", _words(cells, parameter, stood), cells)


@chart(
    "along_each", "outcome shares against one parameter, for each worldview or policy", SWEEP,
    axes=("parameter", "by"), example="each", place=5, options=("axes",),
)  # fmt: skip
def along_each(
    cells: pd.DataFrame,
    parameter: str,
    by: str,
    setting: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw how the shares change with one parameter, in one panel for each level of something else, such as `worldview`."""
    _check(cells, parameter, by)
    names = panels_of(cells, by, MOST_PANELS)
    found = title or _finding_of_panels(with_worlds(cells), parameter, by, names, pairing, setting)
    grid = grid_of_panels(look, len(names), PER_ROW)
    canvas = Canvas(
        look, found, setting, pairing.remark, lines=PANEL_LINES * grid["nrows"], heading=f"{heading_of(by)}:", sharey=True,
        subtitle=SUBTITLE, **grid,
    )  # fmt: skip
    top, columns = _top(cells), grid["ncols"]
    room = look.room(PANELS_PART) / columns / 2
    for place, name, axes in canvas.panels(names):
        part = cells[cells[by] == name]
        canvas.head(axes, shorten(value_of(by, name), look.label, room))
        canvas.percent_axis(axes, "y", top=top, room=marks.ROOM)
        axes.tick_params(labelsize=look.small)
        _draw_lines(canvas, axes, part, parameter, 2.0, MOST_MARKERS_OF_PANELS, f"{place}/")
        _label_ends(canvas, axes, part, parameter, (0, top), top / PANEL_LINES * 1.25, 0.03, small=True)
        if place + columns >= len(names):
            heading = broken_heading(parameter, look.label, NAME_PART * room, 2)
            axes.set_xlabel(heading, size=look.label, color=look.theme.ink)
        if place % columns:
            axes.set_ylabel("")
    words = " ".join(_panel_words(cells[cells[by] == name], parameter, value_of(by, name)) for name in names)
    return canvas.picture(f"{len(names)} panels of lines with bands", words, cells)


def _check(cells: pd.DataFrame, parameter: str, *others: str) -> None:
    checked(cells, [parameter, *others])
    if not is_numeric(cells[parameter]):
        raise InputError(f"{parameter} is not a number; draw its values with --kind side_by_side")


def _extent(cells: pd.DataFrame, parameter: str) -> tuple[float, float]:
    """The ends of the axis of a parameter, with a little room beyond the first and the last value."""
    low, high = float(cells[parameter].min()), float(cells[parameter].max())
    margin = (high - low) * 0.02 or max(abs(low), 1.0) * 0.1
    return low - margin, high + margin


def _top(cells: pd.DataFrame) -> float:
    """The upper end of an axis of shares: a little above the highest interval."""
    return min(1.0, float(cells["high"].max()) * 1.08 + 0.01)


def _draw_lines(
    canvas: Canvas, axes: Axes, cells: pd.DataFrame, parameter: str, width: float, most_markers: int, name: str = ""
) -> None:
    """Draw a line with its band for each outcome; the groups of the marks bear `name` before the outcome."""
    axes.set_xlim(*_extent(cells, parameter))
    axes.tick_params(axis="x", labelcolor=canvas.look.theme.faint)
    markers = cells[parameter].nunique() <= most_markers
    for outcome in OUTCOMES:
        rows = of_outcome(cells, outcome).sort_values(parameter)
        xs, group = rows[parameter], f"{name}{outcome}"
        marks.band(axes, group, xs, rows["low"], rows["high"], OUTCOME_COLOURS[outcome])
        marks.line(axes, canvas.look, outcome, group, xs, rows["share"], width=width, markers=markers)


def _label_ends(
    canvas: Canvas,
    axes: Axes,
    cells: pd.DataFrame,
    parameter: str,
    room: tuple[float, float],
    gap: float,
    reach: float,
    **options: Any,
) -> None:
    """Name each line at its right end, so far from it as `reach` says, as a part of the width; see `Canvas.name_ends`."""
    last = records(cells[cells[parameter] == cells[parameter].max()])
    rows = sorted(last, key=lambda row: OUTCOMES.index(str(row["outcome"])))
    shares = [float(row["share"]) for row in rows]
    texts = [f"{readable(str(row['outcome']))} {told(row)}" for row in rows]
    start, stop = axes.get_xlim()
    canvas.name_ends(axes, shares, texts, gap, room, stop, reach * (stop - start), **options)


def _finding(cells: pd.DataFrame, parameter: str, pairing: Pairing) -> Finding:
    """Return what changes most from one end to the other, as one sentence; the intervals pay for all outcomes."""
    values, name = levels(cells, parameter), label_of(parameter)
    if len(values) == 1:
        return Finding(f"only one value of {name} was run: {number(values[0])}")
    between = len(values) > len((values[0], values[-1]))
    first, last = (cells[cells[parameter] == value] for value in (values[0], values[-1]))
    comparisons = len(first) * (HALVES if between else 1)
    found = differences_between(first, last, pairing, comparisons)
    ends, most = f"as {name} grows from {number(values[0])} to {number(values[-1])}", largest_of(found)
    if most is not None:
        shares = of_outcome(cells, most.outcome).sort_values(parameter)["share"].to_numpy()
        steady = is_steady(shares, most.change.size)
        changed = f"{readable(most.outcome)} {change(most.before, most.after, most.change)} {ends}"
        sentence = tendency(parameter, most.outcome, most.before, most.after) if steady else changed
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
    most = largest_of([largest_among(part, pairing, comparisons)[0] for part in groups])
    if most is None:
        return None
    apart = next(pair.change.reach for pair in ends if pair.outcome == most.outcome)
    shares = zip(told_apart(most.before, most.after), (most.before, most.after), strict=True)
    places = ", ".join(f"{share} at {number(row[parameter])}" for share, row in shares)
    sentence = (
        f"{readable(most.outcome)} differs by no more than {points(apart)} between the ends, "
        f"but by more in between: {places} of {label_of(parameter)}"
    )
    return Finding(sentence, remark_of(most.change, comparisons, pairing.confidence))


def _finding_of_panels(
    cells: pd.DataFrame, parameter: str, by: str, names: Sequence[Any], pairing: Pairing, setting: Settings
) -> Finding:
    """Return where the parameter changes most, and where no change is sure, as one sentence.

    The intervals pay for all outcomes of all panels.
    """
    values, label = levels(cells, parameter), label_of(parameter)
    if len(values) == 1:
        return Finding(f"Only one value of {label} was run: {number(values[0])}")
    comparisons = len(names) * len(OUTCOMES)
    found = {}
    for name in names:
        panel = cells[cells[by] == name]
        first, last = (panel[panel[parameter] == end] for end in (panel[parameter].min(), panel[parameter].max()))
        found[name] = differences_between(first, last, pairing, comparisons)
    moved = {name: most for name in names if (most := largest_of(found[name])) is not None}
    still = [name for name in names if name not in moved]
    reach = max((pair.change.reach for name in still for pair in found[name]), default=0.0)
    if not moved:
        ends = f"as {label} grows from {number(values[0])} to {number(values[-1])}"
        where = f"with {value_of(by, names[0])}" if len(names) == 1 else f"with every {label_of(by)}"
        nothing = no_change(reach, int(cells["worlds"].min()), f"{ends}, {where}")
        return Finding(nothing, remark_of_none(comparisons, pairing.confidence))
    name, most = max(moved.items(), key=lambda item: item[1].size)
    remark = remark_of(most.change, comparisons, pairing.confidence)
    told = _told_of_panel(cells[cells[by] == name], parameter, most)
    first = condition_in(setting, str(name)) if by == WORLDVIEW else opened(setting, _where(by, name))
    sentence = f"{first}, {told}"
    if not still:
        return Finding(capital(sentence), remark)
    bound = f"no outcome changes by more than {points(reach)}"
    rest = f"; {enumeration([_where(by, one) for one in still])} {bound}"
    headline = f"{capital(sentence)}; no sure change in {len(still)} of {len(names)} panels"
    headline = headline if len(headline) <= LONGEST else capital(sentence)
    return Finding(capital(f"{sentence}{rest}"), remark, headline)


def _told_of_panel(panel: pd.DataFrame, parameter: str, most: Difference) -> str:
    """How the outcome that moves most in a panel goes with the parameter."""
    shares = of_outcome(panel, most.outcome).sort_values(parameter)["share"].to_numpy()
    if is_steady(shares, most.change.size):
        return tendency(parameter, most.outcome, most.before, most.after)
    ends = f"{number(panel[parameter].min())} to {number(panel[parameter].max())}"
    changed = change(most.before, most.after, most.change)
    return f"{readable(most.outcome)} {changed} as {label_of(parameter)} grows from {ends}"


def _where(by: str, name: Any) -> str:
    """A panel as a condition: `if Ratelle is right`, `with western guarantee`."""
    return right(str(name)) if by == WORLDVIEW else f"with {value_of(by, name)}"


def _words(cells: pd.DataFrame, parameter: str, readings: pd.DataFrame) -> str:
    values = levels(cells, parameter)
    few = dict.fromkeys([values[0], values[len(values) // 2], values[-1]])
    parts = [f"At {number(value)}: {shares_in_words(cells[cells[parameter] == value])}" for value in few]
    stand = ", ".join(f"{r['name']} at {number(r['value'])}" for r in records(readings))
    articles = f" Marked on the axis: {stand}." if stand else ""
    return f"{'. '.join(parts)}.{articles}"


def _panel_words(part: pd.DataFrame, parameter: str, name: str) -> str:
    ends = outermost(part, parameter)
    parts = [f"at {number(value)} {shares_in_words(part[part[parameter] == value])}" for value in ends]
    return f"{name}: {'; '.join(parts)}."
