"""Maps over two parameters: the most frequent outcome as a phase diagram, and the cells and axes of heat maps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Polygon, Rectangle
from numpy.typing import NDArray

from sim.analysis.cells import is_numeric
from sim.analysis.headlines import opened
from sim.analysis.telling import told
from sim.charts.canvas import Canvas, filling
from sim.charts.kind import SWEEP, chart
from sim.charts.letters import broken_heading, fitted, width_of
from sim.charts.picture import Picture, Settings
from sim.charts.tables import checked, leading, levels, of_outcome, place_in_words, records, share_in_words
from sim.charts.theme import POINTS_PER_INCH, USUAL_LOOK, Look, contrast
from sim.common.errors import InputError
from sim.parameters.names import value_of
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import capital, enumeration, readable

PLOT_LINES = 22
MOST_TICKS = 11
DIGITS_ROOM = 4.2
"""A cell must be so many letters wide to carry its number."""
WIDE, TALL = 0.72, 0.8
"""Parts of the width and height of the plots that the cells take together, roughly."""
NAME_LINES = 3
"""The name of an axis that needs more lines than this is shortened."""
SUBTITLE = "Most frequent outcome of {histories} for each pair of values, and its share"
REMARK = (
    "A cell cut in two: the number of worlds does not tell the two most frequent outcomes apart. "
    "Numbers: share of the first."
)


@chart(
    "phase_diagram", "the most frequent outcome over two parameters", SWEEP, axes=("across", "up"),
    example="plane --kind phase_diagram", place=7, options=("axes",),
)  # fmt: skip
def phase_diagram(
    cells: pd.DataFrame, across: str, up: str, setting: Settings, look: Look = USUAL_LOOK, title: str | None = None
) -> Picture:
    """Draw the most frequent outcome over two parameters."""
    whole_grid(checked(cells, [across, up]), across, up, OUTCOMES[0])
    table = _leaders(cells, across, up)
    found = title or opened(setting, _finding(table, across, up))
    first = [outcome for outcome in OUTCOMES if outcome in set(table["outcome"]) | set(table["undecided_with"])]
    canvas = Canvas(
        look, found, setting, REMARK, lines=PLOT_LINES, key=first, subtitle=SUBTITLE,
        reading="Cut in two: too close to tell" if (table["undecided_with"] != "").any() else "",
    )  # fmt: skip
    axes, columns, rows = canvas.plot, levels(cells, across), levels(cells, up)
    axes.set_xlim(0, len(columns))
    axes.set_ylim(0, len(rows))
    room, tall = look.room(0.8) / len(columns), look.lines(PLOT_LINES) * POINTS_PER_INCH * 0.8 / len(rows)
    for row in records(table):
        x, y = columns.index(row[across]), rows.index(row[up])
        name = f"{row[across]}/{row[up]}"
        axes.add_patch(Rectangle((x, y), 1, 1, linewidth=0, gid=f"share:{name}", **filling(row["outcome"])))
        if row["undecided_with"]:
            corner = [(x, y), (x + 1, y), (x + 1, y + 1)]
            axes.add_patch(Polygon(corner, linewidth=0, **filling(row["undecided_with"])))
        axes.add_patch(Rectangle((x, y), 1, 1, fill=False, edgecolor=look.theme.paper, linewidth=1))
        words = told(row)
        if room > width_of(words, look.small) + 10 and tall > 1.8 * look.small:
            canvas.write(axes, x + 0.5, y + 0.5, words, size=look.small, ha="center", gid=f"interval:{name}")
    label_axes(canvas, axes, cells, across, up, PLOT_LINES)
    ends = "; ".join(
        f"at {place_in_words(r, across, up)}: {readable(r['outcome'])} {share_in_words(r)}"
        for r in records(table.iloc[[0, -1]])
    )
    return canvas.picture("Phase diagram", capital(ends), table)


def _leaders(cells: pd.DataFrame, across: str, up: str) -> pd.DataFrame:
    rows, groups = [], cells.groupby([across, up], sort=True)
    # Every outcome of every cell but the most frequent ones is compared with the most frequent one.
    comparisons = len(cells) - len(groups)
    for (a, u), cell in groups:
        first, second = leading(cell, comparisons)
        (row,) = records(of_outcome(cell, first)[["share", "low", "high"]])
        rows.append({across: a, up: u, "outcome": first, **row, "undecided_with": second or ""})
    return pd.DataFrame(rows)


def _finding(table: pd.DataFrame, across: str, up: str) -> str:
    """Return where which outcome leads; cells in which the first two cannot be told apart count for neither."""
    clear = table.loc[table["undecided_with"] == "", "outcome"].value_counts()
    cells, open_ = len(table), int((table["undecided_with"] != "").sum())
    if not len(clear):
        return "in no cell the number of worlds tells which outcome is most frequent"
    if len(clear) == 1 and not open_:
        return f"{readable(str(clear.index[0]))} is most frequent in every cell"
    (first, count), *others = clear.items()
    parts = [f"{readable(str(first))} is most frequent in {count} of {cells} cells"]
    parts += [f"{readable(str(outcome))} in {number}" for outcome, number in others]
    undecided = f"; {open_} are too close to tell" if open_ else ""
    return f"{enumeration(parts)}{undecided}"


def whole_grid(cells: pd.DataFrame, across: str, up: str, outcome: str) -> pd.DataFrame:
    """Return the shares of one outcome as a grid, or refuse it if a pair of values was not run."""
    shares = of_outcome(cells, outcome).pivot(index=up, columns=across, values="share")
    shares = shares.reindex(index=levels(cells, up), columns=levels(cells, across))
    if shares.isna().to_numpy().any():
        raise InputError(f"not every pair of {across} and {up} was run; draw the cells with --kind parallel")
    return shares


def paint(canvas: Canvas, axes: Axes, shares: pd.DataFrame, tipping: float, lines: float, top: float = 1.0) -> Any:
    """Paint the cells of a `whole_grid`, write their shares where there is room, and part them at the tipping level.

    `lines` is the height of the plot in lines of labels; at the share `top` the scale of shades ends.
    """
    look, values = canvas.look, shares.to_numpy(dtype=float)
    colours = LinearSegmentedColormap.from_list("shares", look.theme.scale)
    painted = axes.pcolormesh(values, cmap=colours, vmin=0, vmax=top, edgecolors=look.theme.paper, linewidth=0.5)
    painted.set_gid("share:cells")
    room = look.room(WIDE) / values.shape[1] / canvas.axes.shape[1]
    tall = look.lines(lines) * POINTS_PER_INCH * TALL / values.shape[0]
    if room > DIGITS_ROOM * look.small and tall > 1.5 * look.small:
        for (row, column), share in np.ndenumerate(values):
            fill = colours(share / top)
            ink = max((look.theme.paper, look.theme.ink), key=lambda colour: contrast(colour, fill))
            place = {"x": column + 0.5, "y": row + 0.5, "ha": "center", "va": "center"}
            axes.text(s=f"{100 * share:.0f} %", size=look.small, color=ink, zorder=6, **place)
    numeric = (is_numeric(ends.to_series()) for ends in (shares.columns, shares.index))
    borders = _borders(values >= tipping, *numeric)
    style: dict[str, Any] = {"capstyle": "projecting", "zorder": 5, "clip_on": False}
    for width, colour in ((5.0, look.theme.paper), (2.6, look.theme.second)):
        axes.add_collection(LineCollection(borders, colors=[colour], linewidths=width, **style))
    return painted


def _borders(above: NDArray[np.bool_], across: bool, up: bool) -> list[list[tuple[float, float]]]:
    """Sides between cells above and below the level, only along axes of numbers: between names there is no in between."""
    found = []
    if across:
        rows, columns = np.nonzero(above[:, 1:] != above[:, :-1])
        found += [[(c + 1.0, r), (c + 1.0, r + 1.0)] for r, c in zip(rows.tolist(), columns.tolist(), strict=True)]
    if up:
        rows, columns = np.nonzero(above[1:] != above[:-1])
        found += [[(c, r + 1.0), (c + 1.0, r + 1.0)] for r, c in zip(rows.tolist(), columns.tolist(), strict=True)]
    return found


def label_axes(canvas: Canvas, axes: Axes, cells: pd.DataFrame, across: str, up: str, lines: float) -> None:
    """Name the axes and write the values of the parameters beside the middle of their cells; `lines` as for `paint`."""
    look = canvas.look
    wide = look.room(WIDE) / canvas.axes.shape[1]
    tall = look.lines(lines) * POINTS_PER_INCH * TALL
    for axis, factor, room in ((axes.xaxis, across, wide), (axes.yaxis, up, tall)):
        values, step = levels(cells, factor), 1
        texts = [value_of(factor, value) for value in values]
        if is_numeric(cells[factor]):
            widest = max(width_of(text, look.label) for text in texts) + look.label
            each = widest if factor == across else 1.5 * look.label
            # Every how many values one is written, so that they do not run into each other.
            step = max(1, -(-len(values) // MOST_TICKS), int(np.ceil(len(values) * each / room)))
        else:
            share = room / len(values) - look.label if factor == across else wide / 2
            texts = [fitted(text, look.label, share, NAME_LINES) for text in texts]
        axis.set_ticks([place + 0.5 for place in range(0, len(values), step)], texts[::step])
        name = broken_heading(factor, look.label, room, NAME_LINES)
        axis.set_label_text(name, size=look.label, color=look.theme.ink)
