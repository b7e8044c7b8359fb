"""Outcome shares of many settings side by side: one row per setting, one column per outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.comparing import finding_of_settings
from sim.analysis.finding import Setting
from sim.analysis.wording import NOT_A_FORECAST, readable, short_percent
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.caption import caption
from sim.charts.picture import Picture, drawn
from sim.charts.rows import name_rows, names_of_rows, rows_in_words
from sim.charts.theme import OUTCOME_COLOURS, USUAL_LOOK, Look
from sim.knowledge.vocabulary import OUTCOMES

MOST_ROWS = 60
ROOM_FOR_NAMES = 0.3
"""Part of the width that the names of the rows may take."""
AXIS_END = 1.5
"""The columns end beyond 100 %, so that there is room for the number beside the point."""


@drawn
def side_by_side(
    cells: pd.DataFrame,
    by: str,
    settings: Sequence[Setting] | Setting,
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw the shares of many settings as points with intervals.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per setting and outcome, columns `outcome`, `share`, `low`, `high` and the one named in `by`.
    by : str
        Column with the names of the settings.
    settings : Setting or sequence of Setting
        Told in the caption.
    look : Look

    Raises
    ------
    InputError
        If nothing is selected, or there are more settings than can be read.
    """
    names = names_of_rows(cells, by, MOST_ROWS, "too many to stand side by side")
    title, below = title or finding_of_settings(cells, by), caption(settings)
    canvas = Canvas(look, title, below, 1.5 * len(names) + 4, nrows=1, ncols=len(OUTCOMES), sharey=True)
    name_rows(canvas, names, ROOM_FOR_NAMES)
    canvas.plot.set_ylim(len(names) - 0.5, -0.5)
    for column, outcome in enumerate(OUTCOMES):
        _draw_column(canvas, column, outcome, cells, by, names)
    words = f"Points with intervals, one row per setting. {title}. {rows_in_words(cells, by)}. {NOT_A_FORECAST}"
    return Picture("side_by_side", canvas.figure, title, below, words, cells.reset_index(drop=True))


def _draw_column(canvas: Canvas, column: int, outcome: str, cells: pd.DataFrame, by: str, names: list[Any]) -> None:
    axes, look = canvas.axes[0, column], canvas.look
    axes.set_xlim(-0.04, AXIS_END)
    axes.set_xticks([0, 0.5, 1], ["0", "50 %", "100 %"], size=look.small, color=look.theme.faint)
    axes.set_title(readable(outcome).replace(" ", "\n"), size=look.label, color=look.theme.ink, loc="left")
    axes.set_xlim(-0.04, AXIS_END)
    axes.axvline(0, color=look.theme.faint, linewidth=0.8)
    axes.hlines(range(len(names)), 0, 1, color=look.theme.grid, linewidth=0.8)
    rows = cells[cells["outcome"].astype(str) == outcome].set_index(by)
    for place, name in enumerate(names):
        row = rows.loc[name]
        share, low, high = float(row["share"]), float(row["low"]), float(row["high"])
        axes.plot(
            [0, share],
            [place, place],
            color=OUTCOME_COLOURS[outcome],
            linewidth=look.label * 0.45,
            alpha=0.55,
            zorder=1,
        )
        marks.interval(axes, look, f"{name}/{outcome}", place, low, high, cap=0, linewidth=1.8, zorder=8)
        marks.point(axes, look, outcome, f"{name}/{outcome}", share, place, look.label * 0.5)
        canvas.write(axes, high + 0.09, place, short_percent(share, low, high), size=look.small, ha="left")
