"""What charts over two parameters share: the grid of shares, its cells in colour, its axes, and the scale of shares."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap
from numpy.typing import NDArray

from sim.charts.canvas import Canvas
from sim.charts.letters import fitted, width_of
from sim.charts.rows import fitting_heading
from sim.charts.tables import grid_of, is_numeric, levels, widest
from sim.charts.theme import POINTS_PER_INCH, contrast
from sim.common.errors import InputError
from sim.parameters.names import value_of
from sim.parameters.wording import readable

TIPPING = 0.5
"""The level at which more than half of the worlds end in the outcome."""
MOST_TICKS = 11
DIGITS_ROOM = 4.2
"""A cell must be so many letters wide to carry its number."""
WIDE, TALL = 0.72, 0.8
"""Parts of the width and height of the plots that the cells take together, roughly."""
NAME_LINES = 3
"""The name of an axis that needs more lines than this is shortened."""


def whole_grid(cells: pd.DataFrame, across: str, up: str, outcome: str) -> pd.DataFrame:
    """Return the shares of one outcome as a grid, or refuse it if a pair of values was not run."""
    shares = grid_of(cells, across, up, outcome)
    shares = shares.reindex(index=levels(cells, up), columns=levels(cells, across))
    if shares.isna().to_numpy().any():
        raise InputError(f"not every pair of {across} and {up} was run; draw the cells with --kind parallel")
    return shares


def checked_tipping(tipping: float) -> float:
    """Return the tipping level, or refuse it with `InputError` if it is no share between 0 and 1."""
    if not 0 < tipping < 1:
        raise InputError(f"the tipping level is a share between 0 and 1, not {tipping}")
    return tipping


def remarks(chosen: pd.DataFrame, across: str, up: str, outcome: str, tipping: float) -> tuple[str, str]:
    """Return what a reader of the shares of one outcome over two axes must know: what the line is, and how sure they are.

    The first is empty if there is no line.
    """
    level = f"{100 * tipping:g} %"
    crossed = bool(chosen["share"].min() < tipping <= chosen["share"].max())
    numeric = is_numeric(chosen, across) or is_numeric(chosen, up)
    open_ = int(((chosen["low"] < tipping) & (chosen["high"] >= tipping)).sum())
    line = f"The line parts cells in which {readable(outcome)} reaches {level} of the worlds from those in which it does not"
    undecided = f"; in {open_} of {len(chosen)} cells the interval includes {level}." if open_ else "."
    sure = f"Each share is known to within ±{100 * widest(chosen):.1f} percentage points or better."
    return (line + undecided if crossed and numeric else "", sure)


def paint(canvas: Canvas, axes: Axes, shares: pd.DataFrame, tipping: float, lines: float) -> Any:
    """Paint the cells of a `whole_grid`, write their shares where there is room, and part them at the tipping level.

    `lines` is the height of the plot in lines of labels. Returns what `scale_bar` explains.
    """
    look, values = canvas.look, shares.to_numpy(dtype=float)
    colours = LinearSegmentedColormap.from_list("shares", look.theme.scale)
    painted = axes.pcolormesh(values, cmap=colours, vmin=0, vmax=1, edgecolors=look.theme.paper, linewidth=0.5)
    painted.set_gid("share:cells")
    room = look.size.width * POINTS_PER_INCH * WIDE / values.shape[1] / canvas.axes.shape[1]
    tall = look.lines(lines) * POINTS_PER_INCH * TALL / values.shape[0]
    if room > DIGITS_ROOM * look.small and tall > 1.5 * look.small:
        for (row, column), share in np.ndenumerate(values):
            fill = colours(share)
            ink = max((look.theme.paper, look.theme.ink), key=lambda colour: contrast(colour, fill))
            place = {"x": column + 0.5, "y": row + 0.5, "ha": "center", "va": "center"}
            axes.text(s=f"{100 * share:.0f} %", size=look.small, color=ink, zorder=6, **place)
    numeric = [is_numeric(pd.DataFrame({0: ends}), 0) for ends in (shares.columns, shares.index)]
    borders = _borders(values >= tipping, *numeric)
    for width, colour in ((5.0, look.theme.paper), (2.6, look.theme.second)):
        axes.add_collection(
            LineCollection(borders, colors=[colour], linewidths=width, capstyle="projecting", zorder=5, clip_on=False)
        )
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
    wide = look.size.width * POINTS_PER_INCH * WIDE / canvas.axes.shape[1]
    tall = look.lines(lines) * POINTS_PER_INCH * TALL
    for axis, factor, room in ((axes.xaxis, across, wide), (axes.yaxis, up, tall)):
        values = levels(cells, factor)
        numeric = is_numeric(cells, factor)
        texts = [value_of(factor, value) for value in values]
        if not numeric:
            share = room / len(values) - look.label if factor == across else wide / 2
            texts = [fitted(text, look.label, share, NAME_LINES) for text in texts]
        widest_text = max(width_of(text, look.label) for text in texts) + look.label
        step = _step(len(values), widest_text if factor == across else 1.5 * look.label, room) if numeric else 1
        places = range(0, len(values), step)
        axis.set_ticks([place + 0.5 for place in places], [texts[place] for place in places])
        name = fitted(fitting_heading(factor, look.label, room, NAME_LINES), look.label, room, NAME_LINES)
        axis.set_label_text(name, size=look.label, color=look.theme.ink)


def _step(number: int, each: float, room: float) -> int:
    """Every how many values one is written, so that they do not run into each other."""
    return max(1, -(-number // MOST_TICKS), int(np.ceil(number * each / room)))


def scale_bar(canvas: Canvas, painted: Any, outcome: str) -> None:
    """Draw the scale of shares beside the plots."""
    bar = canvas.figure.colorbar(painted, ax=canvas.axes.ravel().tolist(), aspect=28, pad=0.02)
    bar.outline.set_visible(False)
    bar.set_ticks([0, 0.25, 0.5, 0.75, 1], labels=["0 %", "25 %", "50 %", "75 %", "100 %"])
    bar.ax.tick_params(length=0, labelsize=canvas.look.small, labelcolor=canvas.look.theme.faint)
    bar.set_label(f"share of {readable(outcome)}", size=canvas.look.label, color=canvas.look.theme.faint)
