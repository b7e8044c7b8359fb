"""Outcome shares against one parameter, in one panel for each worldview, policy or other level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.comparing import differences_between, largest_of, with_worlds
from sim.analysis.finding import Setting
from sim.analysis.telling import Finding, change, no_change, points, remark_of, remark_of_none
from sim.charts import marks
from sim.charts.canvas import framed, grid_of_panels
from sim.charts.kind import SWEEP, chart, over_axes
from sim.charts.letters import fitted, shorten
from sim.charts.lines import checked_line, draw_lines, label_ends, top_of
from sim.charts.picture import Picture
from sim.charts.rows import fitting_heading
from sim.charts.tables import checked_panels, levels, shares_in_words
from sim.charts.theme import POINTS_PER_INCH, USUAL_LOOK, Look
from sim.parameters.names import heading_of, label_of, value_of
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import capital, enumeration, number, readable
from sim.studies.shares.pairing import UNKNOWN, Pairing

MOST_PANELS, PER_ROW, PANEL_LINES = 12, 2, 15
PLOT_PART = 0.8
"""Part of the width that the panels and their labels take together."""
NAME_PART = 1.5
"""Room for the name of the axis: it may stand out on both sides of its panel, beside which the lines are labelled."""
MOST_MARKERS = 15
"""With more points than this a line carries no signs, which would run into each other."""


@chart(
    "along_each", "outcome shares against one parameter, for each worldview or policy", SWEEP,
    over_axes("parameter", "by"), example="each", place=5, axes=2, options=("axes",),
)  # fmt: skip
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

    Raises
    ------
    InputError
        If nothing is selected, the parameter is not a number, or there are too many panels.
    """
    checked_line(cells, parameter, by)
    names = checked_panels(cells, by, MOST_PANELS)
    found = title or _finding(with_worlds(cells), parameter, by, names, pairing)
    grid = grid_of_panels(len(names), PER_ROW)
    canvas = framed(
        look, found, setting, pairing.remark, lines=PANEL_LINES * grid["nrows"], heading=f"{heading_of(by)}:", sharey=True,
        **grid,
    )  # fmt: skip
    top, columns = top_of(cells), grid["ncols"]
    room = look.size.width * POINTS_PER_INCH * PLOT_PART / columns / 2
    for place, name, axes in canvas.panels(names):
        part = cells[cells[by] == name]
        canvas.head(axes, shorten(value_of(by, name), look.label, room))
        canvas.percent_axis(axes, "y", top=top, room=marks.ROOM)
        axes.tick_params(labelsize=look.small)
        draw_lines(canvas, axes, part, parameter, 2.0, MOST_MARKERS, f"{place}/")
        label_ends(canvas, axes, part, parameter, (0, top), top / PANEL_LINES * 1.25, 0.03, small=True)
        if place + columns >= len(names):
            wide = NAME_PART * room
            below = fitted(fitting_heading(parameter, look.label, wide, 2), look.label, wide, 2)
            axes.set_xlabel(below, size=look.label, color=look.theme.ink)
        if place % columns:
            axes.set_ylabel("")
    told = " ".join(_words(cells[cells[by] == name], parameter, by, name) for name in names)
    return canvas.picture(f"{len(names)} panels of lines with bands", told, cells)


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
    ends = dict.fromkeys([values[0], values[-1]])
    told = [f"at {number(value)} {shares_in_words(part[part[parameter] == value])}" for value in ends]
    return f"{value_of(by, name)}: {'; '.join(told)}."
