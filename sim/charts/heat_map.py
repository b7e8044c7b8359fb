"""One outcome over two parameters: a heat map with the contour of the tipping level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from sim.analysis.finding import Setting
from sim.analysis.wording import NOT_A_FORECAST, percent, readable
from sim.charts.canvas import Canvas
from sim.charts.caption import capital, caption, last_part, number
from sim.charts.letters import width_of
from sim.charts.picture import Picture, drawn
from sim.charts.tables import checked, checked_outcome, grid_of, is_numeric, levels, widest
from sim.charts.theme import POINTS_PER_INCH, USUAL_LOOK, Look, contrast
from sim.knowledge.errors import InputError

TIPPING = 0.5
"""The level at which more than half of the worlds end in the outcome."""
PLOT_LINES = 22
MOST_TICKS = 11
DIGITS_ROOM = 4.2
"""A cell must be so many letters wide to carry its number."""


@drawn
def heat_map(
    cells: pd.DataFrame,
    across: str,
    up: str,
    outcome: str,
    setting: Setting | Sequence[Setting],
    tipping: float = TIPPING,
    look: Look = USUAL_LOOK,
) -> Picture:
    """Draw the share of one outcome over two parameters.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per pair of values and outcome, columns `outcome`, `share`, `low`, `high`,
        and those of the two parameters.
    across, up : str
        Columns of the horizontal and of the vertical axis.
    outcome : str
        The outcome that is drawn.
    setting : Setting
    tipping : float
        Share at which the contour is drawn.
    look : Look

    Raises
    ------
    InputError
        If nothing is selected, a pair is missing, or there is no such outcome.
    """
    checked(cells, [across, up])
    checked_outcome(outcome)
    if not 0 < tipping < 1:
        raise InputError(f"the tipping level is a share between 0 and 1, not {tipping}")
    shares = whole_grid(cells, across, up, outcome)
    crossed = bool(shares.to_numpy().min() < tipping <= shares.to_numpy().max())
    title = _finding(shares, across, up, outcome, tipping)
    line = f"The line marks where {readable(outcome)} reaches {100 * tipping:g} % of the worlds."
    chosen = cells[cells["outcome"].astype(str) == outcome]
    remark = f"Each share is known to within ±{100 * widest(chosen):.1f} percentage points or better."
    below = caption(setting, line if crossed else "", remark)
    canvas = Canvas(look, title, below, PLOT_LINES)
    painted = paint(canvas, canvas.plot, shares, tipping)
    label_axes(canvas, canvas.plot, cells, across, up)
    scale_bar(canvas, painted, outcome)
    corners = ", ".join(
        _cell_words(chosen, across, up, a, u) for a in _ends(shares.columns) for u in _ends(shares.index)
    )
    words = f"Heat map. {title}. {corners}. {NOT_A_FORECAST}"
    return Picture("heat_map", canvas.figure, title, below, words, chosen.reset_index(drop=True))


def whole_grid(cells: pd.DataFrame, across: str, up: str, outcome: str) -> pd.DataFrame:
    """Return the shares of one outcome as a grid in which no cell is missing."""
    shares = grid_of(cells, across, up, outcome)
    shares = shares.reindex(index=levels(cells, up), columns=levels(cells, across))
    if shares.isna().to_numpy().any():
        raise InputError(f"not every pair of {across} and {up} was run; draw the cells with --kind parallel")
    return shares


def paint(canvas: Canvas, axes: Axes, shares: pd.DataFrame, tipping: float) -> Any:
    """Paint the cells, write their shares where there is room, and draw the contour."""
    look, values = canvas.look, shares.to_numpy(dtype=float)
    colours = LinearSegmentedColormap.from_list("shares", look.theme.scale)
    painted = axes.pcolormesh(values, cmap=colours, vmin=0, vmax=1, edgecolors=look.theme.paper, linewidth=0.5)
    painted.set_gid("share:cells")
    room = look.size.width * POINTS_PER_INCH * 0.72 / values.shape[1] / canvas.axes.shape[1]
    tall = canvas.look.lines(PLOT_LINES) * POINTS_PER_INCH * 0.8 / values.shape[0] / canvas.axes.shape[0]
    if room > DIGITS_ROOM * look.small and tall > 1.5 * look.small:
        for (row, column), share in np.ndenumerate(values):
            fill = colours(share)
            ink = max((look.theme.paper, look.theme.ink), key=lambda colour: contrast(colour, fill))
            axes.text(
                column + 0.5,
                row + 0.5,
                f"{100 * share:.0f} %",
                size=look.small,
                color=ink,
                ha="center",
                va="center",
                zorder=6,
            )
    if min(values.shape) > 1 and values.min() < tipping <= values.max():
        grid = np.arange(values.shape[1]) + 0.5, np.arange(values.shape[0]) + 0.5
        for width, colour in ((4.5, look.theme.paper), (2.2, look.theme.second)):
            axes.contour(*grid, values, levels=[tipping], colors=[colour], linewidths=width)
    return painted


def label_axes(canvas: Canvas, axes: Axes, cells: pd.DataFrame, across: str, up: str) -> None:
    """Name the axes and write the values of the parameters beside the middle of their cells."""
    look = canvas.look
    for axis, factor in ((axes.xaxis, across), (axes.yaxis, up)):
        values = levels(cells, factor)
        texts = [number(value) if is_numeric(cells, factor) else readable(str(value)) for value in values]
        room = look.size.width * POINTS_PER_INCH * 0.7 / canvas.axes.shape[1] if factor == across else float("inf")
        widest_text = max(width_of(text, look.label) for text in texts) + look.label
        step = max(1, -(-len(values) // MOST_TICKS), int(np.ceil(len(values) * widest_text / room)) if room else 1)
        places = range(0, len(values), step)
        axis.set_ticks([place + 0.5 for place in places], [texts[place] for place in places])
        axis.set_label_text(last_part(factor), size=look.label, color=look.theme.ink)


def scale_bar(canvas: Canvas, painted: Any, outcome: str) -> None:
    """Draw the scale of shares beside the plots."""
    bar = canvas.figure.colorbar(painted, ax=canvas.axes.ravel().tolist(), aspect=28, pad=0.02)
    bar.outline.set_visible(False)
    bar.set_ticks([0, 0.25, 0.5, 0.75, 1], labels=["0 %", "25 %", "50 %", "75 %", "100 %"])
    bar.ax.tick_params(length=0, labelsize=canvas.look.small, labelcolor=canvas.look.theme.faint)
    bar.set_label(f"share of {readable(outcome)}", size=canvas.look.label, color=canvas.look.theme.faint)


def _finding(shares: pd.DataFrame, across: str, up: str, outcome: str, tipping: float) -> str:
    """Return how the share spreads over the grid, as one sentence."""
    values = shares.to_numpy(dtype=float)
    least, most = f"{100 * values.min():.0f} %", f"{100 * values.max():.0f} %"
    name = capital(readable(outcome))
    if values.size == 1:
        return f"{name}: {most} of worlds in the only cell that was run"
    over = f"{last_part(across)} and {last_part(up)}"
    part = (values >= tipping).mean()
    if part in (0, 1):
        side = "stays below" if part == 0 else "reaches"
        return f"{name} {side} {100 * tipping:g} % everywhere: from {least} to {most} over {over}"
    count = int((values >= tipping).sum())
    return (
        f"{name} runs from {least} to {most} over {over}, "
        f"and reaches {100 * tipping:g} % in {count} of {values.size} cells"
    )


def _ends(values: Any) -> list[Any]:
    return list(dict.fromkeys([values[0], values[-1]]))


def _cell_words(chosen: pd.DataFrame, across: str, up: str, a: Any, u: Any) -> str:
    row = chosen[(chosen[across] == a) & (chosen[up] == u)].to_dict("records")[0]
    place = f"{last_part(across)} {number(a)} and {last_part(up)} {number(u)}"
    return f"{percent(row['share'], row['low'], row['high'])} at {place}"
