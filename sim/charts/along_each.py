"""Outcome shares against one parameter, in one panel for each worldview, policy or other level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.comparing import differences_between, largest_of, with_worlds
from sim.analysis.finding import Setting
from sim.analysis.telling import Finding, change, no_change, own, points, remark_of, remark_of_none
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.caption import caption
from sim.charts.letters import fitted, shorten, spread
from sim.charts.picture import Picture, drawn
from sim.charts.rows import fitting_heading
from sim.charts.tables import checked, is_numeric, levels, records
from sim.charts.theme import OUTCOME_COLOURS, POINTS_PER_INCH, USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.names import heading_of, label_of, value_of
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import NOT_A_FORECAST, capital, enumeration, number, percent, readable, short_percent
from sim.studies.shares.pairing import UNKNOWN, Pairing

MOST_PANELS, PER_ROW, PANEL_LINES = 12, 2, 15
PLOT_PART = 0.8
"""Part of the width that the panels and their labels take together."""
NAME_PART = 1.5
"""Room for the name of the axis: it may stand out on both sides of its panel, beside which the lines are labelled."""
MOST_MARKERS = 15
"""With more points than this a line carries no signs, which would run into each other."""


@drawn
def along_each(
    cells: pd.DataFrame,
    parameter: str,
    by: str,
    setting: Setting | Sequence[Setting],
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw how the shares change with one parameter, in one panel for each level of something else.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per pair of values and outcome, columns `outcome`, `count`, `share`, `low`, `high`, those of the two axes,
        and `cell` if the worlds are at hand.
    parameter : str
        Dotted id, or any other numeric column.
    by : str
        Column of the panels: `worldview`, `policy`, or any other.
    setting : Setting
    look : Look
    title : str or Finding, optional
        A finding of one's own instead of the one that the chart makes out.
    pairing : Pairing
        The worlds behind the rows, by which differences are judged; as separate samples if omitted.

    Raises
    ------
    InputError
        If nothing is selected, the parameter is not a number, or there are too many panels.
    """
    checked(cells, [parameter, by])
    if not is_numeric(cells, parameter):
        raise InputError(f"{parameter} is not a number; draw its values with --kind side_by_side")
    names = levels(cells, by)
    if len(names) > MOST_PANELS:
        raise InputError(f"{by} has {len(names)} values, and at most {MOST_PANELS} panels can be read; select some")
    found = own(title) if title else _finding(with_worlds(cells), parameter, by, names, pairing)
    title, below = found.sentence, caption(setting, pairing.remark, found.remark)
    columns = min(PER_ROW, len(names))
    rows = -(-len(names) // columns)
    canvas = Canvas(
        look, title, below, PANEL_LINES * rows, heading=f"{heading_of(by)}:", nrows=rows, ncols=columns, sharey=True
    )
    top = min(1.0, float(cells["high"].max()) * 1.08 + 0.01)
    room = look.size.width * POINTS_PER_INCH * PLOT_PART / columns / 2
    for place, axes in enumerate(canvas.axes.flat):
        if place >= len(names):
            axes.set_axis_off()
            continue
        part = cells[cells[by] == names[place]]
        axes.set_title(
            shorten(value_of(by, names[place]), look.label, room), size=look.label, loc="left", color=look.theme.ink
        )
        _draw_panel(canvas, axes, part, parameter, f"{place}/", top)
        lowest = place + columns >= len(names)
        if lowest:
            below_axis = fitted(
                fitting_heading(parameter, look.label, NAME_PART * room, 2), look.label, NAME_PART * room, 2
            )
            axes.set_xlabel(below_axis, size=look.label, color=look.theme.ink)
        if place % columns:
            axes.set_ylabel("")
    told = " ".join(_words(cells[cells[by] == name], parameter, by, name) for name in names)
    words = f"{len(names)} panels of lines with bands. {title}. {told} {NOT_A_FORECAST}"
    return Picture("along_each", canvas.figure, title, below, words, cells.reset_index(drop=True))


def _draw_panel(canvas: Canvas, axes: Any, part: pd.DataFrame, parameter: str, name: str, top: float) -> None:
    """Lines with bands of all outcomes, each named at its right end."""
    look = canvas.look
    canvas.percent_axis(axes, "y", top=top, room=marks.ROOM)
    axes.tick_params(axis="x", labelcolor=look.theme.faint, labelsize=look.small)
    axes.tick_params(axis="y", labelsize=look.small)
    low, high = float(part[parameter].min()), float(part[parameter].max())
    margin = (high - low) * 0.02 or max(abs(low), 1.0) * 0.1
    axes.set_xlim(low - margin, high + margin)
    few = part[parameter].nunique() <= MOST_MARKERS
    for outcome in OUTCOMES:
        rows = part[part["outcome"].astype(str) == outcome].sort_values(parameter)
        group = f"{name}{outcome}"
        marks.band(axes, group, rows[parameter], rows["low"], rows["high"], OUTCOME_COLOURS[outcome])
        marks.line(axes, look, outcome, group, rows[parameter], rows["share"], width=2.0, markers=few)
    _label_ends(canvas, axes, part[part[parameter] == part[parameter].max()], top)


def _label_ends(canvas: Canvas, axes: Any, last: pd.DataFrame, top: float) -> None:
    look = canvas.look
    rows = sorted(records(last), key=lambda row: list(OUTCOMES).index(str(row["outcome"])))
    ends = [float(row["share"]) for row in rows]
    places = spread(ends, top / PANEL_LINES * 1.25, 0, top)
    start, stop = axes.get_xlim()
    reach = (stop - start) * 0.03
    for row, end, place in zip(rows, ends, places, strict=True):
        words = f"{readable(str(row['outcome']))} {short_percent(row['share'], row['low'], row['high'])}"
        axes.plot([stop, stop + reach], [end, place], color=look.theme.faint, linewidth=0.8, clip_on=False)
        axes.text(stop + reach * 1.2, place, words, size=look.small, color=look.theme.ink, va="center", clip_on=False)


def _finding(cells: pd.DataFrame, parameter: str, by: str, names: Sequence[Any], pairing: Pairing) -> Finding:
    """Return where the parameter changes most, and where no change is sure, as one sentence.

    The intervals pay for all outcomes of all panels.
    """
    values, label = levels(cells, parameter), label_of(parameter)
    if len(values) == 1:
        return Finding(f"Only one value of {label} was run: {number(values[0])}")
    ends = f"as {label} grows from {number(values[0])} to {number(values[-1])}"
    comparisons = len(names) * len(OUTCOMES)
    found = {}
    for name in names:
        panel = cells[cells[by] == name]
        first, last = (
            panel[panel[parameter] == value] for value in (levels(panel, parameter)[0], levels(panel, parameter)[-1])
        )
        found[name] = differences_between(first, last, pairing, comparisons)
    moved = {name: most for name in names if (most := largest_of(found[name])) is not None}
    still = [name for name in names if name not in moved]
    reach = max((pair.change.reach for name in still for pair in found[name]), default=0.0)
    if not moved:
        where = f"with {value_of(by, names[0])}" if len(names) == 1 else f"with every {label_of(by)}"
        nothing = no_change(reach, int(cells["worlds"].min()), f"{ends}, {where}")
        return Finding(nothing, remark_of_none(comparisons, pairing.confidence))
    name = max(moved, key=lambda name: moved[name].size)
    most = moved[name]
    bound = f"no outcome changes by more than {points(reach)}"
    rest = f"; with {enumeration([value_of(by, one) for one in still])} {bound}" if still else ""
    changed = change(most.before, most.after, most.change)
    sentence = f"{capital(readable(most.outcome))} {changed} with {value_of(by, name)} {ends}{rest}"
    return Finding(sentence, remark_of(most.change, comparisons, pairing.confidence))


def _words(part: pd.DataFrame, parameter: str, by: str, name: Any) -> str:
    values = levels(part, parameter)
    sentences = []
    for value in dict.fromkeys([values[0], values[-1]]):
        rows = records(part[part[parameter] == value])
        shares = ", ".join(f"{readable(str(r['outcome']))} {percent(r['share'], r['low'], r['high'])}" for r in rows)
        sentences.append(f"at {number(value)} {shares}")
    return f"{value_of(by, name)}: {'; '.join(sentences)}."
